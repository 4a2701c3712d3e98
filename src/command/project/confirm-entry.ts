import { isDeepStrictEqual } from 'node:util'
import { type Entry, objectName, parseManifest, readObject } from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import type { Project } from './project.ts'

/**
 * The backup, by the manifest that the store itself has now: no proof may be written for a backup that one wrong
 * answer, or a cache, has made up. Throws `manifest-damaged` if the store gives a different answer each time.
 */
export async function confirmEntry(
  project: Project,
  source: SourceCommon,
  entry: Entry,
  store: string,
): Promise<Entry> {
  const there = await manifestIn(project, entry, store)
  if (there === undefined || isDeepStrictEqual(there, entry.manifest)) return entry
  const { entries } = await project.catalog(source, 'all')
  const found = entries.find(({ id }) => id === entry.id)
  if (found && isDeepStrictEqual(found.manifest, await manifestIn(project, found, store))) return found
  throw new Problem('manifest-damaged', `the manifest of ${entry.id} in ${store} is different each time it is read`, {
    hint: 'It cannot be proven now. Check what sits between this machine and the store, then run `backproof verify` again.',
  })
}

/** undefined: it is not there, or does not read, which is for the proof to say. */
async function manifestIn(project: Project, { id, manifest: { source } }: Entry, name: string) {
  const { store } = await project.place(name)
  const key = objectName.manifest(source, id)
  try {
    return parseManifest(await readObject(store, key, project.world.signal), id, `${key} in ${store.where}`)
  } catch (error) {
    if (isProblem(error, 'object-missing', 'object-damaged', 'object-archived', 'manifest-damaged')) return undefined
    throw error
  }
}
