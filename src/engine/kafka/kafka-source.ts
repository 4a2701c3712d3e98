import type { Source } from '../../policy/policy.ts'

export type KafkaSource = Extract<Source, { engine: 'kafka' }>
