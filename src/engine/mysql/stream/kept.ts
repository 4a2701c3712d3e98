import { Transform } from 'node:stream'
import type { DumpReader } from './reader.ts'

interface Passing {
  readonly heard: () => void
  /** Its error becomes that of the stream: nothing ends cleanly before it agrees. */
  readonly atEnd: () => void
  readonly explain?: (error: unknown) => unknown
}

/** What a reader keeps of the dump that flows through. */
export function kept(reader: DumpReader, { heard, atEnd, explain = (error) => error }: Passing): Transform {
  const passOn = (stream: Transform, read: () => readonly Buffer[]): Error | null => {
    try {
      for (const piece of read()) stream.push(piece)
      return null
    } catch (error) {
      return explain(error) as Error
    }
  }
  return new Transform({
    highWaterMark: 1024 * 1024,
    transform(chunk: Buffer, _encoding, callback) {
      heard()
      callback(passOn(this, () => reader.push(chunk)))
    },
    flush(callback) {
      callback(
        passOn(this, () => {
          const rest = reader.end()
          atEnd()
          return rest
        }),
      )
    },
  })
}
