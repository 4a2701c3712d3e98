import type { Spare } from '../bytes/bytes.ts'

/**
 * The same bytes in blocks of `size`, the last one shorter. Large chunks pass by reference; small ones are gathered in
 * buffers of `spare`, to which a block may be given back. `spent` hears of a chunk that was gathered whole.
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
      if (gathered === undefined && chunk.length - at >= size) {
        yield chunk.subarray(at, at + size)
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
