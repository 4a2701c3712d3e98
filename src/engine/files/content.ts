import { createHash, type Hash, hash, webcrypto } from 'node:crypto'

const leafBytes = 1 << 20
const inWork = 2

/** The digest of a file's content, as it passes. */
export interface Content {
  /** Takes what it needs before it returns: the chunk may change after. Resolves when more may come. */
  add(chunk: Buffer): Promise<void>
  /** Once, after the last chunk. */
  digest(): Promise<Buffer>
}

/**
 * The SHA-256 of a content of up to a mebibyte; of a longer one the SHA-256 of the SHA-256s of its mebibytes. Where a
 * processor has no instructions for it, the thread pool makes those: the main thread has other bytes to hash. `size`: how long
 * it is, where that is known: of a small file whose bytes come at once no hash has to be kept.
 */
export function startContent(size?: number): Content {
  return new PooledContent(size)
}

const none = Buffer.alloc(0)

class PooledContent implements Content {
  readonly #size: number | undefined
  /** Of a content that came whole. */
  #whole: Buffer | undefined
  #root: Hash | undefined
  /** How many the root has. */
  #leaves = 0
  #last: Buffer = none
  /** Started, in order; few, because each holds a copy of its mebibyte. */
  readonly #started: Promise<ArrayBuffer>[] = []
  /** A leaf that comes in pieces is hashed here. */
  #pieces: Hash | undefined
  #pieceBytes = 0

  constructor(size: number | undefined) {
    this.#size = size
  }

  async add(chunk: Buffer): Promise<void> {
    if (this.#whole && chunk.length > 0) throw new Error('a content is longer than it was said to be')
    const isFirst = !this.#pieces && !this.#root && this.#started.length === 0
    if (isFirst && chunk.length === this.#size && chunk.length <= leafBytes) {
      this.#whole = hash('sha256', chunk, 'buffer')
      return
    }
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + leafBytes - this.#pieceBytes)
      at += piece.length
      if (piece.length === leafBytes && isFast()) {
        this.#started.push(Promise.resolve(ownMemory(hash('sha256', piece, 'buffer'))))
      } else if (piece.length === leafBytes) {
        // It copies the bytes before it returns (Web Cryptography API, "get a copy of the bytes").
        this.#started.push(webcrypto.subtle.digest('SHA-256', piece as Uint8Array<ArrayBuffer>))
      } else {
        this.#pieces ??= createHash('sha256')
        this.#pieces.update(piece)
        this.#pieceBytes += piece.length
        if (this.#pieceBytes === leafBytes) this.#endPieces()
      }
    }
    while (this.#started.length > inWork) await this.#settle()
  }

  async digest(): Promise<Buffer> {
    if (this.#whole) return this.#whole
    if (this.#pieces) this.#endPieces()
    while (this.#started.length > 0) await this.#settle()
    if (this.#root === undefined) return hash('sha256', '', 'buffer')
    return this.#leaves === 1 ? this.#last : this.#root.digest()
  }

  #endPieces(): void {
    const leaf = this.#pieces?.digest() ?? Buffer.alloc(0)
    this.#started.push(Promise.resolve(ownMemory(leaf)))
    this.#pieces = undefined
    this.#pieceBytes = 0
  }

  async #settle(): Promise<void> {
    const leaf = await this.#started.shift()
    if (!leaf) return
    this.#last = Buffer.from(leaf)
    this.#root ??= createHash('sha256')
    this.#root.update(this.#last)
    this.#leaves += 1
  }
}

const ownMemory = (digest: Uint8Array): ArrayBuffer => new Uint8Array(digest).buffer

let fast: boolean | undefined

/** Whether hashing here takes less time than handing it over, which copies every byte: above some 700 MB/s. */
function isFast(): boolean {
  if (fast === undefined) {
    const sample = Buffer.alloc(64 << 10)
    hash('sha256', sample, 'buffer')
    // The best of some: another process may be in the way.
    const times = Array.from({ length: 8 }, () => {
      const startMs = performance.now()
      hash('sha256', sample, 'buffer')
      return performance.now() - startMs
    })
    fast = Math.min(...times) < 0.09
  }
  return fast
}
