import { Cursor } from '../protocol/cursor.ts'
import { later, type Time, varintBytes, writeVarint } from './record.ts'

/** Some records of one partition, in their order, as a producer could send them: their offsets count from 0. */
export interface Block {
  readonly codec: number
  /** Offsets of the first and of the last that they had where they came from. */
  readonly firstOffset: number
  readonly lastOffset: number
  readonly firstTime: bigint
  readonly lastTime: bigint
  readonly count: number
  readonly records: Buffer
}

export const blockHeaderBytes = 37

export function readBlock(payload: Buffer): Block {
  const cursor = new Cursor(payload)
  const codec = cursor.int8()
  const [firstOffset, lastOffset] = [cursor.offset(), cursor.offset()]
  const [firstTime, lastTime] = [cursor.int64(), cursor.int64()]
  const count = cursor.int32()
  if (codec < 0 || codec > 4 || count < 1) throw new RangeError('a block has no such header')
  return { codec, firstOffset, lastOffset, firstTime, lastTime, count, records: payload.subarray(cursor.at) }
}

/** Gathers records to blocks of about this size. */
export class BlockBuilder {
  readonly #limit: number
  #room: Buffer
  #used = blockHeaderBytes
  #count = 0
  #codec = 0
  #firstOffset = 0
  #lastOffset = 0
  #firstTime: Time = 0
  #lastTime: Time = 0

  constructor(limit: number) {
    this.#limit = limit
    this.#room = Buffer.allocUnsafe(limit)
  }

  /** True where a block of this compression has no room for so many bytes more. */
  isFull(codec: number, bytes: number): boolean {
    return this.#count > 0 && (codec !== this.#codec || this.#used + bytes + 32 > this.#limit)
  }

  add(codec: number, offset: number, time: Time, source: Buffer, from: number, end: number): void {
    if (this.#count === 0) {
      this.#codec = codec
      this.#firstOffset = offset
      this.#firstTime = time
      this.#lastTime = time
    }
    const delta = later(time, -this.#firstTime)
    const length = 1 + varintBytes(delta) + varintBytes(this.#count) + end - from
    this.#grow(length + 16)
    const room = this.#room
    let at = writeVarint(room, this.#used, length)
    room[at++] = 0
    at = writeVarint(room, at, delta)
    at = writeVarint(room, at, this.#count)
    source.copy(room, at, from, end)
    this.#used = at + end - from
    this.#count++
    this.#lastOffset = offset
    if (time > this.#lastTime) this.#lastTime = time
  }

  /** What was gathered; undefined: nothing. */
  take(): Buffer | undefined {
    if (this.#count === 0) return undefined
    const room = this.#room
    room.writeInt8(this.#codec, 0)
    room.writeBigInt64BE(BigInt(this.#firstOffset), 1)
    room.writeBigInt64BE(BigInt(this.#lastOffset), 9)
    room.writeBigInt64BE(BigInt(this.#firstTime), 17)
    room.writeBigInt64BE(BigInt(this.#lastTime), 25)
    room.writeInt32BE(this.#count, 33)
    const block = room.subarray(0, this.#used)
    this.#room = Buffer.allocUnsafe(this.#limit)
    this.#used = blockHeaderBytes
    this.#count = 0
    return block
  }

  #grow(bytes: number): void {
    if (this.#used + bytes <= this.#room.length) return
    const larger = Buffer.allocUnsafe(this.#used + bytes)
    this.#room.copy(larger, 0, 0, this.#used)
    this.#room = larger
  }
}
