import { Readable } from 'node:stream'
import { cancelled, type Problem } from '../problem.ts'
import type { Pace, Range } from './contract.ts'
import { storeProblem } from './problem.ts'

/**
 * The body's buffers, by reference. When the signal fires the body is destroyed and this throws `cancelled`; when the
 * body errors, that error is thrown.
 */
export async function* chunksOf(body: Readable | Uint8Array, signal: AbortSignal, pace?: Pace): AsyncGenerator<Buffer> {
  if (body instanceof Uint8Array) {
    if (signal.aborted) throw cancelled(signal)
    if (body.byteLength > 0) yield asBuffer(body)
    return
  }
  if (signal.aborted) {
    body.on('error', () => {}).destroy()
    throw cancelled(signal)
  }
  let interrupt = (_: Problem) => {}
  const stop = () => interrupt(cancelled(signal))
  signal.addEventListener('abort', stop, { once: true })
  // Its error comes by the iterator; after that nobody may be listening for it any more.
  body.on('error', () => {})
  const chunks = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      if (signal.aborted) throw cancelled(signal)
      // A body that hangs may not even close when it is destroyed. Promise.race with a promise that lives as long as the
      // body would keep every chunk in memory.
      pace?.rest()
      const { done, value } = await new Promise<IteratorResult<unknown>>((resolve, reject) => {
        interrupt = reject
        chunks.next().then(resolve, reject)
      })
      pace?.work()
      if (done) break
      if (!(value instanceof Uint8Array)) throw new TypeError('the body of a put must be a stream of Buffers')
      if (value.byteLength > 0) yield asBuffer(value)
    }
    if (signal.aborted) throw cancelled(signal)
    // A stream that is destroyed without an error ends the loop as if it were whole.
    if (!body.readableEnded) throw storeProblem('store-failed', 'the body of a put was closed before its end')
  } finally {
    pace?.work()
    signal.removeEventListener('abort', stop)
    if (!body.readableEnded) body.destroy(signal.aborted ? cancelled(signal) : undefined)
  }
}

/** The same bytes, not copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * A byte stream over a generator, which errors when the generator throws. Readable.from would wait for the generator
 * before it closes; here `onClose` lets go of what the generator may be waiting for.
 */
export function streamOf(chunks: AsyncGenerator<Buffer>, onClose: () => void = () => {}): Readable {
  return new Readable({
    // Chunks that wait for a reader stay apart: a stream of bytes would copy them into one.
    objectMode: true,
    highWaterMark: 2,
    read() {
      chunks.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error) => this.destroy(error),
      )
    },
    destroy(error, done) {
      onClose()
      done(error)
    },
  })
}

/** The bytes that a range means in an object of this size; a range that starts outside is `store-failed`. */
export function resolveRange(range: Range | undefined, bytes: number, place: string): { start: number; end: number } {
  const start = range?.start ?? 0
  const end = Math.min(range?.end ?? bytes, bytes)
  const whole = start === 0 && bytes === 0
  if (!Number.isSafeInteger(start) || start < 0 || end < start || (start >= bytes && !whole))
    throw storeProblem('store-failed', `get ${place}: the range from ${start} lies outside of its ${bytes} bytes`)
  return { start, end }
}
