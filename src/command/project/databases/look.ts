import { type DatabaseList, putDatabases, readDatabases, sourceOfFolder } from '../../../catalog/catalog.ts'
import { engineOf } from '../../../engine/engine.ts'
import type { Source } from '../../../policy/policy.ts'
import { isFailure, isProblem, messageOf } from '../../../problem.ts'
import { during } from '../../../progress.ts'
import type { Project } from '../contract.ts'
import { foldersOf } from '../folders.ts'
import type { Sighting } from './expand.ts'

type Shelved = Pick<Sighting, 'listed' | 'shelved' | 'isPartial'>

/** What the stores of a source say of its databases. A store that cannot be read is named by whoever reads backups from it. */
export async function lookIntoStores(project: Project, group: Source): Promise<Shelved> {
  const { signal } = project.world
  const { places, failed } = await project.places(group)
  let isPartial = failed.length > 0
  const seen = async <T>(reading: Promise<T>): Promise<T | undefined> => {
    try {
      return await reading
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'cancelled')) throw error
      isPartial = true
      return undefined
    }
  }
  // One that cannot be read says nothing against what the other says.
  const lists = Promise.all(places.map((place) => seen(readDatabases(place, group.name, signal))))
  const folders = Promise.all(places.map(({ store }) => seen(foldersOf(store, signal))))
  const [known, found] = await Promise.all([lists, folders])
  const [listed] = known.filter((list) => list !== undefined).sort((a, b) => b.at.getTime() - a.at.getTime())
  const shelved = new Set(found.flatMap((names = []) => names.flatMap((folder) => sourceOfFolder(folder) ?? [])))
  return { ...(listed === undefined ? {} : { listed }), shelved: [...shelved], isPartial }
}

/** What the server answers. */
export async function askServer(project: Project, group: Source): Promise<NonNullable<Sighting['answer']>> {
  const { world, bench } = project
  try {
    const { list } = await engineOf(group.engine)
    if (list === undefined) throw new Error(`${group.engine} lists no databases`)
    const databases = await during(world.log, { what: `${group.name}: listing the databases` }, () =>
      list(group, bench, world.signal),
    )
    return { databases }
  } catch (error) {
    if (!isFailure(error) || isProblem(error, 'cancelled')) throw error
    return { failure: error }
  }
}

/** An unchanged list says once a day that it is still true. */
const renewMs = 20 * 3_600_000

/** Keeps the answer for those who cannot ask. A store that refuses it refuses the backups as well, and is told there. */
export async function keepList(
  project: Project,
  { name, stores }: Source,
  databases: readonly string[],
  { listed, isPartial }: Shelved,
): Promise<void> {
  const { world } = project
  const list: DatabaseList = { at: world.now(), databases: databases.toSorted() }
  const age = listed === undefined ? Number.POSITIVE_INFINITY : list.at.getTime() - listed.at.getTime()
  const isSame = JSON.stringify(listed?.databases) === JSON.stringify(list.databases)
  if (isSame && !isPartial && age >= 0 && age < renewMs) return
  const { places } = await project.places({ name, stores })
  for (const { place, problem } of await putDatabases(places, name, list, world.signal)) {
    if (!isFailure(problem)) throw problem
    world.log.warning(
      `${name}: which databases there are could not be written to ${place.name}, so who reads only that store does not know of new ones: ${messageOf(problem)}`,
    )
  }
}
