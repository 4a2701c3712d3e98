import { Cursor } from '../protocol/cursor.ts'
import type { Batch } from './batch.ts'

/** A transaction that was rolled back: what this producer wrote from there up to its next marker is not to be seen. */
export interface Aborted {
  readonly producerId: bigint
  readonly firstOffset: number
}

type Standing = 'committed' | 'aborted' | 'control'

/**
 * Tells what of an answer to Fetch was committed: a broker sends all of it, with a list of what was rolled back. One for
 * each answer, its batches in order. A producer may have several transactions in it, some rolled back and some not; the
 * marker of the last may lie beyond it.
 */
export class CommittedFilter {
  readonly #coming: Aborted[]
  readonly #open = new Set<bigint>()

  constructor(aborted: readonly Aborted[]) {
    this.#coming = aborted.toSorted((one, other) => one.firstOffset - other.firstOffset)
  }

  standing(batch: Batch): Standing {
    while (this.#coming[0] !== undefined && this.#coming[0].firstOffset <= batch.lastOffset)
      this.#open.add(this.#coming.shift()?.producerId ?? -1n)
    if (batch.isControl) {
      if (isAbort(batch)) this.#open.delete(batch.producerId)
      return 'control'
    }
    return batch.isTransactional && this.#open.has(batch.producerId) ? 'aborted' : 'committed'
  }
}

/** A marker's key is two numbers: its version, and 0 where the transaction was rolled back. */
function isAbort(batch: Batch): boolean {
  if (batch.count === 0) return false
  const cursor = new Cursor(batch.records())
  cursor.varint()
  cursor.int8()
  cursor.varlong()
  cursor.varint()
  if (cursor.varint() < 4) return false
  cursor.int16()
  return cursor.int16() === 0
}
