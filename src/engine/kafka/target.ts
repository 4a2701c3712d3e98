import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import type { Address, Service } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { asTarget } from '../target/blame.ts'
import { checkKafka } from './check.ts'
import type { KafkaSource } from './kafka-source.ts'
import { liveFacts } from './live.ts'
import type { TopicPlan } from './plan.ts'
import { Cluster } from './protocol/cluster.ts'
import { type Connection, connectionOf, sameCluster } from './protocol/connection.ts'
import { admitKafka, restoreKafka } from './restore.ts'

export interface KafkaPlace {
  readonly connection: Connection
  readonly services: Readonly<Record<string, Service>>
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

/** A cluster. */
export class KafkaTarget implements Target<KafkaSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: KafkaPlace
  readonly #restored = new Map<string, TopicPlan>()
  #keeping: ReadonlySet<string> = new Set()

  constructor(place: KafkaPlace) {
    this.where = place.connection.where
    this.name = place.connection.where
    this.throwAway = place.remove !== undefined
    this.servers = place.connection.servers
    this.#place = place
  }

  overlap(source: KafkaSource): Overlap {
    return sameCluster(connectionOf(source), this.#place.connection) ? 'same' : 'none'
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    const context = { ...this.#place, throwAway: this.throwAway, onPlan: () => {} }
    await asTarget(admitKafka(backup, request, context), this)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { throwAway } = this
    const onPlan = (plans: readonly TopicPlan[], keeping: readonly string[]) => {
      for (const plan of plans) this.#restored.set(plan.kept.name, plan)
      this.#keeping = new Set(keeping)
    }
    return await asTarget(restoreKafka(backup, request, { ...this.#place, throwAway, onPlan }), this)
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    return await this.#with((cluster) =>
      liveFacts(cluster, like, (topic, live) => this.#original(topic, live), counted),
    )
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await this.#with((cluster) => checkKafka(assertion, cluster))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  /** What a throw-away server lacks, and what was kept from expiring, is taken as restored: a finding says so. */
  #original(topic: string, live: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const plan = this.#restored.get(topic)
    if (plan === undefined) return live
    const { configuration } = plan.kept
    const lacking = Object.entries(configuration).filter(([name]) => plan.wanted[name] === undefined)
    const { 'retention.ms': _, ...rest } = live
    const shown = this.#keeping.has(topic) ? rest : live
    const kept = this.#keeping.has(topic) ? configuration['retention.ms'] : undefined
    return { ...shown, ...Object.fromEntries(lacking), ...(kept === undefined ? {} : { 'retention.ms': kept }) }
  }

  async #with<T>(use: (cluster: Cluster) => Promise<T>): Promise<T> {
    const { connection, services, signal } = this.#place
    const used = async () => {
      using cluster = await Cluster.connect(connection, services, signal)
      return await cluster.told('it cannot be read', use(cluster))
    }
    return await asTarget(used(), this)
  }
}
