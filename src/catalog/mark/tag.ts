import { type Entry, standing } from '../entry.ts'

/**
 * The time tags of an automatic backup: `daily`; `weekly` for the first of a week (from Monday, UTC); `monthly` for the
 * first of a month, of those that count. Pure.
 */
export function timeTags(before: readonly Entry[], at: Date): readonly string[] {
  const automatic = before.filter((entry) => entry.manifest.trigger === 'schedule' && standing(entry, at) === 'good')
  const first = (since: Date) => !automatic.some((entry) => entry.startedAt >= since)
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))
  const monday = new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 24 * 3600_000)
  const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
  return ['daily', ...(first(monday) ? ['weekly'] : []), ...(first(month) ? ['monthly'] : [])]
}
export { retagged } from './retag.ts'
export { type MarkDetail, putUndoing, readUndoings, type Undoing } from './undoing.ts'
