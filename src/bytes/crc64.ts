/** One of the CRC-64s, all of them reflected: their names are those of the catalogue of parametrised CRC algorithms. */
export interface Crc64Variant {
  readonly lows: Int32Array
  readonly highs: Int32Array
  /** What the register begins with, and what is taken from it at the end: all ones, or nothing. */
  readonly mask: -1 | 0
}

/**
 * A checksum of 64 bits, in two halves of 32 and eight bytes at a time: as BigInt it would take longer than the network does.
 */
export class Crc64 {
  readonly #variant: Crc64Variant
  #low: number
  #high: number

  constructor(variant: Crc64Variant) {
    this.#variant = variant
    this.#low = variant.mask
    this.#high = variant.mask
  }

  update(bytes: Uint8Array, from = 0, to = bytes.length): this {
    const { lows, highs } = this.#variant
    let low = this.#low
    let high = this.#high
    let at = from
    const at8 = (index: number): number => bytes[index] as number
    for (const last = to - 8; at <= last; at += 8) {
      const a = low ^ (at8(at) | (at8(at + 1) << 8) | (at8(at + 2) << 16) | (at8(at + 3) << 24))
      const b = high ^ (at8(at + 4) | (at8(at + 5) << 8) | (at8(at + 6) << 16) | (at8(at + 7) << 24))
      const i0 = 0x700 | (a & 255)
      const i1 = 0x600 | ((a >>> 8) & 255)
      const i2 = 0x500 | ((a >>> 16) & 255)
      const i3 = 0x400 | (a >>> 24)
      const i4 = 0x300 | (b & 255)
      const i5 = 0x200 | ((b >>> 8) & 255)
      const i6 = 0x100 | ((b >>> 16) & 255)
      const i7 = b >>> 24
      low = xor(lows, i0, i1, i2, i3) ^ xor(lows, i4, i5, i6, i7)
      high = xor(highs, i0, i1, i2, i3) ^ xor(highs, i4, i5, i6, i7)
    }
    for (; at < to; at++) {
      const index = (low ^ at8(at)) & 255
      low = ((low >>> 8) | (high << 24)) ^ (lows[index] as number)
      high = (high >>> 8) ^ (highs[index] as number)
    }
    this.#low = low
    this.#high = high
    return this
  }

  /** Of all bytes so far; little-endian, as it stands in files. */
  digest(): Buffer {
    const digest = Buffer.alloc(8)
    digest.writeInt32LE(this.#low ^ this.#variant.mask, 0)
    digest.writeInt32LE(this.#high ^ this.#variant.mask, 4)
    return digest
  }
}

function xor(table: Int32Array, a: number, b: number, c: number, d: number): number {
  return (table[a] as number) ^ (table[b] as number) ^ (table[c] as number) ^ (table[d] as number)
}

function variantOf(polynomial: { readonly high: number; readonly low: number }, mask: -1 | 0): Crc64Variant {
  const lows = new Int32Array(8 * 256)
  const highs = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let low = byte
    let high = 0
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1
      low = (low >>> 1) | (high << 31)
      high >>>= 1
      if (odd === 1) {
        low ^= polynomial.low
        high ^= polynomial.high
      }
    }
    lows[byte] = low
    highs[byte] = high
  }
  // What a byte is worth that has so many bytes after it.
  for (let row = 1; row < 8; row++)
    for (let byte = 0; byte < 256; byte++) {
      const low = lows[(row - 1) * 256 + byte] as number
      const high = highs[(row - 1) * 256 + byte] as number
      lows[row * 256 + byte] = ((low >>> 8) | (high << 24)) ^ (lows[low & 255] as number)
      highs[row * 256 + byte] = (high >>> 8) ^ (highs[low & 255] as number)
    }
  return { lows, highs, mask }
}

/** CRC-64/REDIS: of RDB files, and of DUMP's values. */
export const crc64Redis: Crc64Variant = variantOf({ high: 0x95ac9329, low: 0xac4bc9b5 }, 0)

/** CRC-64/XZ, which Go calls ECMA: of mongodump's archives. */
export const crc64Xz: Crc64Variant = variantOf({ high: 0xc96c5795, low: 0xd7870f42 }, -1)
