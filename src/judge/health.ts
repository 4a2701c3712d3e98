import {
  condemns,
  condemnsCopy,
  type Entry,
  type Level,
  levels,
  newestProof,
  type Proof,
  type SourceCatalog,
  standing,
} from '../catalog/catalog.ts'
import {
  failedSince,
  type Moment,
  plan,
  proofOverdue,
  type ScheduleHealth,
  scheduleHealth,
  usable,
} from '../plan/plan.ts'
import type { Policy, Source } from '../policy/policy.ts'
import { freeze } from '../retain/retain.ts'
import { formatDuration, formatTime } from '../words/words.ts'
import { type CopyHealth, copyHealth, damageFound, lossesOf } from './copy.ts'
import { judgeGate } from './gate.ts'

/** How one source is, from what the stores say of it. */
export interface SourceHealth {
  readonly source: string
  readonly engine: string
  readonly state: 'good' | 'warning' | 'bad'
  /** That count, and their sealed bytes in one store. */
  readonly backups: { readonly count: number; readonly bytes: number; readonly degraded: number }
  readonly newest?: {
    readonly id: string
    readonly at: Date
    readonly ageMs: number
    readonly bytes: number
    readonly stores: readonly string[]
    readonly missing: readonly string[]
  }
  /** By store: the newest backup's copy there, and the last proof of a copy in it. */
  readonly copies?: readonly CopyHealth[]
  readonly rpoMs?: number
  /** When its next backup is due. */
  readonly next?: Date
  /** The last of each level, passed or failed. */
  readonly proofs: readonly (Pick<Proof, 'id' | 'level' | 'outcome'> & { readonly at: Date })[]
  /** How long the last restore that passed took, from the start of its server. */
  readonly restoreMs?: number
  readonly rtoMs?: number
  /** Deletion waits for a proof. */
  readonly frozen: boolean
  readonly schedule: ScheduleHealth['state']
  /** Sizes, oldest first. */
  readonly history: readonly number[]
  readonly findings: readonly HealthFinding[]
}

export interface HealthFinding {
  readonly level: 'note' | 'warning' | 'failure'
  readonly message: string
  readonly hint?: string
}

/** The newest restore that passed: what tells how long one takes. */
export function newestRestore({ entries }: SourceCatalog, now: Date): Proof | undefined {
  const ours = entries.filter((entry) => standing(entry, now) !== 'foreign')
  return newestOf(ours, 'restore', now, 'passed')
}

/** `durations` are the milliseconds by step of the newest restore that passed. Pure. */
export function judgeHealth(
  policy: Policy,
  source: Source,
  catalog: SourceCatalog,
  now: Date,
  durations: Readonly<Record<string, number>> = {},
): SourceHealth {
  const moment: Moment = { now, timezone: policy.timezone }
  const entries = usable(catalog, now)
  const [newest] = entries
  const schedule = scheduleHealth(source, catalog, moment)
  const task = plan(policy, new Map([[source.name, catalog]]), now, [source.name]).find(({ kind }) => kind === 'backup')
  const { rpoMs, rtoMs } = source.objectives
  const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0)
  const findings = findingsOf(source, catalog, schedule, took, moment)
  const worst = (level: HealthFinding['level']) => findings.some((finding) => finding.level === level)
  return {
    source: source.name,
    engine: source.engine,
    state: worst('failure') ? 'bad' : worst('warning') ? 'warning' : 'good',
    backups: {
      count: entries.length,
      bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
      degraded: entries.filter(({ missing }) => missing.length > 0).length,
    },
    ...(newest ? { newest: describe(newest, now), copies: copyHealth(source, entries) } : {}),
    ...(rpoMs === undefined ? {} : { rpoMs }),
    ...(task?.next ? { next: task.next } : {}),
    proofs: levels.flatMap((level) => {
      const proof = newestOf(entries, level, now)
      return proof ? [{ id: proof.id, level, outcome: proof.outcome, at: proof.startedAt }] : []
    }),
    ...(took > 0 ? { restoreMs: took } : {}),
    ...(rtoMs === undefined ? {} : { rtoMs }),
    frozen: freeze(entries) !== undefined,
    schedule: schedule.state,
    history: entries
      .slice(0, 30)
      .map(({ bytes }) => bytes)
      .reverse(),
    findings,
  }
}

