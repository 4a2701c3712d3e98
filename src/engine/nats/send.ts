import { type JetStream, refuse } from './protocol/jetstream.ts'
import type { Message } from './protocol/reader.ts'

/** How many pieces may be under way. */
const mostUnanswered = 16
const answerMs = 60_000
/** What a disk that is busy writes, 5 MiB/s. */
const slowestBytesPerMs = 5000
const largestPiece = 128 * 1024
/** A server gives a restore up when nothing comes for 5 s. */
const aliveMs = 2000

/** The pieces of one snapshot on their way into a server, each answered. */
export class Sending implements Disposable {
  readonly #jetstream: JetStream
  readonly #name: string
  readonly #inbox: { readonly subject: string } & Disposable
  readonly #refusals: Disposable
  #unanswered = 0
  #failure: unknown
  #done = false
  #wake = Promise.withResolvers<void>()
  #bytes = 0

  constructor(jetstream: JetStream, name: string) {
    this.#jetstream = jetstream
    this.#name = name
    this.#inbox = jetstream.client.listen((message) => this.#heard(message))
    this.#refusals = jetstream.client.onRefusal((problem) => this.#fail(problem))
  }

  /** Sends all, and waits until the server has made a stream of it. Throws what the server refuses. */
  async send(deliver: string, pieces: AsyncIterable<Buffer>): Promise<void> {
    for await (const piece of pieces) {
      while (this.#unanswered >= mostUnanswered) await this.#answer(answerMs)
      this.#throwFailure()
      this.#unanswered++
      this.#bytes += piece.length
      this.#jetstream.client.publish(deliver, piece, this.#inbox.subject)
      await this.#jetstream.client.drained()
    }
    while (this.#unanswered > 0) await this.#answer(answerMs)
    await this.end(deliver, answerMs + this.#bytes / slowestBytesPerMs)
  }

  /** End of the data: the server now makes the stream, or says why not. */
  async end(deliver: string, ms: number): Promise<void> {
    this.#throwFailure()
    this.#jetstream.client.publish(deliver, '', this.#inbox.subject)
    while (!this.#done) await this.#answer(ms)
  }

  [Symbol.dispose](): void {
    this.#inbox[Symbol.dispose]()
    this.#refusals[Symbol.dispose]()
  }

  #heard({ status, body }: Message): void {
    try {
      if (status?.code === 503) throw new Error('the server does not take the restore any more')
      if (body.length === 0) this.#unanswered--
      else {
        refuse(JSON.parse(body.toString('utf8')))
        this.#done = true
      }
    } catch (error) {
      this.#fail(error)
    }
    this.#awake()
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#awake()
  }

  #awake(): void {
    this.#wake.resolve()
    this.#wake = Promise.withResolvers()
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure
  }

  async #answer(ms: number): Promise<void> {
    const { client } = this.#jetstream
    this.#throwFailure()
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      const hint = 'Look at the log of the server, and try again.'
      late.reject(
        client.problem(`the restore of ${this.#name} was not answered within ${Math.round(ms / 1000)} s`, { hint }),
      )
    }, ms)
    try {
      await Promise.race([this.#wake.promise, client.closed, late.promise])
    } finally {
      clearTimeout(timer)
    }
    this.#throwFailure()
  }
}

/** Pieces of a size that a server takes; where none comes for a while, bytes of one that was held back. */
export async function* steady(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  const size = Math.min(largestPiece, most)
  let held: Buffer = Buffer.alloc(0)
  const source = pieces[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = source.next()
      let come = await within(next, aliveMs)
      for (; come === 'late'; come = await within(next, aliveMs)) {
        if (held.length < 2) continue
        yield held.subarray(0, 1)
        held = held.subarray(1)
      }
      yield* slices(held, size)
      held = Buffer.alloc(0)
      if (come.done === true) return
      held = come.value
    }
  } finally {
    await source.return?.()
  }
}

function* slices(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | 'late'> {
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), ms)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
