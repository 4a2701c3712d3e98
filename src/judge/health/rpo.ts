import { type Entry, type RunRecord, standing } from '../../catalog/catalog.ts'
import { instantOf, parseDate, wallText } from '../../time/time.ts'
import { most, type SourceHealth } from './contract.ts'
import type { collectedTimes } from './log.ts'
import { attemptsOf } from './rate.ts'

type Rpo = SourceHealth['objectives']['rpo']

/**
 * When there was a good backup: those that there are, and what run records tell of those that retention has deleted since,
 * oldest first. `since`: from when on nothing is missing; before the first record, backups may have been deleted.
 */
function goodTimes(entries: readonly Entry[], runs: readonly RunRecord[], now: Date) {
  const good = entries.filter((entry) => standing(entry, now) === 'good').map(({ startedAt }) => startedAt.getTime())
  const attempts = attemptsOf(runs, now).toReversed()
  // What an attempt left behind and does not count any more is no good backup of then either.
  const bad = entries
    .filter((entry) => !['good', 'deleted', 'leaving'].includes(standing(entry, now)))
    .map(({ startedAt }) => startedAt.getTime())
  const succeeded = attempts.flatMap((run, i) => {
    if (run.outcome !== 'succeeded') return []
    const from = run.startedAt.getTime()
    const to = attempts[i + 1]?.startedAt.getTime() ?? Number.POSITIVE_INFINITY
    return bad.some((at) => at >= from && at < to) ? [] : [from]
  })
  const times = [...new Set([...good, ...succeeded])].sort((a, b) => a - b)
  const first = attempts[0]?.startedAt.getTime()
  // Without a record of any attempt, the newest backup is all that is certain.
  const since = first === undefined ? times.at(-1) : Math.max(first, times[0] ?? first)
  return { times, since }
}

/** The longest time without a good backup, now and day by day in the policy's zone. Pure. */
export function rpoOf(
  entries: readonly Entry[],
  runs: readonly RunRecord[],
  targetMs: number | undefined,
  { now, timezone }: { readonly now: Date; readonly timezone: string },
  collected?: ReturnType<typeof collectedTimes>,
): Rpo {
  const target = targetMs === undefined ? {} : { targetMs }
  const { times, since } = withLog(goodTimes(entries, runs, now), collected, now)
  const ofBackup = entries
    .filter((entry) => standing(entry, now) === 'good')
    .reduce<number | undefined>((best, { startedAt }) => Math.max(best ?? 0, startedAt.getTime()), undefined)
  // What would be lost is what its log does not have, however new a dump is.
  const newest = collected && collected.times.length > 0 ? endOf(collected.times, now) : ofBackup
  if (since === undefined) return { ...target, days: [] }
  const days = daysBetween(since, now, timezone).map(({ day, from, to }) => {
    const gapMs = longestIn(times, from, to)
    return { day, gapMs, ...(targetMs === undefined ? {} : { met: gapMs <= targetMs }) }
  })
  const ageMs = newest === undefined ? undefined : now.getTime() - newest
  return {
    ...target,
    ...(ageMs === undefined ? {} : { ageMs }),
    ...(targetMs === undefined || ageMs === undefined ? {} : { met: ageMs <= targetMs }),
    ...(days.length > 0 ? { longestGapMs: Math.max(...days.map(({ gapMs }) => gapMs)) } : {}),
    since: new Date(since).toISOString(),
    days,
  }
}

interface Known {
  readonly times: readonly number[]
  readonly since: number | undefined
}

/** What was collected of a log counts as a backup does, from when on all of it is known. */
function withLog({ times, since }: Known, collected: ReturnType<typeof collectedTimes> | undefined, now: Date): Known {
  if (!collected || collected.times.length === 0) return { times, since }
  const ofLog = collected.times.map((at) => at.getTime()).filter((at) => at <= now.getTime())
  const all = [...new Set([...times, ...ofLog])].sort((a, b) => a - b)
  const from = since ?? ofLog.reduce((least, at) => Math.min(least, at), now.getTime())
  return { times: all, since: Math.max(from, collected.since?.getTime() ?? from) }
}

const endOf = (times: readonly Date[], now: Date) =>
  times.reduce<number | undefined>((best, at) => (at > now ? best : Math.max(best ?? 0, at.getTime())), undefined)

/** The greatest age of the newest backup at any moment of the span: right before one is made, or at the span's end. */
function longestIn(times: readonly number[], from: number, to: number): number {
  let at = lastAt(times, from)
  let longest = 0
  let last = times[at] ?? times[0] ?? from
  for (at += 1; at < times.length; at++) {
    const next = times[at] ?? to
    if (next > to) break
    longest = Math.max(longest, next - last)
    last = next
  }
  return Math.max(longest, to - last)
}

/** Where the last of them is that is not after this; -1: there is none. */
function lastAt(times: readonly number[], moment: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The days of the zone from then until now, the first and the last cut; the newest of them. */
function daysBetween(since: number, now: Date, timezone: string) {
  const days: { readonly day: string; readonly from: number; readonly to: number }[] = []
  for (let to = now.getTime(); days.length < most.days && to >= since; ) {
    const day = wallText(new Date(to), timezone).slice(0, 10)
    const written = parseDate(day)
    const begin = written ? instantOf(written, timezone).getTime() : to
    // Where a clock is put forward over midnight, its day begins when that is done.
    const from = Math.min(begin, to)
    days.push({ day, from: Math.max(from, since), to })
    to = from - 1
  }
  return days.reverse()
}
