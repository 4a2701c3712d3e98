export type Period = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly'

/** A length of calendar time; applied newest first: years and months by the calendar, the rest exactly. */
export interface Duration {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly ms: number
  /** As written: "1y6mo", "4h". */
  readonly text: string
}

/**
 * A duration as written: whole numbers, each with a unit, the longest first: "30m", "7d", "1y6mo".
 * Units: s, m or min (minutes), h, d, w, mo (months), y.
 * Where a month would be as sensible as a minute (`minutes: 'spelt-out'`), a bare `m` is refused: other tools read it as months.
 */
export function parseDuration(
  text: string,
  options: { readonly minutes?: 'short' | 'spelt-out' } = {},
): Duration | { readonly wrong: string } {
  const match = pattern.exec(text)
  if (!match || text === '') return { wrong: 'a duration such as 30min, 4h, 7d, 2w, 6mo or 1y' }
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number.parseInt(part ?? '0', 10))
  if (options.minutes === 'spelt-out' && /\dm(?!o|i)/.test(text)) {
    return {
      wrong: `a duration in which m is spelt out: ${text.replace(/m(?!o|i)/, 'min')} or ${text.replace(/m(?!o|i)/, 'mo')}`,
    }
  }
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
  const duration = { years, months, days: weeks * 7 + days, ms, text }
  return durationMs(duration) === 0 || durationMs(duration) > longestMs
    ? { wrong: 'a duration above zero and up to 1000 years' }
    : duration
}

/** Its length in milliseconds, with months of 30 days and years of 365: exact up to weeks, for comparing beyond. */
export function durationMs(duration: Duration): number {
  return (duration.years * 365 + duration.months * 30 + duration.days) * 86_400_000 + duration.ms
}

const pattern =
  /^(?:(\d{1,9})y)?(?:(\d{1,9})mo)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})(?:m|min))?(?:(\d{1,9})s)?$/
const longestMs = 1000 * 365 * 86_400_000
