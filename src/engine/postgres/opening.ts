import type { PostgresSource } from '../../policy/policy.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { ChosenHost, ServerFacts } from '../contract.ts'
import type { Connection } from './connection.ts'
import type { Session } from './session.ts'
import type { DumpVersion, WaitingDump } from './waiting.ts'

/** What a policy says of a dump, and nothing of where its server is. */
export type DumpedSource = Pick<PostgresSource, 'name' | 'jobs' | 'globals' | 'tables' | 'schemas' | 'allowEmpty'>

/** What a dump is made of. */
export interface Opening {
  readonly source: DumpedSource
  /** Of several servers, the one that is dumped. */
  readonly host?: ChosenHost
  readonly runtime: Runtime
  readonly signal: AbortSignal
  readonly session: Session
  /** With several servers, the one that the session has reached. */
  readonly connection: Connection
  readonly server: ServerFacts
  readonly sizeBytes: number
  /** It is told what to dump. */
  readonly waiting: WaitingDump
  readonly version: DumpVersion
}
