import type { SourceCatalog } from '../../catalog/catalog.ts'
import { judgeStore, type Observation, observeStore } from '../../judge/judge.ts'
import { isFailure } from '../../problem.ts'
import type { Project } from '../project/project.ts'

/** What a store says of its room; undefined: it does not tell. `catalogs`: of the sources in it. */
export async function lookAtStore(
  project: Project,
  name: string,
  limit: true | number,
  catalogs: readonly SourceCatalog[],
): Promise<Observation | undefined> {
  const { world, policy } = project
  const now = world.now()
  try {
    const { store } = await project.place(name)
    const room = await store.room?.(world.signal)
    if (!room) return undefined
    const probe = { state: 'reached', at: now.toISOString(), cached: false } as const
    return observeStore(judgeStore(policy, name, catalogs, { probe, room, lock: { state: 'unknown' } }, now), limit)
  } catch (error) {
    if (!isFailure(error)) throw error
    // That it cannot be read is said by `degraded` of its sources.
    return { rule: 'storage-low', kind: 'unknown' }
  }
}
