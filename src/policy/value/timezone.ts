import { didYouMean } from '../../words/words.ts'

/** Why a text is not an IANA time zone; undefined where it is one. */
export function timezoneWrong(text: string): string | undefined {
  // Intl takes offsets such as +01:00 too: those know no daylight saving, and cron lines would drift.
  if (/^[A-Za-z]/.test(text) && isZone(text)) return undefined
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const city = zones.find((zone) => zone.split('/').at(-1)?.toLowerCase() === text.toLowerCase().replaceAll(' ', '_'))
  return `is not an IANA time zone such as Europe/Stockholm or UTC${city ? `; did you mean ${city}?` : didYouMean(text, zones)}`
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
