import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Dump, PlainBackup } from '../../engine/engine.ts'
import { isProblem, Problem } from '../../problem.ts'
import { newDataKey, open, type SealedPart, seal } from '../../seal/seal.ts'
import { reasonOf } from '../../words/words.ts'

/** A dump that is kept in files, for whoever reads its parts in another order; they are gone when its use ends. */
export interface SpooledDump extends AsyncDisposable {
  readonly backup: PlainBackup
  readonly plainBytes: number
}

const id = 'moment'

/** Sealed with a key that is in memory alone. Throws `dump-incomplete` where the dump does not end as it should. */
export async function spool(dump: Dump, temporaryDirectory: string, signal: AbortSignal): Promise<SpooledDump> {
  try {
    return await keep(dump, temporaryDirectory, signal)
  } catch (error) {
    if (isProblem(error) || (error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new Problem(
      'restore-failed',
      `what was restored cannot be kept in ${temporaryDirectory} on its way into the target: ${reasonOf(error)}`,
      { hint: 'Set TMPDIR to a writable directory with free space.', cause: error, ofMachine: true },
    )
  }
}

async function keep(dump: Dump, temporaryDirectory: string, signal: AbortSignal): Promise<SpooledDump> {
  const folder = await mkdtemp(join(temporaryDirectory, 'moment-'))
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const key = newDataKey()
  const parts = new Map<string, SealedPart & { readonly compression: 'zstd' | 'none' }>()
  for await (const { name, compression, body } of dump.parts) {
    const sealing = seal(body, { key, id, part: name, compression, signal })
    await pipeline(sealing.body, createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }), { signal })
    parts.set(name, { ...(await sealing.done), compression })
  }
  const { facts } = dump.result()
  const kept = stack.move()
  return {
    plainBytes: [...parts.values()].reduce((sum, part) => sum + part.plainBytes, 0),
    backup: {
      facts,
      parts: [...parts.keys()],
      async open(name) {
        const part = parts.get(name)
        if (!part) throw new Problem('object-missing', `the dump has no part ${name}`, { hint: 'Run it again.' })
        const { compression } = part
        return open(createReadStream(join(folder, name)), {
          ...{ key, id, part: name, compression, where: folder, expect: part, signal },
        })
      },
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
