import { z } from 'zod'
import { durationMs } from './duration.ts'
import { count, expected, judged, map, retentionDuration, size, tagPattern } from './leaf.ts'

const keepCount = (what: string) =>
  z
    .union([count(`${what}, or all`, 1_000_000), z.literal('all')], expected(`${what}, or all`))
    .transform((value) => (value === 'all' ? everything : value))
    .optional()

/** "all" as a count: more than there can be, and still a number that arithmetic and JSON can carry. */
export const everything = Number.MAX_SAFE_INTEGER

const slots = 'a whole number from 1'
const within = (what: string) =>
  retentionDuration.optional().describe(`Keep ${what} of this long before the newest backup.`)

export const keep = map('keep', {
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
    .union([z.literal('all'), retentionDuration], expected('all, or a length of time such as 1h or 1d'))
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

export const retention = map('retention', {
  keep: keep.optional().describe('Rules that keep a backup; one backup may fill several.'),
  tiers: tiers
    .optional()
    .describe('Thinning by age: until each age, keep one backup per period; past the last tier none.'),
  'min-keep': count('a whole number from 1', 1_000_000)
    .optional()
    .describe('Never fewer backups than this, whatever the other rules say.')
    .meta({ default: 3 }),
  max: map('max', {
    count: count('a whole number from 1', 1_000_000_000).optional().describe('Backups at most.'),
    size: size.optional().describe('Bytes of all backups of the source in one store at most.'),
  })
    .optional()
    .describe('Limits: the oldest go first, but never what is protected, and never below min-keep.'),
  protect: z
    .array(tagPattern, expected('a list of tags such as ["release-*"]'))
    .optional()
    .describe('Backups with one of these tags are never deleted (* is any run of characters).'),
  grace: retentionDuration
    .optional()
    .describe('How long a deleted backup can still be had back with undelete.')
    .meta({ default: '7d' }),
})

export type RetentionInput = z.output<typeof retention>
