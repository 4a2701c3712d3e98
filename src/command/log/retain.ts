import type { SourceCatalog } from '../../catalog/catalog.ts'
import { momentOf } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { type LogBase, type LogRetention, retainLog } from '../../retain/retain.ts'
import { formatTime, plural } from '../../words/words.ts'
import type { Project } from '../project/project.ts'
import type { Findings } from '../project/session.ts'
import { retainSource } from '../prune/retain-source.ts'
import { folderSource, knowing } from './folder.ts'
import { isLogged, type Logged } from './logged.ts'
import { basesNamed } from './read-log.ts'
import { lookAtLog, type RecoveryLook } from './route.ts'

/** What the window of a source needs, as the stores show it. */
interface Needs extends LogRetention {
  readonly look: RecoveryLook
}

/**
 * The same source, whose retention keeps what its log is played onto. Where a store cannot be read, every backup that names its
 * place in the log is: nobody knows which of them is needed.
 */
export async function withNeeded(project: Project, source: Source, catalog: SourceCatalog): Promise<Source> {
  if (!isLogged(source) || source.pointInTime.base !== undefined) return source
  const { needed, look } = await needsOf(project, source, catalog)
  const all = catalog.entries.filter(({ manifest }) => manifest.position)
  const unknown = new Map(all.map(({ id }) => [id, 'point-in-time: its log could not be read'] as const))
  return { ...source, retention: { ...source.retention, needed: look.log.unread.length > 0 ? unknown : needed } }
}

async function needsOf(project: Project, source: Logged, dumps: SourceCatalog | undefined): Promise<Needs> {
  const { world, policy } = project
  const look = await lookAtLog(project, source, 'all', dumps)
  const placed = look.windows.flatMap(({ bases, stretch }) =>
    bases.map((entry): LogBase => {
      const position = entry.manifest.position
      const begins = position ? stretch.findIndex(({ to }) => (look.compare(position, to) ?? 0) <= 0) : -1
      // Of all that is played onto it, what is dated first: the clock of a runner may have been slow.
      const played = begins < 0 ? [] : stretch.slice(begins)
      const [piece] = played.map((one) => one.entry).sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      return { entry, moment: momentOf(entry), piece }
    }),
  )
  const options = { windowMs: source.pointInTime.windowMs, now: world.now(), timezone: policy.timezone }
  return { ...retainLog(placed, options), look }
}

/** Deletes what the window needs no more: bases first, then pieces of log; with their grace period, as all backups. */
export async function pruneLog(project: Project, source: Logged, apply: boolean): Promise<Findings> {
  const { world, policy } = project
  const { piecesFrom, basesFrom, look } = await needsOf(project, source, undefined)
  if (piecesFrom === undefined || look.log.unread.length > 0) return {}
  const failures: unknown[] = []
  const prune = async (name: string, catalog: SourceCatalog, from: Date | undefined): Promise<readonly string[]> => {
    if (from === undefined || catalog.entries.every((entry) => entry.startedAt >= from && !entry.trashed)) return []
    const folder = folderSource(source, name, from)
    const found = await retainSource(knowing(project, folder), folder, catalog, { apply, thawed: false, gap: 'waits' })
    failures.push(...(found.failures ?? []))
    return found.retention?.deleted.map(({ id }) => id) ?? []
  }
  if (source.pointInTime.base !== undefined) await prune(basesNamed(source).name, look.bases, basesFrom)
  const gone: string[] = []
  for (const { name, catalog } of look.log.volumes) gone.push(...(await prune(name, catalog, piecesFrom)))
  if (gone.length > 0) {
    const from = formatTime(piecesFrom, policy.timezone)
    const verb = apply ? 'deleted' : 'would delete'
    world.log.info(
      `${source.name}: ${verb} ${plural(gone.length, 'piece')} of log from before ${from}: no base in the window needs them`,
    )
  }
  return { failures }
}
