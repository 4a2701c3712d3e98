import {
  answers,
  condemns,
  condemnsCopy,
  type Proof,
  type RunRecord,
  type SourceCatalog,
} from '../../catalog/catalog.ts'
import { type Moment, usable } from '../../plan/plan.ts'
import type { AlertRules, RuleName, Source } from '../../policy/policy.ts'
import { formatDuration, formatTime } from '../../words/words.ts'
import type { FindingCode, SourceHealth } from '../health/contract.ts'
import { collectedUntil } from '../health/log-finding.ts'
import type { Observation } from './contract.ts'

/** What a look at one source has to go by. */
export interface AlertLook {
  readonly source: Source
  readonly catalog: SourceCatalog
  readonly health: SourceHealth
  readonly moment: Moment
  /** It has a log, of which nothing is known. */
  readonly logUnread?: boolean
  /** What this run met with the source; absent: this is no run, and the stores alone are asked. */
  readonly problems?: readonly { readonly message: string; readonly hint?: string }[]
}

interface Held {
  readonly message: string
  readonly hint?: string
  readonly asOf?: Date
}

/** Findings of the health data that each of these rules is about. */
const codes = {
  'proof-failed': ['proof-failed', 'deletion-frozen', 'damaged'],
  'rpo-missed': ['rpo-missed', 'no-backup'],
  'rto-missed': ['rto-missed'],
  // Nothing collects the log any more: a piece that is tried and fails is `failed`.
  'schedule-dead': ['schedule-dead', 'log-overdue'],
  anomaly: ['anomaly'],
  'too-large': ['too-large'],
  'too-small': ['too-small'],
  degraded: ['store-unread', 'damaged', 'copy-damaged', 'copy-lost', 'manifest-damaged', 'degraded'],
} as const satisfies Partial<Record<RuleName, readonly FindingCode[]>>

/** Rules that its log decides, too. */
const byLog: ReadonlySet<RuleName> = new Set(['failed', 'not-run-for', 'rpo-missed', 'schedule-dead', 'proof-failed'])

/** What each rule of the source's policy sees. Pure. */
export function observe(look: AlertLook): readonly Observation[] {
  const { source, catalog, health } = look
  const rules: AlertRules = source.alerts ?? {}
  const blind = catalog.unread.length >= source.stores.length
  const { now } = look.moment
  const seen: Observation[] = []
  const see = (rule: RuleName, wanted: unknown, held: Held | undefined, asOf = now) => {
    if (wanted === undefined) return
    if (held) seen.push({ rule, kind: 'holds', ...held })
    else
      seen.push(
        blind || (look.logUnread && byLog.has(rule)) ? { rule, kind: 'unknown' } : { rule, kind: 'clear', asOf },
      )
  }
  const found = (rule: keyof typeof codes) => firstOf(health, codes[rule])
  const { notRunForMs, tooLarge, tooSmall } = rules
  see('failed', rules.failed, failure(look, blind), look.problems ? now : lastSign(catalog))
  see('not-run-for', notRunForMs, blind || notRunForMs === undefined ? undefined : tooOld(look, notRunForMs))
  see('proof-failed', rules.proofFailed, found('proof-failed'))
  see('too-large', tooLarge, found('too-large'))
  see('too-small', tooSmall, found('too-small'))
  const hasRpo = source.objectives.rpoMs !== undefined
  see('rpo-missed', rules.rpoMissed, blind || !hasRpo ? undefined : found('rpo-missed'))
  const unmeasured = health.objectives.rto.unread !== undefined
  if (rules.rtoMissed && unmeasured) seen.push({ rule: 'rto-missed', kind: 'unknown' })
  else see('rto-missed', rules.rtoMissed, found('rto-missed'))
  see('schedule-dead', rules.scheduleDead, blind ? undefined : found('schedule-dead'))
  see('degraded', rules.degraded, found('degraded'))
  see('anomaly', rules.anomaly, found('anomaly'))
  return seen
}

/** The gravest, and how many more; what is only a note is nothing to alert anybody. */
function firstOf({ findings }: SourceHealth, wanted: readonly FindingCode[]): Held | undefined {
  const all = findings.filter(({ code, level }) => level !== 'note' && wanted.includes(code))
  const [first] = all
  if (!first) return undefined
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : ''
  return { message: `${first.message}${more}`, ...(first.hint ? { hint: first.hint } : {}) }
}

