import { constants } from 'node:fs'
import { type FileHandle, lstat, open, stat } from 'node:fs/promises'
import type { Calls } from './call.ts'
import { decodeName, fsPath } from './name.ts'

/** A directory that is being walked: the names in it, in order, and where they are reached. */
export interface Directory extends AsyncDisposable {
  readonly names: readonly string[]
  /** Stays inside this very directory while it is open, whatever its own name becomes meanwhile. */
  readonly base: string
}

const asDirectory = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW
// O_PATH of Linux, which Node has no name for: only to go on from, so that it takes no right to read.
const asPlace = 0o10000000 | constants.O_DIRECTORY | constants.O_NOFOLLOW
// Each takes a file descriptor; deeper ones are reached by their names below the last of them.
const heldLevels = 256

/**
 * Opens a directory that lstat has seen. Between the two, another process may have put a symbolic link in its place, so that a
 * backup by root would read what he may not: by descriptor it cannot lead elsewhere (ELOOP, ENOTDIR). Where the system
 * has no way to go by descriptor, names have to do.
 */
export async function openDirectory(real: string, level: number, calls: Calls): Promise<Directory> {
  if (level >= heldLevels || !(await canHold())) {
    return { names: await namesIn(real, calls), base: real, [Symbol.asyncDispose]: async () => undefined }
  }
  const handle = await calls.open(fsPath(real), asDirectory)
  try {
    const base = pathOf(handle)
    return { names: await namesIn(base, calls), base, [Symbol.asyncDispose]: async () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** A directory that is held open, to write into. */
export interface Hold extends AsyncDisposable {
  /** Leads into this very directory, whatever its own name becomes meanwhile. */
  readonly at: string
  /** Where names have to do, `at` is the directory's name. */
  readonly byDescriptor: boolean
}

/** Holds a directory open, also one that may not be read. What is no directory, a link to one among it, is ENOTDIR or ELOOP. */
export async function holdDirectory(real: string): Promise<Hold> {
  if (await canHold()) {
    const handle = await open(fsPath(real), asPlace)
    return { at: pathOf(handle), byDescriptor: true, [Symbol.asyncDispose]: () => handle.close() }
  }
  if (!(await lstat(fsPath(real))).isDirectory()) throw Object.assign(new Error('no directory'), { code: 'ENOTDIR' })
  return { at: real, byDescriptor: false, [Symbol.asyncDispose]: async () => undefined }
}

const pathOf = ({ fd }: Pick<FileHandle, 'fd'>): string => `/proc/self/fd/${fd}`

let held: Promise<boolean> | undefined

/** Whether a descriptor has a path (Linux), and its number is the system's (Node: yes; Deno: not always). */
function canHold(): Promise<boolean> {
  held ??= probe().catch(() => false)
  return held
}

async function probe(): Promise<boolean> {
  const handle = await open('/', asDirectory)
  try {
    const [named, found] = await Promise.all([stat('/'), stat(pathOf(handle))])
    return named.dev === found.dev && named.ino === found.ino
  } finally {
    await handle.close()
  }
}

async function namesIn(real: string, calls: Calls): Promise<readonly string[]> {
  const names = await calls.names(fsPath(real))
  // Strings are cheaper; only the replacement character says that one of the names is not UTF-8.
  if (!names.some((name) => name.includes('\ufffd'))) return names.toSorted()
  return (await calls.namesAsBytes(fsPath(real))).map(decodeName).sort()
}
