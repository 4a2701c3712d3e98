import { type Entry, eachAtOnce, objectName, readObject, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import type { Policy } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import { fingerprint, parseKeyObject } from '../../seal/seal.ts'
import { plural } from '../../words/words.ts'
import type { Project } from '../project/project.ts'

/** Ids, newest first. */
export interface LockedOut {
  /** Their key object has no box for any recipient of the policy. */
  readonly unopenable: readonly string[]
  /** Their key object could not be read: nothing is claimed about them, and a note says why. */
  readonly unknown: readonly string[]
}

/** Which backups the policy's recipients could not open. */
export async function lockedOut(
  project: Project,
  catalog: SourceCatalog,
  policy: Policy,
  notes: string[],
  now: Date,
): Promise<LockedOut> {
  const ours = new Set(policy.encryption.recipients.map((recipient) => fingerprint(recipient)))
  const entries = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes(standing(entry, now)))
  const found = new Set<string>()
  const failures = new Map<string, string>()
  const look = async (entry: Entry) => {
    try {
      if (!(await recipientsOf(project, catalog.source, entry)).some((to) => ours.has(to))) found.add(entry.id)
    } catch (error) {
      if (!isFailure(error)) throw error
      failures.set(entry.id, error.message)
    }
  }
  await eachAtOnce(entries, look)
  const [first] = failures.values()
  if (first !== undefined)
    notes.push(`${catalog.source}: it is not known who can open ${plural(failures.size, 'backup')}: ${first}`)
  const ids = entries.map(({ id }) => id)
  return { unopenable: ids.filter((id) => found.has(id)), unknown: ids.filter((id) => failures.has(id)) }
}

/** Fingerprints of the keys that open the backup. */
async function recipientsOf(project: Project, source: string, { id, copies }: Entry): Promise<readonly string[]> {
  const [name] = copies
  if (name === undefined) return []
  const { store } = await project.place(name)
  const key = objectName.key(source, id)
  const bytes = await readObject(store, key, project.world.signal)
  return parseKeyObject(bytes, `${key} in ${store.where}`).boxes.map(({ to }) => to)
}
