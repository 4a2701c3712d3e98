import type { FindCursor } from 'mongodb'
// @ts-expect-error The driver has types for its door alone.
import commands from 'mongodb/lib/cmap/commands.js'

/** The section of a message that carries documents. */
interface DocumentSequence {
  push(document: object, bytes: Uint8Array): number
}
const { DocumentSequence: Sequence } = commands as {
  readonly DocumentSequence: new (field: string) => DocumentSequence
}

/**
 * The documents of an insert, or the statements of an update or a delete, as they are: the driver's own way to send what is BSON already. By its public ways every
 * document would be decoded and encoded again, and what it does not know lost on the way.
 */
export function rawDocuments(
  documents: readonly Uint8Array[],
  field: 'documents' | 'updates' | 'deletes' = 'documents',
): object {
  const sequence = new Sequence(field)
  for (const bytes of documents) sequence.push({}, bytes)
  return sequence
}

/** An answer of the server that a cursor has not given out yet. */
interface Reply {
  toBytes(): Uint8Array
  /** Takes it for given out. */
  clear(): void
}

/**
 * The answer that a cursor holds, as BSON; the cursor asks for the next one then. By its public ways each document would be parsed,
 * and be an object of its own: many small ones take several times their size in memory.
 * @throws Error where the driver has changed: nothing must be lost without a word.
 */
export function takeReply(cursor: FindCursor): Buffer {
  const { documents } = cursor as unknown as { readonly documents: Reply | null }
  if (typeof documents?.toBytes !== 'function' || typeof documents.clear !== 'function')
    throw new Error('this version of the driver does not keep the answers of a server')
  const bytes = documents.toBytes()
  documents.clear()
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
