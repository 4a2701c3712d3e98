import { Problem, remedy } from '../../../problem.ts'
import { headerMaxBytes, type IndexHeader, parseHeader } from './header.ts'
import { decodeRecord, type IndexRecord } from './record.ts'

const none = Buffer.alloc(0)
// Three fields of a record: two of them names.
const recordMaxBytes = 12_000

/** An index, record by record: those of a chunk without waiting. */
export class IndexReader implements AsyncDisposable {
  readonly header: IndexHeader
  readonly #chunks: AsyncIterator<Buffer>
  readonly #name: string
  #rest: Buffer
  #at = 0

  private constructor(name: string, chunks: AsyncIterator<Buffer>, header: IndexHeader, rest: Buffer) {
    this.#name = name
    this.#chunks = chunks
    this.header = header
    this.#rest = rest
  }

  /** `name`: for messages. Throws `object-damaged` for what is no index. */
  static async open(name: string, source: AsyncIterable<Buffer>): Promise<IndexReader> {
    const chunks = source[Symbol.asyncIterator]()
    let rest = none
    for (;;) {
      const end = rest.indexOf(10)
      if (end >= 0) {
        const header = parseHeader(rest.subarray(0, end))
        if ('wrong' in header) throw damaged(name, header.wrong)
        return new IndexReader(name, chunks, header, rest.subarray(end + 1))
      }
      if (rest.length > headerMaxBytes) throw damaged(name, 'its first line has no end')
      const step = await chunks.next()
      if (step.done) throw damaged(name, 'it is cut off')
      rest = Buffer.concat([rest, step.value])
    }
  }

  /** What is at hand of the next record; undefined: `more` has to be called. */
  next(): IndexRecord | undefined {
    const rest = this.#rest
    const first = rest.indexOf(0, this.#at)
    const second = first < 0 ? -1 : rest.indexOf(0, first + 1)
    const third = second < 0 ? -1 : rest.indexOf(0, second + 1)
    if (third < 0) {
      if (rest.length - this.#at > recordMaxBytes) throw damaged(this.#name, 'a record of it has no end')
      return undefined
    }
    const record = decodeRecord(rest, [this.#at, first, second, third])
    this.#at = third + 1
    if (record === undefined) throw damaged(this.#name, 'it has a record that is none')
    return record
  }

  /** False at the end. */
  async more(): Promise<boolean> {
    const step = await this.#chunks.next()
    const rest = this.#rest.subarray(this.#at)
    if (step.done) {
      if (rest.length > 0) throw damaged(this.#name, 'it is cut off')
      return false
    }
    this.#rest = rest.length === 0 ? step.value : Buffer.concat([rest, step.value])
    this.#at = 0
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chunks.return?.()
  }
}

const damaged = (name: string, why: string) =>
  new Problem('object-damaged', `${name} is not an index of files: ${why}`, { hint: remedy.damaged })
