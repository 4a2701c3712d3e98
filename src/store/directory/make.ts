import { mkdir, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a directory and those above it, one by one; gives the highest that it made. Not by the recursive call of Node, which
 * tries again without an end where the system says that what is below a directory that is there is not there, as /proc does.
 */
export async function makeFolders(path: string, mode: number): Promise<string | undefined> {
  try {
    await mkdir(path, { mode })
    return path
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(path) !== path) {
      const first = await makeFolders(dirname(path), mode)
      // Below one that was there already: what the system says now is the answer.
      const made = await mkdir(path, { mode }).then(
        () => path,
        (again) => unlessDirectory(path, again),
      )
      return first ?? made
    }
    return unlessDirectory(path, error)
  }
}

/** Another process may have made it; a read-only file system says so first of all. */
async function unlessDirectory(path: string, error: unknown): Promise<undefined> {
  const there = await stat(path).catch(() => undefined)
  if (!there?.isDirectory()) throw error
}

// Of statfs(2): /proc and /sys, in which nobody can make anything.
const ofTheKernel: readonly number[] = [0x9fa0, 0x62656572]

/** False for what is not there, in a place where it can never be. */
export async function couldBeMade(path: string): Promise<boolean> {
  for (let at = dirname(path); ; at = dirname(at)) {
    const there = await statfs(at).catch(() => undefined)
    if (there) return !ofTheKernel.includes(there.type)
    if (at === dirname(at)) return true
  }
}
