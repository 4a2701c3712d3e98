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
 * The documents of an insert, as they are: the driver's own way to send what is BSON already. By its public ways every
 * document would be decoded and encoded again, and what it does not know lost on the way.
 */
export function rawDocuments(documents: readonly Uint8Array[]): object {
  const sequence = new Sequence('documents')
  for (const bytes of documents) sequence.push({}, bytes)
  return sequence
}
