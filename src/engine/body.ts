import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem, remedy } from '../problem.ts'
import type { Child } from '../runtime/runtime.ts'

/** Looks at bytes that pass by. Either may throw: then the body errors. */
export interface Watch {
  push(chunk: Uint8Array): void
  end(): void
}

const bodyBuffer = 1024 * 1024

/** A program's output, which ends cleanly only after the program has exited 0 and the watch has agreed. */
export function watchedBody(child: Pick<Child, 'stdout'>, watch: Watch): Readable {
  const attempt = (
    act: () => void,
    callback: (error?: Error | null, data?: Uint8Array) => void,
    data?: Uint8Array,
  ): void => {
    try {
      act()
    } catch (error) {
      callback(error as Error)
      return
    }
    callback(null, data)
  }
  const body = new Transform({
    highWaterMark: bodyBuffer,
    transform: (chunk: Uint8Array, _encoding, callback) => attempt(() => watch.push(chunk), callback, chunk),
    flush: (callback) => attempt(() => watch.end(), callback),
  })
  // The body itself carries the error.
  pipeline(child.stdout, body).catch(() => undefined)
  return body
}

const tailBytes = 4096

/** Agrees only if the output ends with this line, or nearly so. */
export function endsWith(mark: string, what: string): Watch {
  let tail = Buffer.alloc(0)
  return {
    push: (chunk) => {
      tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes)
    },
    end: () => {
      if (!tail.includes(mark))
        throw new Problem('dump-incomplete', `${what} ended without a mark that it is complete`, { hint: remedy.dump })
    },
  }
}

/** Agrees only if the output ends as a tar archive must: with two blocks of zeros (POSIX.1-2017, pax). */
export function endsAsTar(what: string): Watch {
  let tail = Buffer.alloc(0)
  return {
    push: (chunk) => {
      tail = Buffer.concat([tail, chunk.subarray(-1024)]).subarray(-1024)
    },
    end: () => {
      if (tail.length < 1024 || tail.some((byte) => byte !== 0)) {
        throw new Problem('dump-incomplete', `${what} ended without the end of a tar archive`, { hint: remedy.dump })
      }
    },
  }
}

/** The same bytes, looked at as they pass. */
export function watched(body: Readable, watch: Watch): Readable {
  return watchedBody({ stdout: body }, watch)
}
