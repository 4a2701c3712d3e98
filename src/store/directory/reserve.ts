import { randomBytes, randomUUID } from 'node:crypto'
import { lstat, open, rename, statfs, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolders } from './make.ts'
import { unlessGone } from './problem.ts'

/** Room for a lease, what a purge writes, and the marks of some thirty deletions, in file systems with blocks of 4 KiB. */
const reserveBytes = 256 * 1024
export const halfReserveBytes = reserveBytes / 2
const stepBytes = reserveBytes / 8

const fileOf = (temporary: string) => join(temporary, 'reserve')

/**
 * Keeps some room in a file, where there is room: without a free byte not even the lease of a prune could be written, and
 * nothing could be deleted any more. What is left of one stays until the new one is whole. False: there is too little room.
 */
export async function keepReserve(temporary: string, minFreeBytes: number): Promise<boolean> {
  const size = await sizeOf(temporary)
  if (size === reserveBytes) return true
  const { bavail, bsize } = await statfs(temporary)
  // One that was spent comes before what a purge has made room for.
  if (bavail * bsize < minFreeBytes + (size > 0 ? 2 : 4) * reserveBytes) return false
  const name = join(temporary, `${randomUUID()}.tmp`)
  try {
    await using reserve = await open(name, 'wx', 0o600)
    for (let at = 0; at < reserveBytes; at += stepBytes) {
      // Nothing that a file system could compress away, or leave out, and each step where it can be given back alone.
      await reserve.writeFile(randomBytes(stepBytes))
      await reserve.sync()
    }
    await rename(name, fileOf(temporary))
  } catch (error) {
    await unlink(name).catch(unlessGone)
    // Others took the room meanwhile, or a quota counts otherwise.
    if (!isFull(error)) throw error
  }
  return true
}

/** Gives a step of the room back to the file system; false: no more than this is left of it. */
export async function spendReserve(temporary: string, leastBytes: number): Promise<boolean> {
  const size = await sizeOf(temporary)
  if (size <= leastBytes) return false
  const left = Math.max(leastBytes, size - stepBytes)
  await (left === 0 ? unlink(fileOf(temporary)) : truncate(fileOf(temporary), left)).catch(unlessGone)
  return true
}

const sizeOf = async (temporary: string) => (await lstat(fileOf(temporary)).catch(unlessGone))?.size ?? 0

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
