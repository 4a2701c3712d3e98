import { describeLogDirsV4 } from '@platformatic/kafka'
import type { Bench, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import { dumpKafka } from './dump.ts'
import type { KafkaSource } from './kafka-source.ts'
import { groupOffsets, topicsOf } from './listing.ts'
import { configurations } from './protocol/admin.ts'
import { Cluster, type Topic } from './protocol/cluster.ts'
import { connectionOf } from './protocol/connection.ts'
import { fetchRecords } from './protocol/fetch.ts'
import { offsetsOf } from './protocol/offsets.ts'
import { codes, isRefusal } from './protocol/refusal.ts'
import { serverFacts } from './protocol/version.ts'

export async function openKafka(
  source: KafkaSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  using opened = new DisposableStack()
  const cluster = opened.use(await Cluster.connect(connectionOf(source), services, signal))
  const topics = topicsOf(source, cluster)
  const sizeBytes = await cluster.told('the offsets of its topics cannot be read', sizeOf(cluster, topics))
  return new OpenKafka(source, cluster, topics, sizeBytes, opened.move())
}

class OpenKafka implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #source: KafkaSource
  readonly #cluster: Cluster
  readonly #topics: readonly Topic[]
  readonly #opened: DisposableStack
  #dumped = false

  constructor(
    source: KafkaSource,
    cluster: Cluster,
    topics: readonly Topic[],
    sizeBytes: number,
    opened: DisposableStack,
  ) {
    this.server = serverFacts(cluster.version)
    this.sizeBytes = sizeBytes
    this.#source = source
    this.#cluster = cluster
    this.#topics = topics
    this.#opened = opened
  }

  /** Asks for all that a dump asks for; of the records, for those after the last. */
  async rehearse(): Promise<void> {
    const cluster = this.#cluster
    const names = this.#topics.map(({ name }) => name)
    await cluster.told('the configurations of its topics cannot be read', configurations(cluster, names))
    await groupOffsets(this.#source, cluster, this.#topics)
    const ends = await cluster.told(
      'the offsets of its topics cannot be read',
      offsetsOf(cluster, this.#topics, 'stable'),
    )
    for (const { name, id } of this.#topics) {
      const offset = ends.get(`${name}/0`) ?? 0
      const asked = { topicId: id, partition: 0, offset, maxBytes: 1, maxWaitMs: 0 }
      await cluster.told(
        `topic ${name} cannot be read`,
        cluster.atLeader(name, 0, (wire) => fetchRecords(wire, asked)),
      )
    }
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpKafka(this.#source, this.#cluster)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#opened.dispose()
  }
}

/** Of a record, where nothing better is known. */
const guessedBytes = 100

/** An estimate: what the topics take on the disks, for one copy; by their offsets where the user may not see the disks. */
async function sizeOf(cluster: Cluster, topics: readonly Topic[]): Promise<number> {
  try {
    const names = new Map(topics.map(({ name, partitions }) => [name, partitions[0]?.replicas ?? 1]))
    const answers = await cluster.atEach((wire) => wire.call(describeLogDirsV4.api, null as unknown as []))
    const sizes = answers.flatMap(({ results }) =>
      results.flatMap(({ topics }) =>
        topics.flatMap(({ name, partitions }) => {
          const replicas = names.get(name)
          return replicas === undefined ? [] : partitions.map(({ partitionSize }) => Number(partitionSize) / replicas)
        }),
      ),
    )
    return Math.max(1, Math.ceil(sizes.reduce((sum, size) => sum + size, 0)))
  } catch (error) {
    if (!isRefusal(error, codes.clusterDenied)) throw error
    const [first, end] = [await offsetsOf(cluster, topics, 'first'), await offsetsOf(cluster, topics, 'stable')]
    const records = [...end].reduce((sum, [key, offset]) => sum + offset - (first.get(key) ?? 0), 0)
    return Math.max(1, records * guessedBytes)
  }
}
