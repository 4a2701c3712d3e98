import { Problem, remedy } from '../../../problem.ts'
import { shown } from '../name.ts'
import type { Order } from './order.ts'
import type { IndexReader } from './reader.ts'
import { type IndexRecord, isGone, type Present } from './record.ts'

/** The place in one index. */
class Cursor {
  readonly #reader: IndexReader
  readonly #order: Order
  head: IndexRecord | undefined

  constructor(reader: IndexReader, order: Order) {
    this.#reader = reader
    this.#order = order
  }

  async advance(): Promise<void> {
    const before = this.head
    let next = this.#reader.next()
    while (next === undefined && (await this.#reader.more())) next = this.#reader.next()
    if (before && next && this.#order(before.path, next.path) >= 0)
      throw new Problem('object-damaged', `an index of files lists ${shown(next.path)} out of order`, {
        hint: remedy.damaged,
      })
    this.head = next
  }
}

/**
 * What the indexes of a chain say together, the full's and then each increment's: of each path the newest record, in the order of
 * an archive. Memory: one record of each.
 */
export class Levels {
  readonly #full: Cursor
  /** Newest first. */
  readonly #increments: readonly Cursor[]
  readonly #order: Order
  /** Of the increments, the record that comes next: only one of them has changed since it was chosen. */
  #first: IndexRecord | undefined

  private constructor(full: Cursor, increments: readonly Cursor[], order: Order) {
    this.#full = full
    this.#increments = increments
    this.#order = order
  }

  static async open(readers: readonly IndexReader[], order: Order): Promise<Levels> {
    const [full, ...increments] = readers.map((reader) => new Cursor(reader, order))
    if (!full) throw new Error('a chain has at least one backup')
    for (const cursor of [full, ...increments]) await cursor.advance()
    const levels = new Levels(full, increments.reverse(), order)
    levels.#choose()
    return levels
  }

  #choose(): void {
    this.#first = undefined
    for (const { head } of this.#increments)
      if (head && (!this.#first || this.#order(head.path, this.#first.path) < 0)) this.#first = head
  }

  /** The next file that was there; undefined: there are no more. */
  async next(): Promise<Present | undefined> {
    for (;;) {
      const record = await this.#take()
      if (record === undefined || !isGone(record)) return record
    }
  }

  async #take(): Promise<IndexRecord | undefined> {
    const [first, full] = [this.#first, this.#full.head]
    const where = first && full ? this.#order(full.path, first.path) : first ? 1 : -1
    if (where <= 0) await this.#full.advance()
    if (where < 0 || first === undefined) return full
    for (const cursor of this.#increments) if (cursor.head?.path === first.path) await cursor.advance()
    this.#choose()
    return first
  }
}
