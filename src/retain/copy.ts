import { type Entry, standing } from '../catalog/catalog.ts'
import type { Policy, Retention, Source, StoreRetention } from '../policy/policy.ts'
import { cap } from './cap.ts'
import { type Decisions, decide } from './decide.ts'
import { keepBases } from './depend.ts'
import { choose, keepsNothing } from './keep.ts'
import { type Because, lockedBy } from './pin.ts'

/** What becomes of one backup's copy in one store that has rules of its own. */
export interface CopyDecision {
  readonly entry: Entry
  readonly store: string
  readonly keep: boolean
  /** Never empty. */
  readonly because: readonly string[]
  /** Stores whose copies must be confirmed by size and checksum right before this one goes; empty for one that stays. */
  readonly needs: readonly string[]
}

/** The source's stores in the policy's order, each with its own rules; undefined = copies stay for as long as the backup. */
export type StoreRules = Readonly<Record<string, StoreRetention | undefined>>

/** The rules of the source's stores, as the policy has them. */
export function storeRules({ stores }: Pick<Policy, 'stores'>, source: Pick<Source, 'stores'>): StoreRules {
  return Object.fromEntries(source.stores.map((name) => [name, stores[name]?.retention]))
}

/** How long a copy that leaves one store, while the backup stays in others, can be had back there. */
export function copyGrace({ stores }: Pick<Policy, 'stores'>, { retention }: Pick<Source, 'retention'>, store: string) {
  return stores[store]?.retention?.grace ?? retention.grace
}

export interface CopyOptions {
  readonly now: Date
  readonly timezone: string
  /** Until when a store's object lock forbids the removal of the backup's copy in it. */
  readonly lockedUntil?: (entry: Entry, store: string) => Date | undefined
}

/**
 * Which copies of the backups that the source keeps leave a store by that store's own rules. A copy goes only where every
 * other store that should have the backup has it, and never the last one; whoever carries this out confirms the others first.
 */
export function decideCopies(decided: Decisions, stores: StoreRules, options: CopyOptions): readonly CopyDecision[] {
  const kept = decided.decisions.filter((one) => one.keep).map((one) => one.entry)
  const shares = shareOut(kept, stores, options)
  if (shares.length === 0) return []
  return kept.flatMap((entry) =>
    shares.flatMap((share): CopyDecision[] => {
      const { store } = share
      const broken = entry.damaged?.some((copy) => copy.store === store)
      if (!entry.copies.includes(store) && !entry.released?.includes(store) && !broken) return []
      const stays = whyStays(entry, share, shares, stores, decided, options)
      if (stays) return [{ entry, store, keep: true, because: stays, needs: [] }]
      const because = [`${store}: ${share.refusals.get(entry.id) ?? 'its own rules do not keep it'}`]
      return [{ entry, store, keep: false, because, needs: wantedIn(entry, shares, stores) }]
    }),
  )
}

/**
 * The entries with `missing` narrowed to the stores that should have the backup: one whose own rules would give the copy up
 * does not lack it. Where the source's rules refuse to decide, they delete nothing.
 */
export function narrowMissing(
  entries: readonly Entry[],
  rules: Retention,
  stores: StoreRules,
  options: CopyOptions,
): readonly Entry[] {
  const live = entries.filter((entry) => !entry.trashed)
  const shares = shareOut(keptOf(live, rules, options), stores, options)
  if (shares.length === 0) return entries
  return entries.map((entry) => {
    if (entry.missing.length === 0 || entry.trashed || !counts(entry, options.now)) return entry
    const wanted = wantedIn(entry, shares, stores)
    return { ...entry, missing: entry.missing.filter((store) => wanted.includes(store)) }
  })
}

function keptOf(live: readonly Entry[], rules: Retention, options: CopyOptions): readonly Entry[] {
  const made = decide(live, rules, options)
  return 'refused' in made ? live : made.decisions.flatMap(({ entry, keep }) => (keep ? [entry] : []))
}

/** What the rules of one store choose for it. */
interface Share {
  readonly store: string
  readonly wanted: Because
  readonly refusals: ReadonlyMap<string, string>
}

function shareOut(kept: readonly Entry[], stores: StoreRules, { now, timezone }: CopyOptions): readonly Share[] {
  const ruled = Object.entries(stores).filter((pair): pair is [string, StoreRetention] => isRule(pair[1]))
  if (ruled.length === 0) return []
  const counting = kept.filter((entry) => counts(entry, now))
  return ruled.map(([store, rules]) => {
    const refusals = new Map<string, string>()
    const wanted = choose(counting, rules, timezone, refusals)
    const fixed = (entry: Entry) => entry === counting[0] || entry.held
    const capped = cap(
      counting.filter(({ id }) => wanted.has(id)),
      { name: '', ...rules.max, of: () => true, fixed },
    )
    for (const [id, reason] of capped.removed) {
      wanted.delete(id)
      refusals.set(id, reason)
    }
    // A restore reads one store: what a copy depends on must be in the same.
    keepBases(counting, wanted)
    return { store, wanted, refusals }
  })
}

const isRule = (rules: StoreRetention | undefined) =>
  rules !== undefined && (!keepsNothing(rules) || rules.max.count !== undefined || rules.max.bytes !== undefined)

/** The others are not for a store's rules to judge: their copies stay. */
const counts = (entry: Entry, now: Date) => standing(entry, now) === 'good' && usable(entry).length > 0

/** Stores with an intact copy that is not on its way out. */
const usable = ({ copies, marked, released = [] }: Entry) =>
  copies.filter((store) => !marked.includes(store) && !released.includes(store))

/** The stores that should have the backup, by their own rules. Where none would keep it, one does all the same. */
function wantedIn(entry: Entry, shares: readonly Share[], stores: StoreRules): readonly string[] {
  const ruled = new Map(shares.map((share) => [share.store, share]))
  const known = [...new Set([...Object.keys(stores), ...entry.copies, ...entry.missing])]
  const wanted = known.filter((store) => ruled.get(store)?.wanted.has(entry.id) ?? true)
  if (wanted.length > 0) return wanted
  const last = known.find((store) => usable(entry).includes(store)) ?? entry.copies[0]
  return last === undefined ? known : [last]
}

/** Why a copy stays; undefined: nothing but the confirmation of the other copies is between it and its end. */
function whyStays(
  entry: Entry,
  { store, wanted }: Share,
  shares: readonly Share[],
  stores: StoreRules,
  { frozen }: Decisions,
  { now, timezone, lockedUntil }: CopyOptions,
): readonly string[] | undefined {
  const chosen = wanted.get(entry.id)
  if (chosen) return chosen.map((reason) => `${store}: ${reason}`)
  if (!counts(entry, now)) return [`the rules of ${store} do not judge it: it fills no slot`]
  if (entry.held) return ['held']
  const until = lockedUntil?.(entry, store)
  const lock = until && lockedBy(until, now, timezone)
  if (lock) return [`${store}: ${lock}`]
  if (frozen) return [`deletion is frozen: ${frozen}`]
  const others = wantedIn(entry, shares, stores)
  if (others.includes(store)) return [`the last copy stays: no store's own rules keep ${entry.id}`]
  const lacking = others.filter((other) => !usable(entry).includes(other))
  if (lacking.length > 0) return [`${lacking.join(', ')} should have it first, and has no intact copy of it`]
  return undefined
}
