import { initProducerIdV4, ProtocolError, Writer } from '@platformatic/kafka'
import { writeBatch } from '../archive/batch.ts'
import type { Block } from '../archive/block.ts'
import type { Cluster } from './cluster.ts'
import { codes, isRefusal } from './refusal.ts'
import type { Wire } from './wire.ts'

const version = 9
const allCopies = -1
const timeoutMs = 60_000

/**
 * Sends batches with a number each, by which a broker takes each of them once and in their order, however often one is sent.
 * No transactions: their markers would take offsets.
 */
export class Producer {
  readonly #cluster: Cluster
  readonly #id: bigint
  readonly #epoch: number
  readonly #sequences = new Map<string, number>()

  private constructor(cluster: Cluster, id: bigint, epoch: number) {
    this.#cluster = cluster
    this.#id = id
    this.#epoch = epoch
  }

  static async start(cluster: Cluster): Promise<Producer> {
    const { producerId, producerEpoch } = await cluster.atController((wire) =>
      wire.call(initProducerIdV4.api, null, 0, -1n, -1),
    )
    return new Producer(cluster, producerId, producerEpoch)
  }

  /** Resolves once all copies have it. */
  async send(topic: string, partition: number, block: Block): Promise<void> {
    const key = `${topic}/${partition}`
    const sequence = this.#sequences.get(key) ?? 0
    const batch = writeBatch({
      ...{ codec: block.codec, firstTime: block.firstTime, lastTime: block.lastTime, count: block.count },
      ...{ records: block.records, producerId: this.#id, producerEpoch: this.#epoch, sequence },
    })
    try {
      await this.#cluster.atLeader(topic, partition, (wire) => produce(wire, topic, partition, batch), true)
    } catch (error) {
      // It had come before the connection broke.
      if (!isRefusal(error, codes.duplicateSequence)) throw error
    }
    // After the largest number comes 0.
    this.#sequences.set(key, (sequence + block.count) % 2 ** 31)
  }
}

/** One batch for one partition. */
export async function produce(
  wire: Wire,
  topic: string,
  partition: number,
  batch: Buffer,
  transactionalId: string | null = null,
): Promise<void> {
  const body = Writer.create()
    .appendString(transactionalId)
    .appendInt16(allCopies)
    .appendInt32(timeoutMs)
    .appendArray([topic], (w) =>
      w.appendString(topic).appendArray([partition], (w) => {
        w.appendInt32(partition)
          .appendUnsignedVarInt(batch.length + 1)
          .append(batch)
      }),
    )
    .appendTaggedFields()
  const answer = await wire.request(0, version, body)
  answer.list(() => {
    answer.text()
    answer.list(() => {
      answer.int32()
      const code = answer.int16()
      answer.skip(3 * 8)
      const records = answer.list(() => {
        answer.int32()
        const message = answer.text()
        answer.taggedFields()
        return message
      })
      const message = answer.text()
      if (code !== 0) throw new ProtocolError(code, [message, ...records].find((text) => text !== '') ?? null)
      answer.taggedFields()
    })
    answer.taggedFields()
  })
}
