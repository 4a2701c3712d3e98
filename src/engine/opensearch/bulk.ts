import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import type { HttpClient } from '../http/client.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { pathOf } from './protocol/cluster.ts'

const silenceMs = 300_000
const batchBytes = 4 * 1024 * 1024
const batchDocuments = 5000
const mostTries = 8

const answer = z.object({
  errors: z.boolean(),
  items: z.array(
    z.object({ create: z.object({ status: z.number(), error: z.object({ reason: z.string().nullish() }).nullish() }) }),
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
  #batch: Buffer[] = []
  #bytes = 0
  /** What is under way while the next batch fills. */
  #sending: Promise<void> = Promise.resolve()

  constructor(client: HttpClient, index: string, signal: AbortSignal) {
    this.#client = client
    this.#index = index
    this.#signal = signal
  }

  async add(lines: Buffer): Promise<void> {
    this.#batch.push(lines)
    this.#bytes += lines.length
    if (this.#bytes >= batchBytes || this.#batch.length >= batchDocuments) await this.#flush()
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
    const batch = this.#batch
    this.#batch = []
    this.#bytes = 0
    await this.#sending
    if (batch.length === 0) return
    this.#sending = this.#send(batch)
    // Whoever adds next, or ends, hears of it.
    this.#sending.catch(() => undefined)
  }

  async #send(batch: readonly Buffer[]): Promise<void> {
    let left = batch
    for (let tries = 1; left.length > 0; tries++) {
      if (tries > 1) await pause(100 * 2 ** tries, undefined, { signal: this.#signal })
      left = await this.#once(left, tries === mostTries)
    }
  }

  /** Those that the server had no room for. */
  async #once(batch: readonly Buffer[], last: boolean): Promise<readonly Buffer[]> {
    // No pipeline: documents come as they were, and not as one makes them once more.
    const path = `${pathOf(this.#index)}/_bulk?pipeline=_none&filter_path=errors,items.*.status,items.*.error.reason`
    const headers = { 'content-type': 'application/x-ndjson' }
    const request = { method: 'POST', path, headers, silenceMs, body: Buffer.concat(batch) } as const
    let json: unknown
    try {
      json = (await this.#client.json(request)).json
    } catch (error) {
      if (!(error instanceof HttpRefusal) || error.status !== 429 || last) throw error
      return batch
    }
    const parsed = answer.safeParse(json)
    if (!parsed.success || parsed.data.items.length !== batch.length)
      throw this.#refused(`${batch.length} documents were sent, and the answer is not about as many`)
    const { items } = parsed.data
    const refused = items.find(({ create: { status } }) => status !== 201 && (status !== 429 || last))
    if (refused !== undefined) {
      const { status, error } = refused.create
      throw this.#refused(`a document is refused with ${status}${error?.reason ? `: ${error.reason}` : ''}`)
    }
    return batch.filter((_, at) => items[at]?.create.status === 429)
  }

  #refused(because: string): Problem {
    return new Problem('restore-failed', `${this.#client.where} does not take index ${this.#index}: ${because}`, {
      hint: 'Compare the version and the plugins of the server with those of the dumped one, and look at its log.',
    })
  }
}
