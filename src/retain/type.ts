import type { Entry } from '../catalog/catalog.ts'
import type { BackupType, Retention } from '../policy/policy.ts'

/** Longest first. */
const timeTypes = ['monthly', 'weekly', 'daily'] as const satisfies readonly BackupType[]

/** What a gate makes is made again by the next gate: it goes by the rules, as what a schedule makes does. */
const isManual = ({ manifest }: Entry) => manifest.trigger === 'manual'

/** True where the rules leave a backup alone because a person made it. */
export const keptAsManual = (entry: Entry, { manual = 'keep' }: Retention) => manual === 'keep' && isManual(entry)

/**
 * True if the backup is of the type; one that the rules leave alone is manual and nothing else. By time it is of one type:
 * the longest that its tags name, so that a limit on daily backups leaves the monthly ones, which have that tag too.
 */
export function isOfType(entry: Entry, type: BackupType, rules: Retention): boolean {
  if (type === 'manual') return isManual(entry)
  if (keptAsManual(entry, rules)) return false
  if (type === 'automatic') return !isManual(entry)
  const { tags } = entry.manifest
  return timeTypes.find((one) => tags.includes(one)) === type
}

/** The types that the rules limit, in the order of the policy's own list. */
export function limitedTypes({ types = {} }: Retention) {
  return Object.entries(types).map(([type, limit]) => ({ type: type as BackupType, ...limit }))
}
