import { type SourceCatalog, standing } from '../catalog/catalog.ts'
import type { SourceCommon } from '../policy/policy.ts'
import type { Moment } from './backup.ts'
import { backupTicks } from './cron/jitter.ts'

/** A time for which nothing was heard of a source. */
export interface Gap {
  readonly from: Date
  readonly until: Date
}

const dayMs = 24 * 3_600_000
/** So many ticks in a row are not missed by chance. */
const leastTicks = 3

/**
 * A gap in the life of a source that its schedule does not explain: either nothing ran, or a clock jumped ahead, and
 * the stores cannot tell which. A gap that ended less than a day before `openedAt`, the start of this run, still
 * counts: the same clock may have made everything after it. undefined: no gap, or no schedule to judge by.
 */
export function unexplainedGap(
  source: SourceCommon,
  { entries, runs }: SourceCatalog,
  { timezone }: Pick<Moment, 'timezone'>,
  openedAt: Date,
): Gap | undefined {
  const ticks = backupTicks(source, timezone)
  if (ticks === undefined || source.paused) return undefined
  const signs = [...entries.filter((entry) => standing(entry, openedAt) !== 'foreign'), ...runs]
    .map(({ startedAt }) => startedAt)
    .filter((at) => at < openedAt)
    .sort((a, b) => b.getTime() - a.getTime())
  let until = openedAt
  for (const from of signs) {
    if (openedAt.getTime() - until.getTime() > dayMs) return undefined
    const long = until.getTime() - from.getTime() > dayMs
    if (long && ticks.count(from, until, leastTicks) >= leastTicks) return { from, until }
    until = from
  }
  return undefined
}
