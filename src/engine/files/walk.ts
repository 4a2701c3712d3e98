import type { BigIntStats } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { Spare } from '../../bytes/bytes.ts'
import { stopIfAborted } from '../../problem.ts'
import { type Calls, callsByPlace, forReading, type OpenFile } from './call.ts'
import { startContent } from './content.ts'
import { type Directory, openDirectory } from './directory.ts'
import type { Member } from './member.ts'
import { decodeName, encodeName, fsPath } from './name.ts'

/** A directory or file that the policy names. */
export interface Root {
  /** Absolute, as named: what the backup calls it. */
  readonly path: string
  /** Where it is read: a root that is a symbolic link is followed. */
  readonly real: string
}

export interface WalkEntry {
  readonly root: string
  /** Absolute, below the root's name. */
  readonly path: string
  readonly real: string
  readonly stat: BigIntStats
  /** How to look further at it. */
  readonly calls: Calls
}

/** Called for what could not be looked at; the walk goes on. */
export type Skip = (path: string, error: NodeJS.ErrnoException) => void

// What is compressed at once: such a chunk is not copied on its way there.
const CHUNK = 2 << 20

/** For the large pieces of files: whoever reads one may give it back. */
export const readSpare = () => new Spare(CHUNK)
// What is looked at between two turns of the event loop: some milliseconds, in which no signal is heard.
const entriesPerTurn = 128

/**
 * What is in a root: the root itself, then each directory before what is in it, names in order. Links are not followed,
 * also not one that takes the place of a directory meanwhile. Memory: the names of one directory per level. `real` of
 * what is found leads there until the next is asked for.
 */
export async function* walk(
  root: Root,
  excluded: (path: string, directory: boolean) => boolean,
  skip: Skip,
  signal: AbortSignal,
): AsyncGenerator<WalkEntry> {
  const levels: { found: WalkEntry; where: string; directory: Directory; next: number }[] = []
  const places = await callsByPlace()
  let looked = 0
  const look = async (path: string, real: string, calls: Calls): Promise<WalkEntry | undefined> => {
    if (++looked % entriesPerTurn === 0) await turn()
    stopIfAborted(signal)
    try {
      if (isTooLong(path)) throw Object.assign(new Error('name too long'), { code: 'ENAMETOOLONG' })
      const stat = await calls.lstat(fsPath(real))
      return excluded(path, stat.isDirectory()) ? undefined : { root: root.path, path, real, stat, calls }
    } catch (error) {
      return void skip(path, error as NodeJS.ErrnoException)
    }
  }
  // `where`: its real path, whatever descriptor it is reached by.
  const enter = async (found: WalkEntry, where: string) => {
    const { real, stat, calls } = found
    if (!stat.isDirectory()) return
    try {
      levels.push({ found, where, directory: await openDirectory(real, levels.length, calls), next: 0 })
    } catch (error) {
      skip(found.path, replaced(error as NodeJS.ErrnoException))
    }
  }
  const start = await look(root.path, root.real, places.from(root.real))
  if (!start) return
  try {
    yield start
    await enter(start, root.real)
    for (let level = levels.at(-1); level; level = levels.at(-1)) {
      const name = level.directory.names[level.next++]
      if (name === undefined) {
        levels.pop()
        await level.directory[Symbol.asyncDispose]()
        continue
      }
      const where = below(level.where, name)
      const { path, calls } = level.found
      const found = await look(below(path, name), below(level.directory.base, name), places.below(calls, where))
      if (!found) continue
      yield found
      await enter(found, where)
    }
  } finally {
    for (const { directory } of levels) await directory[Symbol.asyncDispose]()
  }
}

const below = (directory: string, name: string) => (directory === '/' ? `/${name}` : `${directory}/${name}`)

/** Longer than a path may be (PATH_MAX of Linux): no archive holds it, because nobody could restore it. */
function isTooLong(path: string): boolean {
  return path.length > 1024 && encodeName(path).length > 4095
}

/** The directory that was there is gone; what took its place is not looked at. */
function replaced(error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  return error.code === 'ELOOP' || error.code === 'ENOTDIR' ? Object.assign(error, { code: 'ENOENT' }) : error
}

