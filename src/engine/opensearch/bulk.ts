import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { oneLine } from '../../words/words.ts'
import type { HttpClient } from '../http/client.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { pathOf } from './protocol/cluster.ts'

const silenceMs = 300_000
const batchBytes = 4 * 1024 * 1024
// An answer has an object for each, which would live long enough to be freed late.
const batchDocuments = 1000
const mostTries = 8

const answer = z.object({
  errors: z.boolean(),
  items: z.array(
    z.object({
      create: z.object({
        status: z.number(),
        error: z.object({ type: z.string().nullish(), reason: z.string().nullish() }).nullish(),
      }),
    }),
  ),
})

/**
 * Brings documents into an index. The server answers 200 whatever became of them: each is looked at by itself, and those
 * that it had no room for are sent again.
 */
export class Bulk {
  readonly #client: HttpClient
  readonly #index: string
  readonly #signal: AbortSignal
  #batch = new Batch()
  /** Filled again once it has been sent. */
  #spare = new Batch()
  /** What is under way while the next batch fills. */
  #sending: Promise<void> = Promise.resolve()

  constructor(client: HttpClient, index: string, signal: AbortSignal) {
    this.#client = client
    this.#index = index
    this.#signal = signal
  }

  /** undefined: there is nothing to wait for. */
  add(lines: Buffer): Promise<void> | undefined {
    if (!this.#batch.fits(lines)) return this.#flush().then(() => this.#batch.add(lines))
    this.#batch.add(lines)
    return undefined
  }

  /** Throws unless all are in. */
  async end(): Promise<void> {
    await this.#flush()
    await this.#sending
  }

  /** Nothing is under way any more. */
  async settled(): Promise<void> {
    await this.#sending.catch(() => undefined)
  }

  async #flush(): Promise<void> {
    await this.#sending
    const full = this.#batch
    this.#batch = this.#spare
    this.#spare = full
    this.#batch.clear()
    if (full.count === 0) return
    this.#sending = this.#send(full)
    // Whoever adds next, or ends, hears of it.
    this.#sending.catch(() => undefined)
  }

  async #send(batch: Batch): Promise<void> {
    let left = batch.all()
    for (let tries = 1; left.places.length > 0; tries++) {
      if (tries > 1) await pause(100 * 2 ** tries, undefined, { signal: this.#signal })
      const again = await this.#once(left, tries === mostTries)
      left = again === 'all' ? left : batch.some(again)
    }
  }

  /** Those that the server had no room for. */
  async #once({ body, places }: Lines, last: boolean): Promise<'all' | readonly number[]> {
    // No pipeline: documents come as they were, and not as one makes them once more.
    const path = `${pathOf(this.#index)}/_bulk?pipeline=_none&filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason`
    const headers = { 'content-type': 'application/x-ndjson' }
    const request = { method: 'POST', path, headers, silenceMs, body } as const
    let json: unknown
    try {
      json = (await this.#client.json(request)).json
    } catch (error) {
      if (!(error instanceof HttpRefusal) || error.status !== 429 || last) throw error
      return 'all'
    }
    const parsed = answer.safeParse(json)
    if (!parsed.success || parsed.data.items.length !== places.length)
      throw this.#refused(`${places.length} documents were sent, and the answer is not about as many`)
    const { items } = parsed.data
    const refused = items.find(({ create: { status } }) => status !== 201 && (status !== 429 || last))
    if (refused !== undefined) {
      const { status, error } = refused.create
      const because = `a document is refused with ${status}${error?.reason ? `: ${oneLine(error.reason, 300)}` : ''}`
      throw this.#refused(because, isOfServer(status, `${error?.type} ${error?.reason}`))
    }
    return places.filter((_, at) => items[at]?.create.status === 429)
  }

  #refused(because: string, ofMachine = false): Problem {
    return new Problem('restore-failed', `${this.#client.where} does not take index ${this.#index}: ${because}`, {
      hint: ofMachine
        ? fullHint
        : 'Compare the version and the plugins of the server with those of the dumped one, and look at its log.',
      ofMachine,
    })
  }
}

export const fullHint =
  'Look at the disk, the memory and the log of the server: make room there. A throw-away server uses the disk of Docker.'

// A full disk makes indexes read-only (403, before 7.8; 429 since), or fails a write; what no memory is left for is refused with 429.
const ofServer =
  /disk usage exceeded|read-only-allow-delete|no space left|cluster_block_exception|circuit_breaking_exception|rejected_execution_exception|unavailable_shards_exception|already_closed|translog_exception/i

/** True where the document is not what is wrong. */
const isOfServer = (status: number, said: string): boolean => status === 429 || status >= 500 || ofServer.test(said)

/** Documents as they are sent, and which of a batch they are. */
interface Lines {
  readonly body: Buffer
  readonly places: readonly number[]
}

/** Documents in one piece of memory, which is used again: one buffer for each would be freed late. */
class Batch {
  #room = Buffer.allocUnsafeSlow(batchBytes)
  readonly #ends: number[] = []

  get count(): number {
    return this.#ends.length
  }

  fits(lines: Buffer): boolean {
    return this.count === 0 || (this.count < batchDocuments && this.#bytes + lines.length <= batchBytes)
  }

  add(lines: Buffer): void {
    const from = this.#bytes
    if (from + lines.length > this.#room.length) this.#room = Buffer.allocUnsafeSlow(from + lines.length)
    lines.copy(this.#room, from)
    this.#ends.push(from + lines.length)
  }

  clear(): void {
    this.#ends.length = 0
    // A large document does not keep its room.
    if (this.#room.length > batchBytes) this.#room = Buffer.allocUnsafeSlow(batchBytes)
  }

  all(): Lines {
    return { body: this.#room.subarray(0, this.#bytes), places: [...this.#ends.keys()] }
  }

  some(places: readonly number[]): Lines {
    const each = places.map((at) => this.#room.subarray(this.#ends[at - 1] ?? 0, this.#ends[at]))
    return { body: Buffer.concat(each), places }
  }

  get #bytes(): number {
    return this.#ends.at(-1) ?? 0
  }
}
