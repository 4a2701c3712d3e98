import type { HttpAnswer } from '../../http/answer.ts'
import { type PageEnd, readEnvelope, scrollIn } from './page.ts'
import { type Hit, PageReader } from './page-reader.ts'

/** One page of a scroll, on its way. */
export class Page {
  readonly #answer: HttpAnswer
  readonly #chunks: AsyncIterator<Buffer>
  readonly #reader = new PageReader()
  /** Those that came along with the name. */
  #early: Hit[] = []

  constructor(answer: HttpAnswer) {
    this.#answer = answer
    this.#chunks = (answer.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  }

  /** What the scroll is called: the first that an answer tells. */
  async name(): Promise<string> {
    for (;;) {
      const hits = await this.#pull()
      const name = scrollIn(this.#reader.opening)
      this.#early.push(...(hits ?? []))
      if (name !== undefined) return name
      if (hits === undefined) throw new Error('it names no scroll')
    }
  }

  /** undefined: there are no more. */
  async next(): Promise<readonly Hit[] | undefined> {
    const early = this.#early
    this.#early = []
    return early.length > 0 ? early : await this.#pull()
  }

  /** After the last of its documents. @throws Error for an answer that is not whole. */
  end(): PageEnd {
    return readEnvelope(this.#reader.end())
  }

  destroy(): void {
    this.#answer.body.destroy()
  }

  async #pull(): Promise<readonly Hit[] | undefined> {
    const { done, value } = await this.#chunks.next()
    return done === true ? undefined : this.#reader.push(value)
  }
}
