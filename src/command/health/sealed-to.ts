import { type Entry, objectName, readObject, standing } from '../../catalog/catalog.ts'
import type { SealedTo } from '../../judge/judge.ts'
import { parseKeyObject } from '../../seal/seal.ts'
import type { Project } from '../project/project.ts'

/**
 * Whom the backups of a source are sealed to: of the newest, and since when each of its recipients has been. Keys are replaced
 * once in a while, so the first backup of a key is found by halving: about ten reads of a thousand. undefined: there is none.
 */
export async function sealedTo(
  project: Project,
  source: string,
  entries: readonly Entry[],
): Promise<SealedTo | undefined> {
  const now = project.world.now()
  const good = entries.filter((entry) => standing(entry, now) === 'good')
  const [newest, oldest] = [good[0], good.at(-1)]
  if (!newest || !oldest) return undefined
  const read = new Map<Entry, readonly string[]>()
  const recipientsOf = async (entry: Entry) => {
    const known = read.get(entry) ?? (await recipients(project, source, entry))
    read.set(entry, known)
    return known
  }
  const since = new Map<string, Date>()
  for (const fingerprint of await recipientsOf(newest)) {
    // What is at `has` is sealed to it, what is at `lacks` is not.
    let [has, lacks] = [0, good.length]
    if ((await recipientsOf(oldest)).includes(fingerprint)) has = good.length - 1
    while (lacks - has > 1) {
      const middle = (has + lacks) >> 1
      const entry = good[middle]
      if (entry && (await recipientsOf(entry)).includes(fingerprint)) has = middle
      else lacks = middle
    }
    since.set(fingerprint, good[has]?.startedAt ?? newest.startedAt)
  }
  return { newest: await recipientsOf(newest), since }
}

async function recipients(project: Project, source: string, { id, copies }: Entry): Promise<readonly string[]> {
  const { store } = await project.place(copies[0] ?? '')
  const key = objectName.key(source, id)
  const bytes = await readObject(store, key, project.world.signal)
  return parseKeyObject(bytes, `${key} in ${store.where}`).boxes.map(({ to }) => to)
}
