import type { Entry } from '../../catalog/catalog.ts'
import type { SourceHealth } from './contract.ts'

const dayMs = 86_400_000
/** A slope says something from so many backups over so long a time. */
const [fewest, shortestMs] = [4, 2 * dayMs]

type Sized = Pick<Entry, 'startedAt' | 'bytes'>

/** The median slope of the sizes (newest first); undefined: too little is known. Pure. */
export function trendOf(entries: readonly Sized[]): SourceHealth['size'] {
  const [newest, oldest] = [entries[0], entries.at(-1)]
  if (!newest || !oldest) return undefined
  const spanMs = newest.startedAt.getTime() - oldest.startedAt.getTime()
  if (entries.length < fewest || spanMs < shortestMs) return undefined
  const perWeekBytes = Math.round(medianSlope(entries) * 7 * dayMs)
  const sizes = entries.map(({ bytes }) => bytes).sort((a, b) => a - b)
  return {
    backups: entries.length,
    spanMs,
    medianBytes: sizes[Math.floor(sizes.length / 2)] ?? newest.bytes,
    perWeekBytes,
    perWeek: newest.bytes === 0 ? 0 : Math.round((perWeekBytes / newest.bytes) * 10_000) / 10_000,
  }
}

/** Bytes per millisecond: the median over all pairs (Theil and Sen), which one odd backup does not move. Newest first. Pure. */
export function medianSlope(entries: readonly Sized[]): number {
  // Sixty are enough for a line.
  const step = Math.max(1, Math.ceil(entries.length / 60))
  const points = entries.filter((_, i) => i % step === 0)
  const slopes = points.flatMap((one, i) =>
    points.slice(i + 1).flatMap((other) => {
      const ms = one.startedAt.getTime() - other.startedAt.getTime()
      return ms > 0 ? [(one.bytes - other.bytes) / ms] : []
    }),
  )
  return slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0
}
