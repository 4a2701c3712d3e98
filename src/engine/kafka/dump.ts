import { Readable } from 'node:stream'
import { type Finding, Problem, remedy, stopIfAborted } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Dump, Facts, Part } from '../contract.ts'
import { archivePart, type Catalogue, type KeptGroup, type KeptPartition, type KeptTopic } from './archive/archive.ts'
import { BlockBuilder } from './archive/block.ts'
import { ContentDigest } from './archive/digest.ts'
import { frame, jsonFrame, magic } from './archive/frame.ts'
import { keptFacts } from './facts.ts'
import type { KafkaSource } from './kafka-source.ts'
import { type GroupOffsets, groupOffsets, topicsOf } from './listing.ts'
import { Marks } from './marks.ts'
import { configurations } from './protocol/admin.ts'
import type { Cluster, Topic } from './protocol/cluster.ts'
import { offsetsOf } from './protocol/offsets.ts'
import { eachOf, type Reading, readCommitted, unread } from './read.ts'

/** A broker takes blocks as batches: of no more than a topic takes, and of so many bytes that memory stays flat. */
const blockBytes = 512 * 1024

/** Set by whoever moves partitions between brokers: it belongs to that cluster. */
const placed = /^(?:leader|follower)\.replication\.throttled\.replicas$/

interface Taken {
  readonly facts: Facts
  readonly findings: readonly Finding[]
}

/** One part: every topic, up to where all of its transactions had ended when the dump began. */
export function dumpKafka(source: KafkaSource, cluster: Cluster): Dump {
  let taken: Taken | undefined
  async function* parts(): AsyncGenerator<Part> {
    const dumping = new Dumping(source, cluster)
    const bytes = dumping.archive()
    const body = Readable.from(bytes, { objectMode: false, highWaterMark: blockBytes })
    try {
      yield { name: archivePart, compression: 'zstd', body }
    } finally {
      body.destroy()
    }
    if (body.readableEnded) taken = dumping.taken
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (taken === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { ...taken, versions: { kafka: cluster.version }, consistency: 'per-object' }
    },
  }
}

class Dumping {
  readonly #source: KafkaSource
  readonly #cluster: Cluster
  readonly #partitions: KeptPartition[] = []
  readonly #expired: string[] = []
  #size = 0
  taken: Taken | undefined

  constructor(source: KafkaSource, cluster: Cluster) {
    this.#source = source
    this.#cluster = cluster
  }