/** The member for what was found; undefined for what an archive does not hold (sockets, pipes, devices). */
export async function memberOf(found: WalkEntry, links: ReadonlyMap<string, string>): Promise<Member | undefined> {
  const { stat, real, calls } = found
  const path = found.path.slice(1)
  const common = {
    path,
    mode: Number(stat.mode & 0o7777n),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    mtimeNs: stat.mtimeNs,
    size: 0,
    target: '',
    sparse: false,
  }
  if (stat.isDirectory()) return { ...common, type: 'directory' }
  if (stat.isSymbolicLink()) {
    return { ...common, type: 'symlink', target: decodeName(await calls.readlink(fsPath(real))) }
  }
  if (!stat.isFile()) return undefined
  // A file that has only one name now may have taken the number of one that was removed.
  const first = stat.nlink > 1n ? links.get(inode(stat)) : undefined
  if (first !== undefined) return { ...common, type: 'link', target: first }
  return { ...common, type: 'file', size: Number(stat.size), sparse: stat.blocks * 512n < stat.size }
}

/** What is the same for every name of a file, and of no other: numbers are used again, so its birth is part of it. */
export function inode(stat: BigIntStats): string {
  return `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`
}

/** Opens a regular file for reading, whatever its name has become since it was found. */
export async function openFile({ real, calls }: WalkEntry): Promise<{ handle: OpenFile; stat: BigIntStats }> {
  // O_NONBLOCK: a pipe put in the file's place must not hang.
  const handle = await calls.open(fsPath(real), forReading)
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw Object.assign(new Error('no longer a regular file'), { code: 'ENOENT' })
    return { handle, stat }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Exactly `size` bytes of a file: cut where it has grown, filled with zeros where it has shrunk. Returns how many were filled. */
export async function* readExactly(
  handle: OpenFile,
  size: number,
  signal: AbortSignal,
  spare = readSpare(),
): AsyncGenerator<Buffer, number> {
  let at = 0
  while (at < size) {
    stopIfAborted(signal)
    const wanted = Math.min(CHUNK, size - at)
    const chunk = wanted === CHUNK ? spare.take() : Buffer.allocUnsafe(wanted)
    const bytesRead = await handle.read(chunk, chunk.length, at)
    if (bytesRead === 0) break
    yield wanted === CHUNK ? spare.view(chunk, bytesRead) : chunk.subarray(0, bytesRead)
    at += bytesRead
  }
  for (let left = size - at; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(CHUNK, left))
  return size - at
}

// A header says the size before the content comes, so all of it is in memory.
const unsizedMaxBytes = 16 << 20

/** The content of a file whose size says nothing. Throws EFBIG for more than 16 MiB: it may be a stream without an end. */
export async function readUnsized(handle: OpenFile, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for (;;) {
    stopIfAborted(signal)
    // Almost all are empty: those cost no mebibyte.
    const chunk = Buffer.allocUnsafe(bytes === 0 ? 1 << 16 : CHUNK)
    const bytesRead = await handle.read(chunk, chunk.length, bytes)
    if (bytesRead === 0) return Buffer.concat(chunks)
    chunks.push(chunk.subarray(0, bytesRead))
    bytes += bytesRead
    if (bytes <= unsizedMaxBytes) continue
    throw Object.assign(new Error('more than 16 MiB, though its size is 0'), { code: 'EFBIG' })
  }
}

/** The digest of a file's first `size` bytes. `see`: hears each chunk, which may change after. */
export async function contentDigest(
  found: WalkEntry,
  size: number,
  signal: AbortSignal,
  see?: (chunk: Buffer) => void,
): Promise<Buffer> {
  const { handle } = await openFile(found)
  try {
    const digest = startContent(size)
    const spare = readSpare()
    for await (const chunk of readExactly(handle, size, signal, spare)) {
      await digest.add(chunk)
      see?.(chunk)
      spare.giveBack(chunk)
    }
    return await digest.digest()
  } finally {
    await handle.close()
  }
}
