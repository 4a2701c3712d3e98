import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { asTarget } from '../target/blame.ts'
import { original, type Place } from './adapt.ts'
import { checkNats } from './check.ts'
import type { KeptStream } from './description.ts'
import { liveFacts } from './facts.ts'
import { asked } from './listing.ts'
import type { NatsSource } from './nats-source.ts'
import { NatsClient } from './protocol/client.ts'
import { type Connection, connectionOf, sameAccount } from './protocol/connection.ts'
import { type Configuration, JetStream } from './protocol/jetstream.ts'
import { admitNats, restoreNats } from './restore.ts'

export interface NatsPlace {
  /** As it is named: what a source's own is compared with. */
  readonly named: Connection
  /** As it is reached from here. */
  readonly connection: Connection
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

/** An account of a server: that of the user. */
export class NatsTarget implements Target<NatsSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: NatsPlace
  #restored: { readonly streams: ReadonlyMap<string, Configuration>; readonly place: Place } | undefined

  constructor(place: NatsPlace) {
    this.where = place.named.where
    this.name = place.named.where
    this.throwAway = place.remove !== undefined
    this.servers = place.named.servers
    this.#place = place
  }

  overlap(source: NatsSource): Overlap {
    return sameAccount(connectionOf(source), this.#place.named) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    const { connection, signal } = this.#place
    const admitted = async () => {
      await using client = await NatsClient.connect(connection, signal)
      await admitNats(backup, request, client)
    }
    await asTarget(admitted(), this)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { connection, signal } = this.#place
    const onPlan = (streams: readonly KeptStream[], place: Place) => {
      this.#restored = { streams: new Map(streams.map(({ config }) => [config.name, config])), place }
    }
    return await asTarget(restoreNats(backup, request, { connection, throwAway: this.throwAway, signal, onPlan }), this)
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    return await this.#with((jetstream) => liveFacts(jetstream, like, (live) => this.#original(live), counted))
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await this.#with((jetstream) => checkNats(assertion, jetstream))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  #original(live: Configuration): Configuration {
    const kept = this.#restored?.streams.get(live.name)
    return kept === undefined || this.#restored === undefined ? live : original(live, kept, this.#restored.place)
  }

  async #with<T>(use: (jetstream: JetStream) => Promise<T>): Promise<T> {
    const { connection, signal } = this.#place
    const used = async () => {
      await using client = await NatsClient.connect(connection, signal)
      const jetstream = new JetStream(client)
      return await asked(jetstream, use(jetstream))
    }
    return await asTarget(used(), this)
  }
}
