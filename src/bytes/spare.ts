import { release } from './release.ts'

/** Buffers of one size that are filled time and again. */
export class Spare {
  readonly #size: number
  #free: Buffer[] | undefined = []
  /** By what was given out of it. */
  readonly #taken = new WeakMap<Buffer, Buffer>()

  constructor(size: number) {
    this.#size = size
  }

  /** One whose bytes are anything. */
  take(): Buffer {
    return this.#free?.pop() ?? Buffer.allocUnsafeSlow(this.#size)
  }

  /** Its first bytes, as a buffer that nobody has seen yet: `giveBack` knows it. */
  view(buffer: Buffer, bytes: number): Buffer {
    const view = buffer.subarray(0, bytes)
    this.#taken.set(view, buffer)
    return view
  }

  /** Nobody looks at this view any more, so that its buffer may be filled again; once. False: it is not ours, and is left alone. */
  giveBack(view: Buffer): boolean {
    const buffer = this.#taken.get(view)
    if (!buffer) return false
    this.#taken.delete(view)
    if (this.#free) this.#free.push(buffer)
    else release(buffer)
    return true
  }

  /** No more refills: frees the memory of all buffers, now or as they are returned. */
  close(): void {
    for (const buffer of this.#free ?? []) release(buffer)
    this.#free = undefined
  }
}
