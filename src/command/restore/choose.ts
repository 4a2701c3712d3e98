import type { SourceCatalog } from '../../catalog/catalog.ts'
import { Problem } from '../../problem.ts'
import type { Options } from '../option.ts'
import { type FoundBackup, findEntry, newestEntry, parseAt, requireSource } from '../project/entry.ts'
import type { Project, SourceStores } from '../project/project.ts'
import { mixtureOf, withoutOthers } from '../project/shared-place.ts'

/** The one backup that was asked for: by its id, or as the newest of a source. */
export async function choose(project: Project, options: Options): Promise<FoundBackup> {
  const [id, ...more] = options.id ?? []
  if (id !== undefined && more.length === 0) {
    if (options.at !== undefined)
      throw new Problem('usage', 'restore takes --id or --at, not both', { hint: 'An id already names one backup.' })
    const found = await findEntry(project, id)
    requireSource(found, options.source)
    nameUnread(project, found.catalog)
    return found
  }
  const [source, ...others] = project.sources
  if (id !== undefined || !source || others.length > 0) {
    throw new Problem('usage', 'restore takes one backup', {
      hint: 'Name it with --id ID, or with --source NAME (and --at TIME).',
    })
  }
  return newestOf(project, source, options)
}

/** The newest backup of a source that can be restored, by the time that was asked for. */
export async function newestOf(
  project: Project,
  source: SourceStores,
  options: Pick<Options, 'at'>,
): Promise<FoundBackup> {
  // Of a source whose log is not collected, the newest backup is the latest that there is.
  const at = options.at === undefined || options.at === 'latest' ? undefined : parseAt(options.at, project.policy)
  const catalog = await project.catalog(source)
  // What does not show may be newer than what is chosen.
  nameUnread(project, catalog)
  for (const { message } of catalog.damaged) project.world.log.warning(message)
  const now = project.world.now()
  for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
    project.world.log.warning(`${id} is dated in the future, so it is left out: restore it with --id ${id}`)
  const mixture = mixtureOf(project, catalog)
  if (mixture) project.world.log.warning(mixture.message)
  const own = withoutOthers(project, catalog)
  // If none is known to be ours, the policy may be a new one, written after a disaster.
  const from = mixture && own.entries.length > 0 ? own : catalog
  return { catalog, entry: newestEntry(from, { now, timezone: project.policy.timezone }, at), shelved: source }
}

/** What it has is not known: a newer backup, or another copy. */
function nameUnread({ world }: Project, { source, unread }: SourceCatalog): void {
  for (const { store, message } of unread) world.log.warning(`${source}: ${store} could not be read: ${message}`)
}
