import {
  type DatabaseList,
  mostDatabases,
  type Place,
  putDatabases,
  readDatabases,
  sourceOfFolder,
} from '../../../catalog/catalog.ts'
import { engineOf } from '../../../engine/engine.ts'
import { patternsOf, type Source } from '../../../policy/policy.ts'
import { isFailure, isProblem, messageOf } from '../../../problem.ts'
import { during } from '../../../progress.ts'
import type { Project } from '../contract.ts'
import { foldersOf } from '../folders.ts'
import type { Sighting } from './expand.ts'
import { judgeLists, type ListRead } from './trust.ts'

/** What the stores say of the databases of a source. */
export interface Shelved extends Pick<Sighting, 'listed' | 'shelved' | 'isPartial' | 'doubt'> {
  /** Every store has the newest list. */
  readonly isEverywhere: boolean
}

/** What the stores of a source say of its databases. A store that cannot be read is named by whoever reads backups from it. */
export async function lookIntoStores(project: Project, group: Source): Promise<Shelved> {
  const { signal, now } = project.world
  const { places, failed } = await project.places(group)
  const lists: ListRead[] = failed.map(({ problem }) => ({ kind: 'unread', problem }))
  let isPartial = failed.length > 0
  const readList = async (place: Place) => {
    try {
      const list = await readDatabases(place, group.name, project.policy.encryption.signers, signal)
      lists.push(list === undefined ? { kind: 'none' } : { kind: 'list', place, list })
    } catch (problem) {
      if (!isProblem(problem) || problem.code === 'cancelled') throw problem
      lists.push({ kind: 'unread', problem })
    }
  }
  // One that cannot be read says nothing against what the other says.
  const seen = async (reading: Promise<ReadonlySet<string>>): Promise<readonly string[]> => {
    try {
      return [...(await reading)]
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'cancelled')) throw error
      isPartial = true
      return []
    }
  }
  const reading = Promise.all(places.map(readList))
  const found = Promise.all(places.map(({ store }) => seen(foldersOf(store, signal).then((names) => new Set(names)))))
  const [, folders] = await Promise.all([reading, found])
  const shelved = [...new Set(folders.flat().flatMap((folder) => sourceOfFolder(folder) ?? []))]
  const { listed, doubt } = judgeLists(group, lists, { shelved, now: now(), timezone: project.policy.timezone })
  const isEverywhere = lists.every((one) => one.kind === 'list' && one.list.at.getTime() === listed?.at.getTime())
  isPartial ||= doubt !== undefined || lists.some(({ kind }) => kind === 'unread')
  return {
    ...(listed === undefined ? {} : { listed }),
    ...(doubt === undefined ? {} : { doubt }),
    ...{ shelved, isPartial, isEverywhere },
  }
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
  { name, stores, databases: rule = { include: [], exclude: [] } }: Source,
  databases: readonly string[],
  { listed, isPartial, isEverywhere }: Shelved,
): Promise<void> {
  const { world } = project
  const signing = signingKeyOf(project)
  if (signing === 'cannot') return
  const list: DatabaseList = { at: world.now(), patterns: patternsOf(rule), databases: databases.toSorted() }
  if (databases.length > mostDatabases)
    return world.log.warning(
      `${name}: it stands for ${databases.length} databases, and a list that gates go by takes ${mostDatabases}: share them among several sources, each with its own patterns`,
    )
  const age = listed === undefined ? Number.POSITIVE_INFINITY : list.at.getTime() - listed.at.getTime()
  const isSame = JSON.stringify(listed?.databases) === JSON.stringify(list.databases)
  if (isSame && !isPartial && isEverywhere && age >= 0 && age < renewMs) return
  const { places } = await project.places({ name, stores })
  for (const { place, problem } of await putDatabases(places, name, list, signing, world.signal)) {
    if (!isFailure(problem)) throw problem
    world.log.warning(
      `${name}: which databases there are could not be written to ${place.name}, so who reads only that store does not know of new ones: ${messageOf(problem)}`,
    )
  }
}

/** Who cannot sign leaves the list that is there: readers would take no other. What is wrong with the key is told where one is needed. */
function signingKeyOf(project: Project): ReturnType<Project['signingKey']> | 'cannot' {
  try {
    return project.signingKey()
  } catch (error) {
    if (isProblem(error, 'key-missing', 'key-invalid')) return 'cannot'
    throw error
  }
}
