import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { Hold } from './directory.ts'
import { fsPath } from './name.ts'

/** Whether what is written here can be given to others: root may, but not on every file system nor in every container. */
export async function mayGive({ at }: Hold): Promise<boolean> {
  if (process.geteuid?.() !== 0) return false
  const path = fsPath(`${at}/.backproof-${randomBytes(8).toString('hex')}`)
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const handle = await open(path, flags, 0o600).catch((error: NodeJS.ErrnoException) => {
    // Only in folders of it can anything be written.
    if (error.code !== 'EROFS' && error.code !== 'EACCES' && error.code !== 'EPERM') throw error
  })
  if (!handle) return true
  await using _ = handle
  try {
    await handle.chown(1, 1)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EPERM' || code === 'EINVAL' || code === 'ENOTSUP' || code === 'ENOSYS') return false
    throw error
  } finally {
    await rm(path, { force: true })
  }
}
