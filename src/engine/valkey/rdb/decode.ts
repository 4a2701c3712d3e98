import { damaged } from './damage.ts'
import { readCount, readString } from './text.ts'

/** What a value holds, whatever its encoding, in an order that does not depend on it. undefined: it is not looked into. */
export function elementsOf(typeByte: number, value: Buffer): readonly Buffer[] | undefined {
  const blob = () => readString(value).text
  switch (typeByte) {
    case 0:
      return [blob()]
    case 1:
      return stringsIn(value, 1)
    case 2:
      return sorted(stringsIn(value, 1), 1)
    case 4:
      return sorted(stringsIn(value, 2), 2)
    case 5:
      return sorted(scored(value), 2)
    case 11:
      return sorted(integersIn(blob()), 1)
    case 16:
      return sorted(listpack(blob()), 2)
    case 17:
      return sorted(withScores(listpack(blob())), 2)
    case 18:
      return quicklist(value)
    case 20:
      return sorted(listpack(blob()), 1)
    case 15:
    case 19:
    case 21:
      return streamHead(value)
    default:
      return undefined
  }
}

/** Groups of so many, by their first. */
export function sorted(flat: readonly Buffer[], each: 1 | 2): readonly Buffer[] {
  const groups = Array.from({ length: Math.floor(flat.length / each) }, (_, at) =>
    flat.slice(at * each, (at + 1) * each),
  )
  return groups.sort(([a], [b]) => Buffer.compare(a as Buffer, b as Buffer)).flat()
}

/** A score in the one way that a number is written here. */
export const scoreText = (score: number): Buffer => Buffer.from(String(Object.is(score, -0) ? 0 : score))

function stringsIn(value: Buffer, each: 1 | 2): readonly Buffer[] {
  const found: Buffer[] = []
  let { value: left, rest } = readCount(value)
  for (left *= each; left > 0; left--) {
    const read = readString(rest)
    found.push(read.text)
    rest = read.rest
  }
  return found
}

function scored(value: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  let { value: left, rest } = readCount(value)
  for (; left > 0; left--) {
    const read = readString(rest)
    if (read.rest.length < 8) throw damaged('has a value that ends too early')
    found.push(read.text, scoreText(read.rest.readDoubleLE(0)))
    rest = read.rest.subarray(8)
  }
  return found
}

const withScores = (flat: readonly Buffer[]) =>
  flat.map((item, at) => (at % 2 === 0 ? item : scoreText(numberOf(item.toString('latin1')))))

/** As servers write a score. */
export function numberOf(text: string): number {
  if (/^[+-]?inf/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(text)
}

function quicklist(value: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  let { value: left, rest } = readCount(value)
  for (; left > 0; left--) {
    const container = readCount(rest)
    const node = readString(container.rest)
    if (container.value === 1) found.push(node.text)
    else for (const item of listpack(node.text)) found.push(item)
    rest = node.rest
  }
  return found
}

function integersIn(blob: Buffer): readonly Buffer[] {
  if (blob.length < 8) throw damaged('has a set that is not whole')
  const width = blob.readUInt32LE(0)
  const count = blob.readUInt32LE(4)
  if (![2, 4, 8].includes(width) || blob.length !== 8 + width * count) throw damaged('has a set that is not whole')
  return Array.from({ length: count }, (_, at) => {
    const from = 8 + at * width
    return Buffer.from(String(width === 8 ? blob.readBigInt64LE(from) : blob.readIntLE(from, width)))
  })
}

/** How long an element and its length are, by which a listpack is read backwards. */
const backwards = (length: number) =>
  length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : length < 268_435_456 ? 4 : 5

function listpack(blob: Buffer): readonly Buffer[] {
  if (blob.length < 7 || blob.readUInt32LE(0) !== blob.length) throw damaged('has a packed value that is not whole')
  const found: Buffer[] = []
  let at = 6
  try {
    while (blob[at] !== 0xff) {
      const { item, size } = packed(blob, at)
      if (at + size >= blob.length) throw new RangeError('beyond its end')
      found.push(item)
      at += size + backwards(size)
    }
  } catch (error) {
    if (error instanceof RangeError) throw damaged('has a packed value that is not whole')
    throw error
  }
  if (at !== blob.length - 1) throw damaged('has a packed value that is not whole')
  return found
}

function packed(blob: Buffer, at: number): { readonly item: Buffer; readonly size: number } {
  const first = blob.readUInt8(at)
  const number = (value: number | bigint, size: number) => ({ item: Buffer.from(String(value)), size })
  const text = (head: number, length: number) => ({
    item: blob.subarray(at + head, at + head + length),
    size: head + length,
  })
  if (first < 0x80) return number(first, 1)
  if (first < 0xc0) return text(1, first & 63)
  if (first < 0xe0) {
    const value = ((first & 31) << 8) | blob.readUInt8(at + 1)
    return number(value >= 4096 ? value - 8192 : value, 2)
  }
  if (first < 0xf0) return text(2, ((first & 15) << 8) | blob.readUInt8(at + 1))
  if (first === 0xf0) return text(5, blob.readUInt32LE(at + 1))
  if (first === 0xf1) return number(blob.readInt16LE(at + 1), 3)
  if (first === 0xf2) return number(blob.readIntLE(at + 1, 3), 4)
  if (first === 0xf3) return number(blob.readInt32LE(at + 1), 5)
  if (first === 0xf4) return number(blob.readBigInt64LE(at + 1), 9)
  throw damaged('has a packed value of an unknown kind')
}

/** How many entries, and the last ID: what a server says of a stream without giving it. */
function streamHead(value: Buffer): readonly Buffer[] {
  let { value: nodes, rest } = readCount(value)
  for (; nodes > 0; nodes--) rest = readString(readString(rest).rest).rest
  const length = readCount(rest)
  const ms = readCount(length.rest)
  const sequence = readCount(ms.rest)
  return [Buffer.from(String(length.value)), Buffer.from(`${ms.value}-${sequence.value}`)]
}

/** The fields of a hash with their times to live, in milliseconds since 1970, where each has one: the last of them. */
export function lastFieldExpiry(value: Buffer): number | undefined {
  const items = listpack(readString(value.subarray(8)).text)
  const times = items.filter((_, at) => at % 3 === 2).map((item) => Number(item.toString('latin1')))
  return times.length > 0 && times.every((time) => time > 0) ? Math.max(...times) : undefined
}
