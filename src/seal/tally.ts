import { createHash } from 'node:crypto'

/** Counts and digests the bytes that pass. */
export class Tally {
  bytes = 0
  #hash = createHash('sha256')

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    this.#hash.update(chunk)
  }

  /** Lower-case hex; once. */
  sha256(): string {
    return this.#hash.digest('hex')
  }
}
