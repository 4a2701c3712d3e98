import { randomBytes } from 'node:crypto'
import { lstat, open, statfs, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolders } from './make.ts'
import { unlessGone } from './problem.ts'

/** Room for a lease and the marks of some fifty deletions, in file systems with blocks of 4 KiB. */
const reserveBytes = 256 * 1024

const fileOf = (temporary: string) => join(temporary, 'reserve')

/**
 * Keeps some room in a file, where there is room: without a free byte not even the lease of a prune could be written, and
 * nothing could be deleted any more.
 */
export async function keepReserve(temporary: string, minFreeBytes: number): Promise<void> {
  const file = fileOf(temporary)
  if ((await lstat(file).catch(unlessGone))?.size === reserveBytes) return
  const { bavail, bsize } = await statfs(temporary)
  if (bavail * bsize < minFreeBytes + 4 * reserveBytes) return
  const reserve = await open(file, 'w', 0o600)
  try {
    // Nothing that a file system could compress away, or leave out.
    await reserve.writeFile(randomBytes(reserveBytes))
    await reserve.sync()
  } catch (error) {
    if (!isFull(error)) throw error
    // Others took the room meanwhile. Half of a reserve is none.
    await unlink(file)
  } finally {
    await reserve.close()
  }
}

/** Gives the room back to the file system; false: there is none. */
export async function spendReserve(temporary: string): Promise<boolean> {
  try {
    await unlink(fileOf(temporary))
    return true
  } catch (error) {
    return unlessGone(error) ?? false
  }
}

/** For an object that takes no block more than before: not atomic, so only for what may be found broken, such as a lease. */
export async function overwrite(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+')
  try {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten
    await truncate(path, bytes.length)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The directory for temporary files, where an empty file may be that a person was told to make. Gives the highest that it made. */
export async function makeTemporary(temporary: string): Promise<string | undefined> {
  const make = () => makeFolders(temporary, 0o700)
  try {
    return await make()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const there = await lstat(temporary)
    if (!there.isFile() || there.size > 0) throw error
    await unlink(temporary)
    return make()
  }
}

/** Of an error that says that the file system is full. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | undefined)?.code ?? '')
}
