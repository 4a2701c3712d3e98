/*
 * BSON as it is (bsonspec.org): documents are taken apart and put together without their values being decoded, so that nothing of
 * them is lost on the way: the order of fields, numbers of every kind, a name that is there twice.
 */

export const types = {
  ...{ double: 1, string: 2, document: 3, array: 4, binary: 5, objectId: 7, boolean: 8, date: 9, null: 10 },
  ...{ int32: 16, timestamp: 17, int64: 18 },
} as const

/** Bytes of the values that have always the same. */
const fixed: ReadonlyMap<number, number> = new Map([
  [types.double, 8],
  // undefined
  [6, 0],
  [types.objectId, 12],
  [types.boolean, 1],
  [types.date, 8],
  [types.null, 0],
  [types.int32, 4],
  [types.timestamp, 8],
  [types.int64, 8],
  // A decimal; the least and the greatest value.
  [19, 16],
  [255, 0],
  [127, 0],
])
/** A text: its length, and as many bytes. A JavaScript code and a symbol are such, too. */
const texts: ReadonlySet<number> = new Set([types.string, 13, 14])
/** Their length is the first of what they have. Code with a scope is such, too. */
const nested: ReadonlySet<number> = new Set([types.document, types.array, 15])

/** Where the value of an element is, and its name, which ends with a zero byte right before it. */
export interface Place {
  readonly type: number
  readonly name: number
  readonly at: number
  readonly size: number
}

/** @throws Error: there is no document at that place. */
export function* walk(bytes: Buffer, from: number): Generator<Place> {
  if (bytes.length < from + 5) throw strange()
  const end = from + bytes.readInt32LE(from) - 1
  if (end < from + 4 || bytes[end] !== 0) throw strange()
  for (let next = from + 4; next < end; ) {
    const type = bytes.readUInt8(next)
    const name = next + 1
    const at = afterText(bytes, name, end)
    const size = sizeOf(bytes, type, at, end)
    if (size < 0 || at + size > end) throw strange()
    yield { type, name, at, size }
    next = at + size
  }
}

function sizeOf(bytes: Buffer, type: number, at: number, end: number): number {
  const size = fixed.get(type)
  if (size !== undefined) return size
  // Two texts that end with a zero byte.
  if (type === 11) return afterText(bytes, afterText(bytes, at, end), end) - at
  if (at + 4 > end) throw strange()
  const length = bytes.readInt32LE(at)
  if (nested.has(type)) return length < 5 ? -1 : length
  if (length < 0) return -1
  if (texts.has(type)) return 4 + length
  if (type === types.binary) return 5 + length
  // A pointer into a database: its name, and an object's id.
  if (type === 12) return 4 + length + 12
  throw strange()
}

function afterText(bytes: Buffer, from: number, end: number): number {
  const at = bytes.indexOf(0, from) + 1
  if (at === 0 || at > end) throw strange()
  return at
}

/** One field of a document. */
export interface Element {
  readonly type: number
  /** A letter for each byte: names are compared, and not shown. */
  readonly name: string
  readonly value: Buffer
  /** With its type and name. */
  readonly whole: Buffer
}

/** @throws Error: it is no document, or not only one. */
export function elementsOf(document: Buffer): Element[] {
  if (document.length < 5 || document.readInt32LE(0) !== document.length) throw strange()
  return [...walk(document, 0)].map(({ type, name, at, size }) => ({
    type,
    name: document.toString('latin1', name, at - 1),
    value: document.subarray(at, at + size),
    whole: document.subarray(name - 1, at + size),
  }))
}

export function elementOf(type: number, name: string, value: Uint8Array): Element {
  const whole = Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`, 'latin1'), value])
  return { type, name, value: whole.subarray(whole.length - value.length), whole }
}

export const named = (element: Element, name: string): Element =>
  element.name === name ? element : elementOf(element.type, name, element.value)

export const nullOf = (name: string): Element => elementOf(types.null, name, Buffer.alloc(0))

export function documentOf(elements: readonly Element[]): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32LE(5 + elements.reduce((sum, { whole }) => sum + whole.length, 0))
  return Buffer.concat([length, ...elements.map(({ whole }) => whole), Buffer.from([0])])
}

/** "text" of a value that is a text. */
export const textIn = ({ type, value }: Element): string | undefined =>
  type === types.string ? value.toString('utf8', 4, value.length - 1) : undefined

/** Of a value that is a number without a fraction. */
export function numberIn({ type, value }: Element): number | undefined {
  if (type === types.int32) return value.readInt32LE()
  if (type === types.int64) return Number(value.readBigInt64LE())
  return type === types.double ? value.readDoubleLE() : undefined
}

const strange = () => new Error('this is not BSON')
