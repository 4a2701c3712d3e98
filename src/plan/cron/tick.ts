import { CronExpressionParser } from 'cron-parser'
import { instantsOf, wallMs } from '../../time/time.ts'
import { isEveryHour, plainLine } from './cron-line.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * Every time after one and up to another at which the line is due, oldest first: the same times as the schedule's own, found
 * a day at a time, so that a year of a line that is due every ten minutes takes milliseconds.
 */
export function ticksBetween(line: string, timezone: string, after: Date, until: Date): readonly Date[] {
  const isDue = dayRule(line)
  const clock = clockTimes(line)
  const everyHour = isEveryHour(line)
  const [from, to] = [after.getTime(), until.getTime()]
  const found: number[] = []
  // A wall clock is within 14 hours of UTC: two days more on each side miss nothing.
  for (let day = Math.floor(from / dayMs) * dayMs - 2 * dayMs; day <= to + 2 * dayMs; day += dayMs) {
    if (!isDue(new Date(day))) continue
    const offset = steadyOffset(day, timezone)
    for (const time of clock) {
      const wall = day + time
      if (offset !== undefined) found.push(wall - offset)
      else found.push(...(everyHour ? instantsOf(wall, timezone) : [instantsOf(wall, timezone)[0]]))
    }
  }
  // Times that the clock skips fall together, and those that it shows twice are out of order.
  const sorted = [...new Set(found)].sort((a, b) => a - b)
  return sorted.filter((ms) => ms > from && ms <= to).map((ms) => new Date(ms))
}

/** The zone's offset on a day of the wall clock; undefined where it changes near it. */
function steadyOffset(day: number, timezone: string): number | undefined {
  const offsetAt = (ms: number) => wallMs(new Date(ms), timezone) - ms
  const offset = offsetAt(day - 38 * hourMs)
  return offset === offsetAt(day + 62 * hourMs) ? offset : undefined
}

const fieldsOf = (line: string) => CronExpressionParser.parse(plainLine(line), { tz: 'UTC' }).fields

/** Day of the month and weekday both given mean either (crontab(5)). */
function dayRule(line: string): (wall: Date) => boolean {
  const { dayOfMonth, month, dayOfWeek } = fieldsOf(line)
  const months = new Set<number>(month.values)
  const dates = new Set<unknown>(dayOfMonth.values)
  const weekdays = new Set<unknown>(dayOfWeek.values.map((day) => Number(day) % 7))
  const either = !dayOfMonth.isWildcard && !dayOfWeek.isWildcard
  return (wall) => {
    if (!months.has(wall.getUTCMonth() + 1)) return false
    const [onDate, onWeekday] = [dates.has(wall.getUTCDate()), weekdays.has(wall.getUTCDay())]
    return either ? onDate || onWeekday : onDate && onWeekday
  }
}

/** Milliseconds into the day, in order. */
function clockTimes(line: string): readonly number[] {
  const { hour, minute } = fieldsOf(line)
  return hour.values.flatMap((h) => minute.values.map((m) => (h * 60 + m) * 60_000))
}
