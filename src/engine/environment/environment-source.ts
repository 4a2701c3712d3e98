import type { Source } from '../../policy/policy.ts'

export type EnvironmentSource = Extract<Source, { engine: 'environment' }>
