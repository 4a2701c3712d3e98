import { type Beside, changedSince, type Entry, goesNow, type Place, type TrashMark } from '../../catalog/catalog.ts'
import type { Duration } from '../../time/time.ts'
import { lockOf } from './settle.ts'

/** What is about to be removed from one store: the backup's last copy there, or the copy that this store alone gives up. */
export interface Departure {
  readonly place: Place
  readonly entry: Entry
  readonly scope: TrashMark['scope']
  readonly grace: Duration
  /** The moment that was decided for. */
  readonly now: Date
  /** Other stores that must say the same of it. */
  readonly others?: readonly Place[]
}

/** Why it stays. `called off`: its mark is gone, or it is held; nothing about that is worth a finding. */
export interface Objection {
  readonly kind: 'called off' | 'locked' | 'changed'
  readonly because: string
}

/**
 * The last look before anything is removed for good, past every cache: its mark, its hold, its lock, and all that it was
 * decided on. `clock`: the time by this machine's clock. undefined = nothing stands against it.
 */
export async function lastLook(
  { place, entry, scope, grace, now, others = [] }: Departure,
  clock: Date,
  signal: AbortSignal,
): Promise<Objection | undefined> {
  const { id, manifest } = entry
  const goes = await goesNow(place.store, manifest.source, id, { scope, grace, now }, signal)
  if (!goes) return { kind: 'called off', because: 'it was just brought back or held' }
  const locked = await lockOf(place, manifest, signal)
  if (locked && locked > now) {
    return { kind: 'locked', because: `an object lock in ${place.name} forbids its removal for now` }
  }
  const changed = await changedInAny([place, ...others], entry, clock, signal)
  return changed === undefined ? undefined : { kind: 'changed', because: changed }
}

/**
 * The first contradiction between these stores and the facts behind the decision; undefined = none. A copy that is
 * known to be damaged is not checked: the decision already accounts for it.
 */
export async function changedInAny(
  places: readonly Place[],
  entry: Entry,
  clock: Date,
  signal: AbortSignal,
  beside: ReadonlyMap<Place, Beside | undefined> = new Map(),
): Promise<string | undefined> {
  for (const place of places) {
    if (entry.damaged?.some(({ store }) => store === place.name)) continue
    const changed = await changedSince(place, entry, clock, signal, beside.get(place))
    if (changed !== undefined) return changed
  }
  return undefined
}
