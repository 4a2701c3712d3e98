import { isFailure, isProblem } from '../../problem.ts'
import { isAhead } from '../clock.ts'
import { mapAtOnce } from '../each.ts'
import type { Place, SourceCatalog } from '../entry.ts'
import { objectName, parseObjectName, type RestoreEvent, type RestoreName, restoreIdOf } from '../object-name.ts'
import { readObject } from '../record.ts'
import { type EndedRestore, parseEnded, parseStarted, restoreMaxBytes, type StartedRestore } from './record.ts'

/** One that has not said for so long that it is alive has ended: it says so every minute. */
const silentMs = 5 * 60_000

/** What the names of the objects say of one restore, in all stores together. */
export interface SeenRestore extends RestoreName {
  readonly id: string
  /** `interrupted`: it began, and nothing tells of its end, and it is not alive any more. */
  readonly state: 'in_progress' | 'completed' | 'failed' | 'interrupted'
  /** Where its objects are. */
  readonly found: readonly { readonly place: Place; readonly event: RestoreEvent }[]
}

/** One restore, as its objects tell. */
export interface RestoreStory extends SeenRestore {
  /** undefined: no store has one that can be parsed. */
  readonly started: StartedRestore | undefined
  readonly ended: EndedRestore | undefined
}

export interface SeenRestores {
  /** Newest first. */
  readonly restores: readonly SeenRestore[]
  readonly unread: SourceCatalog['unread']
}

/** Which restores of a source there were, by names alone. A place that cannot be listed is named in `unread`. */
export async function listRestores(
  source: string,
  places: readonly Place[],
  now: Date,
  signal: AbortSignal,
): Promise<SeenRestores> {
  const unread: { store: string; message: string; hint?: string }[] = []
  const seen = new Map<string, Seen>()
  await Promise.all(
    places.map(async (place) => {
      try {
        await look(source, place, now, signal, seen)
      } catch (error) {
        if (!isFailure(error)) throw error
        const { message, hint } = error
        unread.push({ store: place.name, message, ...(hint ? { hint } : {}) })
      }
    }),
  )
  const restores = [...seen].map(([id, { name, found, aliveMs }]) => ({
    id,
    ...name,
    found,
    state: stateOf(found, aliveMs),
  }))
  return { restores: restores.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)), unread }
}

interface Seen {
  readonly name: RestoreName
  readonly found: { readonly place: Place; readonly event: RestoreEvent }[]
  /** Milliseconds since it was last known to be alive, by the store that heard of it last. */
  aliveMs: number
}

async function look(
  source: string,
  place: Place,
  now: Date,
  signal: AbortSignal,
  seen: Map<string, Seen>,
): Promise<void> {
  const { store } = place
  let time: Date | undefined
  for await (const { key, writtenAt } of store.list(objectName.folder(source, 'restores'), signal)) {
    const name = parseObjectName(source, key)
    if (name?.kind !== 'restore') continue
    const { id: backup, at, token, event } = name
    // By a wrong clock, or planted: it would stand before all others for years, as the newest. A failure is said all the same.
    if (event !== 'failed' && isAhead(at, now)) continue
    const id = restoreIdOf(source, at, token)
    const known = seen.get(id) ?? { name: { backup, at, token }, found: [], aliveMs: Number.POSITIVE_INFINITY }
    known.found.push({ place, event })
    // By the store's own clock where it tells one: those of two machines may differ.
    if (event === 'started' || event === 'alive') {
      time ??= (writtenAt && (await store.time?.(signal))) ?? now
      known.aliveMs = Math.min(known.aliveMs, time.getTime() - (writtenAt ?? at).getTime())
    }
    seen.set(id, known)
  }
}

/** A failure is loud: where one store says that it completed, and another that it failed, it failed. */
function stateOf(found: Seen['found'], aliveMs: number): SeenRestore['state'] {
  const has = (event: RestoreEvent) => found.some((one) => one.event === event)
  if (has('failed')) return 'failed'
  if (has('completed')) return 'completed'
  return aliveMs > silentMs ? 'interrupted' : 'in_progress'
}

/**
 * What these restores say of themselves. `isGone`: whether a process of this machine, as `started` names it, has ended; undefined
 * where that is not known here. An object that is not of the form, or is of another restore, says nothing.
 */
export async function readRestores(
  source: string,
  seen: readonly SeenRestore[],
  isGone: (process: string) => boolean | undefined,
  signal: AbortSignal,
): Promise<readonly RestoreStory[]> {
  return mapAtOnce(seen, async (one) => {
    const wanted = one.state === 'failed' ? ['failed'] : ['completed', 'failed']
    const ended = await firstOf(source, one, wanted, parseEnded, signal)
    const started = await firstOf(source, one, ['started'], parseStarted, signal)
    const gone = one.state === 'in_progress' && started?.process !== undefined && isGone(started.process) === true
    return { ...one, ...(gone ? { state: 'interrupted' as const } : {}), started, ended }
  })
}

async function firstOf<T extends { readonly id: string; readonly source: string; readonly backup: string }>(
  source: string,
  { id, backup, at, token, found }: SeenRestore,
  events: readonly string[],
  parse: (bytes: Uint8Array) => T | undefined,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (const { place, event } of found.filter((one) => events.includes(one.event))) {
    try {
      const key = objectName.restore(source, { backup, at, token }, event)
      const read = parse(await readObject(place.store, key, signal, restoreMaxBytes))
      if (read?.id === id && read.source === source && read.backup === backup) return read
    } catch (error) {
      // Another store may have it whole; what no store tells is not told.
      if (!isProblem(error) || error.code === 'cancelled') throw error
    }
  }
  return undefined
}
