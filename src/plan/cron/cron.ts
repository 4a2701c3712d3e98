import { CronExpressionParser } from 'cron-parser'
import { instantsOf, wallMs } from '../../time/time.ts'
import { isEveryHour, plainLine } from './cron-line.ts'

const hourMs = 3_600_000
/** Long enough for 29 February over the year 2100. */
const nineYearsMs = 9 * 366 * 24 * hourMs
const windows = [2 * hourMs, 49 * hourMs, 9 * 24 * hourMs, 63 * 24 * hourMs, 800 * 24 * hourMs, nineYearsMs]
/** A clock that is put back shows at most this much twice. */
const repeatedMs = 3 * hourMs

/** The last time at or before now at which the line was due; undefined if it was not within nine years. */
export function lastDue(line: string, timezone: string, now: Date): Date | undefined {
  for (const window of windows) {
    let best: Date | undefined
    for (const tick of ticks(line, timezone, new Date(now.getTime() - window))) {
      if (tick > now) break
      best = tick
    }
    if (best) return best
  }
  return undefined
}

/** The first time after this one at which the line is due; undefined if it is not within nine years. */
export function nextDue(line: string, timezone: string, after: Date): Date | undefined {
  for (const tick of ticks(line, timezone, after)) return tick
  return undefined
}

/** How many times the line was due after one time and up to another, counted to a limit. */
export function countDue(line: string, timezone: string, after: Date, until: Date, limit: number): number {
  let count = 0
  for (const tick of ticks(line, timezone, after)) {
    if (tick > until || count >= limit) break
    count += 1
  }
  return count
}

/**
 * Every time after this one at which the line is due, oldest first, for nine years. A time that the clock skips is due when
 * it jumps; a time that it shows twice is due at the first, or at both where the line says every hour (the hour begins with *).
 */
function* ticks(line: string, timezone: string, after: Date): Generator<Date> {
  const everyHour = isEveryHour(line)
  // cron-parser is right only where no clock changes, so it reads the zone's wall clock as if it were UTC; its prev() throws
  // in some zones, and its next() is wrong from a start within an hour that the clock skips or repeats.
  const start = wallMs(after, timezone) - repeatedMs
  const end = start + nineYearsMs
  const times = CronExpressionParser.parse(plainLine(line), {
    currentDate: new Date(start),
    endDate: new Date(end),
    tz: 'UTC',
  })
  let last = after.getTime()
  let repeats: readonly number[] = []
  while (times.hasNext()) {
    const [first, ...again] = instantsOf(times.next().getTime(), timezone)
    const due = [...repeats.filter((ms) => ms < first), first]
    repeats = [...repeats.filter((ms) => ms >= first), ...(everyHour ? again : [])]
    for (const ms of due) {
      if (ms <= last) continue
      last = ms
      yield new Date(ms)
    }
  }
}
