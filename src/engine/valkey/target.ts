import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Bench, Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { serversText } from '../server-url.ts'
import { checkKeys } from './check.ts'
import { factsOfTarget } from './compare.ts'
import type { KeyValueSource } from './key-value-source.ts'
import { clockOf } from './protocol/clock.ts'
import { type Connection, connect, sameServer } from './protocol/connection.ts'
import { admitKeys, type Restored, restoreKeys } from './restore.ts'
import { sourceConnection } from './source.ts'

export interface TargetPlace {
  readonly connection: Connection
  readonly services: Bench['services']
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

const undoMs = 30_000

/** A server, as a whole: all of its databases, and its functions. */
export class KeyValueTarget implements Target<KeyValueSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: TargetPlace
  #restored: Restored | undefined

  constructor(place: TargetPlace) {
    this.where = serversText(place.connection)
    this.name = this.where
    this.throwAway = place.remove !== undefined
    this.servers = place.connection.servers
    this.#place = place
  }

  overlap(source: KeyValueSource): Overlap {
    return sameServer(sourceConnection(source), this.#place.connection, this.#place.services) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    const { connection, services, signal } = this.#place
    const { client, info } = await connect(connection, services, signal)
    await using _ = client
    await admitKeys(backup, request, { client, info })
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { connection, services, signal } = this.#place
    const { client, info } = await connect(connection, services, signal)
    await using _ = client
    const anew = async () => (await connect(connection, services, AbortSignal.timeout(undoMs))).client
    const restored = await restoreKeys(backup, request, { client, info, now: await clockOf(client), anew })
    this.#restored = restored
    const { tally, bytes } = restored
    const part = request.only.length > 0
    const expected = part ? tally.facts(connection.product, backup.facts.server, bytes) : backup.facts
    return { findings: [], expected, ...(part ? { restoredBytes: bytes } : {}) }
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    const { connection, services, signal } = this.#place
    const { client, info } = await connect(connection, services, signal)
    await using _ = client
    return await factsOfTarget({ client, info, product: connection.product }, like, this.#restored, counted)
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    const { connection, services, signal } = this.#place
    const { client, info } = await connect(connection, services, signal)
    await using _ = client
    return await checkKeys(assertion, client, info)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }
}
