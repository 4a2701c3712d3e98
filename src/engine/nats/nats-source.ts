import type { Source } from '../../policy/policy.ts'

export type NatsSource = Extract<Source, { engine: 'nats' }>
