import { listRestores, type Place, type SourceCatalog } from '../../catalog/catalog.ts'
import { most, type RestoresLook } from '../../judge/judge.ts'
import type { Project } from '../project/project.ts'
import { shownRestore, storiesOf } from '../restore/record/story.ts'

/**
 * Restores that somebody asked for, newest first. `read`: the stores that the catalog could read; of the others nothing is known.
 */
export async function restoresMadeOf(
  project: Project,
  name: string,
  read: readonly Place[],
  unread: SourceCatalog['unread'],
): Promise<RestoresLook> {
  const { world } = project
  const { restores, unread: failed } = await listRestores(name, read, world.now(), world.signal)
  const told = await storiesOf(
    project,
    { name, stores: read.map((place) => place.name) },
    restores.slice(0, most.restoresRead),
  )
  const bare = restores
    .slice(most.restoresRead, most.restores)
    .map((one) => ({ ...one, started: undefined, ended: undefined }))
  return {
    seen: [...told, ...bare].map((one) => shownRestore(name, one)),
    left: Math.max(0, restores.length - most.restores),
    unread: [...unread, ...failed],
  }
}
