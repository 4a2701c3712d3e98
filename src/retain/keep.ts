import { type Entry, tagsOf } from '../catalog/catalog.ts'
import { everything, type Retention, type StoreRetention } from '../policy/policy.ts'
import type { Period } from '../time/time.ts'
import { bucket, type Rule } from './bucket.ts'
import { before, periodName, slot } from './calendar.ts'
import { momentOf } from './moment.ts'
import { addReason, type Because } from './pin.ts'
import { matchesAll } from './tag.ts'

const periods = Object.keys(periodName) as Period[]

/** A count as the policy gives it: absent and 0 are no rule, `everything` is no limit. */
function slotsOf(count = 0): number {
  return count >= everything ? Number.POSITIVE_INFINITY : count
}

/** True if nothing is said of what to keep, by keep or by tiers. */
export function keepsNothing({ keep, tiers }: StoreRetention): boolean {
  const counts = [keep.last, ...periods.map((period) => keep.counts[period])]
  return (
    counts.every((count) => slotsOf(count) === 0) &&
    keep.within === undefined &&
    periods.every((period) => keep.withinPeriods[period] === undefined) &&
    keep.tags.length === 0 &&
    tiers.length === 0
  )
}

/**
 * The rules of `keep` with the meaning of restic's `forget` (restic manual, "Removing snapshots according to a policy"),
 * and those of `tiers`, for a walk from the newest entry to the oldest.
 */
function rulesOf(rules: StoreRetention, newest: Date, timezone: string): readonly Rule[] {
  const { keep } = rules
  const made: Rule[] = []
  if (slotsOf(keep.last) > 0) made.push(last(slotsOf(keep.last)))
  for (const period of periods) {
    const slots = slotsOf(keep.counts[period])
    const name = (entry: Entry) => momentOf(entry.startedAt, timezone).name(period)
    if (slots > 0) made.push(bucket({ name: period, slots, period: name }))
  }
  if (keep.within) made.push(within(keep.within.text, before(newest, keep.within, timezone)))
  for (const period of periods) {
    const length = keep.withinPeriods[period]
    if (!length) continue
    made.push(
      bucket({
        name: `within-${period} ${length.text}`,
        slots: Number.POSITIVE_INFINITY,
        after: before(newest, length, timezone),
        period: (entry) => momentOf(entry.startedAt, timezone).name(period),
      }),
    )
  }
  for (const tags of keep.tags) made.push(tagged(tags))
  if (rules.tiers.length > 0) made.push(tiered(rules.tiers, newest, timezone))
  return made
}

/**
 * What `keep` and `tiers` choose of these, newest first, with the reasons; why they refuse the others goes to `refusals`.
 * With a cap as the only rule, everything until the cap.
 */
export function choose(
  entries: readonly Entry[],
  rules: StoreRetention,
  timezone: string,
  refusals: Map<string, string>,
): Because {
  const chosen: Because = new Map()
  const [newest] = entries
  if (!newest) return chosen
  if (keepsNothing(rules)) {
    for (const entry of entries) addReason(chosen, entry.id, 'kept until max: no other rule exists')
    return chosen
  }
  const walk = rulesOf(rules, newest.startedAt, timezone)
  for (const [index, entry] of entries.entries()) {
    const isOldest = index === entries.length - 1
    for (const rule of walk) {
      const reason = rule.keep(entry, isOldest)
      if (reason !== undefined) addReason(chosen, entry.id, reason)
    }
    if (!chosen.has(entry.id))
      refusals.set(entry.id, `no rule keeps it: ${walk.map((rule) => rule.refused(entry)).join(', ')}`)
  }
  return chosen
}

function last(slots: number): Rule {
  let used = 0
  const count = () => (slots === Number.POSITIVE_INFINITY ? `${used}` : `${used} of ${slots}`)
  return {
    keep() {
      if (used >= slots) return undefined
      used += 1
      return `last: ${count()}`
    },
    refused: () => `last is full (${count()})`,
  }
}

function within(text: string, after: Date): Rule {
  return {
    keep: (entry) => (entry.startedAt > after ? `within ${text} of the newest backup` : undefined),
    refused: () => `older than within ${text}`,
  }
}

function tagged(patterns: readonly string[]): Rule {
  const text = patterns.join(' and ')
  return {
    keep: (entry) => (matchesAll(patterns, tagsOf(entry)) ? `tagged ${text}` : undefined),
    refused: () => `not tagged ${text}`,
  }
}

/** Each entry belongs to the shortest tier that its age, counted from the newest backup, falls into. */
function tiered(tiers: Retention['tiers'], newest: Date, timezone: string): Rule {
  const steps = tiers
    .map((tier) => ({ ...tier, afterMs: before(newest, tier.until, timezone).getTime() }))
    .sort((a, b) => b.afterMs - a.afterMs)
  const kept = new Map<(typeof steps)[number], { readonly slot: number; readonly id: string }>()
  const stepOf = (entry: Entry) => {
    const ms = entry.startedAt.getTime()
    return steps.find((step) => ms > step.afterMs)
  }
  return {
    keep(entry) {
      const step = stepOf(entry)
      if (!step) return undefined
      const name = `tier until ${step.until.text}`
      if (step.every === 'all') return `${name}: every backup`
      const at = slot(momentOf(entry.startedAt, timezone).wall, step.every)
      if (kept.get(step)?.slot === at) return undefined
      kept.set(step, { slot: at, id: entry.id })
      return `${name}: newest of its ${step.every.text}`
    },
    refused(entry) {
      const step = stepOf(entry)
      if (!step) return `older than the last tier (${steps.at(-1)?.until.text})`
      const every = step.every === 'all' ? 'backup' : step.every.text
      return `tier until ${step.until.text} keeps ${kept.get(step)?.id} of that ${every}`
    },
  }
}
