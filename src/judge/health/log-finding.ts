import type { RunRecord, SourceCatalog } from '../../catalog/catalog.ts'
import type { Moment } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { formatDuration, formatSecond, formatTime } from '../../words/words.ts'
import type { HealthFinding } from './contract.ts'
import { isLogged, type LogHealth, type LogLook, logHealth } from './log.ts'

/** Work on a log; only its failures are recorded, because its success leaves a piece or a base. */
const works: readonly string[] = ['tick', 'base']

/** What a person should know of the log of a source, the worst first. Pure. */
export function logFindings(
  source: Source,
  catalog: SourceCatalog,
  look: LogLook | undefined,
  moment: Moment,
): readonly HealthFinding[] {
  if (!isLogged(source) || !look || look.log.unread.length >= source.stores.length) return []
  const health = logHealth(source, look, moment)
  const failed = source.paused ? undefined : failedSince(catalog.runs, look, moment.now)
  return [
    ...(failed ? [ofFailure(source, failed, health, moment)] : health.overdue ? [ofSilence(source, health)] : []),
    ...ofObjective(source, health),
    ...(failed || source.paused ? [] : ofNothing(source, catalog, health)),
    ...ofHoles(source, health, moment),
    ...ofProof(source, health, moment),
  ]
}

/** The newest attempt at a piece or a base that failed, with no piece since. */
function failedSince(runs: readonly RunRecord[], { log: { tip } }: LogLook, now: Date): RunRecord | undefined {
  const stored = tip ? tip.entry.startedAt : new Date(0)
  return runs
    .filter(({ command, outcome, startedAt }) => works.includes(command) && outcome === 'failed' && startedAt <= now)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .find(({ startedAt }) => startedAt >= stored)
}

/** "the log of orders is collected until 2026-02-14T14:29:00Z, 40 min ago" */
export function collectedUntil(source: string, { newest, unread }: Pick<LogHealth, 'newest' | 'unread'>): string {
  const far = unread === undefined ? '' : ', as far as its stores could be read'
  if (!newest) return `nothing of the log of ${source} is collected yet${far}`
  return `the log of ${source} is collected until ${formatSecond(new Date(newest.at))}, ${formatDuration(newest.ageMs)} ago${far}`
}

/** What becomes of it if nobody does anything. */
function unlessDone({ pointInTime }: Source): string {
  const lost = 'If nobody acts, what is lost with the server grows by the minute'
  if (pointInTime?.base === undefined) return `${lost}, and the server deletes its log some day: then there is a gap.`
  if (pointInTime.slot === 'none') return `${lost}, and the server recycles its log: then there is a gap.`
  return `${lost}, and its replication slot keeps the log on the server's disk, up to max_slot_wal_keep_size: then there is a gap.`
}

function ofFailure(
  source: Source,
  { command, startedAt, problem }: RunRecord,
  health: LogHealth,
  { timezone }: Moment,
): HealthFinding {
  const what = command === 'base' ? 'base of its log' : 'piece of its log'
  const why = problem ? `: ${problem.message}` : ''
  return {
    level: 'failure',
    code: 'failed',
    message: `the last ${what}, of ${formatTime(startedAt, timezone)}, failed${why}; ${collectedUntil(source.name, health)}`,
    hint: `${unlessDone(source)} Mend what failed, then run \`backproof run --source ${source.name}\`.`,
  }
}

function ofSilence(source: Source, health: LogHealth): HealthFinding {
  return {
    level: 'warning',
    code: 'log-overdue',
    message: `${collectedUntil(source.name, health)}; every is ${formatDuration(health.everyMs)}`,
    hint: `${unlessDone(source)} Something has to call \`backproof run\` that often: does its workflow still run?`,
  }
}

/** Of a log, what would be lost is its age, and not that of a dump. */
function ofObjective(source: Source, { endAgeMs, windows, unread }: LogHealth): readonly HealthFinding[] {
  const { rpoMs } = source.objectives
  const [window] = windows
  if (rpoMs === undefined || endAgeMs === undefined || !window || endAgeMs <= rpoMs) return []
  const far = unread === undefined ? '' : ', as far as its stores could be read'
  const message = `stale: ${source.name} can be restored until ${formatSecond(new Date(window.until))}, ${formatDuration(endAgeMs)} ago; the RPO is ${formatDuration(rpoMs)}${far}`
  const hint = `\`backproof run --source ${source.name}\` collects the log since then.`
  return [{ level: 'failure', code: 'rpo-missed', message, hint }]
}

/** There are backups, but no moment between them can be restored. */
function ofNothing(source: Source, { entries }: SourceCatalog, health: LogHealth): readonly HealthFinding[] {
  if (health.windows.length > 0 || (entries.length === 0 && health.pieces === 0)) return []
  const message = health.newest
    ? `no moment of ${source.name} can be restored from its log: nothing is there that it could be played onto`
    : collectedUntil(source.name, health)
  const hint = `Run \`backproof run --source ${source.name}\`: it takes what is missing.`
  return [{ level: 'warning', code: 'log-overdue', message, hint }]
}

/** Holes in what the window promises: nothing brings them back, but a person should know. */
function ofHoles({ name }: Source, { windows, windowMs }: LogHealth, { now }: Moment): readonly HealthFinding[] {
  const promised = now.getTime() - windowMs
  return windows.flatMap(({ until, ended }, i) => {
    const next = windows[i - 1]
    if (ended === undefined || (next ? Date.parse(next.from) : now.getTime()) < promised) return []
    const to = next ? formatSecond(new Date(next.from), 'up') : 'now'
    const message = `no moment of ${name} between ${formatSecond(new Date(until))} and ${to} can be restored: ${ended}`
    return [{ level: 'note', code: 'log-gap', message } as const]
  })
}

function ofProof(source: Source, { proof }: LogHealth, { timezone }: Moment): readonly HealthFinding[] {
  if (!proof) return []
  const { at, outcome, because, overdueSince } = proof
  const hint = `Run \`backproof verify --level point-in-time --source ${source.name}\` where the secret key is.`
  const found: HealthFinding[] = []
  if (outcome === 'failed') {
    const why = because === undefined ? '' : `: ${because}`
    const message = `the log was played back at ${formatTime(at, timezone)}, and failed${why}`
    found.push({ level: 'failure', code: 'proof-failed', message, hint })
  }
  if (overdueSince !== undefined) {
    const since = formatTime(overdueSince, timezone)
    const message = `the proof of the log is overdue: its schedule has asked for one since ${since}`
    found.push({ level: 'warning', code: 'proof-overdue', message, hint })
  }
  return found
}
