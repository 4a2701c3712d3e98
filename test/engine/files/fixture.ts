import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Dump, Facts, PlainBackup } from '../../../src/engine/engine.ts'
import type { FilesSource } from '../../../src/policy/policy.ts'
import { filesSource, noRuntime } from '../source.ts'
import { files, type Place, type RestoreOptions } from '../step.ts'

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

export const directory = (path: string): Place => ({ kind: 'directory', path })

export const dumpOf = (paths: readonly string[], select: Partial<FilesSource> = {}, signal = never): Dump =>
  files.dump(filesSource(paths, select), noRuntime, signal)

/** Restores what a source holds now, without keeping the archive. */
export function live(paths: readonly string[], facts: PlainBackup['facts']): PlainBackup {
  return {
    facts,
    parts: ['files.tar'],
    open: async () => (await dumpOf(paths).parts[Symbol.asyncIterator]().next()).value.body,
  }
}

export function archived(bytes: Buffer, facts: PlainBackup['facts']): PlainBackup {
  return { facts, parts: ['files.tar'], open: async () => Readable.from([bytes]) }
}

export const factsIn = (path: string, like: { readonly facts: Facts }): Promise<Facts> =>
  files.facts(directory(path), like.facts, noRuntime, never)

/** Everything about every entry, by path. */
export function portrait(path: string, below = Buffer.alloc(0)): Record<string, unknown> {
  const here = Buffer.concat([Buffer.from(path), below])
  const stat = lstatSync(here, { bigint: true })
  const content = stat.isFile()
    ? readFileSync(here).toString('latin1')
    : stat.isSymbolicLink()
      ? readlinkSync(here, { encoding: 'buffer' }).toString('latin1')
      : ''
  const own = {
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    // As a number of seconds, which is all that Node can set: to some 240 ns. A unit that cuts off would differ at times.
    mtime: Number(stat.mtimeNs) / 1e9,
    names: stat.isFile() ? stat.nlink : 1n,
    content,
  }
  const inside = stat.isDirectory() ? readdirSync(here, { encoding: 'buffer' }) : []
  const children = inside.map((name) => portrait(path, Buffer.concat([below, Buffer.from('/'), name])))
  return Object.assign({ [below.toString('latin1')]: own }, ...children)
}
