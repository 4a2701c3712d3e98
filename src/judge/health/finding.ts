import {
  condemns,
  condemnsCopy,
  type Entry,
  type Level,
  newestProof,
  type Proof,
  type SourceCatalog,
} from '../../catalog/catalog.ts'
import { failedSince, type Moment, proofOverdue, type ScheduleHealth, usable } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { freeze } from '../../retain/retain.ts'
import { compareSize } from '../../verify/verify.ts'
import { formatDuration, formatTime } from '../../words/words.ts'
import { type AnomalyVerdict, anomalyFindings } from '../anomaly/anomaly.ts'
import { judgeGate, type Note } from '../gate.ts'
import type { FindingCode, HealthFinding } from './contract.ts'
import { damageFound, lossesOf } from './copy.ts'
import type { LogLook } from './log.ts'
import { logFindings } from './log-finding.ts'
import { isToCome, ofTimeToCome, wayOut } from './way-out.ts'

/** What the words of a gate are for machines. */
const codes: Readonly<Record<Note['kind'], FindingCode>> = {
  missing: 'no-backup',
  stale: 'rpo-missed',
  degraded: 'degraded',
  untagged: 'other',
  unproven: 'unproven',
  foreign: 'not-counted',
  'future-dated': 'not-counted',
  deleted: 'not-counted',
  orphaned: 'not-counted',
  damaged: 'damaged',
  unlisted: 'store-unread',
  unread: 'store-unread',
  illegible: 'manifest-damaged',
  unusual: 'anomaly',
}

const order = ['failure', 'warning', 'note']

/** The worst first. */
export const worstFirst = (found: readonly HealthFinding[]): readonly HealthFinding[] =>
  found.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))

/** What was found out already. */
interface Judged {
  readonly schedule: ScheduleHealth
  readonly odd: AnomalyVerdict
  /** How long its last restore took. */
  readonly restoreMs: number | undefined
  /** Absent: it has no log, or nobody looked. */
  readonly log: LogLook | undefined
  /** Why nothing is known of its log. */
  readonly logUnread: string | undefined
}

/** What a person should know of one source, the worst first. Pure. */
export function findingsOf(
  source: Source,
  catalog: SourceCatalog,
  { schedule, odd, restoreMs, log, logUnread }: Judged,
  moment: Moment,
): readonly HealthFinding[] {
  const { now } = moment
  const { rtoMs } = source.objectives
  const entries = usable(catalog, now)
  const found: HealthFinding[] = [...ofGate(source, catalog, log, moment), ...logFindings(source, catalog, log, moment)]
  if (logUnread !== undefined)
    found.push({ level: 'warning', code: 'not-looked', message: `its log could not be read: ${logUnread}` })
  if (schedule.state === 'silent')
    found.push({ level: 'warning', code: 'schedule-dead', message: schedule.message, hint: schedule.hint })
  found.push(...ofAttempts(source, catalog, entries, moment))
  const frozen = freeze(entries)
  if (frozen) found.push(ofFreeze(source, frozen, moment))
  found.push(...anomalyFindings(odd), ...oddSizes(source, entries))
  found.push(...ofProofs(source, catalog, moment, frozen?.proof))
  if (rtoMs !== undefined && restoreMs !== undefined && restoreMs > rtoMs) {
    const message = `the last restore took ${formatDuration(restoreMs)}, the RTO is ${formatDuration(rtoMs)}`
    found.push({ level: 'warning', code: 'rto-missed', message })
  }
  const degraded = entries.filter(({ missing }) => missing.length > 0).length
  if (degraded > 0 && catalog.unread.length === 0) {
    const message = `${degraded} of its backups ${degraded === 1 ? 'is' : 'are'} not in every store`
    found.push({ level: 'warning', code: 'degraded', message, hint: 'The next `run` copies the sealed objects over.' })
  }
  for (const message of lossesOf(entries))
    found.push({
      level: 'warning',
      code: 'copy-lost',
      message,
      hint: 'Find out who or what took it away; the next `run` copies it there again.',
    })
  found.push(...damageFound(source, entries))
  if (source.paused)
    found.push({ level: 'warning', code: 'paused', message: 'paused: nothing backs it up by schedule' })
  return worstFirst(found)
}

/** Whether the objectives are met, as a gate asks. */
function ofGate(
  source: Source,
  catalog: SourceCatalog,
  log: LogLook | undefined,
  moment: Moment,
): readonly HealthFinding[] {
  const { rpoMs, verifiedWithinMs, copies = 1 } = source.objectives
  const onDemand = source.schedule === undefined || source.paused === true
  // Where its log can be restored, what would be lost is not the age of a dump.
  const byLog = source.pointInTime !== undefined && log?.windows.length !== 0
  const maxAgeMs = (byLog ? undefined : rpoMs) ?? Number.POSITIVE_INFINITY
  const conditions = { maxAgeMs, verifiedWithinMs, copies, tags: [] }
  const verdict = judgeGate(source, catalog, conditions, moment)
  const unmet = verdict.unmet.map(({ kind, message, hint: own }): HealthFinding => {
    const hint = own ?? wayOut(kind, source.name, catalog.entries, moment.now)
    const expected = onDemand && kind === 'missing'
    if (expected && catalog.entries.length === 0 && catalog.unread.length === 0)
      return {
        level: 'note',
        code: 'no-schedule',
        message: `${source.paused ? 'paused' : 'no schedule'}, no backup yet`,
      }
    return {
      level: expected ? 'note' : 'failure',
      code: codes[kind],
      message: `${kind}: ${message}`,
      ...(hint === undefined ? {} : { hint }),
    }
  })
  const notes = verdict.notes.map(({ kind, message, store }): HealthFinding => {
    return { level: 'warning', code: codes[kind], message, ...(store === undefined ? {} : { store }) }
  })
  return [...unmet, ...notes]
}

