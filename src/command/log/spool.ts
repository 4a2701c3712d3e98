import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { Dump, PlainBackup } from '../../engine/engine.ts'
import { Problem } from '../../problem.ts'

/** A dump that is kept in files, for whoever reads its parts in an order of his own; they are gone when its use ends. */
export interface SpooledDump extends AsyncDisposable {
  readonly backup: PlainBackup
  readonly plainBytes: number
}

/** Throws `dump-incomplete` where the dump does not end as it should. */
export async function spool(dump: Dump, temporaryDirectory: string, signal: AbortSignal): Promise<SpooledDump> {
  const folder = await mkdtemp(join(temporaryDirectory, 'moment-'))
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const parts: { readonly name: string; readonly compressed: boolean }[] = []
  let plainBytes = 0
  for await (const { name, compression, body } of dump.parts) {
    const file = createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 })
    const compressed = compression === 'zstd'
    body.on('data', (chunk: Buffer) => {
      plainBytes += chunk.length
    })
    await (compressed ? pipeline(body, createZstdCompress(), file, { signal }) : pipeline(body, file, { signal }))
    parts.push({ name, compressed })
  }
  const { facts } = dump.result()
  const kept = stack.move()
  return {
    plainBytes,
    backup: {
      facts,
      parts: parts.map(({ name }) => name),
      async open(name): Promise<Readable> {
        const part = parts.find((one) => one.name === name)
        if (!part) throw new Problem('object-missing', `the dump has no part ${name}`, { hint: 'Run it again.' })
        const file = createReadStream(join(folder, name))
        if (!part.compressed) return file
        const plain = createZstdDecompress()
        // It errors with what went wrong, which its reader hears.
        pipeline(file, plain).catch(() => {})
        return plain
      },
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
