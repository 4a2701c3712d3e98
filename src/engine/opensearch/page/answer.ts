import type { HttpAnswer } from '../../http/answer.ts'
import { type PageEnd, readEnvelope, scrollIn } from './page.ts'
import { type Hit, PageReader } from './page-reader.ts'

/** Where a scroll is named by more, it is none: an id has some hundred bytes for each shard. */
const mostNameCharacters = 1024 * 1024

/** One page of a scroll, on its way. */
export class Page {
  readonly #answer: HttpAnswer
  readonly #chunks: AsyncIterator<Buffer>
  readonly #reader = new PageReader()
  readonly #most: number
  #came = 0
  /** Those that came along with the name. */
  #early: Iterable<Hit> | undefined

  /** `most`: how many documents were asked for. */
  constructor(answer: HttpAnswer, most: number) {
    this.#answer = answer
    this.#most = most
    this.#chunks = (answer.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  }

  /** What the scroll is called: the first that an answer tells. */
  async name(): Promise<string> {
    for (;;) {
      const hits = await this.#pull()
      const first = hits?.next()
      const { opening } = this.#reader
      const name = scrollIn(opening)
      if (first?.done === false) this.#early = following(first.value, hits)
      if (name !== undefined) return name
      // Servers say it before anything else: nothing is held until it comes.
      if (first?.done !== true || opening.length > mostNameCharacters) throw new Error('it names no scroll')
    }
  }

  /** Those that came next, to be taken before more are asked for; undefined: there are no more. */
  async next(): Promise<Iterable<Hit> | undefined> {
    const early = this.#early
    this.#early = undefined
    return early ?? (await this.#pull())
  }

  /** After the last of its documents. @throws Error for an answer that is not whole. */
  end(): PageEnd {
    return readEnvelope(this.#reader.end())
  }

  destroy(): void {
    this.#answer.body.destroy()
  }

  async #pull(): Promise<Generator<Hit> | undefined> {
    const { done, value } = await this.#chunks.next()
    return done === true ? undefined : this.#counted(value)
  }

  *#counted(chunk: Buffer): Generator<Hit> {
    for (const hit of this.#reader.push(chunk)) {
      if (++this.#came > this.#most) throw new Error(`it has more than the ${this.#most} documents that were asked for`)
      yield hit
    }
  }
}

function* following(first: Hit, others: Iterable<Hit> = []): Generator<Hit> {
  yield first
  yield* others
}
