import { CronExpressionParser } from 'cron-parser'
import { instantsOf, wallMs } from '../policy/policy.ts'
import { isEveryHour, plainLine } from './cron-line.ts'

const hourMs = 3_600_000
/** Long enough for 29 February over the year 2100. */
const nineYearsMs = 9 * 366 * 24 * hourMs
const windows = [2 * hourMs, 49 * hourMs, 9 * 24 * hourMs, 63 * 24 * hourMs, 800 * 24 * hourMs, nineYearsMs]
/** A clock that is put back shows at most this much twice. */
const repeatedMs = 3 * hourMs
const fieldNames = ['minute', 'hour', 'day of the month', 'month', 'weekday']

/**
 * What is wrong with a schedule: undefined if nothing. Five fields as in crontab(5): minute, hour, day of the month, month,
 * weekday, with lists, ranges, steps and names; day of the month and weekday both given mean either.
 */
export function cronFault(line: string, timezone: string): string | undefined {
  if (!isZone(timezone)) return `${JSON.stringify(timezone)} is not a time zone, such as Europe/Stockholm or UTC`
  const fields = line.trim().split(/\s+/)
  if (fields.length !== 5 || line.trim() === '')
    return `a schedule has five fields (minute hour day month weekday), such as "0 2 * * *"; ${JSON.stringify(line)} has ${line.trim() === '' ? 0 : fields.length}`
  for (const [index, field] of fields.entries()) {
    if (field.split(',').some((item) => !/^[\d*/A-Za-z-]+$/.test(item)) || /[A-Za-z]/.test(index < 3 ? field : ''))
      return `the ${fieldNames[index]} ${JSON.stringify(field)} is not a number, *, a list (1,15), a range (1-5) or a step (*/10)`
    if (/[A-Za-z]/.test(field) && !names[index]?.test(field))
      return `the ${fieldNames[index]} ${JSON.stringify(field)} has an unknown name`
  }
  try {
    CronExpressionParser.parse(plainLine(line), { tz: timezone })
  } catch (error) {
    if (/day of month/i.test(String(error))) return neverFires(line)
    return `the schedule ${JSON.stringify(line)} cannot be read: ${error instanceof Error ? error.message : error}`
  }
  return nextDue(line, timezone, new Date('2020-01-01T00:00:00Z')) ? undefined : neverFires(line)
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const weekdays = 'sun|mon|tue|wed|thu|fri|sat'
const list = (name: string) => {
  const item = String.raw`(\*|\d+|${name})(-(\d+|${name}))?(/\d+)?`
  return new RegExp(`^${item}(,${item})*$`, 'i')
}
const names: Readonly<Record<number, RegExp>> = { 3: list(months), 4: list(weekdays) }

const neverFires = (line: string) => `the schedule ${JSON.stringify(line)} never fires: there is no such day`

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

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
