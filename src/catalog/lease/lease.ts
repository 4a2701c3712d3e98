import { isFailure, isProblem, Problem } from '../../problem.ts'
import type { Store, Stored } from '../../store/store.ts'
import { zonedText } from '../../time/time.ts'
import type { ClockEvidence } from '../clock.ts'
import { objectName } from '../object-name.ts'
import { giveBack, giveBackLate } from './end.ts'
import { type LeaseObject, type LeaseThere, lookAtLease } from './object.ts'

/** The right to write to one source in one store. `await using` gives it back; a killed holder's expires by itself. */
export interface Lease extends AsyncDisposable {
  /** Fires with a Problem if another run has taken the lease; what it covers must stop. */
  readonly signal: AbortSignal
  /** The previous holder that never released it; undefined = none. */
  readonly expired: string | undefined
  /** What the store said of the time when this was taken. */
  readonly clock: Omit<ClockEvidence, 'store'>
  /**
   * Renews it. Throws `run-failed` if another run has taken it, what the store throws if it has expired meanwhile and the
   * store does not renew it.
   */
  confirm(): Promise<void>
  /**
   * Checks the lease in advance, so that a renewal or release right after this need not check again. For use beside
   * other work, so that no time is lost. Never throws: whatever it does not see is checked again.
   */
  look(): Promise<void>
}

export interface LeaseOptions {
  /** Unique to this run, and telling a person who it is. */
  readonly holder: string
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Time zone of the times in its messages: the policy's. Default UTC. */
  readonly timezone?: string
  /** Default 15 minutes; renewed every minute, or at every third of it where that is sooner. */
  readonly ttlMs?: number
  /**
   * For work that each store does independently: continues in the stores whose lease is free, if the runs that hold the
   * others do not want these stores. Such a run has renewed its leases, so it has already taken every lease that it
   * wants.
   */
  readonly goesOn?: boolean
  /** For work that makes room: takes the lease also where a store has less room than it keeps. */
  readonly fromReserve?: boolean
}

const renewMs = 60_000

/** So long a look at the lease holds: about as long as it takes to write it after that, over a slow line. */
const lookMs = 2_000

/**
 * Takes the lease by a conditional write. Throws `lease-held` while another run has it, `lease-abandoned` if that run
 * stopped renewing it but it has not expired yet, `run-failed` if a run has had it for more than a day, `store-failed`
 * for a lease dated by a wrong clock. On a store that ignores conditions, the read-back afterwards still shows which of
 * two runs won.
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
  // Released, even if the clock of the machine that released it is ahead of ours.
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
  // By its etag it is what was written: then it is ours, whatever was spoilt on the way back.
  if (winner?.holder !== holder && seen?.stored.etag !== mine.etag)
    throw held(store, source, winner?.holder ?? 'another run', winner && at(winner.expiresAt))
  const theirsAt = mine.writtenAt ?? seen?.stored.writtenAt

  const lost = new AbortController()
  let renewing = Promise.resolve()
  /** A renewal that was asked for and has not begun. */
  let next: Promise<void> | undefined
  let failure: unknown
  let seenOurs: { readonly etag: string; readonly at: Date } | undefined
  const hasLooked = () => {
    const ageMs = seenOurs ? now().getTime() - seenOurs.at.getTime() : -1
    return seenOurs?.etag === mine.etag && ageMs >= 0 && ageMs <= lookMs
  }
  const renew = async () => {
    if (lost.signal.aborted) return
    try {
      const next = expiry()
      mine = await store.put(key, body(next), { ifMatch: mine.etag, looked: hasLooked(), signal, fromReserve: true })
      until = next
      failure = undefined
    } catch (error) {
      failure = error
      // A store that does not answer takes nothing away: as long as the object is ours, so is the lease, however old.
      if (isProblem(error, 'store-changed', 'object-missing'))
        lost.abort(
          new Problem('run-failed', `the lease on ${source} in ${store.where} was lost`, {
            hint: 'Another run took it: wait for that run to end, then run this again.',
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
    async look() {
      const at = now()
      try {
        const there = await store.head(key, signal)
        seenOurs = there && { etag: there.etag, at }
      } catch (error) {
        if (!isFailure(error)) throw error
      }
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
      await giveBack(own, mine.etag, hasLooked())
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

/** Not `lease-held`: no run is doing the work meanwhile. It is not taken over: a suspended machine may wake. */
function abandoned(
  store: Store,
  source: string,
  { holder }: LeaseObject,
  silentSince: string,
  freeAt: string,
): Problem {
  const message = `${source} in ${store.where} was left locked by ${holder}, which has not renewed its lease since ${silentSince}: that run has ended; the lease is free at ${freeAt}`
  return new Problem('lease-abandoned', message, {
    hint: `Nothing was written there. Run this again after ${freeAt}, or let the next tick do it.`,
  })
}

/** No lease is taken for so long: one that has longer to go was dated by a clock that is wrong. */
const longestMs = 24 * 3_600_000

/** Not `lease-held`, which leaves the work to the run that has it: this lease may never be released. */
function heldByClock(
  store: Store,
  key: string,
  { holder, expiresAt }: LeaseObject,
  at: (time: string) => string,
): Problem {
  const message = `${key} in ${store.where} says that ${holder} is writing until ${at(expiresAt)}: its clock or this one is wrong`
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
  const message = `${source} in ${store.where} has been locked by ${holder} since ${at(acquiredAt)}, for more than a day`
  return new Problem('run-failed', message, {
    hint: 'Look at that run: if it hangs, stop it, and its lease will expire on its own.',
  })
}

/** All leases are taken within moments: two runs that start at once must not share the stores out between them. */
function hasAllItWants({ acquiredAt, renewedAt }: LeaseObject): boolean {
  return renewedAt !== undefined && Date.parse(renewedAt) - Date.parse(acquiredAt) >= renewMs / 2
}

function held(store: Store, source: string, holder: string, until: string | undefined, settled = false): Problem {
  const message = `${source} in ${store.where} is being written by ${holder}${until ? `, until ${until}` : ''}`
  return new Problem('lease-held', message, {
    hint: 'Wait for that run to end; the lease of a run that was killed expires on its own.',
    cause: { settled },
  })
}
