import type { Entry, RunRecord } from '../../catalog/catalog.ts'
import { most, type Running, type SourceHealth, type Trigger } from './contract.ts'
import { attemptsOf, rateOf } from './rate.ts'

/** What the leases of a source tell. */
export interface Work {
  readonly running: readonly Running[]
  /** Stores whose lease could not be read. */
  readonly unread: readonly string[]
}

/** What was tried, from the run records. Pure. */
export function triggersOf(
  runs: readonly RunRecord[],
  entries: readonly Entry[],
  work: Work | undefined,
  now: Date,
): SourceHealth['triggers'] {
  const past = runs
    .filter(({ startedAt }) => startedAt <= now)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const attempts = attemptsOf(past, now)
  const [last] = attempts
  const succeeded = past.filter(({ outcome }) => outcome === 'succeeded').length
  const oldest = past.at(-1)
  const describe = (run: RunRecord) => triggerOf(run, madeBy(run, attempts, entries))
  return {
    ...(last ? { last: describe(last) } : {}),
    running: work?.running ?? [],
    ...(work && work.unread.length > 0 ? { runningUnread: work.unread } : {}),
    success: {
      days7: rateOf(attempts, 7, now),
      days30: rateOf(attempts, 30, now),
      days90: rateOf(attempts, 90, now),
    },
    totals: { total: past.length, succeeded, failed: past.length - succeeded },
    ...(oldest ? { since: oldest.startedAt.toISOString() } : {}),
    recent: past.slice(0, most.triggers).map(describe),
    ...(past.length > most.triggers ? { left: past.length - most.triggers } : {}),
  }
}

/** Attempts to back up that failed and left no backup, newest first. Pure. */
export function failedAttempts(runs: readonly RunRecord[], entries: readonly Entry[], now: Date): readonly Trigger[] {
  const attempts = attemptsOf(runs, now)
  return attempts.flatMap((run) => {
    if (run.outcome === 'succeeded' || madeBy(run, attempts, entries)) return []
    return [triggerOf(run, undefined)]
  })
}

/** The backup that began after this attempt did, and before the next one. */
function madeBy(run: RunRecord, attempts: readonly RunRecord[], entries: readonly Entry[]): Entry | undefined {
  if (run.command !== 'backup') return undefined
  const next = attempts[attempts.indexOf(run) - 1]
  const until = run.origin ? run.finishedAt : next?.startedAt
  return entries.find(({ startedAt }) => startedAt >= run.startedAt && (until === undefined || startedAt <= until))
}

function triggerOf(
  { startedAt, finishedAt, command, outcome, trigger, origin, because, problem }: RunRecord,
  made: Entry | undefined,
): Trigger {
  const by = origin && requesterOf(origin)
  return {
    at: startedAt.toISOString(),
    ...(origin ? { endedAt: finishedAt.toISOString() } : {}),
    command,
    outcome,
    ...(trigger === '' ? {} : { trigger }),
    ...(by ? { by } : {}),
    ...(because.length > 0 ? { because } : {}),
    ...(problem ? { problem: { code: problem.code, message: problem.message } } : {}),
    ...(made ? { backup: made.id } : {}),
  }
}

const names = ['actor', 'host', 'repository', 'workflow', 'run', 'event', 'commit'] as const

/** Who asked, of what a manifest or a run record says of its origin; undefined: it says nothing. Pure. */
export function requesterOf(origin: Readonly<Record<string, string>>): Trigger['by'] {
  const known = names.flatMap((name) => (origin[name] === undefined ? [] : [[name, origin[name]] as const]))
  return known.length === 0 ? undefined : Object.fromEntries(known)
}
