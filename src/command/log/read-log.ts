import {
  type Entry,
  eachAtOnce,
  flawOf,
  isUsable,
  lastOf,
  logName,
  readLogName,
  type Slice,
  type SourceCatalog,
  type Stretch,
  sourceOfFolder,
  stretchesOf,
  tipOf,
  unreadOf,
} from '../../catalog/catalog.ts'
import type { Replay } from '../../engine/engine.ts'
import { liesIn } from '../../judge/judge.ts'
import type { LogState } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import { foldersOf } from '../project/folders.ts'
import type { Project, SourceStores } from '../project/project.ts'
import { replayOf } from './logged.ts'

/** What the stores have of a source's log. */
export interface SourceLog {
  /** By volume, the oldest first. */
  readonly volumes: readonly { readonly name: string; readonly catalog: SourceCatalog }[]
  /** Pieces of all of them. */
  readonly entries: readonly Entry[]
  readonly stretches: readonly Stretch[]
  readonly tip: Slice | undefined
  /** Stores that could not be read: they may have more. */
  readonly unread: SourceCatalog['unread']
}

/**
 * Reads the pieces of a source's log, of its newest two volumes that have any, or of all: of the newest only, where the next
 * piece is to be collected, so that a long log costs no more than a short one.
 */
export async function readLog(project: Project, source: SourceStores, which: 'newest' | 'all'): Promise<SourceLog> {
  const found = await volumesOf(project, source)
  const volumes = await (which === 'all' ? all : newest)(found.names, (name) =>
    project.catalog({ name, stores: source.stores }),
  )
  const entries = volumes.flatMap(({ catalog }) => catalog.entries)
  const unread = new Map(
    [...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]),
  )
  return {
    volumes,
    entries,
    stretches: stretchesOf(entries, project.world.now()),
    tip: tipOf(entries),
    unread: [...unread.values()],
  }
}

type Volume = SourceLog['volumes'][number]
type ReadVolume = (name: string) => Promise<SourceCatalog>

async function all(names: readonly string[], read: ReadVolume): Promise<readonly Volume[]> {
  const volumes = new Map<string, SourceCatalog>()
  await eachAtOnce(names, async (name) => {
    volumes.set(name, await read(name))
  })
  return names.flatMap((name) => {
    const catalog = volumes.get(name)
    return catalog ? [{ name, catalog }] : []
  })
}

/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newest(names: readonly string[], read: ReadVolume): Promise<readonly Volume[]> {
  const volumes: Volume[] = []
  let filled = 0
  for (const name of names.toReversed()) {
    if (filled === 2) break
    const catalog = await read(name)
    volumes.unshift({ name, catalog })
    if (tipOf(catalog.entries)) filled += 1
  }
  return volumes
}

/** Names of the volumes that any store has, the oldest first. */
async function volumesOf(
  project: Project,
  source: SourceStores,
): Promise<{ readonly names: readonly string[]; readonly unread: SourceCatalog['unread'] }> {
  const { world } = project
  const { places, failed } = await project.places(source)
  const unread = failed.map(({ store, problem }) => unreadOf(store, problem))
  const names = new Set<string>()
  for (const { name, store } of places) {
    try {
      for (const folder of await foldersOf(store, world.signal)) {
        const named = sourceOfFolder(folder)
        const log = named === undefined ? undefined : readLogName(named)
        if (named !== undefined && log?.source === source.name && log.folder.kind === 'volume') names.add(named)
      }
    } catch (error) {
      if (!isFailure(error)) throw error
      unread.push(unreadOf(name, error))
    }
  }
  return { names: [...names].toSorted((a, b) => numberOf(a) - numberOf(b)), unread }
}

function numberOf(name: string): number {
  const folder = readLogName(name)?.folder
  return folder?.kind === 'volume' ? folder.number : 0
}

/** Backups that a log can be played onto: physical ones that have a place of their own, or the dumps of the source. */
export async function basesOfLog(
  project: Project,
  source: Source,
  dumps: SourceCatalog | undefined,
): Promise<SourceCatalog> {
  if (source.pointInTime?.base === undefined) return dumps ?? (await project.catalog(source))
  return await project.catalog(basesNamed(source))
}

export const basesNamed = ({ name, stores }: SourceStores): SourceStores => ({
  name: logName(name, { kind: 'bases' }),
  stores,
})

/** What is known of a source's log, to decide from whether something is due. */
export interface CurrentLog {
  readonly log: SourceLog
  readonly state: LogState
}

/**
 * The newest part of a source's log. Where that goes on from older volumes, what it is played onto may lie before it: then all of it is
 * read.
 */
export async function currentLog(project: Project, source: Source, bases: SourceCatalog): Promise<CurrentLog> {
  const { compare } = await replayOf(source)
  const stateOf = (log: SourceLog) => logState(log, bases.entries, compare, project.world.now())
  const newest = await readLog(project, source, 'newest')
  const state = stateOf(newest)
  if (!state.stretch?.[0].previous || state.bases.length > 0) return { log: newest, state }
  const log = await readLog(project, source, 'all')
  return { log, state: stateOf(log) }
}

function logState(log: SourceLog, bases: readonly Entry[], compare: Replay['compare'], now: Date): LogState {
  const { tip } = log
  const newestFirst = (some: readonly Entry[]) => some.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const usable = bases.filter((entry) => isUsable(entry, now))
  // A log begins at the newest that names its place.
  if (!tip) {
    const placed = usable.filter(({ manifest: { position } }) => position && compare(position, position) !== undefined)
    return { tip, stretch: undefined, kept: bases, bases: newestFirst(placed) }
  }
  const stretch = log.stretches.find((one) => lastOf(one).entry.id === tip.entry.id)
  if (!stretch) {
    const flaw = flawOf(tip.entry, now)
    return { tip, stretch, bases: [], kept: bases, ...(flaw === undefined ? {} : { flaw }) }
  }
  const within = usable.filter((entry) => liesIn(entry, stretch, compare))
  return { tip, stretch, kept: bases, bases: newestFirst(within) }
}
