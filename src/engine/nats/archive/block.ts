import type { Beginning, Range } from './range.ts'

const headBytes = 22
/** Of the length: the message has headers. */
const lengthMask = 0x7fffffff
/** Of the upper half of the sequence: erased; the note that another is deleted. */
const [erased, deletion] = [0x80000000, 0x40000000]

/**
 * The blocks of messages of a server before 2.15. They are read while others write: what was stored after the beginning is
 * in them as far as they were not read yet, and a restore brings it back.
 */
export class BlockReader {
  readonly #beginning: Beginning
  #appended = 0
  #deleted = 0
  #moved = false

  constructor(beginning: Beginning) {
    this.#beginning = beginning
  }

  /** A block, whole. Throws for what is none. */
  read(block: Buffer): void {
    for (let at = 0; at < block.length; ) {
      if (at + headBytes > block.length) throw new Error('a block of messages is cut off')
      const length = block.readUInt32LE(at) & lengthMask
      if (length < headBytes || at + length > block.length) throw new Error('a block of messages is cut off')
      const upper = block.readUInt32LE(at + 8)
      const sequence = (upper & 0x3fffffff) * 2 ** 32 + block.readUInt32LE(at + 4)
      if ((upper & deletion) !== 0) {
        // Notes of what was deleted before stand before what is new.
        if (this.#appended > 0 && sequence > 0) this.#deleted++
      } else if ((upper & erased) === 0 && sequence > this.#beginning.last) {
        this.#appended++
      }
      at += length
    }
  }

  /** The server's own summary, which it writes last. */
  index(content: Buffer): void {
    if ((varints(content, 2, 5)[4] ?? 0) > this.#beginning.last) this.#moved = true
  }

  /** Whether a restore goes by the blocks or by the summary, and so where it begins and goes on, depends on the server. */
  range(): Range {
    const { messages, first, last, most, bySubject } = this.#beginning
    if (this.#appended === 0 && !this.#moved) return { messages, first, last }
    if (bySubject) return {}
    const there = Math.max(0, messages + this.#appended - this.#deleted)
    return { messages: most > 0 ? Math.min(there, most) : there }
  }
}

/** So many numbers of 7 bits a byte from there; fewer where there are no more. */
export function varints(content: Buffer, from: number, count: number): readonly number[] {
  const found: number[] = []
  let at = from
  while (found.length < count) {
    let value = 0
    for (let weight = 1; ; weight *= 128) {
      const byte = content[at++]
      if (byte === undefined) return found
      value += (byte & 0x7f) * weight
      if (byte < 0x80) break
    }
    found.push(value)
  }
  return found
}
