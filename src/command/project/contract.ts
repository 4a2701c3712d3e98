import type { Fresh, Place, SourceCatalog } from '../../catalog/catalog.ts'
import type { Bench } from '../../engine/engine.ts'
import type { Policy, Source } from '../../policy/policy.ts'
import type { SecretKey, SigningKey } from '../../seal/seal.ts'
import type { Store, Stored } from '../../store/store.ts'
import type { World } from '../../world.ts'
import type { Seats } from '../each-source/seat.ts'
import type { Expansion } from './databases/expand.ts'
import type { FoundPlaces } from './stores/open-stores.ts'

/** A policy in the world: what every command starts from. */
export interface Project {
  readonly world: World
  readonly policy: Policy
  /** When the command began. */
  readonly openedAt: Date
  /** The sources that the options name, or all. */
  readonly sources: readonly Source[]
  /** What is known of each source of the policy that stands for the databases of a server; `policy` has those in its place. */
  readonly expansions: readonly Expansion[]
  /** The same project, with this policy: one that has other sources. */
  expanded(policy: Policy, expansions: readonly Expansion[]): Project
  /** A store of the policy by name, opened once. */
  place(name: string): Promise<Place>
  /** The source's stores that open, and those that do not. */
  places(source: SourceStores): Promise<FoundPlaces>
  /**
   * For the newest backups, every mark and every failed proof, the stores themselves are read; for the others, a cache
   * may answer. `fresh` reads more from the stores.
   */
  catalog(source: SourceStores, fresh?: Fresh): Promise<SourceCatalog>
  /** Keeps what was just written for the next reading of the catalog. */
  remember(store: Store, stored: Stored, bytes: Uint8Array): Promise<void>
  /** Of this machine, for engines. */
  readonly bench: Bench
  /** Throws `key-missing` where none is given. */
  secretKeys(): Promise<readonly SecretKey[]>
  /** For what sources that are worked on at once take in turns. */
  readonly seats: Seats
  /** undefined: none is given, and none is needed. Throws where the backups that it signs would not count. */
  signingKey(): SigningKey | undefined
}

/** A source's name and where its backups are: also of one that has left the policy. */
export interface SourceStores {
  readonly name: string
  readonly stores: readonly string[]
}