  async *archive(): AsyncGenerator<Buffer> {
    const cluster = this.#cluster
    await cluster.told('its topics cannot be listed', cluster.refresh())
    const topics = topicsOf(this.#source, cluster)
    // Before the ends are: so that no group is further than the records are.
    const { groups, shared } = await groupOffsets(this.#source, cluster, topics)
    const asked = async (which: 'first' | 'stable' | 'end') =>
      await cluster.told('the offsets of its topics cannot be read', offsetsOf(cluster, topics, which))
    const [first, stable, end] = [await asked('first'), await asked('stable'), await asked('end')]
    const catalogue: Catalogue = { version: 1, server: cluster.version, topics: await this.#describe(topics) }
    const kept: KeptGroup[] = []
    const marks = new Marks(groups.map(({ committed }) => committed))
    yield magic
    yield* jsonFrame('C', catalogue)
    for (const [index, topic] of topics.entries()) {
      const limit = Math.min(blockBytes, Math.max(1024, catalogue.topics[index]?.maxMessageBytes ?? blockBytes))
      for (const { index: partition } of topic.partitions) {
        const key = `${topic.name}/${partition}`
        const [from, until] = [first.get(key) ?? 0, stable.get(key) ?? 0]
        yield* this.#partition({ topic, index, partition, from, until, limit }, marks)
      }
    }
    for (const [index, group] of groups.entries()) {
      const one = keptGroup(group, topics, marks.passed(index))
      kept.push(one)
      yield* jsonFrame('G', one)
    }
    const records = this.#partitions.reduce((sum, { records }) => sum + records, 0)
    yield* jsonFrame('E', { partitions: this.#partitions.length, groups: kept.length, records })
    const held = topics.filter(({ name, partitions }) =>
      partitions.some(({ index }) => (end.get(`${name}/${index}`) ?? 0) > (stable.get(`${name}/${index}`) ?? 0)),
    )
    const findings = [...(await this.#open(held, stable, end)), ...this.#notes(shared)]
    this.taken = { facts: keptFacts(catalogue, this.#partitions, kept, this.#size), findings }
  }

  async #describe(topics: readonly Topic[]): Promise<KeptTopic[]> {
    const names = topics.map(({ name }) => name)
    const found = await this.#cluster.told(
      'the configurations of its topics cannot be read',
      configurations(this.#cluster, names),
    )
    return topics.map(({ name, partitions }) => {
      const { set = {}, all = {} } = found.get(name) ?? {}
      return {
        name,
        partitions: partitions.length,
        replicas: partitions[0]?.replicas ?? 1,
        configuration: Object.fromEntries(Object.entries(set).filter(([key]) => !placed.test(key))),
        maxMessageBytes: Number(all['max.message.bytes'] ?? blockBytes),
      }
    })
  }

  async *#partition({ topic, index, partition, from, until, limit }: Place, marks: Marks): AsyncGenerator<Buffer> {
    const cluster = this.#cluster
    const range = { topic: topic.name, topicId: topic.id, partition, from, until }
    const reading: Reading = { expired: 0, aborted: 0 }
    const builder = new BlockBuilder(limit)
    const digest = new ContentDigest()
    const mark = marks.of(topic.name, partition)
    let records = 0
    const full: Buffer[] = []
    const flush = () => {
      const block = builder.take()
      if (block === undefined) return
      this.#size += block.length
      full.push(...frame('B', block))
    }
    try {
      for await (const batch of readCommitted(cluster, range, reading)) {
        stopIfAborted(cluster.signal)
        eachOf(batch, range, (offset, time, bytes, at, end) => {
          if (builder.isFull(batch.codec, end - at)) flush()
          mark.before(offset, records)
          builder.add(batch.codec, offset, time, bytes, at, end)
          digest.add(time, bytes, at, end)
          records++
        })
        yield* full.splice(0)
      }
    } catch (error) {
      throw await unread(cluster, range, error)
    }
    flush()
    yield* full
    mark.end(records)
    if (reading.expired > 0) this.#expired.push(`${topic.name}/${partition} (${reading.expired})`)
    const kept = { topic: index, partition, records, digest: digest.end() }
    this.#partitions.push(kept)
    yield* jsonFrame('P', kept)
  }

  /** Transactions that had not ended: what came after their beginning is not in the dump, whoever wrote it. */
  async #open(
    topics: readonly Topic[],
    stable: ReadonlyMap<string, number>,
    end: ReadonlyMap<string, number>,
  ): Promise<readonly Finding[]> {
    if (topics.length === 0) return []
    const now = await offsetsOf(this.#cluster, topics, 'stable')
    const held = [...now].filter(([key]) => (end.get(key) ?? 0) > (stable.get(key) ?? 0))
    const say = (level: 'note' | 'warning', list: typeof held, message: string, hint?: string): readonly Finding[] => {
      if (list.length === 0) return []
      const names = list.map(([key]) => `${key} (${(end.get(key) ?? 0) - (stable.get(key) ?? 0)})`)
      return [
        { level, blame: 'source', message: `${message}: ${namesSome(names)}`, ...(hint === undefined ? {} : { hint }) },
      ]
    }
    return [
      ...say(
        'warning',
        held.filter(([key, offset]) => offset === stable.get(key)),
        'a transaction stayed open while the dump was made, so the offsets after its beginning are not in the backup',
        'Find it with kafka-transactions.sh find-hanging, and end it.',
      ),
      ...say(
        'note',
        held.filter(([key, offset]) => offset !== stable.get(key)),
        'a transaction was open when the dump began, so the offsets after its beginning are not in the backup',
      ),
    ]
  }

  #notes(shared: readonly string[]): readonly Finding[] {
    const note = (names: readonly string[], message: string): readonly Finding[] =>
      names.length === 0 ? [] : [{ level: 'note', blame: 'source', message: `${message}: ${namesSome(names)}` }]
    return [
      ...note(this.#expired, 'offsets expired before they were read'),
      ...note(shared, 'share groups are not in the backup, because Kafka does not tell how far they are'),
    ]
  }
}

interface Place {
  readonly topic: Topic
  readonly index: number
  readonly partition: number
  readonly from: number
  readonly until: number
  readonly limit: number
}

function keptGroup({ name, committed }: GroupOffsets, topics: readonly Topic[], passed: readonly number[]): KeptGroup {
  const indexes = new Map(topics.map(({ name }, index) => [name, index]))
  const offsets = committed.flatMap(({ topic, partition, offset, metadata }, at) => {
    const index = indexes.get(topic)
    if (index === undefined || partition >= (topics[index]?.partitions.length ?? 0)) return []
    return [{ topic: index, partition, committed: offset, records: passed[at] ?? 0, metadata }]
  })
  return { name, offsets }
}
