import { type Entry, levels, type Proof, type SeenTrial, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import { type Moment, plan, proofOverdue, type ScheduleHealth, scheduleHealth, usable } from '../../plan/plan.ts'
import { describeRetention, describeRules, type Policy, readMember, type Source } from '../../policy/policy.ts'
import { freeze } from '../../retain/retain.ts'
import { freezesBy, judgeAnomalies } from '../anomaly/anomaly.ts'
import { describeBackup, historyOf, type ProofTimesKnown, proofPoint, restorableOf } from './backup.ts'
import { type HealthFinding, type HealthState, most, type SourceHealth } from './contract.ts'
import { copyHealth } from './copy.ts'
import { encryptionOf, type Keys } from './encryption.ts'
import { findingsOf, newestOf } from './finding.ts'
import { isLogged, type LogLook, logHealth } from './log.ts'
import { type MeasuredRestore, objectivesOf, restoreMsOf } from './objective.ts'
import { type RestoresLook, restoresMade } from './restore.ts'
import { trendOf } from './trend.ts'
import { triggersOf, type Work } from './trigger.ts'

/** What was read of a source beyond its catalog; what is absent was not asked for. */
export interface Look {
  /** How long proofs took, of those whose objects were read. */
  readonly times?: ReadonlyMap<Proof, ProofTimesKnown>
  /** Why the times of the newest restore are not known. */
  readonly timesUnread?: string
  readonly keys?: Keys
  readonly work?: Work
  /** On which images the newest trials were, of those whose objects were read. */
  readonly images?: ReadonlyMap<SeenTrial, string>
  readonly restores?: RestoresLook
  /** Absent: it has no log, or it was not asked for. */
  readonly log?: LogLook
  /** Why nothing is known of its log. */
  readonly logUnread?: string
}

/** The newest restores that passed, newest first: what tells how long one takes. Pure. */
export function restoresOf({ entries }: SourceCatalog, now: Date): readonly Proof[] {
  return entries
    .filter((entry) => standing(entry, now) !== 'foreign')
    .flatMap(({ proofs }) => proofs)
    .filter(({ level, outcome, startedAt }) => level === 'restore' && outcome === 'passed' && startedAt <= now)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
}

/** How one source is, from what the stores say of it. Pure. */
export function judgeHealth(
  policy: Policy,
  source: Source,
  catalog: SourceCatalog,
  now: Date,
  look: Look = {},
): SourceHealth {
  const moment: Moment = { now, timezone: policy.timezone }
  const entries = usable(catalog, now)
  const good = entries.filter((entry) => standing(entry, now) === 'good')
  const schedule = scheduleHealth(source, catalog, moment)
  const restore = measuredOf(catalog, look, now)
  const odd = judgeAnomalies(source, catalog, now)
  const { log, logUnread } = look
  const judged = { schedule, odd, restoreMs: restore && restoreMsOf(restore), log, logUnread }
  const findings = findingsOf(source, catalog, judged, moment)
  const unread = catalog.unread.map(({ store }) => store)
  const [newest, oldest, success] = [entries[0], entries.at(-1), good[0]]
  const proven = good.find(({ proofs }) =>
    proofs.some((one) => one.level === 'restore' && one.outcome === 'passed' && one.startedAt <= now),
  )
  const trend = trendOf(entries)
  const member = readMember(source.name)
  return {
    source: source.name,
    engine: source.engine,
    ...(source.member ? { database: { of: source.member.group, name: source.member.database } } : {}),
    ...(member && !source.member ? { database: { of: member.group, name: member.database ?? source.name } } : {}),
    ...(source.group === undefined ? {} : { group: source.group }),
    ...(source.objectives.class === undefined ? {} : { class: source.objectives.class }),
    state: stateOf(findings, source.stores.length > 0 && source.stores.every((store) => unread.includes(store))),
    schedule: scheduleOf(policy, source, catalog, schedule, now),
    backups: {
      count: entries.length,
      bytes: sum(entries, ({ bytes }) => bytes),
      storedBytes: sum(entries, ({ bytes, copies }) => bytes * copies.length),
      degraded: entries.filter(({ missing }) => missing.length > 0).length,
      ...(newest ? { newest: describeBackup(newest, now) } : {}),
      ...(oldest ? { oldest: describeBackup(oldest, now) } : {}),
    },
    ...(success ? { lastSuccess: describeBackup(success, now) } : {}),
    ...(proven ? { lastProven: describeBackup(proven, now) } : {}),
    triggers: triggersOf(catalog.runs, entries, look.work, now),
    ...(trend ? { size: trend } : {}),
    copies: copyHealth(source, entries, unread),
    proofs: levels.flatMap((level) => {
      const proof = newestOf(entries, level, now)
      const overdue = level === 'check' ? undefined : proofOverdue(level, source, catalog, moment)
      if (!proof) return []
      return [
        { ...proofPoint(proof, look.times?.get(proof)), ...(overdue ? { overdueSince: overdue.toISOString() } : {}) },
      ]
    }),
    verification: verificationOf(source),
    ...trialsOf(catalog, look),
    ...restoresMade(look.restores),
    objectives: objectivesOf(source, entries, catalog.runs, restore, moment, look.log),
    encryption: encryptionOf(policy, source, look.keys ?? { policy: [] }),
    retention: retentionOf(
      policy,
      source,
      catalog.entries,
      freeze(entries) !== undefined || freezesBy(odd).length > 0,
      now,
    ),
    anomalies: {
      newest: odd.newest,
      history: odd.history,
      unacknowledged: odd.unusual.map(({ entry }) => entry.id),
    },
    recovery: restorableOf(entries, look.log?.windows ?? [], now),
    ...(isLogged(source) && look.log ? { log: logHealth(source, look.log, moment) } : {}),
    ...(newest ? { consistency: newest.manifest.consistency } : {}),
    history: historyOf(entries, look.times ?? new Map(), now),
    unread: catalog.unread,
    findings,
  }
}

const sum = (entries: readonly Entry[], of: (entry: Entry) => number) =>
  entries.reduce((total, entry) => total + of(entry), 0)

const states = ['bad', 'unknown', 'warning', 'good'] as const satisfies readonly HealthState[]

/** The worst of them; of none, good. Pure. */
export function worstOf(all: readonly HealthState[]): HealthState {
  return states.find((state) => all.includes(state)) ?? 'good'
}

/** What findings make of their subject; of one of which nothing could be read, nobody knows. Pure. */
export function stateOf(findings: readonly HealthFinding[], nothingRead: boolean): HealthState {
  if (nothingRead) return 'unknown'
  if (findings.some(({ level }) => level === 'failure')) return 'bad'
  return findings.some(({ level }) => level === 'warning') ? 'warning' : 'good'
}

function trialsOf({ trials = [] }: SourceCatalog, { images }: Look): Pick<SourceHealth, 'trials'> {
  const found = trials.slice(0, most.trials).map((trial) => {
    const { id, at, store, outcome } = trial
    const image = images?.get(trial)
    return { id, at: at.toISOString(), store, outcome, ...(image === undefined ? {} : { image }) }
  })
  return found.length > 0 ? { trials: found } : {}
}

function measuredOf(catalog: SourceCatalog, { times, timesUnread }: Look, now: Date): MeasuredRestore | undefined {
  const [proof] = restoresOf(catalog, now)
  if (!proof) return undefined
  const known = times?.get(proof)
  return {
    proof,
    ...(known ? { times: known } : {}),
    ...(timesUnread === undefined ? {} : { unread: timesUnread }),
  }
}

function scheduleOf(
  policy: Policy,
  source: Source,
  catalog: SourceCatalog,
  schedule: ScheduleHealth,
  now: Date,
): SourceHealth['schedule'] {
  const task = plan(policy, new Map([[source.name, catalog]]), now, [source.name]).find(({ kind }) => kind === 'backup')
  return {
    state: schedule.state,
    ...(source.schedule === undefined ? {} : { cron: source.schedule }),
    timezone: policy.timezone,
    ...(source.jitterMs === undefined ? {} : { jitterMs: source.jitterMs }),
    ...(task?.next ? { nextAt: task.next.toISOString() } : {}),
    ...(schedule.state === 'silent' ? { silentSince: schedule.since.toISOString(), missed: schedule.missed } : {}),
  }
}

function verificationOf({ verify }: Source): NonNullable<SourceHealth['verification']> {
  const { check, read, restore, assertions } = verify
  return {
    ...(check === undefined ? {} : { check }),
    ...(read === undefined ? {} : { read }),
    ...(restore === undefined ? {} : { restore }),
    assertions: assertions.length,
  }
}

function retentionOf(
  policy: Policy,
  source: Source,
  entries: readonly Entry[],
  frozen: boolean,
  now: Date,
): SourceHealth['retention'] {
  const { retention, stores } = source
  const live = entries.filter((entry) => !['foreign', 'deleted'].includes(standing(entry, now)))
  return {
    rules: describeRetention(retention, policy.timezone),
    minKeep: retention.minKeep,
    grace: retention.grace.text,
    stores: stores.flatMap((store) => {
      const own = policy.stores[store]?.retention
      return own ? [{ store, rules: describeRules(own) }] : []
    }),
    ...(retention.max.count === undefined && retention.max.bytes === undefined ? {} : { max: retention.max }),
    frozen,
    held: live.filter(({ held }) => held).length,
    retained: live.filter(({ manifest }) => manifest.retain).length,
    deleted: entries.filter((entry) => standing(entry, now) === 'deleted').length,
  }
}
