import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Bench, Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { asTarget } from '../target/blame.ts'
import { checkMongodb } from './check.ts'
import { type Connection, connectionOf, sameDatabase } from './connection.ts'
import { liveFacts } from './facts.ts'
import type { MongodbSource } from './mongodb-source.ts'
import { forwardable, reach } from './reach.ts'
import { admitMongodb, restoreMongodb } from './restore.ts'
import type { Server } from './server.ts'

export interface MongodbPlace {
  /** As it is named: what a source's own is compared with. */
  readonly connection: Connection
  readonly services: Bench['services']
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

const undoMs = 60_000

/** A database of a server. */
export class MongodbTarget implements Target<MongodbSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly #place: MongodbPlace

  constructor(place: MongodbPlace) {
    this.where = place.connection.where
    this.name = place.connection.database
    this.throwAway = place.remove !== undefined
    this.#place = place
  }

  get servers(): readonly Address[] {
    return forwardable(this.#place.connection)
  }

  overlap(source: MongodbSource): Overlap {
    const { connection, services } = this.#place
    return sameDatabase(connectionOf(source), connection, services) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    await this.#with((server) => admitMongodb(backup, request, server))
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { throwAway } = this
    const { signal } = this.#place
    const anew = () => this.#connect(AbortSignal.timeout(undoMs))
    return await this.#with((server) => restoreMongodb(backup, request, { server, throwAway, signal, anew }))
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    return await this.#with((server) => liveFacts(server, like, counted))
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await this.#with((server) => checkMongodb(assertion, server))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  #connect(signal: AbortSignal): Promise<Server> {
    return reach(this.#place.connection, this.#place.services, signal)
  }

  async #with<T>(use: (server: Server) => Promise<T>): Promise<T> {
    const used = async () => {
      await using server = await this.#connect(this.#place.signal)
      return await use(server)
    }
    return await asTarget(used(), this)
  }
}
