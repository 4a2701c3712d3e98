import { type Duration, instantsOf, type Period, wallMs } from '../time/time.ts'

const dayMs = 86_400_000
/** 1969-12-29, a Monday: weeks of a period of n weeks are counted from it. */
const mondayMs = -3 * dayMs

/**
 * The instant that lies this long before: years and months by the calendar of the zone (31 March less a month is 3
 * March, as in restic).
 */
export function before(at: Date, length: Duration, zone: string): Date {
  const exact = length.days * dayMs + length.ms
  const months = length.years * 12 + length.months
  if (months === 0) return new Date(at.getTime() - exact)
  const wall = new Date(wallMs(at, zone))
  wall.setUTCFullYear(wall.getUTCFullYear(), wall.getUTCMonth() - months, wall.getUTCDate())
  return new Date(instantsOf(wall.getTime(), zone)[0] - exact)
}

const text = (wall: number) => new Date(wall).toISOString()

/** ISO 8601: a week belongs to the year of its Thursday. */
function week(wall: number): string {
  const monday = Math.floor((wall - mondayMs) / (7 * dayMs)) * 7 * dayMs + mondayMs
  const year = new Date(monday + 3 * dayMs).getUTCFullYear()
  const number = Math.floor((monday + 3 * dayMs - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** The name of the period that an instant is in, from its wall clock; equal names are the same period. */
export const periodName: Readonly<Record<Period, (wall: number) => string>> = {
  hourly: (wall) => `${text(wall).slice(0, 13).replace('T', ' ')}:00`,
  daily: (wall) => text(wall).slice(0, 10),
  weekly: week,
  monthly: (wall) => text(wall).slice(0, 7),
  yearly: (wall) => text(wall).slice(0, 4),
}

/** The number of the period of this length that an instant is in; whole weeks begin on Mondays, months on the first. */
export function slot(wall: number, length: Duration): number {
  const exact = length.days * dayMs + length.ms
  const months = length.years * 12 + length.months
  if (exact === 0) {
    const at = new Date(wall)
    return Math.floor((at.getUTCFullYear() * 12 + at.getUTCMonth()) / Math.max(months, 1))
  }
  // A month inside a mixed length has no calendar meaning: 30 days.
  return Math.floor((wall - mondayMs) / (exact + months * 30 * dayMs))
}
