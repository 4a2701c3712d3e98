import type { Entry } from '../catalog/catalog.ts'
import { type Retention, wallText } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { cap } from './cap.ts'
import { keepBases } from './depend.ts'
import { keepsNothing, rulesOf } from './keep.ts'
import { addReason, type Because, pins } from './pin.ts'
import { damage, freeze } from './proof.ts'

export interface Decision {
  readonly entry: Entry
  readonly keep: boolean
  /** Never empty. */
  readonly because: readonly string[]
}

export interface Decisions {
  /** Newest first; one for each backup that is not in the trash already. */
  readonly decisions: readonly Decision[]
  /** What a person should know: a clock that is wrong, a cap that cannot be met, a proof that freezes deletion. */
  readonly findings: readonly string[]
}

export interface DecideOptions {
  /** A backup dated after it fills no slot: pass the time of deciding, not that of the run's start. */
  readonly now: Date
  /** IANA zone whose hours, days, weeks, months and years the rules count in. */
  readonly timezone: string
  /** Stores that could not be listed. */
  readonly unread?: readonly { readonly store: string; readonly message: string }[]
}

const newestFirst = (a: Entry, b: Entry) =>
  b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/**
 * What retention keeps and deletes of one source's backups, each with its reasons; deletes nothing itself.
 * The order of the entries does not matter. Throws `retention-refused` where a listing failed, where the rules are empty
 * or where they would keep nothing.
 */
export function decide(entries: readonly Entry[], rules: Retention, options: DecideOptions): Decisions {
  refuseUnlisted(options)
  const { timezone } = options
  const sorted = entries.filter((entry) => !entry.trashed).sort(newestFirst)
  const aside = setAside(sorted, options)
  const ours = sorted.filter((entry) => entry.foreign === undefined)
  const counting = sorted.filter((entry) => !aside.because.has(entry.id))

  const refusals: Because = new Map()
  const chosen = choose(counting, rules, timezone, refusals)
  const pinned = pins(ours, counting, rules, timezone)
  const byRule = union(aside.because, chosen, pinned)
  if (counting.length > 0 && !counting.some((entry) => byRule.has(entry.id))) throw keepsNone(counting)

  const uncapped = union(byRule)
  keepBases(ours, uncapped)
  const fixed = (entry: Entry) =>
    // A cap below one backup's size must not leave a source with none.
    entry === counting[0] || pinned.has(entry.id) || (aside.because.has(entry.id) && !aside.damaged.has(entry.id))
  const capped = cap(
    ours.filter((entry) => uncapped.has(entry.id)),
    fixed,
    rules.max,
  )
  // Again after the cap: what only a removed backup depended on goes with it.
  const kept = union(byRule)
  for (const id of capped.removed.keys()) kept.delete(id)
  const findings = [...aside.findings, ...keepBases(ours, kept), ...capped.findings]
  const decisions = sorted.map((entry): Decision => {
    const because = kept.get(entry.id)
    if (because) return { entry, keep: true, because }
    const refused = `no rule keeps it: ${refusals.get(entry.id)?.join(', ')}`
    return { entry, keep: false, because: [capped.removed.get(entry.id) ?? refused] }
  })
  return frozen({ decisions, findings }, ours, timezone)
}

/** A new map with the reasons of all. */
function union(...parts: readonly Because[]): Because {
  const all: Because = new Map()
  for (const part of parts) for (const [id, list] of part) for (const reason of list) addReason(all, id, reason)
  return all
}

function refuseUnlisted({ unread = [] }: DecideOptions): void {
  const [first] = unread
  if (first)
    throw new Problem(
      'retention-refused',
      `nothing is deleted: store ${first.store} could not be listed: ${first.message}`,
      {
        hint: 'Make the store reachable, then run prune again: retention decides only on complete listings.',
      },
    )
}

const keepsNone = (counting: readonly Entry[]) =>
  new Problem('retention-refused', `the retention rules would keep none of ${counting.length} backups`, {
    hint: 'Set keep, tiers or min-keep under retention so that at least one backup stays.',
  })

/** What fills no slot and is kept all the same: it is not ours to judge, or not to be trusted. */
function setAside(sorted: readonly Entry[], { now, timezone }: DecideOptions) {
  const because: Because = new Map()
  const damaged = new Set<string>()
  const findings: string[] = []
  for (const entry of sorted) {
    const failed = damage(entry)
    if (entry.foreign !== undefined)
      addReason(because, entry.id, `foreign, never deleted by retention: ${entry.foreign}`)
    else if (entry.startedAt > now) {
      const text = `dated in the future (${wallText(entry.startedAt, timezone)})`
      addReason(because, entry.id, `${text}: fills no slot`)
      findings.push(`backup ${entry.id} is ${text}: check the clock of the machine that made it`)
    } else if (entry.copies.every((store) => entry.marked.includes(store)))
      addReason(because, entry.id, 'no store has a whole copy that is not being deleted: fills no slot')
    else if (failed) {
      const text = `its ${failed.level} failed (${wallText(failed.finishedAt, timezone)})`
      addReason(because, entry.id, `${text}: fills no slot, kept until it passes or is deleted by hand`)
      findings.push(`backup ${entry.id} counts for no rule: ${text}`)
      damaged.add(entry.id)
    }
  }
  return { because, damaged, findings }
}

/** What `keep` and `tiers` choose. With a cap as the only rule, everything until the cap. */
function choose(counting: readonly Entry[], rules: Retention, timezone: string, refusals: Because): Because {
  const chosen: Because = new Map()
  if (keepsNothing(rules)) {
    if (rules.max.count === undefined && rules.max.bytes === undefined)
      throw new Problem('retention-refused', 'the retention rules are empty: nothing says what to keep', {
        hint: 'Set keep, tiers or max under retention, for example keep: { daily: 7, weekly: 4, monthly: 12 }.',
      })
    for (const entry of counting) addReason(chosen, entry.id, 'kept until max: there is no other rule')
    return chosen
  }
  const [newest] = counting
  if (!newest) return chosen
  const walk = rulesOf(rules, newest.startedAt, timezone)
  for (const [index, entry] of counting.entries()) {
    const isOldest = index === counting.length - 1
    for (const rule of walk) {
      const reason = rule.keep(entry, isOldest)
      if (reason !== undefined) addReason(chosen, entry.id, reason)
    }
    if (!chosen.has(entry.id)) for (const rule of walk) addReason(refusals, entry.id, rule.refused(entry))
  }
  return chosen
}

/** A failed proof with nothing better since: the backups that work may be the ones that the rules would delete. */
function frozen(made: Decisions, ours: readonly Entry[], timezone: string): Decisions {
  const failed = freeze(ours)
  if (!failed) return made
  const { entry, proof } = failed
  const what = `the ${proof.level} of ${entry.id} failed (${wallText(proof.finishedAt, timezone)})`
  return {
    decisions: made.decisions.map(({ entry, keep, because }) => ({
      entry,
      keep: true,
      because: [
        `deletion is frozen: ${what}`,
        ...(keep ? because : because.map((reason) => `once a ${proof.level} passes, it goes: ${reason}`)),
      ],
    })),
    findings: [
      ...made.findings,
      `deletion is frozen until a ${proof.level} of this backup or a newer one passes: ${what}`,
    ],
  }
}

export { compareDecisions, type DecisionChange, isProven } from './compare.ts'
export { damage, freeze } from './proof.ts'
