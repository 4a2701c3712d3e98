import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { Problem, remedy } from '../../../problem.ts'
import type { ArchiveReader } from './archive.ts'

const members = [
  { type: 'directory', name: /^\.\/?$/ },
  { type: 'file', name: /^(\.\/)?[\w.-]+$/ },
] as const

/** The table of contents among the members. */
export const tocName = /^(\.\/)?toc\.dat$/

/**
 * The same bytes; the tar's toc.dat is shown to the archive reader as it passes. Throws `object-damaged` for a member that
 * pg_dump does not make: a link would let pg_restore read another file than the backup's.
 */
export function tocInTar(body: Readable, archive: ArchiveReader): Readable {
  const through = new PassThrough({ highWaterMark: 1024 * 1024 })
  const tar = extract()
  const reading = async (): Promise<void> => {
    for await (const entry of tar) {
      const { name, type } = entry.header
      if (!members.some((one) => one.type === type && one.name.test(name)))
        throw new Problem(
          'object-damaged',
          `dump.tar contains what no dump contains: ${JSON.stringify(name.slice(0, 200))}`,
          { hint: remedy.damaged },
        )
      const wanted = tocName.test(name)
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
