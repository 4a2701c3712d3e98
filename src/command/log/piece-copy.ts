import { Readable } from 'node:stream'
import type { Entry, Place, Slice } from '../../catalog/catalog.ts'
import { restoreAt } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure, Problem } from '../../problem.ts'
import { formatSecond } from '../../words/words.ts'
import { fromCopies, isOfOneStore } from '../copy/failover.ts'
import { speaksAgainstCopy } from '../copy/record-damage.ts'
import type { Project } from '../project/project.ts'

/** What reading pieces has shown of them. */
export class PiecesRead {
  /** Of which no copy is whole. */
  readonly broken = new Set<Entry>()
  /** Copies that are damaged, by piece, and of the base. */
  readonly passedOver = new Map<Entry, Set<string>>()
  readonly #failures = new WeakSet<object>()

  /** True for a failure of a piece: another copy of the base has the same. */
  has(error: unknown): boolean {
    return isFailure(error) && this.#failures.has(error)
  }

  /** A copy that has shown itself as damaged. */
  pass(entry: Entry, store: string): void {
    const stores = this.passedOver.get(entry) ?? new Set()
    this.passedOver.set(entry, stores.add(store))
  }

  /** The same failure with the piece and the moment before it. */
  failed({ entry, covers }: Slice, source: Pick<Source, 'name' | 'engine'>, error: Problem): Problem {
    const isBroken = speaksAgainstCopy(error)
    if (isBroken) this.broken.add(entry)
    const still = `Moments until ${formatSecond(covers.from)} can still be restored: \`${restoreAt(source, covers.from)}\`.`
    const failure = new Problem(error.code, `the piece of log ${entry.id} cannot be read: ${error.message}`, {
      ...(isBroken ? { hint: still } : error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    })
    this.#failures.add(failure)
    return failure
  }
}

/** A piece whose copies are read, the nearest first. */
export class PieceCopies {
  readonly #project: Project
  readonly #source: Source
  readonly #slice: Slice
  readonly #near: string
  readonly #read: PiecesRead
  /** Copies that may still be tried. */
  #copies: readonly string[]

  constructor(project: Project, source: Source, slice: Slice, near: Place, read: PiecesRead) {
    this.#project = project
    this.#source = source
    this.#slice = slice
    this.#near = near.name
    this.#read = read
    this.#copies = slice.entry.copies
  }

  /** From the first copy that can be used. */
  async first<T>(body: (place: Place) => Promise<T>): Promise<{ readonly value: T; readonly place: Place }> {
    const entry = { ...this.#slice.entry, copies: this.#copies }
    try {
      return await fromCopies(
        this.#project,
        entry,
        undefined,
        async (place) => {
          try {
            return await body(place)
          } catch (error) {
            if (isOfOneStore(error)) this.#passOver(place.name, error)
            throw error
          }
        },
        this.#near,
      )
    } catch (error) {
      throw this.#told(error)
    }
  }

  /** A part, from the next copy on where one turns out to be damaged in the middle: the bytes are the same in each. */
  part(open: (place: Place) => Promise<Readable>): Readable {
    return Readable.from(this.#bytes(open), { objectMode: false })
  }

  async *#bytes(open: (place: Place) => Promise<Readable>): AsyncGenerator<Buffer> {
    let given = 0
    for (;;) {
      const { value: stream, place } = await this.first(open)
      let seen = 0
      try {
        const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
        for (;;) {
          const next = await this.#next(chunks, place)
          if (next === 'failed') break
          if (next === undefined) return
          const fresh = next.subarray(Math.max(0, Math.min(next.length, given - seen)))
          seen += next.length
          if (fresh.length === 0) continue
          given += fresh.length
          yield fresh
        }
      } finally {
        stream.destroy()
      }
    }
  }

  /** undefined: that was all; `failed`: another copy is to be read. */
  async #next(chunks: AsyncIterator<Buffer>, { name }: Place): Promise<Buffer | undefined | 'failed'> {
    try {
      const { done, value } = await chunks.next()
      return done ? undefined : value
    } catch (error) {
      if (!isOfOneStore(error)) throw error
      this.#passOver(name, error)
      const [next] = this.#copies
      if (next === undefined) throw this.#told(error)
      this.#project.world.log.warning(
        `${this.#slice.entry.id}: the copy in ${name} cannot be used: ${error.message}; trying the copy in ${next}`,
      )
      return 'failed'
    }
  }

  #passOver(name: string, error: unknown): void {
    this.#copies = this.#copies.filter((store) => store !== name)
    if (speaksAgainstCopy(error)) this.#read.pass(this.#slice.entry, name)
  }

  #told(error: unknown): unknown {
    const isNew = isOfOneStore(error) && error.code !== 'key-wrong' && !this.#read.has(error)
    return isNew ? this.#read.failed(this.#slice, this.#source, error) : error
  }
}
