import { instantsOf } from './wall-clock.ts'

/** A point in time as written: exact where it has an offset, else what a clock on the wall shows, as the same time in UTC. */
export type WrittenDate = { readonly atMs: number } | { readonly wallMs: number }

/** A date (its first moment) or a date and time of ISO 8601, with or without an offset; undefined for anything else. */
export function parseDate(text: string): WrittenDate | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, date = '', time = '00:00', seconds = ':00', offset] = match
  // Of 30 February, Date.parse makes a day in March.
  const wallMs = Date.parse(`${date}T${time}${seconds}Z`)
  if (Number.isNaN(wallMs) || !new Date(wallMs).toISOString().startsWith(`${date}T${time}`)) return undefined
  if (offset === undefined) return { wallMs }
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  const offsetMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return { atMs: sign === '-' ? wallMs + offsetMs : wallMs - offsetMs }
}

/** Where the wall's clock shows it twice, the earlier instant. */
export function instantOf(written: WrittenDate, timezone: string): Date {
  return new Date('atMs' in written ? written.atMs : instantsOf(written.wallMs, timezone)[0])
}

const pattern =
  /^((?:19[7-9]\d|2\d{3})-\d\d-\d\d)(?:[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(:[0-5]\d(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/
