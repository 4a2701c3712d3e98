/** Bytes in one piece. `ours`: the buffer to give back once they were read, where we made it. */
export interface Block {
  readonly bytes: Buffer
  readonly ours: Buffer | undefined
}

/**
 * The same bytes in blocks of `size`, the last one shorter. Large chunks pass by reference; small ones are gathered in
 * buffers taken from `spare` while there are any.
 */
export async function* blocks(
  chunks: AsyncIterable<Buffer>,
  size: number,
  spare: Buffer[] = [],
): AsyncGenerator<Block> {
  let gathered: Buffer | undefined
  let filled = 0
  for await (const chunk of chunks) {
    let at = 0
    while (at < chunk.length) {
      if (gathered === undefined && chunk.length - at >= size) {
        yield { bytes: chunk.subarray(at, at + size), ours: undefined }
        at += size
        continue
      }
      gathered ??= spare.pop() ?? Buffer.allocUnsafeSlow(size)
      const copied = chunk.copy(gathered, filled, at)
      at += copied
      filled += copied
      if (filled === size) {
        yield { bytes: gathered, ours: gathered }
        gathered = undefined
        filled = 0
      }
    }
  }
  if (gathered !== undefined) yield { bytes: gathered.subarray(0, filled), ours: gathered }
}
