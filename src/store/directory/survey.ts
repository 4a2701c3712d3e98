import type { Dirent } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { stopIfAborted } from '../../problem.ts'
import type { Found } from '../contract.ts'
import { compareKeys, isPlain } from '../key.ts'
import { storeProblem } from '../problem.ts'
import { mustNotBeFile } from './folder.ts'
import { checkLinks } from './link.ts'
import { symbolic } from './problem.ts'
import type { Kind, Named, Scout, Seen } from './scout.ts'
import { entriesOf, statOf, storedOf } from './walk.ts'

/** Threads of the pool that one survey asks at once: a file system that hangs keeps each of them. */
const atOnce = 4

/** As many entries as are looked at before they are given on: each piece counts as progress. */
const pieceLength = 128

/** For fewer, a thread of their own costs more than it saves. */
const worthThread = 128

export interface Survey {
  readonly root: string
  readonly where: string
  /** "a/b/" */
  readonly folders: readonly string[]
  readonly bare: (key: string) => boolean
  readonly scout: Scout
  readonly signal: AbortSignal
}

type Lookout = Pick<Scout, 'list' | 'look'>

const pool: Lookout = {
  list: (paths) => inPool(paths, namedIn),
  look: (paths) => inPool(paths, (path): Promise<Seen | undefined> => statOf(path)),
}

/** Every file below these folders, folder by folder, each sorted by key; of one that is `bare` only the key. */
export async function* survey(asked: Survey): AsyncGenerator<readonly Found[]> {
  await mustNotBeFile(asked.root, asked.where)
  let looks = 0
  for (const folder of await foldersThere(asked)) {
    const entries = sorted(folder, await namedIn(join(asked.root, folder)))
    looks += 1 + entries.filter(({ key, kind }) => kind === 'directory' || !asked.bare(key)).length
    const lookout = looks < worthThread ? pool : asked.scout
    for (let at = 0; at < entries.length; at += pieceLength) {
      stopIfAborted(asked.signal)
      yield await below(asked, entries.slice(at, at + pieceLength), lookout)
    }
  }
}

async function foldersThere({ root, where, folders }: Survey): Promise<readonly string[]> {
  const known = new Map<string, ReadonlyMap<string, Kind>>()
  const there: string[] = []
  for (const folder of folders) {
    const path = folder.slice(0, -1)
    const parent = dirname(path)
    const children = known.get(parent) ?? (await childrenOf(root, where, parent))
    known.set(parent, children)
    const kind = children.get(basename(path))
    if (kind === 'link') throw symbolic('list', path, where)
    if (kind === 'directory') there.push(folder)
  }
  return there
}

async function childrenOf(root: string, where: string, parent: string): Promise<ReadonlyMap<string, Kind>> {
  if (parent !== '.') await checkLinks(root, parent, where, 'list')
  return new Map((await namedIn(join(root, parent))).map(({ name, kind }) => [name, kind]))
}

interface Keyed {
  readonly key: string
  readonly kind: Kind
}

/** What vanishes meanwhile is left out. Entries of one directory, in order. */
async function below(asked: Survey, entries: readonly Keyed[], lookout: Lookout): Promise<readonly Found[]> {
  const { root, where, bare, signal } = asked
  const inside = await insideOf(asked, entries, lookout)
  const wanted: string[] = []
  for (const { key, kind } of entries) {
    if (kind === 'directory') continue
    mustBeFile(kind, key, where)
    if (!bare(key)) wanted.push(key)
  }
  const seen = await lookout.look(
    wanted.map((key) => join(root, key)),
    signal,
  )
  const looked = new Map(wanted.map((key, at) => [key, seen[at]]))
  return entries.flatMap(({ key, kind }): readonly Found[] => {
    if (kind === 'directory') return inside.get(key) ?? []
    if (!looked.has(key)) return [{ key }]
    const there = looked.get(key)
    return there ? [{ key, stored: storedOf(key, there) }] : []
  })
}

/** What lies below each of these that is a directory: what lies in all of them is looked at together. */
async function insideOf(asked: Survey, entries: readonly Keyed[], lookout: Lookout) {
  const folders = entries.filter(({ kind }) => kind === 'directory').map(({ key }) => key)
  const inside = new Map<string, readonly Found[]>()
  if (folders.length === 0) return inside
  const listed = await lookout.list(
    folders.map((folder) => join(asked.root, folder)),
    asked.signal,
  )
  const all = folders.map((folder, at) => sorted(folder, listed[at] ?? []))
  const found = await below(asked, all.flat(), lookout)
  let from = 0
  for (const folder of folders) {
    let to = from
    while (found[to]?.key.startsWith(folder)) to += 1
    inside.set(folder, found.slice(from, to))
    from = to
  }
  return inside
}

/** Throws for what no put makes. */
function mustBeFile(kind: Kind, key: string, where: string): void {
  if (kind === 'link') throw symbolic('list', key, where)
  if (kind !== 'file') throw storeProblem('store-failed', `list ${key}: it is not a regular file, in ${where}`)
}

/** A directory's keys go on with "/", which is what they sort by. */
function sorted(folder: string, entries: readonly Named[]): readonly Keyed[] {
  return entries
    .map(({ name, kind }) => ({ key: folder + name + (kind === 'directory' ? '/' : ''), kind }))
    .sort(byKey(entries))
}

/** Of many plain names, comparing their bytes one by one would take longer than reading them. */
function byKey(entries: readonly Named[]): (a: Keyed, b: Keyed) => number {
  if (!entries.every(({ name }) => isPlain(name))) return (a, b) => compareKeys(a.key, b.key)
  return (a, b) => (a.key < b.key ? -1 : 1)
}

const namedIn = async (path: string): Promise<readonly Named[]> =>
  (await entriesOf(path)).map((entry) => ({ name: entry.name, kind: kindOf(entry) }))

function kindOf(entry: Dirent): Kind {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

/** Each path by itself; the first failure is thrown once those under way have ended. */
async function inPool<T>(paths: readonly string[], look: (path: string) => Promise<T>): Promise<readonly T[]> {
  const found = new Array<T>(paths.length)
  let next = 0
  const work = async () => {
    for (let at = next++; at < paths.length; at = next++) {
      const path = paths[at]
      if (path !== undefined) found[at] = await look(path)
    }
  }
  const works = Array.from({ length: atOnce }, work)
  await Promise.allSettled(works)
  await Promise.all(works)
  return found
}
