import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address, Runtime } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { checkMysql } from './check.ts'
import { addressOf, type Connection, connectionOf, type FamilySource, sameDatabase, serversOf } from './connection.ts'
import { restoredFacts } from './facts.ts'
import { admitMysql, restoreMysql } from './restore.ts'
import type { Asker } from './session.ts'

interface MysqlPlace {
  readonly connection: Connection
  /** The programs that fit its server. */
  readonly find: () => Promise<Runtime>
  readonly signal: AbortSignal
  /** Says better why programs were not found or did not work. */
  readonly explain?: (error: unknown) => Promise<unknown>
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

export class MysqlTarget implements Target<FamilySource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: MysqlPlace
  #runtime: Runtime | undefined

  constructor(place: MysqlPlace) {
    this.where = addressOf(place.connection)
    this.name = place.connection.database
    this.throwAway = place.remove !== undefined
    this.servers = serversOf(place.connection)
    this.#place = place
  }

  overlap(source: FamilySource): Overlap {
    const { connection } = this.#place
    return sameDatabase(connectionOf(source, connection.product), connection) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    await this.#explained(async () => {
      await admitMysql(backup, await this.#asker(), { ...request, sandboxed: this.throwAway })
    })
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    return await this.#explained(async () =>
      restoreMysql(backup, await this.#asker(), { ...request, sandboxed: this.throwAway }),
    )
  }

  async #explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw (await this.#place.explain?.(error)) ?? error
    }
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    return await restoredFacts(await this.#asker(), like, counted)
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await checkMysql(assertion, await this.#asker())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  async #asker(): Promise<Asker> {
    const { connection, find, signal } = this.#place
    this.#runtime ??= await find()
    return { connection, runtime: this.#runtime, signal }
  }
}
