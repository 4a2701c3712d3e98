import type { Duration } from '../../time/time.ts'
import { formatTime, sealedSize } from '../../words/words.ts'
import type { Retention, StoreRetention } from './model.ts'
import { everything } from './schema.ts'

const number = (count: number) => (count >= everything ? 'all' : String(count))
const span = (length: Duration | 'all') => (length === 'all' ? 'all' : length.text)

/** What keeps copies and what limits them, in the words of the policy: "last 3", "daily 7", "at most 50". */
export function describeRules({ keep, tiers, max }: StoreRetention): readonly string[] {
  return [
    ...(keep.last === undefined ? [] : [keep.last >= everything ? 'everything' : `last ${keep.last}`]),
    ...Object.entries(keep.counts).map(([period, count]) => `${period} ${number(count)}`),
    ...(keep.within ? [`all within ${keep.within.text}`] : []),
    ...Object.entries(keep.withinPeriods).map(([period, length]) => `${period} within ${length.text}`),
    ...keep.tags.map((tags) => `tagged ${tags.join(' and ')}`),
    ...tiers.map(({ until, every }) => `${every === 'all' ? 'all' : `one per ${span(every)}`} until ${until.text}`),
    ...(max.count === undefined ? [] : [`at most ${max.count}`]),
    ...(max.bytes === undefined ? [] : [`at most ${sealedSize(max.bytes)}`]),
  ]
}

/** The same of a source, with its preset, its types and what protects. */
export function describeRetention(retention: Retention, timezone: string): readonly string[] {
  const { preset, before, manual, types = {}, protect } = retention
  const limits = Object.entries(types).flatMap(([type, { min, max }]) => [
    ...(min === undefined ? [] : [`at least ${min} ${type}`]),
    ...(max === undefined ? [] : [`at most ${max} ${type}`]),
  ])
  return [
    ...(preset === undefined ? [] : [`preset ${preset}`]),
    ...describeRules(retention),
    ...limits,
    ...(before === undefined ? [] : [`none from before ${formatTime(before, timezone)}`]),
    ...(manual === 'rules' ? ['manual backups by the same rules'] : []),
    ...(protect.length > 0 ? [`protected ${protect.join(' ')}`] : []),
  ]
}
