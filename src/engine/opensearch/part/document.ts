import { hash } from 'node:crypto'
import type { Head } from '../page/page.ts'

const [newline, carriageReturn, space] = [0x0a, 0x0d, 0x20]
const end = Buffer.from('\n')

/** A document as two lines, which the server itself takes by `_bulk`. */
export function documentLines({ id, routing }: Head, source: Buffer): Buffer {
  const create = routing === undefined ? { _id: id } : { _id: id, routing }
  return Buffer.concat([Buffer.from(`${JSON.stringify({ create })}\n`), onOneLine(source), end])
}

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
    const digest = hash('sha256', lines, 'buffer')
    for (let lane = 0; lane < 4; lane++) this.#sums[lane] = (this.#sums[lane] ?? 0) + digest.readUInt32BE(lane * 4)
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

const texted = (sums: Uint32Array): string => [...sums].map((sum) => sum.toString(16).padStart(8, '0')).join('')
