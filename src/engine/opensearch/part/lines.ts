/** Cuts a stream of bytes into lines, each with its end. What follows the last end stays in `rest`. */
export class LineCutter {
  #held: Buffer[] = []
  #heldBytes = 0

  get rest(): number {
    return this.#heldBytes
  }

  /** The lines that end in this chunk, each as it is asked for; all have to be. */
  *push(chunk: Buffer): Generator<Buffer> {
    let from = 0
    for (let to = chunk.indexOf(0x0a, from); to !== -1; to = chunk.indexOf(0x0a, from)) {
      const line = chunk.subarray(from, to + 1)
      const whole = this.#heldBytes === 0 ? line : Buffer.concat([...this.#held, line])
      this.#held = []
      this.#heldBytes = 0
      yield whole
      from = to + 1
    }
    if (from < chunk.length) {
      this.#held.push(chunk.subarray(from))
      this.#heldBytes += chunk.length - from
    }
  }
}
