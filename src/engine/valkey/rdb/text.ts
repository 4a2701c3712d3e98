import { damaged } from './damage.ts'
import { expandLzf } from './lzf.ts'

/** A string as it was before a server encoded it, and what follows it. */
export interface ReadString {
  readonly text: Buffer
  readonly rest: Buffer
}

/** The length at the beginning of these bytes; `encoded` names how a string after it is written. */
function lengthIn(bytes: Buffer): { readonly value: number; readonly encoded: boolean; readonly size: number } {
  const first = bytes[0]
  if (first === undefined) throw damaged('has a value that ends too early')
  try {
    if (first < 0x40) return { value: first, encoded: false, size: 1 }
    if (first < 0x80) return { value: bytes.readUInt16BE(0) & 0x3fff, encoded: false, size: 2 }
    if (first === 0x80) return { value: bytes.readUInt32BE(1), encoded: false, size: 5 }
    if (first === 0x81) return { value: Number(bytes.readBigUInt64BE(1)), encoded: false, size: 9 }
  } catch {
    throw damaged('has a value that ends too early')
  }
  return { value: first & 63, encoded: true, size: 1 }
}

/** Reads a count, or another length that is not a string's. */
export function readCount(bytes: Buffer): { readonly value: number; readonly rest: Buffer } {
  const { value, encoded, size } = lengthIn(bytes)
  if (encoded) throw damaged('has an encoded string where a length belongs')
  return { value, rest: bytes.subarray(size) }
}

export function readString(bytes: Buffer): ReadString {
  const { value, encoded, size } = lengthIn(bytes)
  if (!encoded) return cut(bytes, size, value)
  if (value === 3) {
    const packed = readCount(bytes.subarray(1))
    const whole = readCount(packed.rest)
    const { text, rest } = cut(whole.rest, 0, packed.value)
    if (whole.value > mostExpanded) throw damaged('has a compressed string of an impossible length')
    return { text: expandLzf(text, whole.value), rest }
  }
  const { text, rest } = cut(bytes, 1, 1 << value)
  if (value > 2) throw damaged('has a string in an unknown encoding')
  return { text: Buffer.from(String(text.readIntLE(0, 1 << value))), rest }
}

/** A string of a server is at most as long as its largest bulk, which nobody sets higher. */
const mostExpanded = 4 * 2 ** 30

function cut(bytes: Buffer, from: number, length: number): ReadString {
  if (from + length > bytes.length) throw damaged('has a value that ends too early')
  return { text: bytes.subarray(from, from + length), rest: bytes.subarray(from + length) }
}
