import type { Assertion, QdrantSource } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { sameKeyedServer } from '../http/keyed.ts'
import { asTarget } from '../target/blame.ts'
import { checkQdrant } from './check.ts'
import { connectionOf } from './connection.ts'
import { liveFacts } from './facts.ts'
import { admitQdrant, type QdrantPlace, restoreQdrant } from './restore.ts'
import { Qdrant } from './server.ts'

export class QdrantTarget implements Target<QdrantSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: QdrantPlace

  constructor(place: QdrantPlace) {
    this.where = place.connection.where
    this.name = place.connection.where
    this.throwAway = place.remove !== undefined
    this.servers = [place.connection.address]
    this.#place = place
  }

  overlap(source: QdrantSource): Overlap {
    return sameKeyedServer(connectionOf(source), this.#place.connection) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    await this.#with((server) => admitQdrant(backup, request, server, this.where))
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    return await asTarget(restoreQdrant(backup, request, this.#place), this)
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    return await this.#with((server) => liveFacts(server, like, counted))
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await this.#with((server) => checkQdrant(assertion, server))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  async #with<T>(use: (server: Qdrant) => Promise<T>): Promise<T> {
    const { connection, services, signal } = this.#place
    const used = async () => {
      await using server = new Qdrant(connection, services, signal)
      return await use(server)
    }
    return await asTarget(used(), this)
  }
}
