import { brokenChain, damage, type Entry, type Proof, standing } from '../catalog/catalog.ts'
import type { Retention } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { zonedText } from '../time/time.ts'
import { plural } from '../words/words.ts'
import { cap, type Limit } from './cap.ts'
import { keepBases } from './depend.ts'
import { choose, keepsNothing } from './keep.ts'
import { addReason, type Because, pins } from './pin.ts'
import { freeze } from './proof.ts'
import { isOfType, keptAsManual, limitedTypes } from './type.ts'

interface Decision {
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
  /** Why nothing at all is deleted, where a failed proof, a damaged manifest or an unusual backup forbids it. */
  readonly frozen?: string
}

/** Nothing may be decided: a listing failed, or the rules are empty or would keep nothing. `retention-refused`. */
export interface Refusal {
  readonly refused: Problem
}

export interface DecideOptions {
  /** A backup dated after it fills no slot: pass the time of deciding, not that of the run's start. */
  readonly now: Date
  /** IANA zone whose hours, days, weeks, months and years the rules count in. */
  readonly timezone: string
  /** Stores that could not be listed. */
  readonly unread?: readonly { readonly store: string; readonly message: string }[]
  /** What is wrong with manifests of which no store has a good one: which backups are behind them nobody knows. */
  readonly illegible?: readonly string[]
  /** Backups that are unlike those before them, as long as nobody has acknowledged them. */
  readonly unusual?: readonly { readonly id: string; readonly because: string }[]
  /** A person has said that deletion goes on in spite of a failed proof, of such a manifest, or of an unusual backup. */
  readonly thawed?: boolean
}

const newestFirst = (a: Entry, b: Entry) =>
  b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/**
 * What retention keeps and deletes of one source's backups, each with its reasons; deletes nothing itself.
 * The order of the entries does not matter.
 */
export function decide(entries: readonly Entry[], rules: Retention, options: DecideOptions): Decisions | Refusal {
  const refused = unlisted(options) ?? emptyRules(rules)
  if (refused) return { refused }
  const { now, timezone } = options
  // A slip of the pen there must not take all that any other rule keeps.
  const { before, ...undated } = rules
  const early = before && before > now
  const sorted = entries.filter((entry) => !entry.trashed).sort(newestFirst)
  const aside = setAside(sorted, options, rules.mayEmpty)
  const ours = sorted.filter((entry) => entry.foreign === undefined)
  const counting = sorted.filter((entry) => !aside.because.has(entry.id))

  const refusals = new Map<string, string>()
  const ruled = sortOut(counting, early ? undated : rules, timezone, refusals)
  const chosen = choose(ruled.byRules, rules, timezone, refusals)
  const pinned = pins({ ours, counting, anomalies: aside.damaged }, rules, options)
  const byRule = merge(chosen, aside.because, ruled.manual, pinned)
  if (!rules.mayEmpty && counting.length > 0 && !counting.some((entry) => byRule.has(entry.id)))
    return { refused: keepsNone(counting) }

  const limit = {
    // What is set aside fills no slot of a limit either: damaged backups must not push out good ones.
    counts: (entry: Entry) => !aside.because.has(entry.id),
    // A cap below one backup's size must not leave a source with none.
    fixed: (entry: Entry) => entry === counting[0] || entry === ruled.byRules[0] || pinned.has(entry.id),
  }
  const capped = applyLimits(ours, byRule, limitsOf(rules, limit))
  for (const id of capped.removed.keys()) byRule.delete(id)
  const tooEarly = early
    ? [`before: ${zonedText(before, timezone)} is still to come, and takes nothing until then`]
    : []
  keepBases(ours, byRule)
  const findings = [...aside.findings, ...tooEarly, ...capped.findings]
  const decisions = sorted.map((entry): Decision => {
    const because = byRule.get(entry.id)
    if (because) return { entry, keep: true, because }
    const why = capped.removed.get(entry.id) ?? refusals.get(entry.id)
    return { entry, keep: false, because: [why ?? 'only deleted backups depend on it'] }
  })
  return rules.mayEmpty ? { decisions, findings } : frozen({ decisions, findings }, ours, options)
}

/** Adds the reasons of the others to the first. */
function merge(all: Because, ...others: readonly Because[]): Because {
  for (const other of others) for (const [id, list] of other) for (const reason of list) addReason(all, id, reason)
  return all
}

function unlisted({ unread: [first] = [] }: DecideOptions): Problem | undefined {
  if (first === undefined) return undefined
  const message = `nothing is deleted: store ${first.store} could not be listed: ${first.message}`
  const hint = 'Make the store reachable, then run prune again: retention decides only on complete listings.'
  return new Problem('retention-refused', message, { hint })
}

function emptyRules(rules: Retention): Problem | undefined {
  if (!keepsNothing(rules) || rules.max.count !== undefined || rules.max.bytes !== undefined) return undefined
  return new Problem('retention-refused', 'the retention rules are empty: nothing says what to keep', {
    hint: 'Set keep, tiers or max under retention, for example keep: { daily: 7, weekly: 4, monthly: 12 }.',
  })
}

const keepsNone = (counting: readonly Entry[]) =>
  new Problem('retention-refused', `the retention rules would keep none of ${counting.length} backups`, {
    hint: 'Set keep, tiers or min-keep under retention so that at least one backup stays.',
  })

