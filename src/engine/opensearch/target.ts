import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Bench, Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { asTarget } from '../target/blame.ts'
import { checkSearch } from './check.ts'
import { factsOfTarget } from './live.ts'
import { Cluster } from './protocol/cluster.ts'
import { type Connection, connect, type Reached, sameServer, sourceConnection } from './protocol/connection.ts'
import { admitIndexes, restoreIndexes } from './restore.ts'
import type { SearchSource } from './search-source.ts'

export interface SearchPlace {
  readonly connection: Connection
  readonly services: Bench['services']
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

/** A server, with what else it has. */
export class SearchTarget implements Target<SearchSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: SearchPlace

  constructor(place: SearchPlace) {
    this.where = place.connection.where
    this.name = place.connection.where
    this.throwAway = place.remove !== undefined
    this.servers = place.connection.servers
    this.#place = place
  }

  overlap(source: SearchSource): Overlap {
    return sameServer(sourceConnection(source), this.#place.connection) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    const { product } = this.#place.connection
    await this.#with((reached) => admitIndexes(backup, request, new Cluster(reached), product))
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { connection, signal } = this.#place
    const { product } = connection
    return await this.#with((reached) =>
      restoreIndexes(backup, request, { reached, product, throwAway: this.throwAway, signal }),
    )
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    const { product } = this.#place.connection
    return await this.#with((reached) => factsOfTarget({ ...reached, product }, like, counted))
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await this.#with((reached) => checkSearch(assertion, new Cluster(reached)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  async #with<T>(use: (reached: Reached) => Promise<T>): Promise<T> {
    const { connection, services, signal } = this.#place
    const used = async () => {
      await using reached = await connect(connection, services, signal)
      return await use(reached)
    }
    return await asTarget(used(), this)
  }
}
