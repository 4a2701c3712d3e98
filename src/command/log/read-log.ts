import {
  asOne,
  type Entry,
  flawOf,
  goodSlices,
  isUsable,
  lastOf,
  listVolume,
  logName,
  mapAtOnce,
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
  /** That were read, the oldest first. */
  readonly volumes: readonly Volume[]
  /** That were only listed, each as one, the oldest first. */
  readonly listed: readonly Slice[]
  /** Older ones of which nothing was asked. */
  readonly older: number
  /** Pieces of those that were read. */
  readonly entries: readonly Entry[]
  readonly stretches: readonly Stretch[]
  readonly tip: Slice | undefined
  /** Stores that could not be read: they may have more. */
  readonly unread: SourceCatalog['unread']
}

export interface Volume {
  readonly name: string
  readonly catalog: SourceCatalog
}

/**
 * How much of a log is read. The newest two volumes that have any piece: for the next piece, so that a long log costs no more than a
 * short one. With `listed`, of so many before them what their listings show (0087); `whole` are read all the same. Or all.
 */
export type Depth = 'newest' | 'all' | { readonly listed: number; readonly whole?: ReadonlySet<string> }

/** From its first piece to its last: for what is shown, and for what is kept. */
export const outline = { listed: Number.POSITIVE_INFINITY }

export async function readLog(project: Project, source: SourceStores, depth: Depth): Promise<SourceLog> {
  const found = await volumesOf(project, source)
  const { names } = found
  const read: ReadVolume = (name) => project.catalog({ name, stores: source.stores })
  const newest = depth === 'all' ? await all(names, read) : await newestOf(found, read)
  const before = names.slice(0, newest[0] ? names.indexOf(newest[0].name) : 0)
  const { volumes, listed, older } =
    typeof depth === 'object'
      ? await outlined(project, source, { newest, before, depth, read })
      : { volumes: newest, listed: [], older: before.length }
  const entries = volumes.flatMap(({ catalog }) => catalog.entries)
  const unread = new Map(
    [...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]),
  )
  return {
    volumes,
    listed,
    older,
    entries,
    stretches: stretchesOf(entries, project.world.now(), listed),
    tip: tipOf(ledTo(volumes, found).flatMap(({ catalog }) => catalog.entries)) ?? tipOf(entries),
    unread: [...unread.values()],
  }
}

interface FoundVolumes {
  readonly names: readonly string[]
  readonly unread: SourceCatalog['unread']
}

type ReadVolume = (name: string) => Promise<SourceCatalog>

async function all(names: readonly string[], read: ReadVolume): Promise<readonly Volume[]> {
  return await mapAtOnce(names, async (name) => ({ name, catalog: await read(name) }))
}

/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newestOf(found: FoundVolumes, read: ReadVolume): Promise<readonly Volume[]> {
  const volumes: Volume[] = []
  for (const name of found.names.toReversed()) {
    if (ledTo(volumes, found).length === 2) break
    volumes.unshift({ name, catalog: await read(name) })
  }
  return volumes
}

/**
 * Those with a piece that counts, where others lead to it: no volume is left out where a log is collected, and one that follows none was
 * put there by somebody who would have the numbers run out. Nothing is concluded from what is missing while a store is not read. Pure.
 */
function ledTo(volumes: readonly Volume[], { names, unread }: FoundVolumes): readonly Volume[] {
  const numbers = new Set(names.map(numberOf))
  return volumes.filter(({ name, catalog }) => {
    const isReached = unread.length > 0 || name === names[0] || numbers.has(numberOf(name) - 1)
    return isReached && catalog.entries.some(({ foreign, trashed }) => foreign === undefined && !trashed)
  })
}

/** Of the volumes before, the newest: as one each where they are as the next says, else as they are read. */
async function outlined(
  project: Project,
  source: SourceStores,
  {
    newest,
    before,
    depth: { listed: most, whole = new Set() },
    read,
  }: { newest: readonly Volume[]; before: readonly string[]; depth: Exclude<Depth, string>; read: ReadVolume },
): Promise<Pick<SourceLog, 'volumes' | 'listed' | 'older'>> {
  const { world, policy } = project
  const asked = before.slice(-Math.min(most, before.length))
  const { places, failed } = await project.places(source)
  const options = { signers: policy.encryption.signers, signal: world.signal }
  const look = async (name: string) =>
    failed.length > 0 || whole.has(name) ? undefined : await listVolume(name, places, options)
  const looks = await mapAtOnce(asked, look)
  const volumes = [...newest]
  const listed: Slice[] = []
  let after = newest[0] ? goodSlices(newest[0].catalog.entries, world.now()) : []
  for (const [at, name] of [...asked.entries()].reverse()) {
    const shown = looks[at]
    const one = shown && after.flatMap((slice) => asOne(shown, slice) ?? [])[0]
    if (one) {
      listed.unshift(one)
      after = [one]
    } else {
      const catalog = await read(name)
      volumes.unshift({ name, catalog })
      after = goodSlices(catalog.entries, world.now())
    }
  }
  volumes.sort((a, b) => numberOf(a.name) - numberOf(b.name))
  return { volumes, listed, older: before.length - asked.length }
}

/** Names of the volumes that any store has, the oldest first. */
async function volumesOf(project: Project, source: SourceStores): Promise<FoundVolumes> {
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
 * The newest part of a source's log. What it is played onto may lie before it: then more is looked at, as far back as that takes.
 */
export async function currentLog(project: Project, source: Source, bases: SourceCatalog): Promise<CurrentLog> {
  let current = await logAt(project, source, bases, 'newest')
  for (const listed of [4, 32, Number.POSITIVE_INFINITY]) {
    const { log, state } = current
    if (log.older === 0 || !state.stretch?.[0].previous || state.bases.length > 0) break
    current = await logAt(project, source, bases, { listed })
  }
  return current
}

/** The same of as much of it as is asked for. */
export async function logAt(project: Project, source: Source, bases: SourceCatalog, depth: Depth): Promise<CurrentLog> {
  const { compare } = await replayOf(source)
  const log = await readLog(project, source, depth)
  return { log, state: logState(log, bases.entries, compare, project.world.now()) }
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
