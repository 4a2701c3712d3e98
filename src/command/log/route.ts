import { flawOf, lastOf, type SourceCatalog } from '../../catalog/catalog.ts'
import {
  type ComparePositions,
  isRoute,
  type RecoveryWindow,
  type Route,
  routeTo,
  windowsOf,
} from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { formatBytes, formatMoment, plural } from '../../words/words.ts'
import type { Project } from '../project/project.ts'
import { replayOf } from './logged.ts'
import { basesOfLog, type Depth, readLog, type SourceLog } from './read-log.ts'

/** What of a source's log can be restored. */
export interface RecoveryLook {
  readonly windows: readonly RecoveryWindow[]
  readonly log: SourceLog
  /** What it can be played onto. */
  readonly bases: SourceCatalog
  readonly compare: ComparePositions
}

/** Reads a source's log, as much of it as is asked for, and what it can be played onto. */
export async function lookAtLog(
  project: Project,
  source: Source,
  depth: Depth = 'all',
  dumps?: SourceCatalog,
): Promise<RecoveryLook> {
  const { compare } = await replayOf(source)
  const log = await readLog(project, source, depth)
  const bases = await basesOfLog(project, source, dumps)
  const now = project.world.now()
  const found = windowsOf(log.stretches, bases.entries, compare, now, log.tip && flawOf(log.tip.entry, now))
  // What no piece leads to is not the end of the log, whatever its number.
  const isBeyond = ({ stretch }: RecoveryWindow) => lastOf(stretch).number > (log.tip?.number ?? 0)
  const windows = [...found.filter((one) => !isBeyond(one)), ...found.filter(isBeyond)]
  const unread = [...log.unread, ...bases.unread.filter(({ store }) => !log.unread.some((one) => one.store === store))]
  return { windows, log: { ...log, unread }, bases, compare }
}

/** The way to a moment, told to the person who waits for it. Throws `unknown-id` where there is none, naming the nearest moments. */
export async function findRoute(project: Project, source: Source, at: Date | 'latest'): Promise<Route> {
  const { world } = project
  const { windows, log, compare } = await lookAtLog(project, source)
  for (const { store, message } of log.unread)
    world.log.warning(`${source.name}: ${store} could not be read, and may have more: ${message}`)
  const route = routeTo(source.name, windows, at, { compare, now: world.now() })
  if (!isRoute(route)) throw new Problem('unknown-id', route.message, { hint: route.hint })
  for (const line of describeRoute(route)) world.log.info(`${source.name}: ${line}`)
  return route
}

/** A way that does without some bases; undefined: there is none. */
export async function findAnother(
  project: Project,
  source: Source,
  at: Date | 'latest',
  without: readonly string[],
): Promise<Route | undefined> {
  const { windows, compare } = await lookAtLog(project, source)
  const route = routeTo(source.name, windows, at, { compare, now: project.world.now(), without })
  return isRoute(route) ? route : undefined
}

/** What will be done, and the moment that it reaches. Pure. */
export function describeRoute({ base, chain, log, reaches, bytes, until }: Route): readonly string[] {
  const end = until === 'end' ? ', the end of its log' : ''
  return [
    `restoring to ${formatMoment(reaches)}${end}`,
    `from ${base.id}${buildsOn(chain)} and ${plural(log.length, 'piece')} of log, ${formatBytes(bytes)} to download`,
  ]
}

const buildsOn = ([full, ...between]: Route['chain']) => {
  if (!full) return ''
  const more = between.length > 0 ? ` and ${plural(between.length, 'increment')}` : ''
  return `, which builds on ${full.id}${more},`
}
