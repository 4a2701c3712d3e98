import { instantOf, parseDate, wallMs } from '../../time/time.ts'
import type { Span } from './contract.ts'

const dayMs = 86_400_000

/** ISO 8601 week, and month, that a name stands for; undefined: it is not one. Pure. */
export function spanOf(name: string, timezone: string): Span | undefined {
  const week = /^(\d{4})-W(\d\d)$/.exec(name)
  const month = /^(\d{4})-(\d\d)$/.exec(name)
  if (week) {
    const [year, number] = [Number(week[1]), Number(week[2])]
    const monday = firstMonday(year) + (number - 1) * 7 * dayMs
    // The last week of a year may be the 52nd.
    if (number < 1 || weekName(monday) !== name) return undefined
    return spanFrom('week', name, monday, monday + 7 * dayMs, timezone)
  }
  if (!month) return undefined
  const [year, number] = [Number(month[1]), Number(month[2])]
  if (number < 1 || number > 12) return undefined
  return spanFrom('month', name, Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1), timezone)
}

/** The last one that is over. Pure. */
export function lastSpan(kind: Span['kind'], now: Date, timezone: string): Span {
  const wall = wallMs(now, timezone)
  const today = new Date(Math.floor(wall / dayMs) * dayMs)
  const name =
    kind === 'week'
      ? weekName(today.getTime() - 7 * dayMs)
      : new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
  const span = spanOf(name, timezone)
  if (!span) throw new Error(`${name} is no ${kind}`)
  return span
}

/** The one right before it. Pure. */
export const spanBefore = ({ kind, from }: Span, timezone: string): Span => lastSpan(kind, from, timezone)

/** Days as if they were UTC's, into moments of the zone. */
function spanFrom(kind: Span['kind'], name: string, from: number, to: number, timezone: string): Span {
  const at = (day: number) => {
    const written = parseDate(new Date(day).toISOString().slice(0, 10))
    if (!written) throw new Error(`${day} is no day`)
    return instantOf(written, timezone)
  }
  return { kind, name, from: at(from), to: at(to) }
}

/** Of the week that has 4 January. */
function firstMonday(year: number): number {
  const fourth = Date.UTC(year, 0, 4)
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs
}

/** Of the week of this day: its year is that of its Thursday. */
function weekName(day: number): string {
  const monday = day - ((new Date(day).getUTCDay() + 6) % 7) * dayMs
  const year = new Date(monday + 3 * dayMs).getUTCFullYear()
  const number = Math.round((monday - firstMonday(year)) / (7 * dayMs)) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** Whether a moment lies in it, and not after `at`. */
export function isWithin(moment: string, { from, to }: Span, at: string): boolean {
  const ms = Date.parse(moment)
  return ms >= from.getTime() && ms < to.getTime() && ms <= Date.parse(at)
}
