import { chmod, lstat, readdir, rm, rmdir } from 'node:fs/promises'
import { absent } from '../host-path.ts'
import { holdDirectory } from './directory.ts'
import { decodeName, fsPath } from './name.ts'

// Each level takes a file descriptor; deeper ones are reached by their names below the last of them.
const mostHeld = 256

/**
 * Removes what a restore has written, also directories that their owner may not write to (which rm leaves, and goes on
 * removing after it has failed) and what lies deeper than a path is long. A path that is not there is no error. No link
 * is followed.
 */
export async function removeTree(path: string, level = 0): Promise<void> {
  const entry = await lstat(fsPath(path)).catch(absent)
  if (!entry) return
  if (!entry.isDirectory()) return rm(fsPath(path), { force: true })
  if (level >= mostHeld) await removeIn(path, level, entry.mode)
  else {
    await using hold = await holdDirectory(path)
    await removeIn(hold.at, level, entry.mode)
  }
  await rmdir(fsPath(path))
}

async function removeIn(at: string, level: number, mode: number): Promise<void> {
  if ((mode & 0o700) !== 0o700) await chmod(fsPath(at), 0o700)
  for (const name of await readdir(fsPath(at), { encoding: 'buffer' })) {
    await removeTree(`${at}/${decodeName(name)}`, level + 1)
  }
}
