import type { Spare } from '../bytes/bytes.ts'

/**
 * The same bytes in blocks of up to `size`: a block is shorter only before a large chunk, which passes by reference, and
 * at the end. Small chunks are gathered in buffers of `spare`, to which a block may be given back. `spent` hears of a chunk
 * that was gathered whole; one of exactly `size` is a block itself.
 */
export async function* blocks(
  chunks: AsyncIterable<Buffer>,
  size: number,
  spare: Spare,
  spent: (chunk: Buffer) => void = () => {},
): AsyncGenerator<Buffer> {
  let gathered: Buffer | undefined
  let filled = 0
  for await (const chunk of chunks) {
    let at = 0
    let isWhole = true
    while (at < chunk.length) {
      if (chunk.length - at >= size) {
        // A copy costs more than a short block.
        if (gathered) yield spare.view(gathered, filled)
        gathered = undefined
        filled = 0
        yield chunk.length === size ? chunk : chunk.subarray(at, at + size)
        isWhole = false
        at += size
        continue
      }
      gathered ??= spare.take()
      const copied = chunk.copy(gathered, filled, at)
      at += copied
      filled += copied
      if (filled === size) {
        yield spare.view(gathered, filled)
        gathered = undefined
        filled = 0
      }
    }
    if (isWhole) spent(chunk)
  }
  if (gathered !== undefined) yield spare.view(gathered, filled)
}
