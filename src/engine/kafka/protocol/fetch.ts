import { fetchV13, ProtocolError } from '@platformatic/kafka'
import type { Aborted } from '../archive/committed.ts'
import type { Wire } from './wire.ts'

export interface Fetched {
  /** Batches as they lie on the broker's disk; the last may be cut off. */
  readonly records: Buffer
  readonly aborted: readonly Aborted[]
}

export interface FetchRequest {
  readonly topicId: string
  readonly partition: number
  readonly offset: number
  readonly maxBytes: number
  readonly maxWaitMs: number
}

/** With topic ids, so that a topic of the same name that was made meanwhile is not taken for it (Kafka 3.1 and later). */
const version = 13
const readCommitted = 1

/**
 * Batches of one partition from an offset on, by a request that belongs to no session and to no group: nothing of it stays
 * on the broker.
 */
export async function fetchRecords(wire: Wire, request: FetchRequest): Promise<Fetched> {
  const { topicId, partition, offset, maxBytes, maxWaitMs } = request
  const asked = {
    ...{ partition, currentLeaderEpoch: -1, fetchOffset: BigInt(offset), lastFetchedEpoch: -1 },
    partitionMaxBytes: maxBytes,
  }
  const topics = [{ topicId, partitions: [asked] }]
  const body = fetchV13.createRequest(maxWaitMs, 1, maxBytes, readCommitted, 0, -1, topics, [], '')
  const answer = await wire.request(1, version, body)
  answer.int32()
  mustBeRight(answer.int16())
  answer.int32()
  const [topic] = answer.list(() => {
    answer.skip(16)
    const [only] = answer.list((): Fetched => {
      answer.int32()
      mustBeRight(answer.int16())
      answer.skip(3 * 8)
      const aborted = answer.list(() => {
        const one = { producerId: answer.int64(), firstOffset: answer.offset() }
        answer.taggedFields()
        return one
      })
      answer.int32()
      const length = answer.unsignedVarint() - 1
      const records = length > 0 ? answer.bytes(length) : Buffer.alloc(0)
      answer.taggedFields()
      return { records, aborted }
    })
    answer.taggedFields()
    return only
  })
  return topic ?? { records: Buffer.alloc(0), aborted: [] }
}

function mustBeRight(code: number): void {
  if (code !== 0) throw new ProtocolError(code)
}
