import {
  type Entry,
  eachAtOnce,
  illegibleIn,
  type Manifest,
  objectName,
  type Place,
  purgeAt,
  type SourceCatalog,
} from '../../catalog/catalog.ts'
import { freezesBy, judgeAnomalies } from '../../judge/judge.ts'
import type { Policy, SourceCommon } from '../../policy/policy.ts'
import {
  basesThatStay,
  type CopyDecision,
  type Decisions,
  decide,
  decideCopies,
  storeRules,
} from '../../retain/retain.ts'
import { plural } from '../../words/words.ts'

/** What retention decides of a source's backups, and of their copies. */
export interface Settled {
  readonly decided: Decisions
  readonly copies: readonly CopyDecision[]
  /** Ids of deleted backups whose grace period is over; none while deletion is frozen. */
  readonly purges: readonly string[]
  /** What the stores said of the backups that would go. */
  readonly locks: Locks
}

/** By id and store, until when an object lock forbids the removal. */
export type Locks = ReadonlyMap<string, ReadonlyMap<string, Date>>

interface Moment {
  readonly now: Date
  readonly thawed: boolean
}

export interface SettleOptions extends Moment {
  /** The stores to ask for object locks before anything in them is deleted; none: locks are not looked at. */
  readonly places: readonly Place[]
  readonly signal: AbortSignal
}

/**
 * Decides, asks for the object locks of what would go, and decides again until nothing goes that was not asked for: what a
 * lock keeps may make something else go.
 */
export async function settle(
  policy: Policy,
  source: SourceCommon,
  catalog: SourceCatalog,
  { places, signal, ...moment }: SettleOptions,
): Promise<Settled> {
  const locks = new Map<string, ReadonlyMap<string, Date>>()
  for (;;) {
    const settled = settleWith(policy, source, catalog, locks, moment)
    const going = [...settled.decided.decisions, ...settled.copies]
      .filter(({ keep }) => !keep)
      .map(({ entry }) => entry)
    const open = new Map(going.filter(({ id }) => !locks.has(id)).map((entry) => [entry.id, entry]))
    if (open.size === 0) return settled
    await eachAtOnce([...open.values()], async (entry) => {
      locks.set(entry.id, await locksOf(entry, places, signal))
    })
  }
}

/**
 * What was decided twice, by two readings of the stores: only what goes by both goes. What one wrong answer, or one altered
 * cache, adds to either waits for the next run. Gives the ids that wait, of which nothing is changed.
 */
export function agreed(
  first: Settled,
  second: Settled,
): { readonly settled: Settled; readonly waiting: readonly string[] } {
  const going = new Set(first.decided.decisions.flatMap(({ entry, keep }) => (keep ? [] : [entry.id])))
  const leaving = new Set(first.copies.flatMap(({ entry, store, keep }) => (keep ? [] : [`${entry.id} ${store}`])))
  const because = ['only one of two readings of the stores would delete it: the next run decides']
  const waiting: string[] = []
  const all = second.decided.decisions
  const both = all.flatMap(({ entry, keep }) => (!keep && going.has(entry.id) ? [entry.id] : []))
  // What waits needs what it depends on.
  const needed = basesThatStay(
    all.map(({ entry }) => entry),
    new Set(both),
  )
  const decisions = all.map((decision) => {
    const { entry, keep } = decision
    const base = needed.get(entry.id)
    if (keep || (going.has(entry.id) && base === undefined)) return decision
    waiting.push(entry.id)
    return { ...decision, keep: true, because: base === undefined ? because : [base] }
  })
  const copies = second.copies.map((copy) => {
    if (copy.keep || leaving.has(`${copy.entry.id} ${copy.store}`)) return copy
    waiting.push(copy.entry.id)
    return { ...copy, keep: true, because, needs: [] }
  })
  const purges = second.purges.filter((id) => first.purges.includes(id))
  return { settled: { ...second, decided: { ...second.decided, decisions }, copies, purges }, waiting }
}

/** Decides by locks that are known. */
export function settleWith(
  policy: Policy,
  source: SourceCommon,
  catalog: SourceCatalog,
  locks: Locks,
  { now, thawed }: Moment,
): Settled {
  const { timezone } = policy
  const lockedUntil = ({ id }: Entry, store: string) => locks.get(id)?.get(store)
  const entries = catalog.entries.map((entry) => withLock(entry, locks.get(entry.id)))
  const illegible = illegibleIn(catalog).map(({ message }) => message)
  const unusual = freezesBy(judgeAnomalies(source, catalog, now))
  const deciding = { now, timezone, unread: catalog.unread, illegible, unusual, thawed }
  const made = decide(entries, source.retention, deciding)
  if ('refused' in made) throw made.refused
  const copies = decideCopies(made, storeRules(policy, source), { now, timezone, lockedUntil })
  const { grace } = source.retention
  const over = entries.filter(({ trashed, held }) => trashed && purgeAt(trashed, grace) <= now && !held)
  // Whatever is deleted can be brought back for as long as it is there, and a kept increment needs all before it.
  const needed = basesThatStay(entries, new Set(over.map(({ id }) => id)))
  const purges = over.map(({ id }) => id).filter((id) => !needed.has(id))
  if (made.frozen === undefined || over.length === 0) {
    const spared = [...needed].map(([id, because]) => `backup ${id} is deleted, but not purged: ${because}`)
    return { decided: { ...made, findings: [...made.findings, ...spared] }, copies, purges, locks }
  }
  // They may be the last usable ones: what froze deletion may predate theirs.
  const spared = `${plural(over.length, 'deleted backup')} past the grace period ${over.length === 1 ? 'is' : 'are'} not purged while deletion is frozen: ${over[0]?.id}`
  return { decided: { ...made, findings: [...made.findings, spared] }, copies, purges: [], locks }
}

function withLock(entry: Entry, locks: ReadonlyMap<string, Date> | undefined): Entry {
  if (!locks || locks.size === 0) return entry
  return { ...entry, lockedUntil: new Date(Math.max(...[...locks.values()].map((until) => until.getTime()))) }
}

/** By store, until when its object lock forbids the removal. */
async function locksOf(
  { manifest, copies, released = [] }: Entry,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Date>> {
  const locks = new Map<string, Date>()
  for (const place of places.filter(({ name }) => copies.includes(name) || released.includes(name))) {
    const until = await lockOf(place, manifest, signal)
    if (until) locks.set(place.name, until)
  }
  return locks
}

/** Until when a lock on a backup's manifest or its first part forbids the removal of this copy; undefined: there is none. */
export async function lockOf(
  { store }: Place,
  { source, id, parts }: Manifest,
  signal: AbortSignal,
): Promise<Date | undefined> {
  if (store.lockless) return undefined
  const keys = [
    objectName.manifest(source, id),
    ...parts.slice(0, 1).map(({ name }) => objectName.data(source, id, name)),
  ]
  const heads = await Promise.all(keys.map((key) => store.head(key, signal)))
  const locks = heads.flatMap((head) => (head?.lockedUntil ? [head.lockedUntil.getTime()] : []))
  return locks.length > 0 ? new Date(Math.max(...locks)) : undefined
}
