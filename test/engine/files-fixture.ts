import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Dump, Restorable, RestoreOptions, Target } from '../../src/engine/engine.ts'
import { files } from '../../src/engine/files.ts'
import type { FilesSource } from '../../src/policy/policy.ts'
import { filesSource, noRuntime } from './source.ts'

export const never: AbortSignal = new AbortController().signal
export const plain: RestoreOptions = { signal: never, overwrite: false, only: [] }

/** A temporary directory with a source "src" in it, removed at the end of the block. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'files-test-'))
  mkdirSync(join(folder, 'src'))
  return {
    folder,
    at: (name: string) => join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export const directory = (path: string): Target => ({ kind: 'directory', path })

export const dumpOf = (paths: readonly string[], select: Partial<FilesSource> = {}, signal = never): Dump =>
  files.dump(filesSource(paths, select), noRuntime, signal)

/** Restores what a source holds now, without keeping the archive. */
export function live(paths: readonly string[], facts: Restorable['facts']): Restorable {
  return {
    facts,
    parts: ['files.tar'],
    open: async () => (await dumpOf(paths).parts[Symbol.asyncIterator]().next()).value.body,
  }
}

export function archived(bytes: Buffer, facts: Restorable['facts']): Restorable {
  return { facts, parts: ['files.tar'], open: async () => Readable.from([bytes]) }
}
