import { z } from 'zod'
import { isProblem, Problem } from '../problem.ts'
import type { Store, Stored } from '../store/store.ts'
import type { Place } from './catalog.ts'
import { readObject } from './commit.ts'
import { objectName } from './object-name.ts'

/** The right to write to one source in one store. `await using` gives it back; a killed holder's expires by itself. */
export interface Lease extends AsyncDisposable {
  /** Fires with a Problem if the lease is lost; what it covers must stop. */
  readonly signal: AbortSignal
  /** Who held it before and never gave it back; undefined = nobody. */
  readonly expired: string | undefined
  /** Throws if it is lost. One that may have expired (the machine slept) is renewed first. */
  confirm(): Promise<void>
}

export interface LeaseOptions {
  /** Unique to this run, and telling a person who it is. */
  readonly holder: string
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Default 15 minutes; renewed at every third of it. */
  readonly ttlMs?: number
}

const schema = z.object({ holder: z.string().max(500), acquiredAt: z.iso.datetime(), expiresAt: z.iso.datetime() })

/**
 * Takes the lease by a conditional write; throws `lease-held` while another run has it. On a store that ignores
 * conditions the read-back afterwards still tells which of two won.
 */
export async function acquireLease(store: Store, source: string, options: LeaseOptions): Promise<Lease> {
  const { holder, now, signal, ttlMs = 15 * 60_000 } = options
  const key = objectName.lease(source)
  const acquiredAt = now()
  const body = (expiresAt: Date) => new TextEncoder().encode(`${JSON.stringify({ holder, acquiredAt, expiresAt })}\n`)
  const expiry = () => new Date(now().getTime() + ttlMs)

  const there = await store.head(key, signal)
  const known = there && parseLease(await readObject(store, key, signal))
  // Given back: also where the clock of the machine that did so is ahead of ours.
  const free = !known || Date.parse(known.expiresAt) === Date.parse(known.acquiredAt)
  if (!free && Date.parse(known.expiresAt) > now().getTime()) throw held(store, source, known.holder, known.expiresAt)
  const condition = there ? { ifMatch: there.etag } : { ifAbsent: true }
  let mine: Stored
  let until = expiry()
  try {
    mine = await store.put(key, body(until), { ...condition, signal })
  } catch (error) {
    if (isProblem(error, 'store-exists', 'store-changed')) throw held(store, source, 'another run', undefined)
    throw error
  }
  const seen = parseLease(await readObject(store, key, signal))
  if (seen?.holder !== holder) throw held(store, source, seen?.holder ?? 'another run', seen?.expiresAt)

  const lost = new AbortController()
  let renewing = Promise.resolve()
  const renew = async () => {
    try {
      const next = expiry()
      mine = await store.put(key, body(next), { ifMatch: mine.etag, signal })
      until = next
    } catch (error) {
      const gone = isProblem(error, 'store-changed', 'object-missing') || now() >= until
      if (gone)
        lost.abort(new Problem('run-failed', `the lease on ${source} in ${store.where} was lost`, { cause: error }))
    }
  }
  const timer = setInterval(() => {
    renewing = renewing.then(renew)
  }, ttlMs / 3)
  return {
    signal: lost.signal,
    async confirm() {
      if (now() >= until) renewing = renewing.then(renew)
      await renewing
      if (lost.signal.aborted) throw lost.signal.reason
    },
    expired: free || known.holder === '' ? undefined : known.holder,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await renewing
      if (lost.signal.aborted) return
      // Given back by a conditional write, not by a removal: a removal could take away a successor's lease.
      const release = store.put(key, body(acquiredAt), { ifMatch: mine.etag, signal: AbortSignal.timeout(30_000) })
      await release.catch((error: unknown) => {
        if (!isProblem(error)) throw error // a store that fails now: the lease expires by itself
      })
    },
  }
}

function parseLease(bytes: Uint8Array): z.infer<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return undefined // unreadable: nobody can renew it, so it covers nothing
  }
}

function held(store: Store, source: string, holder: string, until: string | undefined): Problem {
  const message = `${source} in ${store.where} is being written by ${holder}${until ? `, until ${until}` : ''}`
  return new Problem('lease-held', message, {
    hint: 'Wait for that run to end; the lease of a run that was killed expires by itself.',
  })
}

/** The leases of one source in all its stores; a store that fails is left out and named. */
export interface Leases extends AsyncDisposable {
  /** Fires if any lease is lost. */
  readonly signal: AbortSignal
  readonly places: readonly Place[]
  readonly failed: readonly { readonly store: string; readonly problem: Problem }[]
  /** What a killed run left, for people. */
  readonly expired: readonly string[]
  /** Throws if any is lost: called before what cannot be undone. */
  confirm(): Promise<void>
}

/**
 * Takes the lease in every place, always in the order of their names, so that of two runs one gets all. Throws
 * `lease-held` if another run has any of them.
 */
export async function acquireLeases(places: readonly Place[], source: string, options: LeaseOptions): Promise<Leases> {
  await using stack = new AsyncDisposableStack()
  const failed: { store: string; problem: Problem }[] = []
  const held: { place: Place; lease: Lease }[] = []
  for (const place of [...places].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      held.push({ place, lease: stack.use(await acquireLease(place.store, source, options)) })
    } catch (error) {
      if (!isProblem(error) || error.code === 'lease-held' || error.code === 'cancelled') throw error
      failed.push({ store: place.name, problem: error })
    }
  }
  const kept = stack.move()
  const taken = new Set(held.map(({ place }) => place.name))
  return {
    signal: AbortSignal.any(held.map(({ lease }) => lease.signal)),
    places: places.filter(({ name }) => taken.has(name)),
    failed,
    expired: held.flatMap(({ place, lease }) => (lease.expired ? [`${place.name}: ${lease.expired}`] : [])),
    confirm: async () => void (await Promise.all(held.map(({ lease }) => lease.confirm()))),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
