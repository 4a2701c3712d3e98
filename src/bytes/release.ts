/**
 * Gives the memory of a large buffer back at once: the next garbage collection may be a hundred megabytes away. Only for
 * a buffer that the caller made and nobody else has a view of; it is empty afterwards.
 */
export function release({ buffer }: Buffer): void {
  // A small one may be a slice of Node's own pool.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0)
}