function describe({ id, startedAt, bytes, copies, missing }: Entry, now: Date): NonNullable<SourceHealth['newest']> {
  return { id, at: startedAt, ageMs: now.getTime() - startedAt.getTime(), bytes, stores: copies, missing }
}

function newestOf(entries: readonly Entry[], level: Level, now: Date, outcome?: Proof['outcome']): Proof | undefined {
  const fits = (proof: Proof) => proof.level === level && proof.startedAt <= now
  const all = entries.flatMap(({ proofs }) => proofs).filter(fits)
  return newestProof(outcome ? all.filter((proof) => proof.outcome === outcome) : all)
}

/** What a person should know, the worst first. */
function findingsOf(
  source: Source,
  catalog: SourceCatalog,
  schedule: ScheduleHealth,
  restoreMs: number,
  moment: Moment,
): readonly HealthFinding[] {
  const { now, timezone } = moment
  const { rpoMs, rtoMs, verifiedWithinMs, copies = 1 } = source.objectives
  const onDemand = source.schedule === undefined || source.paused === true
  const conditions = { maxAgeMs: rpoMs ?? Number.POSITIVE_INFINITY, verifiedWithinMs, copies, tags: [] }
  const verdict = judgeGate(source, catalog, conditions, moment)
  const entries = usable(catalog, now)
  const failed = failedSince(catalog.runs, entries[0], now)
  const frozen = freeze(entries)
  const found: HealthFinding[] = [
    ...verdict.unmet.map(({ kind, message }): HealthFinding => {
      const expected = onDemand && kind === 'missing'
      if (expected && catalog.entries.length === 0 && catalog.unread.length === 0)
        return { level: 'note', message: `${source.paused ? 'paused' : 'no schedule'}, no backup yet` }
      return { level: expected ? 'note' : 'failure', message: `${kind}: ${message}` }
    }),
    ...verdict.notes.map((message): HealthFinding => ({ level: 'warning', message })),
  ]
  if (schedule.state === 'silent') found.push({ level: 'warning', message: schedule.message, hint: schedule.hint })
  if (failed) {
    const why = failed.problem ? `: ${failed.problem.message}` : ''
    found.push({
      level: 'failure',
      message: `the last backup, of ${formatTime(failed.startedAt, timezone)}, failed${why}`,
    })
  }
  if (frozen) {
    const { entry, proof } = frozen
    const message = `nothing is deleted: the ${proof.level} of ${entry.id} failed at ${formatTime(proof.startedAt, timezone)}`
    found.push({
      level: 'failure',
      message,
      hint: `A ${proof.level} of it or of a newer backup that passes ends that.`,
    })
  }
  found.push(...proofFindings(source, catalog, moment, frozen?.proof))
  if (rtoMs !== undefined && restoreMs > rtoMs) {
    const message = `the last restore took ${formatDuration(restoreMs)}, the RTO is ${formatDuration(rtoMs)}`
    found.push({ level: 'warning', message })
  }
  const degraded = entries.filter(({ missing }) => missing.length > 0).length
  if (degraded > 0 && catalog.unread.length === 0) {
    const message = `${degraded} of its backups ${degraded === 1 ? 'is' : 'are'} not in every store`
    found.push({ level: 'warning', message, hint: 'The next `run` copies the sealed objects over.' })
  }
  for (const message of lossesOf(entries))
    found.push({
      level: 'warning',
      message,
      hint: 'Find out who or what took it away; the next `run` copies it there again.',
    })
  found.push(...damageFound(source, entries))
  if (source.paused) found.push({ level: 'warning', message: 'paused: nothing backs it up by schedule' })
  const order = ['failure', 'warning', 'note']
  return found.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
}

/** Of proofs that the gate does not ask for: the last that failed and nothing has answered, and those that do not come. */
function proofFindings(
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
      found.push({ level: 'warning', message })
    }
    const since = proofOverdue(level, source, catalog, moment)
    if (since) {
      const message = `the ${level} proof is overdue: its schedule has asked for one since ${formatTime(since, timezone)}`
      found.push({
        level: 'warning',
        message,
        hint: 'Proofs need a job with BACKPROOF_SECRET_KEY: does it still run?',
      })
    }
    return found
  })
}
