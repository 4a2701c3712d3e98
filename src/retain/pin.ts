import { type Entry, type Proof, tagsOf } from '../catalog/catalog.ts'
import type { Retention } from '../policy/policy.ts'
import { zonedText } from '../time/time.ts'
import { newestProven } from './proof.ts'
import { matches } from './tag.ts'
import { isOfType, limitedTypes } from './type.ts'

/** Reasons by id. */
export type Because = Map<string, string[]>

/** Adds one more reason for a backup. */
export function addReason(because: Because, id: string, reason: string): void {
  const known = because.get(id)
  if (known) known.push(reason)
  else because.set(id, [reason])
}

export interface PinScope {
  /** All that is ours, newest first. */
  readonly ours: readonly Entry[]
  /** What counts, newest first: only that is proven, among the newest, or good before an anomaly. */
  readonly counting: readonly Entry[]
  /** Backups that a proof shows as damaged, or as odd in size, with that proof. */
  readonly anomalies: ReadonlyMap<Entry, Proof>
}

/** What no rule and no cap deletes, with the reasons. */
export function pins(
  { ours, counting, anomalies }: PinScope,
  rules: Retention,
  { now, timezone }: { readonly now: Date; readonly timezone: string },
): Because {
  const because: Because = new Map()
  for (const entry of ours) {
    if (entry.held) addReason(because, entry.id, 'held')
    if (entry.manifest.retain) addReason(because, entry.id, 'retained until it is deleted by id')
    const need = rules.needed?.get(entry.id)
    if (need !== undefined) addReason(because, entry.id, need)
    const lock = entry.lockedUntil && lockedBy(entry.lockedUntil, now, timezone)
    if (lock) addReason(because, entry.id, lock)
    for (const pattern of rules.protect) {
      const tag = tagsOf(entry).find((tag) => matches(pattern, tag))
      if (tag !== undefined) addReason(because, entry.id, `protected: tagged ${tag}`)
    }
  }
  if (rules.mayEmpty) return because
  const proven = newestProven(counting)
  if (proven) {
    const { level, finishedAt } = proven.proof
    addReason(because, proven.entry.id, `newest backup proven by a ${level} (${zonedText(finishedAt, timezone)})`)
  }
  for (const [index, entry] of counting.slice(0, rules.minKeep).entries())
    addReason(because, entry.id, `min-keep: ${index + 1} of ${rules.minKeep}`)
  const lastGood = new Map<string, string>()
  for (const [entry, { level }] of anomalies) {
    const before = counting.find((other) => other.startedAt < entry.startedAt)
    if (before) lastGood.set(before.id, `newest good one before ${entry.id}, whose ${level} failed`)
  }
  for (const [id, reason] of lastGood) addReason(because, id, reason)
  for (const { type, min = 0 } of limitedTypes(rules)) {
    const newest = min > 0 ? counting.filter((entry) => isOfType(entry, type, rules)).slice(0, min) : []
    for (const [index, entry] of newest.entries())
      addReason(because, entry.id, `${type}: ${index + 1} of at least ${min}`)
  }
  return because
}

const year = 365 * 86_400_000

/** Why a lock forbids removal now; undefined if it is over. A legal hold, which has no end, is a lock for thousands of years. */
export function lockedBy(until: Date, now: Date, timezone: string): string | undefined {
  if (until <= now) return undefined
  if (until.getTime() - now.getTime() > 1000 * year) return 'object lock: a legal hold, which has no end'
  return `object lock until ${zonedText(until, timezone)}`
}
