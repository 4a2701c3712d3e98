import { createHash, webcrypto } from 'node:crypto'

const leafBytes = 1 << 20
const inWork = 2

/** The digest of a file's content, as it passes. */
export interface Content {
  /** Resolves when more may come; the chunk must not change after. */
  add(chunk: Buffer): Promise<void>
  /** Once, after the last chunk. */
  digest(): Promise<Buffer>
}

/**
 * The SHA-256 of a content of up to a mebibyte; of a longer one the SHA-256 of the SHA-256s of its mebibytes, which
 * the thread pool makes: hashing is what keeps the main thread busiest, and it has other bytes to hash.
 */
export function startContent(): Content {
  const all = createHash('sha256')
  // Started, in order; few, because each holds a copy of its mebibyte.
  const leaves: Promise<ArrayBuffer>[] = []
  let held: Buffer[] = []
  let heldBytes = 0
  let many = false
  const settle = async () => {
    const leaf = await leaves.shift()
    if (leaf) all.update(new Uint8Array(leaf))
  }
  const leafDone = async () => {
    many = true
    while (leaves.length >= inWork) await settle()
    leaves.push(webcrypto.subtle.digest('SHA-256', wholeOf(held, heldBytes)))
    held = []
    heldBytes = 0
  }
  return {
    async add(chunk) {
      for (let at = 0; at < chunk.length; ) {
        // Only now: a content of one mebibyte is hashed as it is.
        if (heldBytes === leafBytes) await leafDone()
        const piece = chunk.subarray(at, at + leafBytes - heldBytes)
        held.push(piece)
        heldBytes += piece.length
        at += piece.length
      }
    },
    async digest() {
      const last = createHash('sha256')
      for (const piece of held) last.update(piece)
      if (!many) return last.digest()
      while (leaves.length > 0) await settle()
      return all.update(last.digest()).digest()
    },
  }
}

function wholeOf(pieces: readonly Buffer[], bytes: number): Uint8Array<ArrayBuffer> {
  const [first] = pieces
  return (pieces.length === 1 && first ? first : Buffer.concat(pieces, bytes)) as Uint8Array<ArrayBuffer>
}
