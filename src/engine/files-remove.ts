import { chmod, lstat, readdir, rm, rmdir } from 'node:fs/promises'

/**
 * Removes what a restore has written, also directories that their owner may not write to (which rm leaves, and goes on
 * removing after it has failed). A path that is not there is no error. No link is followed.
 */
export async function removeTree(path: string | Buffer): Promise<void> {
  const entry = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (!entry) return
  if (!entry.isDirectory()) return rm(path, { force: true })
  if ((entry.mode & 0o700) !== 0o700) await chmod(path, 0o700)
  for (const name of await readdir(path, { encoding: 'buffer' })) {
    await removeTree(Buffer.concat([Buffer.from(path), Buffer.from('/'), name]))
  }
  await rmdir(path)
}
