import { stopIfAborted } from '../../problem.ts'
import type { Opening } from './opening.ts'
import type { Index } from './server.ts'

/** The documents of an index, read page by page: one in each line. */
export interface Reading {
  /** It has no line: there is nothing to write. */
  readonly isEmpty: boolean
  readonly lines: AsyncIterable<Buffer>
  /** After the last line: how many there are; undefined: the index was written to meanwhile. */
  documents(): Promise<number | undefined>
}

const smallBytes = 8 * 1024 * 1024
const tries = 3

/**
 * A page is of the moment when it is asked for, and what is written in between may move documents over its edge. A small index
 * is held, and read again where it was written to; a large one streams.
 */
export async function readIndex(opening: Opening, uid: string): Promise<Reading> {
  for (let tried = 1; ; tried++) {
    const before = await opening.server.index(uid)
    const pages = pagesOf(opening, uid)
    const held: Buffer[] = []
    let bytes = 0
    let next = await pages.next()
    for (; next.done !== true && bytes < smallBytes; next = await pages.next()) {
      held.push(next.value)
      bytes += next.value.length
    }
    const reading = new PagedReading(opening, before, held, next, pages)
    if (next.done !== true || tried === tries || (await reading.documents()) !== undefined) return reading
  }
}

class PagedReading implements Reading {
  readonly isEmpty: boolean
  readonly lines: AsyncIterable<Buffer>
  readonly #opening: Opening
  readonly #before: Index
  #count: number | undefined

  constructor(
    opening: Opening,
    before: Index,
    held: readonly Buffer[],
    next: IteratorResult<Buffer, number>,
    rest: AsyncGenerator<Buffer, number>,
  ) {
    this.#opening = opening
    this.#before = before
    this.isEmpty = held.length === 0 && next.done === true
    if (next.done === true) this.#count = next.value
    this.lines = this.#all(held, next, rest)
  }

  async documents(): Promise<number | undefined> {
    const { uid, updatedAt } = this.#before
    const after = await this.#opening.server.index(uid)
    if (after.updatedAt !== updatedAt) return undefined
    return this.#count
  }

  async *#all(
    held: readonly Buffer[],
    next: IteratorResult<Buffer, number>,
    rest: AsyncGenerator<Buffer, number>,
  ): AsyncGenerator<Buffer> {
    yield* held
    if (next.done === true) return
    yield next.value
    this.#count = yield* rest
  }
}

const pageBytes = 2 * 1024 * 1024
const mostDocuments = 1000

/** Gives at its end how many documents came. @throws Problem for a server that gives no more, although it has more. */
async function* pagesOf({ server, signal }: Opening, uid: string): AsyncGenerator<Buffer, number> {
  const { avgDocumentSize } = await server.stats(uid)
  const fitting = Math.floor(pageBytes / Math.max(1, avgDocumentSize))
  const limit = Math.max(1, Math.min(mostDocuments, fitting))
  for (let offset = 0; ; ) {
    stopIfAborted(signal)
    const { documents, total } = await server.documents(uid, offset, limit)
    if (documents.length === 0 && offset < total)
      throw server.problem(
        `index ${uid} gives no document after the first ${offset}, and says that it has ${total}`,
        'Look at the log of the server; then run it again.',
      )
    offset += documents.length
    if (documents.length > 0) yield Buffer.concat(documents.flatMap((document) => [document, newline]))
    if (offset >= total) return offset
  }
}

const newline = Buffer.from('\n')
