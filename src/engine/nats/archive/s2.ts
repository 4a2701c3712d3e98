import { crc32c } from './crc32c.ts'

const [compressed, uncompressed, padding, identifier] = [0x00, 0x01, 0xfe, 0xff]
const magic = 'S2sTwO'
/** Blocks of S2 hold at most 4 MiB. */
const mostBytes = 4 * 1024 * 1024

/**
 * S2's framing format, an extension of Snappy's: https://github.com/google/snappy/blob/main/framing_format.txt. Every block
 * is decoded and its CRC-32C compared. Blocks that are given are overwritten by the next.
 */
export class S2Reader {
  #pieces: Buffer[] = []
  #have = 0
  #need = 4
  #block: Buffer = Buffer.alloc(64 * 1024)
  #begun = false

  /** Throws unless it ended between two blocks. */
  end(): void {
    if (!this.#begun || this.#have > 0) throw new Error('it is cut off')
  }

  /** The blocks that are whole with this piece. Throws for what is none. */
  *read(piece: Buffer): Generator<Buffer> {
    this.#pieces.push(piece)
    this.#have += piece.length
    if (this.#have < this.#need) return
    const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces)
    let at = 0
    this.#need = 4
    while (bytes.length - at >= 4) {
      const type = bytes[at] ?? 0
      const length = bytes.readUIntLE(at + 1, 3)
      this.#need = 4 + length
      if (bytes.length - at < this.#need) break
      const body = bytes.subarray(at + 4, at + 4 + length)
      at += 4 + length
      this.#need = 4
      if (type === identifier) {
        if (body.toString('latin1') !== magic && body.toString('latin1') !== 'sNaPpY')
          throw new Error('it is no S2 stream')
        this.#begun = true
      } else if (!this.#begun) throw new Error('it is no S2 stream')
      else if (type === compressed || type === uncompressed) yield this.#decoded(type, body)
      else if (type !== padding && type < 0x80) throw new Error('it has a block of an unknown kind')
    }
    const rest = bytes.subarray(at)
    this.#pieces = rest.length === 0 ? [] : [rest]
    this.#have = rest.length
  }

  #decoded(type: number, body: Buffer): Buffer {
    if (body.length < 4) throw new Error('a block is cut off')
    const content = body.subarray(4)
    const block = type === uncompressed ? content : this.#inflate(content)
    const crc = crc32c(block)
    if (((((crc >>> 15) | (crc << 17)) >>> 0) + 0xa282ead8) >>> 0 !== body.readUInt32LE(0))
      throw new Error('the checksum of a block is wrong')
    return block
  }

  #inflate(source: Buffer): Buffer {
    let [length, shift, at] = [0, 0, 0]
    for (;;) {
      const byte = source[at++]
      if (byte === undefined || shift > 28) throw new Error('a block has no length')
      length += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
      shift += 7
    }
    if (length > mostBytes) throw new Error('a block is too long')
    if (this.#block.length < length) this.#block = Buffer.alloc(length)
    inflate(source, at, this.#block, length)
    return this.#block.subarray(0, length)
  }
}

const corrupt = () => new Error('a block does not decode')

/** Snappy's format with S2's repeated offsets: a copy with offset 0 takes the offset of the one before, and may be long. */
function inflate(source: Buffer, from: number, target: Buffer, length: number): void {
  const end = source.length
  const at = (index: number): number => source[index] ?? 0
  let [s, d, offset] = [from, 0, 0]
  while (s < end) {
    const tag = at(s)
    let count: number
    if ((tag & 3) === 0) {
      const short = tag >> 2
      const extra = short < 60 ? 0 : short - 59
      count = (extra === 0 ? short : s + 1 + extra > end ? length : source.readUIntLE(s + 1, extra)) + 1
      s += 1 + extra
      if (s + count > end || d + count > length) throw corrupt()
      source.copy(target, d, s, s + count)
      s += count
      d += count
      continue
    }
    if ((tag & 3) === 1) {
      const near = ((tag & 0xe0) << 3) | at(s + 1)
      count = (tag >> 2) & 7
      s += 2
      if (near !== 0) offset = near
      else if (count > 4) {
        const extra = count - 4
        if (s + extra > end) throw corrupt()
        count = source.readUIntLE(s, extra) + (extra === 1 ? 4 : extra === 2 ? 256 : 65_536)
        s += extra
      }
      count += 4
    } else {
      const extra = (tag & 3) === 2 ? 2 : 4
      if (s + 1 + extra > end) throw corrupt()
      offset = source.readUIntLE(s + 1, extra)
      count = 1 + (tag >> 2)
      s += 1 + extra
    }
    if (offset === 0 || offset > d || d + count > length) throw corrupt()
    if (offset >= count) target.copyWithin(d, d - offset, d - offset + count)
    else for (let i = 0; i < count; i++) target[d + i] = target[d - offset + i] ?? 0
    d += count
  }
  if (d !== length) throw corrupt()
}
