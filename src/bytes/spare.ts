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

  /** Nobody looks at this view any more, so that its buffer may be filled again; once. What is not ours is left alone. */
  giveBack(view: Buffer): void {
    const buffer = this.#taken.get(view)
    if (!buffer) return
    this.#taken.delete(view)
    this.#free?.push(buffer)
  }

  /** Keeps none from now on: nothing more is to be filled. */
  close(): void {
    this.#free = undefined
  }
}
