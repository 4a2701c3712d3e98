import { hash } from 'node:crypto'
import type { Head } from '../page/page.ts'

const [newline, carriageReturn, space] = [0x0a, 0x0d, 0x20]
const end = Buffer.from('\n')

/** A document as two lines, which the server itself takes by `_bulk`. */
export function documentLines(head: Head, source: Buffer): Buffer {
  const lines = new Lines()
  lines.add(head, source)
  return lines.take().bytes
}

/** Documents, one after the other in one piece of memory: one for each would be freed late. */
export interface Documents {
  readonly bytes: Buffer
  readonly count: number
}

/** Gathers documents, each as two lines. */
export class Lines {
  #room = Buffer.alloc(0)
  #used = 0
  #count = 0

  /** Gives its lines, which are there until all are taken. */
  add({ id, routing }: Head, source: Buffer): Buffer {
    const create = routing === undefined ? { _id: id } : { _id: id, routing }
    const action = `${JSON.stringify({ create })}\n`
    const from = this.#used
    this.#grow(from + 3 * action.length + source.length + end.length)
    const at = from + this.#room.write(action, from)
    const to = at + onOneLine(source).copy(this.#room, at)
    this.#used = to + end.copy(this.#room, to)
    this.#count++
    return this.#room.subarray(from, this.#used)
  }

  take(): Documents {
    const taken = { bytes: this.#room.subarray(0, this.#used), count: this.#count }
    this.#room = Buffer.alloc(0)
    this.#used = 0
    this.#count = 0
    return taken
  }

  #grow(bytes: number): void {
    if (bytes <= this.#room.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(leastRoom, bytes, 2 * this.#room.length))
    this.#room.copy(larger, 0, 0, this.#used)
    this.#room = larger
  }
}

const leastRoom = 128 * 1024

/** Whoever indexed it may have broken its lines: outside of texts, where JSON allows no line break, they mean nothing. */
function onOneLine(source: Buffer): Buffer {
  if (!source.includes(newline) && !source.includes(carriageReturn)) return source
  return Buffer.from(source.map((byte) => (byte === newline || byte === carriageReturn ? space : byte)))
}

/** How many documents there are, and a digest of them that does not depend on their order: the sum of the digests of each. */
export class Tally {
  documents = 0
  bytes = 0
  readonly #sums = new Uint32Array(4)
  #marked = new Uint32Array(4)

  add(lines: Buffer): void {
    this.documents++
    this.bytes += lines.length
    // As a text: a buffer for each document would be freed late.
    const digest = hash('sha256', lines, 'binary')
    for (let lane = 0; lane < 4; lane++) this.#sums[lane] = (this.#sums[lane] ?? 0) + numberAt(digest, lane * 4)
  }

  get digest(): string {
    return texted(this.#sums)
  }

  /** The same of those alone that came since it was last asked for. */
  lately(): string {
    const since = this.#sums.map((sum, lane) => sum - (this.#marked[lane] ?? 0))
    this.#marked = this.#sums.slice()
    return texted(since)
  }
}

/** Four bytes, the highest first. */
const numberAt = (bytes: string, at: number): number =>
  ((bytes.charCodeAt(at) << 24) |
    (bytes.charCodeAt(at + 1) << 16) |
    (bytes.charCodeAt(at + 2) << 8) |
    bytes.charCodeAt(at + 3)) >>>
  0

const texted = (sums: Uint32Array): string => [...sums].map((sum) => sum.toString(16).padStart(8, '0')).join('')
