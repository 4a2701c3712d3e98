import { type Batch, batchesOf } from './archive/batch.ts'
import { CommittedFilter } from './archive/committed.ts'
import { eachRecord, later, narrow, type Time } from './archive/record.ts'
import type { Cluster } from './protocol/cluster.ts'
import { type Fetched, fetchRecords } from './protocol/fetch.ts'
import { offsetsOf } from './protocol/offsets.ts'
import { codes, isRefusal } from './protocol/refusal.ts'

const fetchBytes = 2 * 1024 * 1024
const waitMs = 500
const mostIdle = 60

export interface Range {
  readonly topic: string
  readonly topicId: string
  readonly partition: number
  readonly from: number
  readonly until: number
}

/** What was read of a partition, once that is over. */
export interface Reading {
  /** Offsets that went while they were read: the cluster had kept them long enough. */
  expired: number
  /** Records of transactions that were rolled back. */
  aborted: number
}

/**
 * The batches of a partition from one offset up to another that were committed, in their order. Where the next begins
 * follows from the batches, never from their records: the last offsets are often those of markers, or were compacted away.
 */
export async function* readCommitted(cluster: Cluster, range: Range, reading: Reading): AsyncGenerator<Batch> {
  const { topic, partition, until } = range
  let at = range.from
  let coming = at < until ? ask(cluster, range, at) : undefined
  for (let idle = 0; coming !== undefined && at < until; ) {
    const fetched = await coming
    if (fetched === 'out of range') {
      const first = await firstOffset(cluster, topic, partition)
      if (first <= at)
        throw cluster.problem(
          `${topic}/${partition} ends before offset ${at}, which was there before: its log was cut off`,
          'A broker became the leader that had not all of it. Run the backup again.',
        )
      reading.expired += Math.min(first, until) - at
      at = Math.min(first, until)
      coming = at < until ? ask(cluster, range, at) : undefined
      continue
    }
    const batches = [...batchesOf(fetched.records)]
    const before = at
    at = Math.max(at, (batches.at(-1)?.lastOffset ?? -1) + 1)
    idle = at === before ? idle + 1 : 0
    if (idle > mostIdle)
      throw cluster.problem(
        `${topic}/${partition} gives nothing from offset ${at} on, and should up to ${until}`,
        'Look at the log of the broker that leads it, and run the backup again.',
      )
    // Asked for while this one is worked on.
    coming = at < until ? ask(cluster, range, at) : undefined
    coming?.catch(() => undefined)
    const filter = new CommittedFilter(fetched.aborted)
    for (const batch of batches) {
      const standing = filter.standing(batch)
      if (standing === 'aborted') reading.aborted += batch.count
      if (standing === 'committed' && batch.count > 0 && batch.lastOffset >= before) yield batch
    }
  }
}

/** Hears of one record of a range. */
export type VisitRecord = (offset: number, time: Time, records: Buffer, from: number, end: number) => void

/** The records of a batch that lie within the range; gives how many. */
export function eachOf(batch: Batch, { from, until }: Pick<Range, 'from' | 'until'>, visit: VisitRecord): number {
  const records = batch.records()
  const [first, last] = [narrow(batch.firstTime), narrow(batch.lastTime)]
  let count = 0
  eachRecord(records, batch.count, (offsetDelta, timeDelta, at, end) => {
    const offset = batch.firstOffset + offsetDelta
    if (offset < from || offset >= until) return
    count++
    visit(offset, batch.isAppendTime ? last : later(first, timeDelta), records, at, end)
  })
  return count
}

/** What is told of a partition that a reading of fails. */
export async function unread(
  cluster: Cluster,
  { topic, partition }: Pick<Range, 'topic' | 'partition'>,
  error: unknown,
): Promise<unknown> {
  const what = `${topic}/${partition} cannot be read`
  if (error instanceof RangeError)
    return cluster.problem(
      `${what}: ${error.message}`,
      `Run kafka-dump-log.sh over the segments of it, or leave it out: topics: { exclude: [${topic}] }.`,
      error,
    )
  return await cluster.told(what, Promise.reject(error)).catch((told: unknown) => told)
}

async function ask(cluster: Cluster, range: Range, offset: number): Promise<Fetched | 'out of range'> {
  const { topic, topicId, partition } = range
  try {
    return await cluster.atLeader(topic, partition, (wire) =>
      fetchRecords(wire, { topicId, partition, offset, maxBytes: fetchBytes, maxWaitMs: waitMs }),
    )
  } catch (error) {
    if (isRefusal(error, codes.offsetOutOfRange)) return 'out of range'
    if (isRefusal(error, codes.unknownTopic, codes.unknownTopicId))
      throw cluster.problem(
        `topic ${topic} was deleted while it was read`,
        `Run the backup again, or leave it out: topics: { exclude: [${topic}] }.`,
      )
    throw error
  }
}

async function firstOffset(cluster: Cluster, topic: string, partition: number): Promise<number> {
  const known = cluster.topic(topic)
  const offsets = await offsetsOf(cluster, known === undefined ? [] : [known], 'first')
  return offsets.get(`${topic}/${partition}`) ?? 0
}
