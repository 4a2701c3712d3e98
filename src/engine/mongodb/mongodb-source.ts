import type { Source } from '../../policy/policy.ts'

export type MongodbSource = Extract<Source, { engine: 'mongodb' }>

/** What of a source says what is dumped, and how. */
export type Dumped = Pick<
  MongodbSource,
  'name' | 'line' | 'collections' | 'snapshot' | 'users' | 'allowEmpty' | 'pointInTime'
>
