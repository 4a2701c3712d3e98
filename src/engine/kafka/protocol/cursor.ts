/** Reads big-endian numbers and Kafka's varints one after the other; throws RangeError past the end. */
export class Cursor {
  at: number
  readonly buffer: Buffer

  constructor(buffer: Buffer, at = 0) {
    this.buffer = buffer
    this.at = at
  }

  get left(): number {
    return this.buffer.length - this.at
  }

  int8(): number {
    return this.buffer.readInt8(this.#past(1))
  }

  int16(): number {
    return this.buffer.readInt16BE(this.#past(2))
  }

  int32(): number {
    return this.buffer.readInt32BE(this.#past(4))
  }

  uint32(): number {
    return this.buffer.readUInt32BE(this.#past(4))
  }

  int64(): bigint {
    return this.buffer.readBigInt64BE(this.#past(8))
  }

  /** An offset: there are none that a double does not hold. */
  offset(): number {
    return Number(this.int64())
  }

  /** Seven bits a byte, the lowest first. */
  unsignedVarint(): number {
    const { buffer } = this
    let value = 0
    let scale = 1
    for (let count = 0; count < 8; count++) {
      const byte = buffer[this.at++]
      if (byte === undefined) throw new RangeError('a number is cut off')
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
    throw new RangeError('a number is too long')
  }

  /** The same with the sign in the lowest bit. */
  varint(): number {
    const value = this.unsignedVarint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** Of 64 bits. A bigint only where a double would not hold it. */
  varlong(): number | bigint {
    let value = 0
    let scale = 1
    const start = this.at
    for (let count = 0; count < 7; count++) {
      const byte = this.buffer[this.at++]
      if (byte === undefined) throw new RangeError('a number is cut off')
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
      scale *= 128
    }
    this.at = start
    return this.#longVarlong()
  }

  bytes(length: number): Buffer {
    if (length < 0 || length > this.left) throw new RangeError('it is cut off')
    return this.buffer.subarray(this.#past(length), this.at)
  }

  skip(length: number): void {
    if (length < 0 || length > this.left) throw new RangeError('it is cut off')
    this.at += length
  }

  /** Those that a newer protocol adds. `take`: which is looked at. */
  taggedFields(take?: (tag: number, field: Cursor) => void): void {
    const count = this.unsignedVarint()
    for (let index = 0; index < count; index++) {
      const tag = this.unsignedVarint()
      const field = this.bytes(this.unsignedVarint())
      take?.(tag, new Cursor(field))
    }
  }

  /** A list as newer versions of the protocol have it: its length is one more, 0 is none. */
  list<T>(read: () => T): readonly T[] {
    const count = this.unsignedVarint() - 1
    if (count > this.left) throw new RangeError('it is cut off')
    const items: T[] = []
    for (let index = 0; index < count; index++) items.push(read())
    return items
  }

  text(): string {
    const length = this.unsignedVarint() - 1
    return length < 0 ? '' : this.bytes(length).toString('utf8')
  }

  #longVarlong(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.int8() & 0xff
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n))
    }
    throw new RangeError('a number is too long')
  }

  #past(length: number): number {
    const from = this.at
    this.at += length
    return from
  }
}