/** Work whose failure leaves no proof: what it needed was not there. */
const proving = ['check', 'read', 'restore'] as const

/** What the newest completed attempts say: one that failed before a later one succeeded is over. */
function ofAttempts(
  { name }: Source,
  catalog: SourceCatalog,
  entries: readonly Entry[],
  { now, timezone }: Moment,
): readonly HealthFinding[] {
  const found: HealthFinding[] = []
  const failed = failedSince(catalog.runs, entries[0], now)
  if (failed) {
    const why = failed.problem ? `: ${failed.problem.message}` : ''
    const message = `the last backup, of ${formatTime(failed.startedAt, timezone)}, failed${why}`
    const hint = `Mend what it says, then run \`backproof backup --source ${name}\`; \`backproof doctor\` looks for what else is in the way.`
    found.push({ level: 'failure', code: 'failed', message, hint })
  }
  for (const command of proving) {
    const [last] = catalog.runs
      .filter((run) => run.command === command && run.startedAt <= now)
      .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    const told = entries.some(({ proofs }) =>
      proofs.some(({ level, startedAt }) => level === command && last !== undefined && startedAt >= last.startedAt),
    )
    if (last?.outcome !== 'failed' || told || !last.problem) continue
    const message = `the last attempt at a ${command} proof, of ${formatTime(last.startedAt, timezone)}, failed: ${last.problem.message}`
    const hint = `Mend what it says, then run \`backproof verify --source ${name} --level ${command}\`.`
    found.push({ level: 'warning', code: 'proof-failed', message, hint })
  }
  return found
}

/** The newest backup against the limits of the rules of alerts that ask for it. */
function oddSizes({ alerts }: Source, entries: readonly Entry[]): readonly HealthFinding[] {
  // What an increment holds depends on what has changed.
  const [newest, ...before] = entries.filter(({ manifest }) => manifest.kind === 'full')
  if (!newest) return []
  const sizes = before.map(({ bytes }) => bytes)
  const found = (code: 'too-large' | 'too-small', limit: { readonly grow?: number; readonly shrink?: number }) => {
    const odd = compareSize(newest.bytes, sizes, limit)
    const hint = 'See what the source gained or lost; if it was meant, widen the rule.'
    return odd ? [{ level: 'warning', code, message: odd.message, hint, backup: newest.id } as const] : []
  }
  return [
    ...(alerts?.tooLarge === undefined ? [] : found('too-large', { grow: alerts.tooLarge })),
    ...(alerts?.tooSmall === undefined ? [] : found('too-small', { shrink: alerts.tooSmall })),
  ]
}

function ofFreeze(
  { name }: Source,
  { entry, proof }: NonNullable<ReturnType<typeof freeze>>,
  { now, timezone }: Moment,
): HealthFinding {
  const toCome = isToCome(proof, now) ? ofTimeToCome(name, [{ ...entry, proofs: [proof] }], now) : undefined
  return {
    level: 'failure',
    code: 'deletion-frozen',
    message: `nothing is deleted: the ${proof.level} of ${entry.id} failed at ${formatTime(proof.startedAt, timezone)}`,
    hint:
      toCome ??
      `A ${proof.level} of it or of a newer backup that passes ends that: run \`backproof verify --source ${name} --level ${proof.level}\`.`,
    backup: entry.id,
  }
}

/** Of proofs that the gate does not ask for: the last that failed and nothing has answered, and those that do not come. */
function ofProofs(
  source: Source,
  catalog: SourceCatalog,
  moment: Moment,
  said: Proof | undefined,
): readonly HealthFinding[] {
  const { now, timezone } = moment
  const entries = usable(catalog, now)
  const restored = newestOf(entries, 'restore', now, 'passed')
  return (['read', 'restore'] as const).flatMap((level) => {
    const found: HealthFinding[] = []
    const last = newestOf(entries, level, now)
    const answered = last && restored && restored.startedAt > last.startedAt
    // What is wrong with one copy is said of that copy for as long as it is: it may be healed by now.
    const ofCopy = last && condemnsCopy(last) && !condemns(last)
    if (last?.outcome === 'failed' && last !== said && !answered && !ofCopy) {
      const why = last.findings.find((finding) => finding.level === 'failure')?.message
      const message = `the last ${level}, of ${last.id} at ${formatTime(last.startedAt, timezone)}, failed${why ? `: ${why}` : ''}`
      const hint = `Run \`backproof verify ${last.id} --level ${level}\` once that is mended.`
      found.push({ level: 'warning', code: 'proof-failed', message, hint, backup: last.id })
    }
    const since = proofOverdue(level, source, catalog, moment)
    if (since) {
      const message = `the ${level} proof is overdue: its schedule has asked for one since ${formatTime(since, timezone)}`
      found.push({
        level: 'warning',
        code: 'proof-overdue',
        message,
        hint: 'Proofs need a job with BACKPROOF_SECRET_KEY: does it still run?',
      })
    }
    return found
  })
}

/** The newest proof of the level, of any of them; one that is dated in the future is none. */
export function newestOf(
  entries: readonly Entry[],
  level: Level,
  now: Date,
  outcome?: Proof['outcome'],
): Proof | undefined {
  const fits = (proof: Proof) => proof.level === level && proof.startedAt <= now
  const all = entries.flatMap(({ proofs }) => proofs).filter(fits)
  return newestProof(outcome ? all.filter((proof) => proof.outcome === outcome) : all)
}
