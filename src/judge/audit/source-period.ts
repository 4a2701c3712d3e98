import { type Entry, type RunRecord, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import { ticksBetween } from '../../plan/plan.ts'
import { wallText } from '../../time/time.ts'
import type { Health, SourceHealth } from '../health/contract.ts'
import type { SourcePeriod, Span } from './contract.ts'
import { isWithin } from './span.ts'

/** So many missed ticks, and failures, are named. */
const mostNamed = 20

type Look = Pick<Health, 'at' | 'timezone'>

/** How one source did in the span. Pure. */
export function sourcePeriod(health: SourceHealth, catalog: SourceCatalog, span: Span, look: Look): SourcePeriod {
  const now = new Date(look.at)
  const isIn = (at: Date) => at >= span.from && at < span.to && at <= now
  const entries = catalog.entries.filter((entry) => !['foreign', 'future'].includes(standing(entry, now)))
  const attempts = catalog.runs.filter(({ command, startedAt }) => command === 'backup' && isIn(startedAt))
  const failed = attempts.filter(({ outcome }) => outcome === 'failed')
  const begun = beginnings(entries, catalog.runs, now)
  const adherence = adherenceOf(health, entries, catalog, begun, span, look)
  return {
    source: health.source,
    engine: health.engine,
    state: health.state,
    ...(adherence ? { adherence } : {}),
    backups: begun.filter((ms) => isIn(new Date(ms))).length,
    attempts: { succeeded: attempts.length - failed.length, failed: failed.length },
    failures: failed
      .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
      .slice(0, mostNamed)
      .map(({ startedAt, problem }) => ({
        at: startedAt.toISOString(),
        ...(problem ? { code: problem.code, message: problem.message.slice(0, 2000) } : {}),
      })),
    rpo: rpoOf(health, span, look),
    proofs: proofsOf(entries, isIn),
    restores: restoresIn(health, span, look),
    trials: trialsIn(catalog, isIn),
    storage: storageOf(health, entries, isIn, span, now),
  }
}

/** When backups began: of those there are, and by the records of those that are gone; oldest first. */
function beginnings(entries: readonly Entry[], runs: readonly RunRecord[], now: Date): readonly number[] {
  const made = entries.map(({ startedAt }) => startedAt.getTime())
  const attempts = runs
    .filter(({ command }) => command === 'backup')
    .map((run) => ({ run, at: run.startedAt.getTime() }))
  const times = attempts.map(({ at }) => at).sort((a, b) => a - b)
  const gone = attempts.flatMap(({ run, at }) => {
    if (run.outcome !== 'succeeded') return []
    const next = times.find((time) => time > at) ?? Number.POSITIVE_INFINITY
    return made.some((ms) => ms >= at && ms < next) ? [] : [at]
  })
  return [...made, ...gone].filter((ms) => ms <= now.getTime()).sort((a, b) => a - b)
}

function adherenceOf(
  { schedule, state }: SourceHealth,
  entries: readonly Entry[],
  { runs, unread }: SourceCatalog,
  begun: readonly number[],
  span: Span,
  { at }: Look,
): SourcePeriod['adherence'] {
  const now = new Date(at)
  if (schedule.cron === undefined || state === 'unknown') return undefined
  const oldestRun = runs.reduce<number | undefined>(
    (best, { startedAt }) => Math.min(best ?? Infinity, startedAt.getTime()),
    undefined,
  )
  // Before the first record, what retention has deleted since is not known; without any, only what there is tells.
  const since = Math.max(span.from.getTime(), oldestRun ?? entries.at(-1)?.startedAt.getTime() ?? Infinity)
  if (since >= Math.min(span.to.getTime(), now.getTime()) || unread.length > 0) return undefined
  const ticks = ticksBetween(schedule.cron, schedule.timezone, new Date(since - 1), span.to)
    .map((tick) => tick.getTime())
    .filter((tick) => tick < span.to.getTime() && tick <= now.getTime())
  const after = ticksBetween(
    schedule.cron,
    schedule.timezone,
    new Date(span.to.getTime() - 1),
    new Date(span.to.getTime() + 40 * 86_400_000),
  )[0]
  const turns = ticks.map((tick, i) => ({ tick, end: ticks[i + 1] ?? after?.getTime() ?? span.to.getTime() }))
  const isKept = ({ tick, end }: { readonly tick: number; readonly end: number }) => countIn(begun, tick, end) > 0
  // The turn of the last one may not be over.
  const judged = turns.filter((turn) => turn.end <= now.getTime() || isKept(turn))
  const missed = judged.filter((turn) => !isKept(turn)).map(({ tick }) => new Date(tick).toISOString())
  const [expected, kept] = [judged.length, judged.length - missed.length]
  return {
    cron: schedule.cron,
    since: new Date(since).toISOString(),
    ...{ expected, kept },
    ...(expected > 0 ? { rate: Math.round((kept / expected) * 10_000) / 10_000 } : {}),
    missed: missed.slice(0, mostNamed),
    ...(missed.length > mostNamed ? { missedLeft: missed.length - mostNamed } : {}),
  }
}

/** How many of these, sorted, are from one moment up to, and without, another. */
function countIn(sorted: readonly number[], from: number, to: number): number {
  return firstFrom(sorted, to) - firstFrom(sorted, from)
}

/** Where the first of them is that is not before the moment. */
function firstFrom(sorted: readonly number[], moment: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return low
}

function rpoOf({ objectives: { rpo } }: SourceHealth, span: Span, { timezone }: Look): SourcePeriod['rpo'] {
  const [first, last] = [
    wallText(span.from, timezone).slice(0, 10),
    wallText(new Date(span.to.getTime() - 1), timezone).slice(0, 10),
  ]
  const days = rpo.days.filter(({ day }) => day >= first && day <= last)
  return {
    ...(rpo.targetMs === undefined ? {} : { targetMs: rpo.targetMs }),
    ...(days.length > 0 ? { longestGapMs: Math.max(...days.map(({ gapMs }) => gapMs)) } : {}),
    days: days.length,
    ...(rpo.targetMs === undefined || days.length === 0
      ? {}
      : { daysMissed: days.filter(({ met }) => met === false).length }),
  }
}

function proofsOf(entries: readonly Entry[], isIn: (at: Date) => boolean): SourcePeriod['proofs'] {
  const all = entries.flatMap(({ proofs }) => proofs).filter(({ startedAt }) => isIn(startedAt))
  const of = (level: string) => {
    const own = all.filter((proof) => proof.level === level)
    const passed = own.filter(({ outcome }) => outcome === 'passed').length
    return { passed, failed: own.length - passed }
  }
  return { check: of('check'), read: of('read'), restore: of('restore') }
}

function restoresIn({ restores }: SourceHealth, span: Span, { at }: Look): SourcePeriod['restores'] {
  const { recent = [], left, unread = [] } = restores ?? {}
  const made = recent.filter((one) => isWithin(one.at, span, at))
  const count = (state: string) => made.filter((one) => one.state === state).length
  const oldest = recent.at(-1)?.at
  // What was left out may be of the period as well.
  const cut = left !== undefined && oldest !== undefined && Date.parse(oldest) > span.from.getTime()
  return {
    ...{ completed: count('completed'), failed: count('failed'), inProgress: count('in_progress') },
    ...(cut ? { since: oldest } : {}),
    recent: made.slice(0, mostNamed),
    ...(unread.length > 0 ? { unread: unread.map(({ store }) => store) } : {}),
  }
}

function trialsIn({ trials = [] }: SourceCatalog, isIn: (at: Date) => boolean): SourcePeriod['trials'] {
  const own = trials.filter(({ at }) => isIn(at))
  const passed = own.filter(({ outcome }) => outcome === 'passed').length
  return { passed, failed: own.length - passed }
}

function storageOf(
  { backups }: SourceHealth,
  entries: readonly Entry[],
  isIn: (at: Date) => boolean,
  span: Span,
  now: Date,
): SourcePeriod['storage'] {
  const there = entries.filter((entry) => standing(entry, now) !== 'deleted')
  const added = there.filter(({ startedAt }) => isIn(startedAt))
  const length = span.to.getTime() - span.from.getTime()
  const before = there.filter(({ startedAt: at }) => at < span.from && at.getTime() >= span.from.getTime() - length)
  const [median, earlier] = [medianOf(added), medianOf(before)]
  return {
    backups: backups.count,
    bytes: backups.bytes,
    storedBytes: backups.storedBytes,
    addedBytes: added.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(median === undefined ? {} : { medianBytes: median }),
    // Two single backups side by side are no growth.
    ...(median === undefined || !earlier || added.length < 4 || before.length < 4
      ? {}
      : { growth: Math.round((median / earlier - 1) * 10_000) / 10_000 }),
  }
}

function medianOf(entries: readonly Entry[]): number | undefined {
  const sizes = entries.map(({ bytes }) => bytes).sort((a, b) => a - b)
  return sizes[sizes.length >> 1]
}
