import { mapAtOnce, type SourceCatalog } from '../../catalog/catalog.ts'
import { failedAttempts, type Running, type Trigger } from '../../judge/judge.ts'
import type { Project, SourceStores } from '../project/project.ts'
import { workOn } from './work.ts'

/** Backups that are none, or not yet: what is at work on these sources, and attempts that left nothing, newest first. */
export interface Unfinished {
  readonly running: readonly (Running & { readonly source: string; readonly status: 'running' })[]
  readonly failed: readonly (Trigger & { readonly source: string; readonly status: 'failed' })[]
}

/** Each reads the lease of its source in every store: of thousands of databases not all at once. */
const atOnce = 16

export async function unfinishedOf(
  project: Project,
  shelves: readonly SourceStores[],
  catalogs: readonly SourceCatalog[],
): Promise<Unfinished> {
  const { world } = project
  const running = await mapAtOnce(
    shelves,
    async ({ name, stores }) => {
      const unread = catalogs.find(({ source }) => source === name)?.unread ?? []
      const { places } = await project.places({ name, stores })
      const read = places.filter((place) => !unread.some(({ store }) => store === place.name))
      const work = await workOn(world, name, read)
      return work.running.map((one) => ({ source: name, status: 'running' as const, ...one }))
    },
    atOnce,
  )
  const failed = catalogs.flatMap(({ source, runs, entries }) =>
    failedAttempts(runs, entries, world.now()).map((one) => ({ source, status: 'failed' as const, ...one })),
  )
  return { running: running.flat(), failed: failed.toSorted((a, b) => (a.at < b.at ? 1 : -1)) }
}
