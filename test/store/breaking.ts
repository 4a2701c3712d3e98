import { Readable } from 'node:stream'

/** A stream of these bytes in chunks of many sizes. */
export function streaming(bytes: Buffer): Readable {
  const sizes = [1, 70_000, 1 << 20, 333_333, 16]
  return Readable.from(
    (function* () {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] as number
        yield bytes.subarray(at, at + size)
        at += size
      }
    })(),
  )
}

/** A stream that gives `bytes` and then fails, or is closed, or (without an end) never goes on. */
export function breaking(bytes: Buffer, end?: Error | 'close'): Readable {
  let at = 0
  const body = new Readable({
    read() {
      const chunk = bytes.subarray(at, at + 200_000)
      at += chunk.length
      if (chunk.length > 0) this.push(chunk)
      else if (end) this.destroy(end === 'close' ? undefined : end)
    },
  })
  // A signal destroys it with an error that nobody may be listening for any more.
  body.on('error', () => {})
  return body
}
