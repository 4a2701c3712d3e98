import type { Source } from '../../policy/policy.ts'

export type MongodbSource = Extract<Source, { engine: 'mongodb' }>
