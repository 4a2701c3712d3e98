import type { QdrantSource } from '../../policy/policy.ts'
import type { Bench } from '../contract.ts'
import type { KeyedServer } from '../http/keyed.ts'
import type { Qdrant } from './server.ts'
import type { Version } from './version.ts'

/** What a dump is made of. */
export interface Opening extends Pick<Bench, 'services'> {
  readonly source: QdrantSource
  readonly connection: KeyedServer
  readonly signal: AbortSignal
  readonly server: Qdrant
  readonly version: Version
}
