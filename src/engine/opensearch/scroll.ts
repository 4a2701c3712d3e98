import { isProblem, Problem, remedy } from '../../problem.ts'
import type { HttpAnswer } from '../http/answer.ts'
import type { HttpClient } from '../http/client.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { Ahead, type Haste } from './ahead.ts'
import { Page } from './page/answer.ts'
import { type PageEnd, readHead } from './page/page.ts'
import type { Hit } from './page/page-reader.ts'
import type { Definition } from './part/description.ts'
import { type Documents, Lines, Tally } from './part/document.ts'
import { Cluster, type ListedIndex, pathOf, refresh } from './protocol/cluster.ts'
import { isBefore } from './protocol/product.ts'
import type { Product } from './search-source.ts'

/** How long a server keeps the view that a killed run left. */
const keepAlive = '45s'
/** The same where nobody takes the documents: a page more is read ahead, which renews it by so long. */
const keepLonger = '30m'
const haste: Haste = { afterMs: 15_000, againMs: 25 * 60_000, mostSteps: 4 }
const silenceMs = 300_000
// A server holds a page in its memory before it sends it.
const pageBytes = 4 * 1024 * 1024
const mostDocuments = 5000
/** Where the server does not say how many there are. */
const unknownDocuments = 100
const standardWindow = 10_000
const leaveMs = 15_000
const nothing = { documents: 0, bytes: 0 }

export interface ScrollContext {
  /** How long a store may take nothing before a page is read ahead. */
  readonly haste?: Haste
  readonly client: HttpClient
  /** Another one, which nothing has ended: for what is tidied up. */
  readonly anew: (signal: AbortSignal) => HttpClient
  readonly product: Product
  readonly version: string
}

/** Few of large documents, many of small ones, and no more than the index allows. */
function pageSize({ documents, bytes }: Pick<ListedIndex, 'documents' | 'bytes'>, { settings }: Definition): number {
  const most = Number(settings['index.max_result_window'] ?? standardWindow) || standardWindow
  // On disk they are compressed.
  const each = documents > 0 ? (4 * bytes) / documents : pageBytes / unknownDocuments
  return Math.max(1, Math.min(mostDocuments, most, Math.floor(pageBytes / Math.max(each, 1))))
}

/**
 * All documents of an index as it was at one moment. By a scroll, in the order in which they lie: a point in time that is
 * walked through in that order loses documents on OpenSearch.
 */
export class Scroll implements AsyncDisposable {
  readonly tally = new Tally()
  readonly #context: ScrollContext
  readonly #index: string
  readonly #size: number
  /** Digests of the pages that came: a server, or what lies between, may give one again in the place of another. */
  readonly #pages = new Set<string>()
  readonly #ahead: Ahead<Documents>
  readonly #lines = new Lines()
  #page: Page
  #pagesRead = 0
  #isClosed = false
  #id: string | undefined
  #total: number | undefined

  private constructor(context: ScrollContext, index: string, size: number, page: Page) {
    this.#context = context
    this.#index = index
    this.#size = size
    this.#page = page
    this.#ahead = new Ahead({ items: this.#batches(), step: () => this.#pagesRead }, context.haste ?? haste)
  }

  static async open(context: ScrollContext, index: string, definition: Definition): Promise<Scroll> {
    const { client, product, version } = context
    // From then on vectors are left out unless asked for.
    const vectors =
      product === 'elasticsearch' && !isBefore(version, '9.2') ? { _source: { exclude_vectors: false } } : {}
    // What was written lately is not found before, and never where the index refreshes only when told.
    await refresh(client, index)
    const [now = nothing] = await new Cluster(context).indexes(index)
    const size = pageSize(now, definition)
    const body = { size, sort: ['_doc'], track_total_hits: true, ...vectors }
    const path = `${pathOf(index)}/_search?scroll=${keepAlive}&allow_partial_search_results=false`
    const page = new Page(await client.ask(post(path, body)), size)
    const scroll = new Scroll(context, index, size, page)
    // Before anything else: whoever stops from now on leaves nothing.
    scroll.#id = await scroll.#asked(() => page.name())
    return scroll
  }

