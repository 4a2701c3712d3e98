import type { MeilisearchSource } from '../../policy/policy.ts'
import type { Bench } from '../contract.ts'
import type { KeyedServer } from '../http/keyed.ts'
import type { Meilisearch } from './server.ts'
import type { Version } from './version.ts'

/** What a dump is made of. */
export interface Opening extends Pick<Bench, 'services'> {
  readonly source: MeilisearchSource
  readonly connection: KeyedServer
  readonly signal: AbortSignal
  readonly server: Meilisearch
  readonly version: Version
}
