import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache'

// The Actions cache answers every failure like a miss, and may lose anything at any time: it is only ever a shortcut
// past reading the catalog's small objects again.
const prefix = 'backproof-catalog-'

/** Fills the directory with what an earlier run left there, if it can; gives the key that did. */
export async function restoreDirectory(path: string, project: string): Promise<string | undefined> {
  if (!isFeatureAvailable()) return undefined
  return within(10_000, restoreCache([path], `${prefix}${project}-none`, [`${prefix}${project}-`]))
}

/** Keeps the files of the directory for later runs, unless there are none or `restored`, the key they came by, has them. */
export async function saveDirectory(path: string, project: string, restored: string | undefined): Promise<void> {
  if (!isFeatureAvailable()) return
  const content = await digest(path)
  const key = `${prefix}${project}-${content}`
  // Most ticks find nothing due, and add nothing that is worth an upload.
  if (content !== undefined && key !== restored) await within(30_000, saveCache([path], key))
}

/** The client of a service that is down tries for a minute: that is no shortcut any more. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function digest(path: string): Promise<string | undefined> {
  let names: string[]
  try {
    names = (await readdir(path)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined // nothing was cached
    throw error
  }
  const hash = createHash('sha256')
  for (const name of names) {
    const file = createHash('sha256').update(await readFile(join(path, name)))
    hash.update(`${name}\n${file.digest('hex')}\n`)
  }
  return names.length === 0 ? undefined : hash.digest('hex').slice(0, 32)
}
