import { isFailure, isProblem, Problem } from '../../problem.ts'
import type { Store, Stored } from '../../store/store.ts'
import { zonedText } from '../../time/time.ts'
import type { ClockEvidence } from '../clock.ts'
import type { Place } from '../entry.ts'
import { objectName } from '../object-name.ts'
import { giveBack, giveBackLate } from './end.ts'
import { type LeaseObject, type LeaseThere, lookAtLease } from './object.ts'

/** The right to write to one source in one store. `await using` gives it back; a killed holder's expires by itself. */
export interface Lease extends AsyncDisposable {
  /** Fires with a Problem if another run has taken the lease; what it covers must stop. */
  readonly signal: AbortSignal
  /** Who held it before and never gave it back; undefined = nobody. */
  readonly expired: string | undefined
  /** What the store said of the time when this was taken. */
  readonly clock: Omit<ClockEvidence, 'store'>
  /**
   * Renews it. Throws `run-failed` if another run has taken it, what the store throws if it has expired meanwhile and the
   * store does not renew it.
   */
  confirm(): Promise<void>
}

export interface LeaseOptions {
  /** Unique to this run, and telling a person who it is. */
  readonly holder: string
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Of the times in its messages: the policy's. Default UTC. */
  readonly timezone?: string
  /** Default 15 minutes; renewed every minute, or at every third of it where that is sooner. */
  readonly ttlMs?: number
  /**
   * For work that each store takes by itself: goes on in the stores whose leases it can have, where those of the others are
   * held by runs that do not want these: such a run has renewed what it has, and so taken all that it wants.
   */
  readonly goesOn?: boolean
  /** For work that makes room: takes the lease also where a store has less room than it keeps. */
  readonly fromReserve?: boolean
}

const renewMs = 60_000

/**
 * Takes the lease by a conditional write; throws `lease-held` while another run has it, `lease-abandoned` where that one
 * renews it no more and it has not expired yet, `run-failed` if one has had it
 * for more than a day, `store-failed` for one that was dated by a wrong clock. On a store that ignores conditions the
 * read-back afterwards still tells which of two won.
 */
export async function acquireLease(store: Store, source: string, options: LeaseOptions): Promise<Lease> {
  const { holder, now, signal, timezone = 'UTC', ttlMs = 15 * 60_000, fromReserve = false } = options
  const at = (time: string | Date) => zonedText(new Date(time), timezone)
  const key = objectName.lease(source)
  const acquiredAt = now()
  const body = (expiresAt: Date) => {
    const text = JSON.stringify({ holder, acquiredAt, renewedAt: now(), expiresAt }, null, 2)
    return new TextEncoder().encode(`${text}\n`)
  }
  const expiry = () => new Date(now().getTime() + ttlMs)

  const found = await lookAtLease(store, key, signal)
  const [there, known] = [found?.stored, found?.lease]
  // Given back: also where the clock of the machine that did so is ahead of ours.
  const free = !known || Date.parse(known.expiresAt) === Date.parse(known.acquiredAt)
  const leftMs = free ? 0 : Date.parse(known.expiresAt) - now().getTime()
  if (known && leftMs > longestMs) throw heldByClock(store, key, known, at)
  if (known && leftMs > 0 && now().getTime() - Date.parse(known.acquiredAt) > longestMs)
    throw stuck(store, source, known, at)
  if (there && known && leftMs > 0) {
    const silentSince = await silence(store, there, known, now, signal)
    if (silentSince) throw abandoned(store, source, known, at(silentSince), at(known.expiresAt))
    throw held(store, source, known.holder, at(known.expiresAt), hasAllItWants(known))
  }
  const condition = there ? { ifMatch: there.etag } : { ifAbsent: true }
  const own = { store, key, holder, signal, free: () => body(acquiredAt) }
  let mine: Stored
  let until = expiry()
  try {
    mine = await store.put(key, body(until), { ...condition, looked: true, signal, fromReserve })
  } catch (error) {
    if (isProblem(error, 'store-exists', 'store-changed')) throw held(store, source, 'another run', undefined)
    // It may have been written, and the answer lost.
    if (isProblem(error, 'store-unavailable', 'cancelled')) await giveBackLate(own)
    throw error
  }
  const oursAt = now()
  let seen: LeaseThere | undefined
  try {
    seen = await lookAtLease(store, key, signal)
  } catch (error) {
    await giveBack(own, mine.etag)
    throw error
  }
  const winner = seen?.lease
  if (winner?.holder !== holder)
    throw held(store, source, winner?.holder ?? 'another run', winner && at(winner.expiresAt))
  const theirsAt = mine.writtenAt ?? seen?.stored.writtenAt

  const lost = new AbortController()
  let renewing = Promise.resolve()
  /** A renewal that was asked for and has not begun. */
  let next: Promise<void> | undefined
  let failure: unknown
  const renew = async () => {
    if (lost.signal.aborted) return
    try {
      const next = expiry()
      mine = await store.put(key, body(next), { ifMatch: mine.etag, signal, fromReserve: true })
      until = next
      failure = undefined
    } catch (error) {
      failure = error
      // A store that does not answer takes nothing away: as long as the object is ours, so is the lease, however old.
      if (isProblem(error, 'store-changed', 'object-missing'))
        lost.abort(
          new Problem('run-failed', `the lease on ${source} in ${store.where} was lost`, {
            hint: 'Another run has taken it: let that one end, and run this again.',
            cause: error,
          }),
        )
    }
  }
  const timer = setInterval(
    () => {
      renewing = renewing.then(renew)
    },
    Math.min(renewMs, ttlMs / 3),
  )
  return {
    signal: lost.signal,
    async confirm() {
      // Whoever asks before it begins has the same answer.
      next ??= renewing.then(() => {
        next = undefined
        return renew()
      })
      renewing = next
      await next
      if (lost.signal.aborted) throw lost.signal.reason
      if (failure !== undefined && now() >= until) throw failure
    },
    expired: free || known.holder === '' ? undefined : known.holder,
    clock: {
      oursAt,
      ...(theirsAt ? { theirsAt } : {}),
      ...(known ? { previousAt: new Date(known.acquiredAt) } : {}),
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await renewing
      if (lost.signal.aborted) return
      await giveBack(own, mine.etag)
    },
  }
}

