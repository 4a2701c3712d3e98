import {
  type Entry,
  type LogPosition,
  mapAtOnce,
  type Slice,
  type SourceCatalog,
  type Stretch,
} from '../../catalog/catalog.ts'
import { type ComparePositions, momentOf } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { type LogRetention, retainLog } from '../../retain/retain.ts'
import { formatTime, plural } from '../../words/words.ts'
import type { Project } from '../project/project.ts'
import type { Findings } from '../project/session.ts'
import { retainSource } from '../prune/retain-source.ts'
import { folderSource, knowing } from './folder.ts'
import { isLogged, type Logged } from './logged.ts'
import { basesNamed, type Depth, outline, type SourceLog, type Volume } from './read-log.ts'
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
  const { needed, look } = await needsAt(project, source, catalog, outline)
  const all = catalog.entries.filter(({ manifest }) => manifest.position)
  const unknown = new Map(all.map(({ id }) => [id, 'point-in-time: its log could not be read'] as const))
  return { ...source, retention: { ...source.retention, needed: look.log.unread.length > 0 ? unknown : needed } }
}

async function needsOf(project: Project, source: Logged, dumps: SourceCatalog | undefined): Promise<Needs> {
  const first = await needsAt(project, source, dumps, outline)
  const [oldest] = first.begins.toSorted((a, b) => a.number - b.number)
  if (oldest?.through === undefined) return first
  // From which piece of that volume on they are needed, its listing does not show.
  const whole = new Set([oldest.entry.manifest.source])
  return await needsAt(project, source, dumps, { ...outline, whole })
}

async function needsAt(
  project: Project,
  source: Logged,
  dumps: SourceCatalog | undefined,
  depth: Depth,
): Promise<Needs & { readonly begins: readonly Slice[] }> {
  const { world, policy } = project
  const look = await lookAtLog(project, source, depth, dumps)
  const placed = look.windows.flatMap(({ bases, stretch }) => {
    const played = earliest(stretch)
    return bases.map((entry) => {
      const { position } = entry.manifest
      const at = position === undefined ? -1 : firstAfter(stretch, position, look.compare)
      const piece = played[at]
      return { entry, moment: momentOf(entry), piece, begins: stretch[at] }
    })
  })
  const options = { windowMs: source.pointInTime.windowMs, now: world.now(), timezone: policy.timezone }
  const retention = retainLog(placed, options)
  const begins = placed.flatMap((base) => (retention.needed.has(base.entry.id) ? (base.begins ?? []) : []))
  return { ...retention, look, begins }
}

/** Of each piece and all that follow it, what is dated first: the clock of a runner may have been slow. */
function earliest(stretch: Stretch): readonly Entry[] {
  const found: Entry[] = []
  let best: Entry | undefined
  for (const { entry } of stretch.toReversed()) {
    if (!best || entry.startedAt <= best.startedAt) best = entry
    found.push(best)
  }
  return found.reverse()
}

/** Where in a stretch the piece is that a position lies in; -1: in none. A year of log has tens of thousands, and hundreds of bases. */
function firstAfter(stretch: Stretch, position: LogPosition, compare: ComparePositions): number {
  let [from, to] = [0, stretch.length]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const slice = stretch[middle]
    if (slice && (compare(position, slice.to) ?? 0) > 0) from = middle + 1
    else to = middle
  }
  return from < stretch.length ? from : -1
}

/** Deletes what the window needs no more: bases first, then pieces of log; with their grace period, as all backups. */
export async function pruneLog(project: Project, source: Logged, apply: boolean): Promise<Findings> {
  const { world, policy } = project
  const { piecesFrom, basesFrom, look } = await needsOf(project, source, undefined)
  if (piecesFrom === undefined || look.log.unread.length > 0) return {}
  const failures: unknown[] = []
  const prune = async (folder: Source, catalog: SourceCatalog, from: Date | undefined): Promise<readonly string[]> => {
    if (from === undefined || catalog.entries.every((entry) => entry.startedAt >= from && !entry.trashed)) return []
    const found = await retainSource(knowing(project, folder), folder, catalog, { apply, thawed: false, gap: 'waits' })
    failures.push(...(found.failures ?? []))
    return found.retention?.deleted.map(({ id }) => id) ?? []
  }
  if (source.pointInTime.base !== undefined) {
    const { name } = basesNamed(source)
    await prune(folderSource(source, name, { from: basesFrom, keepsLast: true }), look.bases, basesFrom)
  }
  const gone: string[] = []
  for (const { name, catalog } of await volumesBefore(project, source, look.log, piecesFrom)) {
    // What the next piece follows stays; of an older volume nothing has to.
    const keepsLast = name === look.log.tip?.entry.manifest.source
    gone.push(...(await prune(folderSource(source, name, { from: piecesFrom, keepsLast }), catalog, piecesFrom)))
  }
  if (gone.length > 0) {
    const from = formatTime(piecesFrom, policy.timezone)
    const verb = apply ? 'deleted' : 'would delete'
    world.log.info(
      `${source.name}: ${verb} ${plural(gone.length, 'piece')} of log from before ${from}: no base in the window needs them`,
    )
  }
  return { failures }
}

/** Those that were read, and of those that were listed what is to be deleted: read now, as nothing is by a listing alone. */
async function volumesBefore(
  project: Project,
  { stores }: Source,
  { volumes, listed }: SourceLog,
  from: Date,
): Promise<readonly Volume[]> {
  const old = listed.filter(({ entry }) => entry.startedAt < from).map(({ entry }) => entry.manifest.source)
  const read = await mapAtOnce(old, async (name) => ({ name, catalog: await project.catalog({ name, stores }) }))
  return [...read, ...volumes]
}