/** What fills no slot and is kept all the same: it is not ours to judge, or not to be trusted. */
function setAside(sorted: readonly Entry[], { now, timezone }: DecideOptions, mayEmpty = false) {
  const because: Because = new Map()
  const damaged = new Map<Entry, Proof>()
  const findings: string[] = []
  for (const entry of sorted) {
    const is = standing(entry, now)
    const failed = damage(entry)
    const broken = brokenChain(entry, now)
    if (is === 'foreign') addReason(because, entry.id, `foreign, never deleted by retention: ${entry.foreign}`)
    else if (is === 'future') {
      const text = `dated in the future (${zonedText(entry.startedAt, timezone)})`
      addReason(because, entry.id, `${text}: fills no slot`)
      findings.push(`backup ${entry.id} is ${text}: check the clock of the machine that made it`)
    } else if (is === 'leaving')
      addReason(because, entry.id, 'no store has an intact copy that is not being deleted: fills no slot')
    else if (broken) {
      const text = `cannot be restored: ${broken.because}`
      addReason(because, entry.id, `${text}; fills no slot, kept until it is deleted by id`)
      findings.push(`backup ${entry.id} counts for no rule: it ${text}`)
      if (failed) damaged.set(entry, failed)
    } else if (failed && !mayEmpty) {
      const text = `its ${failed.level} failed (${zonedText(failed.finishedAt, timezone)})`
      addReason(because, entry.id, `${text}: fills no slot, kept until it passes or is deleted by id`)
      findings.push(`backup ${entry.id} counts for no rule: ${text}`)
      damaged.set(entry, failed)
    }
  }
  return { because, damaged, findings }
}

/** Parts what fills the slots of keep and tiers from what is not theirs: manual backups, and those from before the date. */
function sortOut(counting: readonly Entry[], rules: Retention, timezone: string, refusals: Map<string, string>) {
  const manual: Because = new Map()
  const byRules: Entry[] = []
  for (const entry of counting) {
    if (keptAsManual(entry, rules)) addReason(manual, entry.id, 'manual: kept until deleted')
    else if (rules.before && entry.startedAt < rules.before)
      refusals.set(
        entry.id,
        `started before ${zonedText(rules.before, timezone)}, and the policy keeps nothing from then`,
      )
    else byRules.push(entry)
  }
  return { manual, byRules }
}

/** One limit for each type that has a maximum, then the one on all. */
function limitsOf(
  rules: Retention,
  { counts, fixed }: { readonly counts: Limit['of']; readonly fixed: Limit['fixed'] },
): readonly Limit[] {
  const types = limitedTypes(rules).flatMap(({ type, max }): Limit[] => {
    if (max === undefined) return []
    return [{ name: `of ${type}`, count: max, of: (entry) => counts(entry) && isOfType(entry, type, rules), fixed }]
  })
  // Manual backups that no rule governs must not push out those that the rules keep.
  const all: Limit = { name: '', ...rules.max, of: (entry) => counts(entry) && !keptAsManual(entry, rules), fixed }
  return all.count === undefined && all.bytes === undefined ? types : [...types, all]
}

/** What the limits remove of what is kept, with what that depends on; only what a removed one depended on goes with it. */
function applyLimits(ours: readonly Entry[], byRule: Because, limits: readonly Limit[]) {
  const removed = new Map<string, string>()
  const findings: string[] = []
  if (limits.length === 0) return { removed, findings }
  const kept = merge(new Map(), byRule)
  keepBases(ours, kept)
  let left = ours.filter(({ id }) => kept.has(id))
  for (const limit of limits) {
    const capped = cap(left, limit)
    findings.push(...capped.findings)
    if (capped.removed.size === 0) continue
    for (const [id, reason] of capped.removed) removed.set(id, reason)
    left = left.filter(({ id }) => !removed.has(id))
  }
  return { removed, findings }
}

/**
 * A failed proof with nothing better since, a backup whose manifest is damaged in every store that has it, or one that is unlike
 * those before it: the backups that work may be the ones that the rules would delete.
 */
function frozen(made: Decisions, ours: readonly Entry[], options: DecideOptions): Decisions {
  const reason = freezeReason(ours, options)
  if (!reason) return made
  const { what, until, once } = reason
  if (options.thawed)
    return { ...made, findings: [...made.findings, `deletion continues because of --thaw, although ${what}`] }
  return {
    decisions: made.decisions.map(({ entry, keep, because }) => ({
      entry,
      keep: true,
      because: [
        `deletion is frozen: ${what}`,
        ...(keep ? because : because.map((reason) => `once ${once}, it goes: ${reason}`)),
      ],
    })),
    findings: [...made.findings, `deletion is frozen until ${until}, or --thaw is given: ${what}`],
    frozen: what,
  }
}

function freezeReason(
  ours: readonly Entry[],
  { timezone, illegible: [illegible] = [], unusual: [unusual, ...others] = [] }: DecideOptions,
): { readonly what: string; readonly until: string; readonly once: string } | undefined {
  const failed = freeze(ours)
  if (failed) {
    const { entry, proof } = failed
    return {
      what: `the ${proof.level} of ${entry.id} failed (${zonedText(proof.finishedAt, timezone)})`,
      until: `a ${proof.level} of this backup or a newer one passes`,
      once: `a ${proof.level} passes`,
    }
  }
  if (illegible !== undefined)
    return { what: illegible, until: 'that manifest is right again', once: 'that manifest is right again' }
  if (!unusual) return undefined
  const more = others.length === 0 ? '' : ` (and ${plural(others.length, 'other backup')})`
  return {
    what: `${unusual.id} is unlike the backups before it: ${unusual.because}${more}`,
    until: `\`backproof ack ${unusual.id} --because TEXT\` acknowledges it`,
    once: 'it is acknowledged',
  }
}
