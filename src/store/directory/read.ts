import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { cancelled } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { storeProblem } from '../problem.ts'

const blockBytes = 1 << 20

/** The bytes from `start` to `end` (exclusive) of a file, which is closed with the stream; a file that got shorter errors. */
export function fileStream(file: FileHandle, start: number, end: number, place: string, signal: AbortSignal): Readable {
  let at = start
  const stream = new Readable({
    highWaterMark: blockBytes,
    read() {
      if (at >= end) {
        this.push(null)
        return
      }
      const block = Buffer.allocUnsafeSlow(Math.min(blockBytes, end - at))
      file.read(block, 0, block.length, at).then(
        ({ bytesRead }) => {
          if (bytesRead === 0) {
            this.destroy(storeProblem('object-damaged', `get ${place}: it ends at byte ${at} instead of ${end}`))
            return
          }
          at += bytesRead
          this.push(block.subarray(0, bytesRead))
        },
        (error) => this.destroy(storeProblem('store-failed', `get ${place}: ${reasonOf(error)}`, { cause: error })),
      )
    },
    destroy(error, done) {
      signal.removeEventListener('abort', stop)
      file.close().then(
        () => done(error),
        (closing) => done(error ?? closing),
      )
    },
  })
  const stop = () => stream.destroy(cancelled(signal))
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return stream
}
