import { statfs } from 'node:fs/promises'
import { formatBytes } from '../../words/words.ts'
import type { Room } from '../contract.ts'
import { storeProblem } from '../problem.ts'

/** undefined: the directory is not there yet. */
export async function roomIn(root: string): Promise<Room | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(root)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** While a stream is written, the room is looked at again after this many bytes. */
export const recheckBytes = 64 * 2 ** 20

/** Throws `store-full` unless `neededBytes` fit and `minFreeBytes` stay free after them. */
export async function checkRoom(root: string, where: string, key: string, neededBytes: number, minFreeBytes: number) {
  if (minFreeBytes === 0 && neededBytes === 0) return
  const { bavail, bsize } = await statfs(root)
  const freeBytes = bavail * bsize
  if (freeBytes >= neededBytes + minFreeBytes) return
  throw storeProblem(
    'store-full',
    `put ${key}: ${formatBytes(freeBytes)} are free, ${formatBytes(neededBytes)} are needed and min-free keeps ${formatBytes(minFreeBytes)}, in ${where}`,
    { hint: 'Make room on this file system, let retention delete more, or lower min-free in the policy.' },
  )
}