/**
 * When it was renewed last, if two renewals are due since: its holder has ended, or is suspended. By the store's own clock;
 * where it does not tell, by those of the machines.
 */
async function silence(
  store: Store,
  { writtenAt }: Stored,
  { renewedAt }: LeaseObject,
  now: () => Date,
  signal: AbortSignal,
): Promise<Date | undefined> {
  if (renewedAt === undefined) return undefined
  const here = now()
  const at = writtenAt ?? new Date(renewedAt)
  const time = (writtenAt && (await store.time?.(signal))) ?? here
  return time.getTime() - at.getTime() > 2 * renewMs ? at : undefined
}

/** Not `lease-held`: nobody does what is left undone meanwhile. It is not taken over: a machine that slept may wake. */
function abandoned(
  store: Store,
  source: string,
  { holder }: LeaseObject,
  silentSince: string,
  freeAt: string,
): Problem {
  const message = `${source} in ${store.where} is left by ${holder}, which has not renewed its lease since ${silentSince}: that run has ended; the lease is free at ${freeAt}`
  return new Problem('lease-abandoned', message, {
    hint: `Nothing was written there. Run this again after ${freeAt}, or let the next tick do it.`,
  })
}

/** No lease is taken for so long: one that has longer to go was dated by a clock that is wrong. */
const longestMs = 24 * 3_600_000

/** Not `lease-held`, which is left to the run that has it: nobody may ever give this one back. */
function heldByClock(
  store: Store,
  key: string,
  { holder, expiresAt }: LeaseObject,
  at: (time: string) => string,
): Problem {
  const message = `${key} in ${store.where} says that ${holder} writes until ${at(expiresAt)}: its clock or this one is wrong`
  return new Problem('store-failed', message, {
    hint: `Set the clock; if that run has ended, remove ${key} from the store with the store's own tools.`,
  })
}

/** A run that hangs may renew its lease forever, and every other would leave the source to it. */
function stuck(
  store: Store,
  source: string,
  { holder, acquiredAt }: LeaseObject,
  at: (time: string) => string,
): Problem {
  const message = `${source} in ${store.where} is being written by ${holder} since ${at(acquiredAt)}, for more than a day`
  return new Problem('run-failed', message, {
    hint: 'Look at that run: if it hangs, end it, and its lease expires by itself.',
  })
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
    hint: `Give ${name} another bucket, prefix or path in the policy, or take it out.`,
  })
}

/** All leases are taken within moments: two runs that start at once must not share the stores out between them. */
function hasAllItWants({ acquiredAt, renewedAt }: LeaseObject): boolean {
  return renewedAt !== undefined && Date.parse(renewedAt) - Date.parse(acquiredAt) >= renewMs / 2
}

function held(store: Store, source: string, holder: string, until: string | undefined, settled = false): Problem {
  const message = `${source} in ${store.where} is being written by ${holder}${until ? `, until ${until}` : ''}`
  return new Problem('lease-held', message, {
    hint: 'Wait for that run to end; the lease of a run that was killed expires by itself.',
    cause: { settled },
  })
}

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
  /**
   * The same, but names the stores whose lease has expired and which do not renew it; throws only if another run has taken
   * one.
   */
  expiredIn(stores: readonly string[]): Promise<readonly { readonly store: string; readonly problem: Problem }[]>
  /** The store has failed and is left out from now on: whoever takes the lease in it takes nothing away. */
  forget(store: string): void
}

/**
 * Takes the lease in every place, always in the order of their names, so that of two runs one gets all. Throws
 * `lease-held` if another run has any of them, `lease-abandoned` if that renews it no more, `run-failed` if one has had it
 * for too long. With `goesOn` only where none can be had, or where the other run may be about to take the rest.
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
