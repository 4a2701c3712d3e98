import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { symbolic, unlessGone } from './problem.ts'

/** Throws if a directory between the root and the object, or the object itself, is a symbolic link. */
export async function checkLinks(root: string, key: string, where: string, call: string): Promise<void> {
  let at = root
  for (const segment of key.split('/')) {
    at = join(at, segment)
    const entry = await lstat(at).catch(unlessGone)
    if (!entry) return
    if (entry.isSymbolicLink()) throw symbolic(call, key, where)
  }
}
