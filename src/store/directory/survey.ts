import type { Dirent } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Found } from '../contract.ts'
import { compareKeys } from '../key.ts'
import { storeProblem } from '../problem.ts'
import { checkLinks } from './link.ts'
import { symbolic } from './problem.ts'
import { entriesOf, statOf, storedOf } from './walk.ts'

/** Threads that one survey asks at once: a file system that hangs keeps each of them. */
const atOnce = 4

/** As many entries as are looked at before they are given on: each piece counts as progress. */
const pieceLength = 64

/** Every file below these folders ("a/b/"), folder by folder, each sorted by key; of one that is `bare` only the key. */
export async function* survey(
  root: string,
  where: string,
  folders: readonly string[],
  bare: (key: string) => boolean,
): AsyncGenerator<readonly Found[]> {
  const known = new Map<string, ReadonlyMap<string, Dirent>>()
  for (const folder of folders) {
    const path = folder.slice(0, -1)
    const parent = dirname(path)
    const children = known.get(parent) ?? (await childrenOf(root, where, parent))
    known.set(parent, children)
    const entry = children.get(basename(path))
    if (entry?.isSymbolicLink()) throw symbolic('list', path, where)
    if (entry?.isDirectory()) yield* below(root, where, folder, bare)
  }
}

async function childrenOf(root: string, where: string, parent: string): Promise<ReadonlyMap<string, Dirent>> {
  if (parent !== '.') await checkLinks(root, parent, where, 'list')
  return new Map((await entriesOf(join(root, parent))).map((entry) => [entry.name, entry]))
}

async function* below(
  root: string,
  where: string,
  folder: string,
  bare: (key: string) => boolean,
): AsyncGenerator<readonly Found[]> {
  const entries = await sortedEntries(root, folder)
  for (let at = 0; at < entries.length; at += pieceLength) {
    const piece = entries.slice(at, at + pieceLength)
    const found = new Array<readonly Found[]>(piece.length)
    let next = 0
    const look = async () => {
      for (let i = next++; i < piece.length; i = next++) {
        const one = piece[i]
        if (one) found[i] = await lookAt(root, where, one, bare)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, look))
    yield found.flat()
  }
}

interface Named {
  readonly key: string
  readonly entry: Dirent
}

/** What vanishes meanwhile is left out. */
async function lookAt(
  root: string,
  where: string,
  { key, entry }: Named,
  bare: (key: string) => boolean,
): Promise<readonly Found[]> {
  if (entry.isDirectory()) {
    const found: Found[] = []
    for (const one of await sortedEntries(root, key)) found.push(...(await lookAt(root, where, one, bare)))
    return found
  }
  mustBeFile(entry, key, where)
  if (bare(key)) return [{ key }]
  const there = await statOf(join(root, key))
  return there ? [{ key, stored: storedOf(key, there) }] : []
}

/** Throws for what no put makes. */
export function mustBeFile(entry: Dirent, key: string, where: string): void {
  if (entry.isSymbolicLink()) throw symbolic('list', key, where)
  if (!entry.isFile()) throw storeProblem('store-failed', `list ${key}: it is not a regular file, in ${where}`)
}

/** A directory's keys go on with "/", which is what they sort by. */
async function sortedEntries(root: string, folder: string): Promise<readonly Named[]> {
  return (await entriesOf(join(root, folder)))
    .map((entry) => ({ entry, key: folder + entry.name + (entry.isDirectory() ? '/' : '') }))
    .sort((a, b) => compareKeys(a.key, b.key))
}
