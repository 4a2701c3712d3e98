import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'

interface Known {
  readonly chunks: readonly Buffer[]
  readonly offset: number
  readonly bytes: number
  readonly sha256: Promise<Buffer>
}

// Several stores take the same buffers at once and cut them at the same places: one digest is enough for all of them.
const known = new WeakMap<Buffer, Known>()

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
  known.set(first, { chunks, offset, bytes, sha256 })
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
