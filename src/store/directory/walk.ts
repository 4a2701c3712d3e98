import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../../problem.ts'
import type { Stored } from '../contract.ts'
import { compareKeys, reserved } from '../key.ts'
import { storeProblem } from '../problem.ts'
import { symbolic, unlessGone } from './problem.ts'

/**
 * Every file below `from` ("" or "a/b/"), sorted by key. What vanishes meanwhile is left out. Throws at its end for what is no file:
 * that hides nothing of the rest from whoever goes on with what was read.
 */
export async function* walk(root: string, from: string, where: string): AsyncGenerator<Stored> {
  const strange: Problem[] = []
  yield* below(root, from, where, strange)
  if (strange[0] !== undefined) throw strange[0]
}

async function* below(root: string, from: string, where: string, strange: Problem[]): AsyncGenerator<Stored> {
  const entries = (await entriesOf(join(root, from)))
    .filter(({ name }) => from !== '' || (name !== reserved && name !== 'lost+found'))
    // A directory's keys go on with "/", which is what they sort by.
    .map((entry) => ({ entry, key: from + entry.name + (entry.isDirectory() ? '/' : '') }))
    .sort((a, b) => compareKeys(a.key, b.key))
  for (const { entry, key } of entries) {
    if (entry.isDirectory()) yield* below(root, key, where, strange)
    else if (entry.isSymbolicLink()) strange.push(symbolic('list', key, where))
    else if (!entry.isFile())
      strange.push(storeProblem('store-failed', `list ${key}: it is not a regular file, in ${where}`))
    else {
      const there = await statOf(join(root, key))
      if (there) yield storedOf(key, there)
    }
  }
}

/** Names of the folders right below the root, sorted; none where it is not there. */
export async function foldersOf(root: string): Promise<readonly string[]> {
  return (await entriesOf(root))
    .filter((entry) => entry.isDirectory() && entry.name !== reserved && entry.name !== 'lost+found')
    .map(({ name }) => name)
    .sort(compareKeys)
}

export async function entriesOf(directory: string): Promise<Dirent[]> {
  return (await readdir(directory, { withFileTypes: true }).catch(unlessGone)) ?? []
}

/** undefined: there is no file there. */
export async function statOf(path: string): Promise<BigIntStats | undefined> {
  const there = await lstat(path, { bigint: true }).catch(unlessGone)
  return there?.isFile() ? there : undefined
}

/** The clock is that of whoever keeps the files: of a network file system, not this machine's. */
export function storedOf(key: string, there: Pick<BigIntStats, 'ino' | 'mtimeNs' | 'size'>): Stored {
  const writtenAt = new Date(Number(there.mtimeNs / 1_000_000n))
  return { key, bytes: Number(there.size), etag: etagOf(there), writtenAt }
}

/** Every put makes a new file, so its inode, time and size together change with the bytes. */
export function etagOf(there: Pick<BigIntStats, 'ino' | 'mtimeNs' | 'size'>): string {
  return [there.ino, there.mtimeNs, there.size].map((number) => number.toString(36)).join('-')
}
