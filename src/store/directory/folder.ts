import { open, rmdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { storeProblem } from '../problem.ts'
import { couldBeMade } from './make.ts'
import { unlessGone } from './problem.ts'

/** Removes a directory that is empty, and those above it that are then. */
export async function removeEmpty(root: string, directory: string): Promise<void> {
  for (let at = directory; at.length > root.length; at = dirname(at)) {
    try {
      await rmdir(at)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EBUSY') return
      unlessGone(error)
    }
  }
}

export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } catch (error) {
    // Shared folders of virtual machines and some network file systems know no such thing.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
  } finally {
    await directory.close()
  }
}

/** A store that is not there yet is empty; a file in its place is a mistake that must not look like "no backups". */
export async function mustNotBeFile(root: string, where: string): Promise<void> {
  const there = await stat(root).catch(unlessGone)
  if (there?.isDirectory()) return
  if (!there) {
    if (await couldBeMade(root)) return
    throw storeProblem('store-failed', `list: nothing can ever be at ${root}, which is of the system, ${where}`, {
      hint: 'Correct the path of the store in the policy.',
    })
  }
  throw storeProblem('store-failed', `list: there is a file where the directory should be, ${where}`, {
    hint: 'Correct the path of the store in the policy.',
  })
}
