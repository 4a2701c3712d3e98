import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache'

// The Actions cache answers every failure like a miss, and may lose anything at any time: it is only ever a shortcut
// past reading the catalog's small objects again.
const prefix = 'restorable-catalog-'

/** Fills the directory with what an earlier run left there, if it can; gives the key that did. */
export async function restoreDirectory(path: string, project: string): Promise<string | undefined> {
  if (!isFeatureAvailable()) return undefined
  return restoreCache([path], `${prefix}${project}-none`, [`${prefix}${project}-`])
}

/** Keeps the directory for later runs under a key of this run. */
export async function saveDirectory(path: string, project: string, run: string): Promise<void> {
  if (isFeatureAvailable()) await saveCache([path], `${prefix}${project}-${run}`)
}
