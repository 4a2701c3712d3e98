import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'

/** The parts of most uploads have this size: so their digests are those that the whole needs anyway. */
export const leafBytes = 8 << 20

/**
 * The digest of an object: of up to 8 MiB their SHA-256; of more, the SHA-256 of the SHA-256s of every 8 MiB, the last of
 * which may be shorter. Made as the bytes pass, which may change once they were added.
 */
export class Digest {
  bytes = 0
  readonly #remembers: boolean
  readonly #root = createHash('sha256')
  #leaves = 0
  #last = Buffer.alloc(0)
  #leaf = createHash('sha256')
  #leafBytes = 0
  /** What the leaf is made of, for as long as that is whole chunks. */
  #chunks: Buffer[] | undefined

  /** `uploaded`: the chunks stay as they are until they are sent, so their digests serve the upload as well. */
  constructor({ uploaded }: { readonly uploaded: boolean }) {
    this.#remembers = uploaded
    this.#chunks = uploaded ? [] : undefined
  }

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + leafBytes - this.#leafBytes)
      if (piece.length === chunk.length) this.#chunks?.push(chunk)
      else this.#chunks = undefined
      this.#leaf.update(piece)
      this.#leafBytes += piece.length
      at += piece.length
      if (this.#leafBytes === leafBytes) this.#endLeaf()
    }
  }

  /** Lower-case hex; once. */
  hex(): string {
    if (this.#leafBytes > 0 || this.#leaves === 0) this.#endLeaf()
    return this.#leaves === 1 ? this.#last.toString('hex') : this.#root.digest('hex')
  }

  #endLeaf(): void {
    this.#last = this.#leaf.digest()
    this.#root.update(this.#last)
    this.#leaves += 1
    if (this.#chunks) remember(this.#chunks, 0, this.#leafBytes, Promise.resolve(this.#last))
    this.#chunks = this.#remembers ? [] : undefined
    this.#leaf = createHash('sha256')
    this.#leafBytes = 0
  }
}

interface CachedDigest {
  readonly chunks: readonly Buffer[]
  readonly offset: number
  readonly bytes: number
  readonly sha256: Promise<Buffer>
}

// Several stores take the same buffers at once and cut them at the same places, and whoever made them may have digested
// them: one digest is enough for all. By the buffers themselves: bytes that are used again come in a new one.
const known = new WeakMap<Buffer, CachedDigest>()

function remember(chunks: readonly Buffer[], offset: number, bytes: number, sha256: Promise<Buffer>): void {
  if (chunks[0]) known.set(chunks[0], { chunks, offset, bytes, sha256 })
}

/** SHA-256 of `bytes` bytes of these chunks from `offset` in the first. Chunks must not change while they are in use. */
export function digestOf(chunks: readonly Buffer[], offset: number, bytes: number): Promise<Buffer> {
  const [first] = chunks
  if (!first) return compute([], 0, 0)
  const before = known.get(first)
  if (
    before?.offset === offset &&
    before.bytes === bytes &&
    before.chunks.length === chunks.length &&
    before.chunks.every((chunk, i) => chunk === chunks[i])
  )
    return before.sha256
  const sha256 = compute(chunks, offset, bytes)
  remember(chunks, offset, bytes, sha256)
  return sha256
}

async function compute(chunks: readonly Buffer[], offset: number, bytes: number): Promise<Buffer> {
  const hash = createHash('sha256')
  let start = offset
  let left = bytes
  let since = 0
  for (const chunk of chunks) {
    const piece = chunk.subarray(start, start + left)
    hash.update(piece)
    start = 0
    left -= piece.length
    since += piece.length
    if (since >= 1 << 20 && left > 0) {
      since = 0
      await breathe()
    }
  }
  return hash.digest()
}