/** What this run met; else the last work of each kind that failed and was not done since. */
function failure({ problems = [], source, catalog, health, moment }: AlertLook, blind: boolean): Held | undefined {
  const [first] = problems
  if (first) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    return { message: `${first.message}${more}`, ...(first.hint ? { hint: first.hint } : {}) }
  }
  const [unread] = catalog.unread
  if (blind && unread) {
    const hint = unread.hint ? { hint: unread.hint } : {}
    // It is over as soon as they can be: that is no failure of anything that was tried.
    return { message: `no store of ${source.name} can be read: ${unread.message}`, ...hint, asOf: new Date(0) }
  }
  const failed = firstOf(health, ['failed'])
  if (failed) return failed
  const other = otherFailure(catalog, moment.now)
  if (!other) return undefined
  const why = other.problem ? `: ${other.problem.message}` : ''
  return { message: `the last ${other.command}, at ${formatTime(other.startedAt, moment.timezone)}, failed${why}` }
}

/**
 * Of older records only the outcome is known, not the work: any of them may have done what had failed before. What became of
 * backups and of the log, the findings say.
 */
function otherFailure({ runs, entries }: SourceCatalog, now: Date): RunRecord | undefined {
  const done = new Set<string>(['backup', 'tick', 'base'])
  const newestFirst = (a: RunRecord, b: RunRecord) => b.startedAt.getTime() - a.startedAt.getTime()
  for (const run of runs.filter(({ startedAt }) => startedAt <= now).toSorted(newestFirst)) {
    if (run.command === 'run') return undefined
    if (done.has(run.command)) continue
    if (run.outcome === 'failed' && !isAnswered(run, entries)) return run
    done.add(run.command)
  }
  return undefined
}

/** Whether every proof that failed in this work has been answered since, as by a copy that was healed: no proof of its kind may come again. */
function isAnswered(run: RunRecord, entries: SourceCatalog['entries']): boolean {
  const failed = entries.flatMap(({ proofs }) =>
    proofs
      .filter((proof) => proof.level === run.command && proof.outcome === 'failed')
      .filter(({ startedAt }) => startedAt >= run.startedAt && startedAt <= run.finishedAt)
      .map((proof) => ({ proof, proofs })),
  )
  return (
    failed.length > 0 &&
    failed.every(({ proof, proofs }) => {
      const ofCopy = condemnsCopy(proof) && !condemns(proof)
      return proofs.some((other) =>
        ofCopy ? other.store === proof.store && isLaterPass(other, proof) : answers(other, proof),
      )
    })
  )
}

/** Any level compares every byte of the copy with its manifest. */
const isLaterPass = (other: Proof, failed: Proof) => other.outcome === 'passed' && other.startedAt > failed.startedAt

/** When something last was done, or tried. */
function lastSign({ runs, entries }: SourceCatalog): Date {
  const times = [...runs.map(({ finishedAt }) => finishedAt), ...entries.map(({ startedAt }) => startedAt)]
  return new Date(times.reduce((newest, at) => Math.max(newest, at.getTime()), 0))
}

function tooOld({ source, catalog, health, moment }: AlertLook, limitMs: number): Held | undefined {
  if (source.paused) return undefined
  const ofLog = source.alerts?.scheduleDead ? undefined : logTooOld(health, source.name, limitMs)
  if (ofLog) return ofLog
  const [newest] = usable(catalog, moment.now)
  const unread = catalog.unread.length > 0 ? ', as far as its stores could be read' : ''
  const hint = 'Run `backproof plan`: it says what is due and why; then `backproof run`.'
  if (!newest) return { message: `there is no backup of ${source.name} yet${unread}`, hint }
  const ageMs = moment.now.getTime() - newest.startedAt.getTime()
  if (ageMs <= limitMs) return undefined
  const message = `the newest backup is ${formatDuration(ageMs)} old, more than ${formatDuration(limitMs)}${unread}`
  return { message, hint }
}

/** A log that nothing collects; where `schedule-dead` is asked for, that rule says so, and once is enough. */
function logTooOld({ log }: SourceHealth, source: string, limitMs: number): Held | undefined {
  if (!log?.overdue || !log.newest || log.newest.ageMs <= limitMs) return undefined
  const message = `${collectedUntil(source, log)}, more than ${formatDuration(limitMs)}`
  return { message, hint: 'Run `backproof plan`: it says what is due and why; then `backproof run`.' }
}
