import { z } from 'zod'
import { durationMs } from '../../time/time.ts'
import { count, date, expected, judged, map, retentionDuration, size, tagPattern } from '../value/leaf.ts'
import type { Preset } from './model.ts'

const keepCount = (what: string) =>
  z
    .union([count(`${what}, or all`, 1_000_000), z.literal('all')], expected(`${what}, or all`))
    .transform((value) => (value === 'all' ? everything : value))
    .optional()

/** "all" as a count: more than there can be, and still a number that arithmetic and JSON can carry. */
export const everything = Number.MAX_SAFE_INTEGER

/** No policy makes the grace period shorter: within a day a person sees what should not have been deleted. */
export const leastGraceMs = 24 * 3_600_000

const slots = 'a whole number from 1'
const within = (what: string) =>
  retentionDuration.optional().describe(`Keep ${what} of this long before the newest backup.`)

const keep = map('keep', {
  last: keepCount(slots).describe('Keep the newest N backups, or all.'),
  hourly: keepCount(slots).describe('Keep the newest backup of each of the last N hours that have one.'),
  daily: keepCount(slots).describe('Keep the newest backup of each of the last N days that have one.'),
  weekly: keepCount(slots).describe(
    'Keep the newest backup of each of the last N weeks (ISO, from Monday) that have one.',
  ),
  monthly: keepCount(slots).describe('Keep the newest backup of each of the last N months that have one.'),
  yearly: keepCount(slots).describe('Keep the newest backup of each of the last N years that have one.'),
  within: within('every backup'),
  'within-hourly': within('the newest backup of each hour'),
  'within-daily': within('the newest backup of each day'),
  'within-weekly': within('the newest backup of each week'),
  'within-monthly': within('the newest backup of each month'),
  'within-yearly': within('the newest backup of each year'),
  tags: z
    .array(
      z.union(
        [
          tagPattern.transform((tag) => [tag]),
          z.array(tagPattern, expected('a list of tags')).min(1, expected('a list of at least one tag')),
        ],
        expected('a tag, or a list of tags that must all be there'),
      ),
      expected('a list of tags'),
    )
    .optional()
    .describe(
      'Keep every backup with one of these tags (* is any run of characters); a list inside asks for all of its tags.',
    ),
})

const tier = map('a tier', {
  until: retentionDuration.describe('Age, counted from the newest backup, up to which this tier holds.'),
  every: z
    .union([z.literal('all'), retentionDuration], expected('all, or a duration such as 1h or 1d'))
    .describe('Keep the newest backup of each such period; all keeps every backup.'),
})

const tiers = judged(
  z.array(tier, expected('a list of { until, every }')).max(50, expected('at most 50 tiers')),
  (list) => {
    const later = list.findIndex((tier, index) => {
      const before = list[index - 1]
      return before !== undefined && durationMs(tier.until) <= durationMs(before.until)
    })
    return later === -1
      ? undefined
      : { message: `must be in order of age: until of tier ${later + 1} is not later than the one before it` }
  },
)

const rules = {
  keep: keep.optional().describe('Rules that keep a backup; one backup may fill several.'),
  tiers: tiers
    .optional()
    .describe('Thinning by age: until each age, keep one backup per period; past the last tier none.'),
  max: map('max', {
    count: count('a whole number from 1', 1_000_000_000).optional().describe('Backups at most.'),
    size: size.optional().describe('Bytes of all backups of the source in one store at most.'),
  })
    .optional()
    .describe('Limits: the oldest go first, but never what is protected, and never below min-keep.'),
}

const typeLimits = (what: string) =>
  judged(
    map("a type's limits", {
      min: count('a whole number from 1', 1_000_000).optional().describe('Never fewer backups of this type.'),
      max: count('a whole number from 1', 1_000_000_000)
        .optional()
        .describe('Backups of this type at most; the oldest go first.'),
    }),
    ({ min, max }) => {
      if (min === undefined && max === undefined) return { message: 'must have min or max or both' }
      return min !== undefined && max !== undefined && min > max ? { message: 'has a min above its max' } : undefined
    },
  )
    .optional()
    .describe(what)
    .meta({ minProperties: 1 })

const presetNames = ['frequent', 'classic', 'light'] as const satisfies readonly Preset[]

export const retention = map('retention', {
  preset: z
    .enum(presetNames, expected('frequent, classic or light'))
    .optional()
    .describe(
      'Rules by name, for keep, tiers and max; what is set beside it wins. frequent: all of 4 hours, hourly to 24 hours, daily to 7 days, weekly to 4 weeks, monthly to 6 months. classic: 24 hourly, 7 daily, 4 weekly, 12 monthly. light: 7 daily, 4 weekly, 3 monthly, at most 50.',
    ),
  ...rules,
  'min-keep': count('a whole number from 1', 1_000_000)
    .optional()
    .describe('Never fewer backups than this, regardless of the other rules.')
    .meta({ default: 3 }),
  before: date
    .optional()
    .describe(
      "Backups from before this date (its first moment in the policy's time zone) or time are deleted, unless something protects them.",
    )
    .meta({ examples: ['2026-01-31', '2026-01-31T09:30Z'] }),
  manual: z
    .enum(['keep', 'rules'], expected('keep or rules'))
    .optional()
    .describe('Manual backups: kept until they are deleted by id, or by the same rules as all.')
    .meta({ default: 'keep' }),
  types: map('types', {
    automatic: typeLimits('Backups taken by schedule.'),
    manual: typeLimits('Backups taken on demand.'),
    daily: typeLimits('Backups with the tag daily.'),
    weekly: typeLimits('Backups with the tag weekly.'),
    monthly: typeLimits('Backups with the tag monthly.'),
  })
    .optional()
    .describe('Minimums and maximums of one type of backup.'),
  protect: z
    .array(tagPattern, expected('a list of tags such as ["release-*"]'))
    .optional()
    .describe('Backups with one of these tags are never deleted (* is any run of characters).'),
  grace: judged(retentionDuration, (grace) =>
    durationMs(grace) < leastGraceMs
      ? { message: 'must be a day (24h) or longer, in which a mistake can be seen' }
      : undefined,
  )
    .optional()
    .describe('How long a deleted backup can still be had back with undelete; a day at least.')
    .meta({ default: '7d' }),
})

/** Of the copies in one store. */
export const storeRetention = map("a store's retention", {
  ...rules,
  grace: retentionDuration
    .optional()
    .describe(
      'How long a copy that these rules give up stays in the store. Default: the grace period of the source. A shorter one frees its space earlier: the backup itself is still in other stores.',
    )
    .meta({ examples: ['1d'] }),
}).meta({ anyOf: [{ required: ['keep'] }, { required: ['tiers'] }] })

export type RetentionInput = z.output<typeof retention>
export type StoreRetentionInput = z.output<typeof storeRetention>
