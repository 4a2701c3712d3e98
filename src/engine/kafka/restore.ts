import { isProblem, messageOf, noteAlso, Problem, stopIfAborted } from '../../problem.ts'
import type { Service } from '../../runtime/runtime.ts'
import { namesSome } from '../../words/words.ts'
import type { Facts, PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import { selected } from '../selection.ts'
import { type Catalogue, damaged, type Entry, type KeptGroup, type KeptTopic, readArchive } from './archive/archive.ts'
import { without } from './facts.ts'
import { lastChanges, loadingOf, moves, notes, replicasOf, type TopicPlan, wantedOf, wouldExpire } from './plan.ts'
import { alterTopic, createTopics, deleteTopics, refusedTopics, untilLed } from './protocol/admin.ts'
import { Cluster } from './protocol/cluster.ts'
import type { Connection } from './protocol/connection.ts'
import { commit, offsetsOf } from './protocol/offsets.ts'
import { Producer } from './protocol/produce.ts'
import { codes, isRefusal } from './protocol/refusal.ts'

export interface RestoreContext {
  readonly connection: Connection
  readonly services: Readonly<Record<string, Service>>
  readonly throwAway: boolean
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Hears how the place took what is restored. */
  readonly onPlan: (plans: readonly TopicPlan[], keeping: readonly string[]) => void
}

/** Everything that can be refused is, before anything is written. */
export async function restoreKafka(
  backup: PlainBackup,
  request: RestoreRequest,
  context: RestoreContext,
): Promise<RestoreResult> {
  const { connection, services, throwAway, signal } = context
  const entries = readArchive(backup)
  try {
    const catalogue = await catalogueOf(entries)
    using cluster = await Cluster.connect(connection, services, signal)
    const { replaced, plans } = await admitted(catalogue, request, cluster, throwAway)
    // The old goes before the new can come: not before the new has been read to its end.
    if (replaced.length > 0) for await (const _ of readArchive(backup)) stopIfAborted(signal)
    const restoring = new Restoring(cluster, plans, context)
    return await restoring.all(entries, replaced, backup.facts)
  } finally {
    await entries.return(undefined)
  }
}

/** Refuses what cannot be restored, and changes nothing. */
export async function admitKafka(backup: PlainBackup, request: RestoreRequest, context: RestoreContext): Promise<void> {
  const { connection, services, throwAway, signal } = context
  const entries = readArchive(backup)
  try {
    const catalogue = await catalogueOf(entries)
    using cluster = await Cluster.connect(connection, services, signal)
    await admitted(catalogue, request, cluster, throwAway)
  } finally {
    await entries.return(undefined)
  }
}

async function admitted(
  catalogue: Catalogue,
  { overwrite, only }: RestoreRequest,
  cluster: Cluster,
  throwAway: boolean,
): Promise<{ readonly replaced: readonly string[]; readonly plans: readonly TopicPlan[] }> {
  const topics = chosen(catalogue, only)
  const replaced = topics.filter(({ name }) => cluster.topic(name) !== undefined).map(({ name }) => name)
  mustBeFree(cluster, replaced, overwrite)
  return { replaced, plans: await planned(cluster, topics, throwAway) }
}

class Restoring {
  readonly #cluster: Cluster
  readonly #plans: ReadonlyMap<string, TopicPlan>
  readonly #context: RestoreContext
  /** Of each topic the time of its oldest record, and how many each partition has. */
  readonly #oldest = new Map<string, bigint>()
  readonly #records = new Map<string, number>()
  #bytes = 0

  constructor(cluster: Cluster, plans: readonly TopicPlan[], context: RestoreContext) {
    this.#cluster = cluster
    this.#plans = new Map(plans.map((plan) => [plan.kept.name, plan]))
    this.#context = context
  }

  async all(entries: AsyncGenerator<Entry>, replaced: readonly string[], facts: Facts): Promise<RestoreResult> {
    const cluster = this.#cluster
    const { throwAway, onPlan } = this.#context
    const plans = [...this.#plans.values()]
    const names = plans.map(({ kept }) => kept.name)
    try {
      if (replaced.length > 0) await cluster.told('its topics cannot be deleted', deleteTopics(cluster, replaced))
      await cluster.told('topics cannot be created', this.#create(plans))
      const groups = await this.#load(entries)
      await this.#mustBeThere(plans)
      const keeping = throwAway ? [] : names.filter((name) => this.#expires(name))
      onPlan(plans, keeping)
      await cluster.told('topics cannot be configured', this.#configure(plans, keeping))
      const busy = await this.#commit(groups)
      const leave = {
        topic: (name: string) => !this.#plans.has(name),
        records: (name: string) => !throwAway && moves(this.#plans.get(name) ?? { effective: {} }),
        group: (name: string) => busy.includes(name),
      }
      const findings = notes(plans, { keeping, busy, throwAway })
      return { findings, expected: without(facts, leave), restoredBytes: this.#bytes }
    } catch (error) {
      await abandon(this.#context, names).catch((also: unknown) => noteAlso(error, also))
      throw lost(error, replaced)
    }
  }

  async #create(plans: readonly TopicPlan[]): Promise<void> {
    const topics = plans.map(({ kept, replicas, loading }) => ({
      ...{ name: kept.name, partitions: kept.partitions, replicas, configuration: loading },
    }))
    await createTopics(this.#cluster, topics, 'create')
    await this.#cluster.refresh()
    await untilLed(
      this.#cluster,
      topics.map(({ name }) => name),
    )
  }

  /** Gives the groups: they are set when all of the archive has been read. */
  async #load(entries: AsyncGenerator<Entry>): Promise<readonly GroupPlan[]> {
    const cluster = this.#cluster
    const producer = await cluster.told('no producer can be started', Producer.start(cluster))
    const topics: string[] = []
    const groups: KeptGroup[] = []
    // One is on its way while the next is read.
    let sending: Promise<void> = Promise.resolve()
    try {
      for await (const entry of entries) {
        stopIfAborted(cluster.signal)
        if (entry.kind === 'partition' && entry.partition.partition === 0) topics.push(entry.topic.name)
        if (entry.kind === 'group') groups.push(entry.group)
        if (entry.kind !== 'block' || !this.#plans.has(entry.topic.name)) continue
        const { topic, partition, block } = entry
        const key = `${topic.name}/${partition}`
        this.#records.set(key, (this.#records.get(key) ?? 0) + block.count)
        this.#bytes += block.records.length
        const oldest = this.#oldest.get(topic.name)
        if (oldest === undefined || block.firstTime < oldest) this.#oldest.set(topic.name, block.firstTime)
        await sending
        sending = cluster.told(`${key} does not take its records`, producer.send(topic.name, partition, block))
        sending.catch(() => undefined)
      }
    } finally {
      await sending
    }
    return groups.map(({ name, offsets }) => ({
      name,
      offsets: offsets
        .map(({ topic, partition, records, metadata }) => ({
          ...{ topic: topics[topic] ?? '', partition, offset: records, metadata },
        }))
        .filter(({ topic }) => this.#plans.has(topic)),
    }))
  }

  /** The broker has as many as were sent: nobody else wrote, and none was taken twice. */
  async #mustBeThere(plans: readonly TopicPlan[]): Promise<void> {
    const cluster = this.#cluster
    const topics = plans.flatMap(({ kept }) => cluster.topic(kept.name) ?? [])
    const ends = await cluster.told('the offsets of its topics cannot be read', offsetsOf(cluster, topics, 'end'))
    for (const { kept } of plans) {
      for (let partition = 0; partition < kept.partitions; partition++) {
        const key = `${kept.name}/${partition}`
        const [sent, found] = [this.#records.get(key) ?? 0, ends.get(key)]
        if (found === sent) continue
        throw new Problem(
          'restore-failed',
          `${cluster.connection.where} has ${found ?? 'no'} records in ${key}, and ${sent} were sent`,
          {
            hint: 'Stop whoever writes to that topic, and restore again.',
          },
        )
      }
    }
  }

  #expires(name: string): boolean {
    const plan = this.#plans.get(name)
    const oldest = this.#oldest.get(name)
    return plan !== undefined && oldest !== undefined && wouldExpire(plan, oldest, this.#context.now().getTime())
  }

  async #configure(plans: readonly TopicPlan[], keeping: readonly string[]): Promise<void> {
    for (const plan of plans) {
      const { name } = plan.kept
      await alterTopic(this.#cluster, name, lastChanges(plan, keeping.includes(name)))
    }
  }

  /** Gives the groups that have members. */
  async #commit(groups: readonly GroupPlan[]): Promise<readonly string[]> {
    const busy: string[] = []
    for (const { name, offsets } of groups) {
      if (offsets.length === 0) continue
      const what = `the offsets of group ${name} cannot be set`
      if ((await this.#cluster.told(what, commit(this.#cluster, name, offsets))) === 'busy') busy.push(name)
    }
    return busy
  }
}

interface GroupPlan {
  readonly name: string
  readonly offsets: Parameters<typeof commit>[2]
}

const cleanupMs = 60_000

/** By a connection of its own, because the other may be what failed. */
async function abandon({ connection, services }: RestoreContext, names: readonly string[]): Promise<void> {
  using cluster = await Cluster.connect(connection, services, AbortSignal.timeout(cleanupMs))
  await deleteTopics(
    cluster,
    names.filter((name) => cluster.topic(name) !== undefined),
  )
}

/** A failure after the target's own topics were deleted says so. */
function lost(error: unknown, replaced: readonly string[]): unknown {
  if (!isProblem(error) || replaced.length === 0 || error.code === 'cancelled') return error
  const after = `; of the target's topics, ${namesSome(replaced)} had been deleted to be replaced`
  return new Problem(error.code, `${messageOf(error)}${after}`, { hint: error.hint, cause: error })
}

async function catalogueOf(entries: AsyncGenerator<Entry>): Promise<Catalogue> {
  const first = await entries.next()
  if (first.done !== true && first.value.kind === 'catalogue') return first.value.catalogue
  throw damaged('it does not begin with its catalogue')
}

function chosen({ topics }: Catalogue, only: readonly string[]): readonly KeptTopic[] {
  const unmatched = (pattern: string, hint: string) =>
    new Problem('usage', `--only ${pattern}: the backup has no such topic`, { hint })
  const names = topics.map(({ name }) => name)
  const taken = new Set(selected(names, { include: only, exclude: [] }, 'topic', unmatched))
  return topics.filter(({ name }) => taken.has(name))
}

function mustBeFree({ connection }: Cluster, replaced: readonly string[], overwrite: boolean): void {
  if (replaced.length === 0 || overwrite) return
  const { where } = connection
  throw new Problem('target-refused', `${where} has topics of the backup's names: ${namesSome(replaced)}`, {
    hint: `Restore into another cluster, or give --overwrite ${where}, which deletes those topics first.`,
  })
}

/** Lets the target judge every topic as it will be in the end, without making any: an older one may lack a setting. */
async function planned(
  cluster: Cluster,
  topics: readonly KeptTopic[],
  throwAway: boolean,
): Promise<readonly TopicPlan[]> {
  const plans = topics.map((kept) => ({
    ...{ kept, replicas: replicasOf(kept, cluster.brokers), wanted: wantedOf(kept, throwAway) },
  }))
  // One that is there already would be refused for that alone.
  const tried = (name: string) => (cluster.topic(name) === undefined ? name : `${name.slice(0, 200)}.backproof`)
  const asked = plans.map(({ kept, replicas, wanted }) => ({
    ...{ name: tried(kept.name), partitions: kept.partitions, replicas, configuration: wanted },
  }))
  let effective: ReadonlyMap<string, Readonly<Record<string, string>>>
  try {
    effective = new Map((await createTopics(cluster, asked, 'try')).map(({ name, all }) => [name, all]))
  } catch (error) {
    if (!isRefusal(error, codes.invalidConfiguration, codes.invalidReplication, codes.topicExists, 42, 44))
      return await cluster.told('topics cannot be created', Promise.reject(error))
    const [[name, because] = ['', '']] = refusedTopics(
      error,
      asked.map(({ name }) => name),
    )
    throw new Problem(
      'target-refused',
      `${cluster.connection.where} (Kafka ${cluster.version}) does not take topic ${name}: ${because}`,
      {
        hint: 'Restore into a cluster of the version that the backup is of, or set the broker up for that configuration.',
        cause: error,
      },
    )
  }
  return plans.map((plan) => ({
    ...plan,
    effective: { ...plan.wanted, ...effective.get(tried(plan.kept.name)) },
    loading: loadingOf(plan.kept, plan.wanted),
  }))
}
