import { type Place, types, walk } from './element.ts'

/*
 * What an answer to `find` and `getMore` holds, out of its BSON (bsonspec.org): { cursor: { firstBatch | nextBatch: [document, ...] } }.
 */

export interface Batch {
  readonly count: number
  /** One after the other, as the server has them. */
  readonly documents: Buffer
}

/** @throws Error: the answer is not one to `find` or `getMore`. */
export function batchOf(reply: Buffer): Batch {
  const cursor = find(reply, 0, ['cursor'], types.document)
  const batch = find(reply, cursor, ['firstBatch', 'nextBatch'], types.array)
  let count = 0
  // What lies between them is a type and a number as text.
  const documents = Buffer.allocUnsafe(reply.readInt32LE(batch))
  let bytes = 0
  for (const { type, at, size } of parts(reply, batch)) {
    if (type !== types.document) throw strange()
    bytes += reply.copy(documents, bytes, at, at + size)
    count += 1
  }
  return { count, documents: documents.subarray(0, bytes) }
}

function find(bytes: Buffer, from: number, names: readonly string[], wanted: number): number {
  for (const { type, name, at } of parts(bytes, from))
    if (type === wanted && names.includes(bytes.toString('latin1', name, at - 1))) return at
  throw strange()
}

function* parts(bytes: Buffer, from: number): Generator<Place> {
  try {
    yield* walk(bytes, from)
  } catch (error) {
    throw new Error(strange().message, { cause: error })
  }
}

const strange = () => new Error('the server gave an answer that is not a batch of documents')
