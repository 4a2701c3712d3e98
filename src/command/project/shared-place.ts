import { type Entry, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import { Problem } from '../../problem.ts'
import type { Project } from './project.ts'

/**
 * Detects another project that backs up under the same name into the same place. Each takes the other's backups for its
 * own, so one is never due, and one's rules delete the other's backups. A renamed project is not another one, once it
 * has made a backup. Backups that do not name their project are ignored here.
 */
export function mixtureOf(
  { policy, world }: Pick<Project, 'policy' | 'world'>,
  catalog: SourceCatalog,
): Problem | undefined {
  const now = world.now()
  const live = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes(standing(entry, now)))
  const said = live.filter((entry) => projectOf(entry) !== undefined)
  const other = said.find((entry) => projectOf(entry) !== policy.project)
  const first = said.findLast((entry) => projectOf(entry) === policy.project)
  if (!other || (first && first.startedAt > other.startedAt)) return undefined
  const message = `${other.id} belongs to project ${projectOf(other)}, not ${policy.project}: two projects share one place`
  const name = catalog.source
  const renamed = first
    ? `If this project was called ${projectOf(other)} for a while, \`backproof delete --id ${other.id}\` deletes what was made then.`
    : `If ${policy.project} was called ${projectOf(other)} before, run \`backproof backup --source ${name}\` once.`
  return new Problem('retention-refused', message, {
    hint: `Give each its own prefix or path, or a name other than ${name}. ${renamed}`,
  })
}

/** The catalog without the backups that say that they are another project's. */
export function withoutOthers({ policy }: Pick<Project, 'policy'>, catalog: SourceCatalog): SourceCatalog {
  const ours = (entry: Entry) => [undefined, policy.project].includes(projectOf(entry))
  return { ...catalog, entries: catalog.entries.filter(ours) }
}

function projectOf({ manifest }: Entry): string | undefined {
  return manifest.origin['project']
}
