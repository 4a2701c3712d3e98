import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import type { ArchiveReader } from './postgres-archive.ts'

/** The same bytes; the tar's toc.dat is shown to the archive reader as it passes. */
export function tocInTar(body: Readable, archive: ArchiveReader): Readable {
  const through = new PassThrough({ highWaterMark: 1024 * 1024 })
  const tar = extract()
  const reading = async (): Promise<void> => {
    for await (const entry of tar) {
      const wanted = /^(\.\/)?toc\.dat$/.test(entry.header.name)
      for await (const chunk of entry as AsyncIterable<Uint8Array>) if (wanted) archive.push(chunk)
    }
  }
  const copied = pipeline(
    body,
    async function* (source: AsyncIterable<Uint8Array>) {
      const read = reading()
      read.catch(() => undefined)
      for await (const chunk of source) {
        if (!tar.write(chunk))
          await Promise.race([new Promise((resolve) => tar.once('drain', () => resolve(undefined))), read])
        yield chunk
      }
      tar.end(undefined)
      await read
    },
    through,
  )
  copied.catch(() => tar.destroy())
  return through
}
