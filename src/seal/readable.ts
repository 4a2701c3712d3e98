import { isErrored, Readable } from 'node:stream'
import { cancelled } from '../problem.ts'

export interface ReadableOptions {
  readonly objectMode: boolean
  readonly highWaterMark: number
  readonly signal: AbortSignal
  /** Called once, when the stream ends, fails or is given up. */
  readonly onClose: (error: Error | null) => void
}

/**
 * A stream of what a generator makes out of `source`. An error of the source, even before anybody reads, and the signal
 * destroy it at once; destroying it destroys the source.
 */
export function readableOf(chunks: AsyncGenerator<Buffer>, source: Readable, options: ReadableOptions): Readable {
  const { signal, objectMode, highWaterMark, onClose } = options
  const abort = () => stream.destroy(cancelled(signal))
  const stream = new Readable({
    objectMode,
    highWaterMark,
    read() {
      chunks.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error) => this.destroy(error),
      )
    },
    destroy(error, callback) {
      signal.removeEventListener('abort', abort)
      source.destroy()
      // Not waited for: the generator may hang in a read of the source. Its failure is the stream's already.
      chunks.return(undefined).catch(() => {})
      onClose(error)
      callback(error)
    },
  })
  // Whoever reads the stream, even later, gets its error; without a listener an early one would end the process.
  stream.on('error', () => {})
  source.on('error', (error) => stream.destroy(error))
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return stream
}

/** Every chunk of a stream as a Buffer, without copying. Throws `brokenOff` if it closes before its end. */
export async function* chunksOf(source: Readable, brokenOff: (cause: unknown) => Error): AsyncGenerator<Buffer> {
  try {
    // Left before its end because of what was read, it must not error by being left: that would be told first, and as our bug.
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`a stream of bytes gave a ${typeof chunk}`)
      yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    }
  } catch (error) {
    const premature = (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_STREAM_PREMATURE_CLOSE'
    throw premature && !isErrored(source) ? brokenOff(error) : error
  }
}
