/**
 * Gives the memory of a large buffer back at once: the next garbage collection may be a hundred megabytes away. Only for
 * a buffer that the caller made and nobody else has a view of; it is empty afterwards.
 */
export function release({ buffer }: Buffer): void {
  // A small one may be a slice of Node's own pool.
  if (buffer.byteLength > Buffer.poolSize) empty(buffer)
}

/**
 * The same for a separate buffer of any size, as a stream or a cipher returns it. It is left alone if it is part of a
 * larger piece of memory, whose rest others may use.
 */
export function releaseChunk({ buffer, length }: Buffer): void {
  if (length === buffer.byteLength) empty(buffer)
}

function empty(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}