  /** Documents, as they come. Throws at its end unless all have come. */
  documents(): AsyncGenerator<Documents> {
    return this.#ahead.items()
  }

  async *#batches(): AsyncGenerator<Documents> {
    for (;;) {
      let came = 0
      for (let hits = await this.#hits(); hits !== undefined; hits = await this.#hits()) {
        const documents = this.#documents(hits)
        came += documents.count
        if (documents.count > 0) yield documents
      }
      this.#take(this.#read(() => this.#page.end()))
      if (came === 0) break
      this.#mustBeAnother()
      if (this.tally.documents > (this.#total ?? 0)) throw this.#miscounted()
      this.#page = new Page(await this.#next(), this.#size)
      this.#pagesRead++
      // Read ahead for somebody who has left meanwhile.
      if (this.#isClosed) return this.#page.destroy()
    }
    if (this.tally.documents !== this.#total) throw this.#miscounted()
  }

  #mustBeAnother(): void {
    const { size } = this.#pages
    if (this.#pages.add(this.tally.lately()).size > size) return
    throw this.#problem('a page of documents came twice', remedy.dump)
  }

  #miscounted(): Problem {
    const { place } = this.#context.client
    return new Problem(
      'dump-incomplete',
      `${place}: ${this.tally.documents} documents of ${this.#index} came, and the server counted ${this.#total}`,
      { hint: remedy.dump },
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    await this.#ahead[Symbol.asyncDispose]()
    this.#page.destroy()
    if (this.#id === undefined) return
    // Whatever ended the dump does not end this.
    await using client = this.#context.anew(AbortSignal.timeout(leaveMs))
    const scroll_id = [this.#id]
    this.#id = undefined
    const leaving = client.json({ method: 'DELETE', path: '/_search/scroll', json: { scroll_id }, also: [404] })
    // A server that does not answer any more drops it by itself; what failed before is what is told.
    await leaving.catch(() => undefined)
  }

  #hits(): Promise<Iterable<Hit> | undefined> {
    return this.#asked(() => this.#page.next())
  }

  #documents(hits: Iterable<Hit>): Documents {
    return this.#read(() => {
      for (const { head, source } of hits) {
        if (source === undefined) throw this.#problem('a document has no _source', noSource)
        this.tally.add(this.#lines.add(readHead(head), source))
      }
      return this.#lines.take()
    })
  }

  #take({ scroll, total, fault }: PageEnd): void {
    this.#id = scroll
    this.#total ??= total
    if (fault !== undefined) throw this.#problem(fault, 'Look at GET _cluster/health and the log of the server.')
  }

  async #next(): Promise<HttpAnswer> {
    const ask = (scroll: string) => this.#context.client.ask(post('/_search/scroll', { scroll, scroll_id: this.#id }))
    try {
      if (!this.#ahead.isAhead) return await ask(keepAlive)
      return await ask(keepLonger).catch((error: unknown) => {
        // A server may have a limit (search.max_keep_alive): a refusal reads no page.
        if (error instanceof HttpRefusal && error.status === 400) return ask(keepAlive)
        throw error
      })
    } catch (error) {
      if (!(error instanceof HttpRefusal) || error.status !== 404) throw error
      throw this.#problem(
        `the server has lost the scroll after ${this.tally.documents} documents`,
        'It drops scrolls when the index is deleted or closed, when a node restarts, and where a store takes nothing for hours; run `backproof backup` again.',
        error,
      )
    }
  }

  #problem(because: string, hint: string, cause?: unknown): Problem {
    return this.#context.client.problem(`index ${this.#index}: ${because}`, hint, cause)
  }

  #read<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw this.#unread(error)
    }
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      throw this.#unread(error)
    }
  }

  #unread(error: unknown): unknown {
    if (isProblem(error)) return error
    return this.#problem(`the answer to a search cannot be read: ${(error as Error).message}`, remedy.dump, error)
  }
}

export const noSource =
  'Leave the index out: indexes: { exclude: [...] }; a backup of it is a snapshot by the server itself.'

const post = (path: string, body: object) => ({
  ...({ method: 'POST', path, silenceMs, body: JSON.stringify(body) } as const),
  headers: { 'content-type': 'application/json', accept: 'application/json' },
})
