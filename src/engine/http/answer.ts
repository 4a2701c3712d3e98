import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

/** What a server answered. Its body is read to its end or destroyed: nothing else may wait for it. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Errors unless the server sent all of it. */
  readonly body: Readable
}

/** How the reading of a body is watched. */
export interface BodyWatch {
  /** The most that is waited for the next bytes: never while nobody reads. */
  readonly silenceMs: number
  readonly late: () => Error
  readonly broken: (cause: unknown) => Error
  /** However the reading ended. */
  readonly done: () => void
}

/** The body of an answer, which ends cleanly only if the server ended it. */
export function watchedAnswer(incoming: IncomingMessage, watch: BodyWatch): Readable {
  const body = Readable.from(bytesOf(incoming, watch), { objectMode: false, highWaterMark: 256 * 1024 })
  // A body that nobody has begun to read is destroyed without its generator.
  body.once('close', () => {
    incoming.destroy()
    watch.done()
  })
  return body
}

async function* bytesOf(incoming: IncomingMessage, { silenceMs, late, broken }: BodyWatch): AsyncGenerator<Buffer> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  try {
    for (;;) {
      const next = await inTime(chunks.next(), silenceMs, late)
      if (next.done === true) break
      yield next.value
    }
  } catch (error) {
    throw incoming.errored === error || incoming.destroyed ? broken(error) : error
  }
  if (!incoming.complete) throw broken(new Error('it was cut off'))
}

/** The same promise, or an error after so long without it. */
export async function inTime<T>(promise: Promise<T>, ms: number, late: () => Error): Promise<T> {
  const waited = Promise.withResolvers<never>()
  const timer = setTimeout(() => waited.reject(late()), ms)
  try {
    return await Promise.race([promise, waited.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** All of a body; undefined where it is longer. */
export async function wholeBody(body: Readable, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
