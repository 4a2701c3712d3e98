import { createHash } from 'node:crypto'
import type { Time } from './record.ts'

const roomBytes = 256 * 1024

/**
 * SHA-256 over the records of a partition in their order: of each the time, as 8 bytes, and then key, value and headers as
 * Kafka writes them. How they were batched does not matter.
 */
export class ContentDigest {
  readonly #hash = createHash('sha256')
  readonly #room = Buffer.allocUnsafe(roomBytes)
  #used = 0

  add(time: Time, records: Buffer, from: number, end: number): void {
    const length = end - from
    if (this.#used + 8 + length > roomBytes) this.#empty()
    const room = this.#room
    if (typeof time === 'bigint') room.writeBigInt64BE(time, this.#used)
    else {
      room.writeInt32BE(Math.floor(time / 0x1_0000_0000), this.#used)
      room.writeUInt32BE(time - Math.floor(time / 0x1_0000_0000) * 0x1_0000_0000, this.#used + 4)
    }
    this.#used += 8
    if (this.#used + length > roomBytes) {
      this.#empty()
      this.#hash.update(records.subarray(from, end))
      return
    }
    records.copy(room, this.#used, from, end)
    this.#used += length
  }

  end(): string {
    this.#empty()
    return this.#hash.digest('hex')
  }

  #empty(): void {
    if (this.#used > 0) this.#hash.update(this.#room.subarray(0, this.#used))
    this.#used = 0
  }
}
