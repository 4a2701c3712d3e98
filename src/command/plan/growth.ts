import type { Entry } from '../../catalog/catalog.ts'
import { medianSlope } from '../../judge/judge.ts'
import { formatDuration, plural, sealedSize } from '../../words/words.ts'

const dayMs = 86_400_000
const monthMs = 30.44 * dayMs
const assumedBytes = 2 ** 30
/** A slope says something from so many backups over so long a time. */
const [fewest, shortestMs] = [4, 2 * dayMs]
/** Parts of today's size per month: a first import, or a cleaning up, does not go on for a year. */
const [leastSlope, mostSlope] = [-0.05, 0.2]

/** How large the backups of a source will be. */
export interface Growth {
  readonly sizeAt: (at: Date) => number
  /** In words, for people to judge. */
  readonly assumption: string
}

/** From the backups that there are (newest first): the newest one's size, and the median slope of the sizes before it. */
export function growthOf(entries: readonly Entry[], now: Date): Growth {
  const [newest] = entries
  if (!newest)
    return {
      sizeAt: () => assumedBytes,
      assumption: `no backup is known, so ${sealedSize(assumedBytes)} each is assumed`,
    }
  const { bytes } = newest
  const size = `each backup takes ${sealedSize(bytes)} in each store, like the newest`
  const oldest = entries.at(-1) ?? newest
  const spanMs = newest.startedAt.getTime() - oldest.startedAt.getTime()
  if (entries.length < fewest || spanMs < shortestMs)
    return { sizeAt: () => bytes, assumption: `${size}; too few are known to estimate growth` }
  const perMonth = Math.min(Math.max(medianSlope(entries) * monthMs, leastSlope * bytes), mostSlope * bytes)
  const sizeAt = (at: Date) => {
    const months = (at.getTime() - now.getTime()) / monthMs
    return Math.max(Math.round(bytes + perMonth * months), Math.round(bytes / 10))
  }
  const days = formatDuration(Math.round(spanMs / dayMs) * dayMs)
  const percent = bytes > 0 ? Math.round((perMonth / bytes) * 1000) / 10 : 0
  const growth = percent === 0 ? 'no growth' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} % of that a month`
  return { sizeAt, assumption: `${size}; ${growth}, as ${plural(entries.length, 'backup')} of ${days} show` }
}
