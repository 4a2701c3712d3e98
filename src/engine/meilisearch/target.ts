import type { Assertion, MeilisearchSource } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { sameKeyedServer } from '../http/keyed.ts'
import { asTarget } from '../target/blame.ts'
import { checkMeilisearch } from './check.ts'
import { connectionOf } from './connection.ts'
import { liveFacts } from './facts.ts'
import { admitMeilisearch, type Left, type MeilisearchPlace, restoreMeilisearch } from './restore.ts'
import { Meilisearch } from './server.ts'

export class MeilisearchTarget implements Target<MeilisearchSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: MeilisearchPlace
  #left: Left['left'] = new Map()

  constructor(place: MeilisearchPlace) {
    this.where = place.connection.where
    this.name = place.connection.where
    this.throwAway = place.remove !== undefined
    this.servers = [place.connection.address]
    this.#place = place
  }

  overlap(source: MeilisearchSource): Overlap {
    return sameKeyedServer(connectionOf(source), this.#place.connection) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    await this.#with((server) => admitMeilisearch(backup, request, server, this.where))
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { left, ...result } = await asTarget(restoreMeilisearch(backup, request, this.#place), this)
    this.#left = left
    return result
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    return await this.#with((server) => liveFacts(server, like, this.#left, counted))
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await this.#with((server) => checkMeilisearch(assertion, server))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  async #with<T>(use: (server: Meilisearch) => Promise<T>): Promise<T> {
    const { connection, services, signal } = this.#place
    const used = async () => {
      await using server = new Meilisearch(connection, services, signal)
      return await use(server)
    }
    return await asTarget(used(), this)
  }
}
