import type { Readable } from 'node:stream'
import { z } from 'zod'
import { isProblem, Problem, remedy } from '../../../problem.ts'
import { reasonOf } from '../../../words/words.ts'
import type { PlainBackup } from '../../contract.ts'
import { type Block, readBlock } from './block.ts'
import { ContentDigest } from './digest.ts'
import { type FrameType, framesOf } from './frame.ts'
import { eachRecord, later, narrow } from './record.ts'

/** The only part of a backup. */
export const archivePart = 'topics.kafka'

const count = z.int().min(0)

const topic = z.object({
  name: z.string(),
  partitions: z.int().min(1),
  /** As many copies as the source's cluster had of it. */
  replicas: z.int().min(1),
  /** What somebody set for this topic. */
  configuration: z.record(z.string(), z.string()),
  /** In effect there: the most that a batch had. */
  maxMessageBytes: z.int().min(0),
})
const catalogue = z.object({ version: z.literal(1), server: z.string(), topics: z.array(topic) })

const partition = z.object({
  /** Index in the catalogue. */
  topic: count,
  partition: count,
  records: count,
  /** Of key, value, headers and time of each, in order. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})

const group = z.object({
  name: z.string(),
  offsets: z.array(
    z.object({
      topic: count,
      partition: count,
      /** As it was committed there. */
      committed: count,
      /** How many of the records here lie before it: what it is after a restore. */
      records: count,
      metadata: z.string(),
    }),
  ),
})

const end = z.object({ partitions: count, groups: count, records: count })

export type KeptTopic = z.infer<typeof topic>
export type Catalogue = z.infer<typeof catalogue>
export type KeptPartition = z.infer<typeof partition>
export type KeptGroup = z.infer<typeof group>
export type End = z.infer<typeof end>

export type Entry =
  | { readonly kind: 'catalogue'; readonly catalogue: Catalogue }
  /** Of the partition whose end comes next. */
  | { readonly kind: 'block'; readonly topic: KeptTopic; readonly partition: number; readonly block: Block }
  | { readonly kind: 'partition'; readonly topic: KeptTopic; readonly partition: KeptPartition }
  | { readonly kind: 'group'; readonly group: KeptGroup }
  | { readonly kind: 'end'; readonly end: End }

/**
 * What the archive holds, in its order: the catalogue; for each topic and each partition its blocks and then its end; the
 * groups; the end. Everything is looked at, and compared with the counts and digests in it.
 * @throws Problem `object-damaged` where it is not what was written, or not all of it.
 */
export async function* readArchive(backup: Pick<PlainBackup, 'open'>): AsyncGenerator<Entry> {
  const reader = new ArchiveReader()
  const body: Readable = await backup.open(archivePart)
  try {
    for await (const { type, payload } of framesOf(body as AsyncIterable<Buffer>)) yield reader.read(type, payload)
    reader.mustBeOver()
  } catch (error) {
    throw isProblem(error) ? error : damaged(reasonOf(error), error)
  } finally {
    body.destroy()
  }
}

export const damaged = (because: string, cause?: unknown): Problem =>
  new Problem('object-damaged', `the part ${archivePart} is damaged: ${because}`, { hint: remedy.damaged, cause })

/** Throws RangeError for what cannot stand there. */
class ArchiveReader {
  #catalogue: Catalogue | undefined
  #topic = 0
  #partition = 0
  #records = 0
  #digest = new ContentDigest()
  #partitions = 0
  #groups = 0
  #all = 0
  #isOver = false

  read(type: FrameType, payload: Buffer): Entry {
    if (this.#isOver) throw new RangeError('something follows its end')
    if (this.#catalogue === undefined) {
      if (type !== 'C') throw new RangeError('it does not begin with its catalogue')
      this.#catalogue = parsed(catalogue, payload)
      return { kind: 'catalogue', catalogue: this.#catalogue }
    }
    if (type === 'B') return this.#block(payload, this.#current(this.#catalogue))
    if (type === 'P') return this.#end(parsed(partition, payload), this.#current(this.#catalogue))
    if (this.#catalogue.topics[this.#topic] !== undefined) throw new RangeError('it has not all of its partitions')
    if (type === 'G') {
      this.#groups++
      return { kind: 'group', group: this.#known(parsed(group, payload), this.#catalogue) }
    }
    if (type !== 'E') throw new RangeError('it has a second catalogue')
    const said = parsed(end, payload)
    if (said.records !== this.#all || said.partitions !== this.#partitions || said.groups !== this.#groups)
      throw new RangeError('it does not hold what its end says')
    this.#isOver = true
    return { kind: 'end', end: said }
  }

  mustBeOver(): void {
    if (!this.#isOver) throw new RangeError('it is cut off')
  }

  #current({ topics }: Catalogue): KeptTopic {
    const topic = topics[this.#topic]
    if (topic === undefined) throw new RangeError('it has more partitions than its catalogue names')
    return topic
  }

  #block(payload: Buffer, topic: KeptTopic): Entry {
    const block = readBlock(payload)
    const first = narrow(block.firstTime)
    let next = 0
    eachRecord(block.records, block.count, (offsetDelta, timeDelta, from, end) => {
      if (offsetDelta !== next++) throw new RangeError('the records of a block do not count from 0')
      this.#digest.add(later(first, timeDelta), block.records, from, end)
    })
    this.#records += block.count
    return { kind: 'block', topic, partition: this.#partition, block }
  }

  #end(said: KeptPartition, topic: KeptTopic): Entry {
    if (said.topic !== this.#topic || said.partition !== this.#partition)
      throw new RangeError('its partitions are not in order')
    if (said.records !== this.#records) throw new RangeError('a partition does not have all of its records')
    if (said.digest !== this.#digest.end())
      throw new RangeError('the records of a partition are not those of its digest')
    this.#all += this.#records
    this.#partitions++
    this.#records = 0
    this.#digest = new ContentDigest()
    this.#partition++
    if (this.#partition === topic.partitions) {
      this.#topic++
      this.#partition = 0
    }
    return { kind: 'partition', topic, partition: said }
  }

  #known(group: KeptGroup, { topics }: Catalogue): KeptGroup {
    for (const { topic, partition } of group.offsets)
      if (partition >= (topics[topic]?.partitions ?? 0))
        throw new RangeError('a group is at a partition that is not there')
    return group
  }
}

function parsed<T>(shape: z.ZodType<T>, payload: Buffer): T {
  let json: unknown
  try {
    json = JSON.parse(payload.toString('utf8'))
  } catch {
    throw new RangeError('a description in it cannot be parsed')
  }
  const result = shape.safeParse(json)
  if (!result.success) throw new RangeError('a description in it is not one')
  return result.data
}
