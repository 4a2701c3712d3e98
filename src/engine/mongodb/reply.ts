/*
 * What an answer to `find` and `getMore` holds, out of its BSON (bsonspec.org): { cursor: { firstBatch | nextBatch: [document, ...] } }.
 */

const [string, document, array, objectId, boolean, date, int32, timestamp, int64] = [2, 3, 4, 7, 8, 9, 16, 17, 18]
/** Bytes of the values that have always the same. */
const fixed = new Map([
  [objectId, 12],
  [boolean, 1],
  [date, 8],
  [int32, 4],
  [timestamp, 8],
  [int64, 8],
  // double, null
  [1, 8],
  [10, 0],
])

export interface Batch {
  readonly count: number
  /** One after the other, as the server has them. */
  readonly documents: Buffer
}

/** @throws Error: the answer is not one to `find` or `getMore`. */
export function batchOf(reply: Buffer): Batch {
  const cursor = find(reply, 0, ['cursor'], document)
  const batch = find(reply, cursor, ['firstBatch', 'nextBatch'], array)
  let count = 0
  // What lies between them is a type and a number as text.
  const documents = Buffer.allocUnsafe(reply.readInt32LE(batch))
  let bytes = 0
  for (const { type, at, size } of elements(reply, batch)) {
    if (type !== document) throw strange()
    bytes += reply.copy(documents, bytes, at, at + size)
    count += 1
  }
  return { count, documents: documents.subarray(0, bytes) }
}

function find(bytes: Buffer, from: number, names: readonly string[], wanted: number): number {
  for (const { type, name, at } of elements(bytes, from))
    if (type === wanted && names.includes(bytes.toString('latin1', name, at - 1))) return at
  throw strange()
}

/** Where the values of a document begin, and their names, which end with a zero byte right before them. */
function* elements(bytes: Buffer, from: number): Generator<{ type: number; name: number; at: number; size: number }> {
  const end = from + bytes.readInt32LE(from) - 1
  if (end < from + 4 || bytes[end] !== 0) throw strange()
  for (let next = from + 4; next < end; ) {
    const type = bytes.readUInt8(next)
    const name = next + 1
    const at = bytes.indexOf(0, name) + 1
    if (at === 0 || at > end) throw strange()
    const size = sizeOf(bytes, type, at)
    if (size < 0 || at + size > end) throw strange()
    yield { type, name, at, size }
    next = at + size
  }
}

function sizeOf(bytes: Buffer, type: number, at: number): number {
  if (type === document || type === array) return bytes.readInt32LE(at)
  if (type === string) return 4 + bytes.readInt32LE(at)
  // Binary: its length, a subtype, the bytes.
  if (type === 5) return 5 + bytes.readInt32LE(at)
  const size = fixed.get(type)
  if (size === undefined) throw strange()
  return size
}

const strange = () => new Error('the server gave an answer that is not a batch of documents')
