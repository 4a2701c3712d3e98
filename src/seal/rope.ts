import { release } from '../bytes/bytes.ts'

/** Bytes in a row of buffers: taken off the front in other sizes than they came in, without copying. */
export class Rope {
  length = 0
  #buffers: Buffer[] = []

  push(buffer: Buffer): void {
    if (buffer.length === 0) return
    this.#buffers.push(buffer)
    this.length += buffer.length
  }

  /** The first `bytes` bytes, as views of what was pushed. Throws RangeError if there are fewer. */
  take(bytes: number): Buffer[] {
    if (bytes > this.length) throw new RangeError(`${bytes} of ${this.length} bytes`)
    const taken: Buffer[] = []
    let wanted = bytes
    while (wanted > 0) {
      const first = this.#buffers[0] as Buffer
      if (first.length <= wanted) {
        taken.push(first)
        this.#buffers.shift()
        wanted -= first.length
      } else {
        taken.push(first.subarray(0, wanted))
        this.#buffers[0] = first.subarray(wanted)
        wanted = 0
      }
    }
    this.length -= bytes
    return taken
  }

  /** The same as a copy. The memory of buffers that nothing is left of is given back, so they must be nobody else's. */
  move(bytes: number): Buffer {
    const rest = this.#buffers.length
    const taken = this.take(bytes)
    const copy = Buffer.allocUnsafeSlow(bytes)
    let at = 0
    for (const piece of taken) at += piece.copy(copy, at)
    for (const piece of taken.slice(0, rest - this.#buffers.length)) release(piece)
    return copy
  }

  /** The unsigned little-endian number of `bytes` (up to 4) bytes at `offset`, left in place; undefined: not all there. */
  peek(offset: number, bytes: number): number | undefined {
    if (offset + bytes > this.length) return undefined
    let value = 0
    let start = 0
    for (const buffer of this.#buffers) {
      for (let i = Math.max(offset - start, 0); i < buffer.length; i++) {
        const place = start + i - offset
        if (place >= bytes) return value
        value += (buffer[i] as number) * 2 ** (8 * place)
      }
      start += buffer.length
    }
    return value
  }
}
