import { isFailure, isProblem, Problem } from '../../problem.ts'
import type { ClockEvidence } from '../clock.ts'
import type { Place } from '../entry.ts'
import { objectName } from '../object-name.ts'
import { acquireLease, type Lease, type LeaseOptions } from './lease.ts'

/** Whether the run that holds the lease in the way takes none of those that are free. */
function isSettled(error: Problem): boolean {
  return error.code === 'lease-abandoned' || (error.cause as { settled?: boolean } | undefined)?.settled === true
}

/** The leases of one source in all its stores; a store that fails is left out and named. */
export interface Leases extends AsyncDisposable {
  /** Fires if another run has taken any of those that are still wanted. */
  readonly signal: AbortSignal
  readonly places: readonly Place[]
  readonly failed: readonly { readonly store: string; readonly problem: Problem }[]
  /** What a killed run left, for people. */
  readonly expired: readonly string[]
  /** What the stores said of the time when their leases were taken. */
  readonly clocks: readonly ClockEvidence[]
  /** Renews all, or those of the stores named, and throws if any is lost: called before what cannot be undone. */
  confirm(stores?: readonly string[]): Promise<void>
  /** Looks at all, so that the renewal or the return that follows in a moment does not wait for a look. */
  look(): Promise<void>
  /**
   * The same as `confirm`, but names the stores whose lease has expired and which do not renew it; throws only if another run has taken
   * one.
   */
  expiredIn(stores: readonly string[]): Promise<readonly { readonly store: string; readonly problem: Problem }[]>
  /** The store has failed and is left out from now on: whoever takes the lease in it takes nothing away. */
  forget(store: string): void
}

/**
 * Takes the lease in every place, always in the order of their names, so that one of two runs gets them all. Throws
 * `lease-held` if another run has any of them, `lease-abandoned` if that run stopped renewing it, `run-failed` if a run
 * has had it for too long. With `goesOn`, throws only if none can be had, or if the other run may be about to take the
 * rest.
 */
export async function acquireLeases(places: readonly Place[], source: string, options: LeaseOptions): Promise<Leases> {
  await using stack = new AsyncDisposableStack()
  const failed: { store: string; problem: Problem }[] = []
  const held: { place: Place; lease: Lease }[] = []
  let inTheWay: Problem | undefined
  for (const place of [...places].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      held.push({ place, lease: stack.use(await acquireLease(place.store, source, options)) })
    } catch (error) {
      if (!isFailure(error) || (error.code === 'run-failed' && !options.goesOn)) throw error
      const isTaken = isProblem(error, 'lease-held', 'lease-abandoned')
      const problem = isTaken ? await secondName(place, held, source, options.signal) : error
      if (!problem && !(options.goesOn && isSettled(error))) throw error
      if (!problem || error.code === 'run-failed') inTheWay ??= error
      failed.push({ store: place.name, problem: problem ?? error })
    }
  }
  if (inTheWay && held.length === 0) throw inTheWay
  const kept = stack.move()
  const wanted = new Map(held.map(({ place, lease }) => [place.name, lease]))
  const lost = new AbortController()
  for (const [name, lease] of wanted)
    lease.signal.addEventListener('abort', () => wanted.has(name) && lost.abort(lease.signal.reason))
  return {
    signal: lost.signal,
    places: places.filter(({ name }) => wanted.has(name)),
    failed,
    clocks: held.map(({ place, lease }) => ({ store: place.name, ...lease.clock })),
    expired: held.flatMap(({ place, lease }) => (lease.expired ? [`${place.name}: ${lease.expired}`] : [])),
    confirm: async (stores = [...wanted.keys()]) => {
      await Promise.all(stores.map((name) => wanted.get(name)?.confirm()))
    },
    look: async () => {
      await Promise.all([...wanted.values()].map((lease) => lease.look()))
    },
    expiredIn: async (stores) => {
      const outcomes = await Promise.allSettled(stores.map((name) => wanted.get(name)?.confirm()))
      return outcomes.flatMap((outcome, i) => {
        if (outcome.status === 'fulfilled') return []
        const { reason: problem } = outcome
        if (!isFailure(problem) || problem.code === 'run-failed') throw problem
        return [{ store: stores[i] ?? '', problem }]
      })
    },
    forget: (store) => void wanted.delete(store),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Where the lease that is in the way is one that this very run has just taken, by another name for the same place. */
async function secondName(
  { name, store }: Place,
  taken: readonly { readonly place: Place }[],
  source: string,
  signal: AbortSignal,
): Promise<Problem | undefined> {
  const key = objectName.lease(source)
  const there = await store.head(key, signal)
  for (const { place } of taken)
    if (there && (await place.store.head(key, signal))?.etag === there.etag) return samePlace(name, place.name)
  return undefined
}

/** Two names for one place would count each backup in it twice, as if there were two copies. */
export function samePlace(name: string, other: string): Problem {
  return new Problem('store-failed', `${name} is the same place as ${other}: two copies in one place are one copy`, {
    hint: `Give ${name} another bucket, prefix or path in the policy, or remove it.`,
  })
}
