import { policyText, withPostgres } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const cases: readonly Case[] = [
  [
    'retention that keeps nothing',
    withPostgres('«retention»: { min-keep: 3 }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
    'keep: { last: all }',
  ],
  [
    'retention of a maximum alone',
    withPostgres('«retention»: { max: { count: 10 } }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
    'keep: { last: 10 }',
  ],
  [
    'no tags to keep',
    withPostgres('«retention»: { keep: { tags: [] } }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
  ],
  [
    'defaults that keep nothing',
    policyText({ defaults: 'defaults:\n  «retention»: { keep: {} }' }),
    'defaults.retention has no rule that keeps a backup: it would delete all but min-keep',
  ],
  [
    'a maximum below min-keep',
    withPostgres('retention: { keep: { last: 9 }, «max»: { count: 2 } }'),
    'sources.orders.retention.max allows 2, fewer than min-keep 3',
    'min-keep: 2',
  ],
  [
    'keep of a slip',
    withPostgres('retention: { keep: { «dayly»: 7 } }'),
    'sources.orders.retention.keep.dayly is not a key of keep; did you mean daily?',
  ],
  [
    'keep of nothing',
    withPostgres('retention: { keep: { daily: «0» } }'),
    'sources.orders.retention.keep.daily must be a whole number from 1, or all, not the number 0',
  ],
  [
    'minutes or months',
    withPostgres('retention: { keep: { within: «6m» } }'),
    'sources.orders.retention.keep.within must be a duration in which m is spelt out: 6min or 6mo, not "6m"',
  ],
  [
    'a duration of years and dots',
    withPostgres('retention: { keep: { last: 1 }, grace: «1.5d» }'),
    'sources.orders.retention.grace must be a duration such as 30min, 4h, 7d, 2w, 6mo or 1y, not "1.5d"',
  ],
  [
    'a grace period in which nobody sees a mistake',
    withPostgres('retention: { keep: { last: 1 }, grace: «23h» }'),
    'sources.orders.retention.grace must be a day (24h) or longer, in which a mistake can be seen',
  ],
  [
    'tiers out of order',
    withPostgres('retention:\n  «tiers»: [{ until: 7d, every: 1d }, { until: 1d, every: 1h }]'),
    'sources.orders.retention.tiers must be in order of age: until of tier 2 is not later than the one before it',
  ],
  [
    'a tier without an end',
    withPostgres('retention: { tiers: [«{ every: 1d }»] }'),
    'sources.orders.retention.tiers[0].until is missing',
  ],
  [
    'a tag with a space',
    withPostgres('retention: { keep: { last: 1 }, protect: [«release 1»] }'),
    'sources.orders.retention.protect[0] must be a tag of letters, digits and : - _ . with * for any run of characters, not "release 1"',
  ],
  [
    'a tag list with a list of nothing',
    withPostgres('retention: { keep: { tags: [«[]»] } }'),
    'sources.orders.retention.keep.tags[0] must be a list of at least one tag, not an empty list',
  ],
  [
    'a preset with a slip',
    withPostgres('retention: { preset: «clasic» }'),
    'sources.orders.retention.preset must be frequent, classic or light, not "clasic"; did you mean classic?',
  ],
  [
    'a min-keep above the maximum of a preset',
    withPostgres('«retention»: { preset: light, min-keep: 60 }'),
    'sources.orders.retention.max allows 50, fewer than min-keep 60',
    'Raise max to at least 60',
  ],
  [
    'a date that is no rule',
    withPostgres('«retention»: { before: 2026-01-01 }'),
    'sources.orders.retention has no rule that keeps a backup: it would delete all but min-keep',
    'keep: { last: all }',
  ],
  [
    'a day that there is not',
    withPostgres('retention: { preset: light, before: «2026-02-30» }'),
    'sources.orders.retention.before must be a date such as 2026-01-31, or a time such as 2026-01-31T09:30Z, not "2026-02-30"',
  ],
  [
    'a date the other way round',
    withPostgres('retention: { preset: light, before: «31/01/2026» }'),
    'sources.orders.retention.before must be a date such as 2026-01-31, or a time such as 2026-01-31T09:30Z, not "31/01/2026"',
  ],
  [
    'a year alone',
    withPostgres('retention: { preset: light, before: «2026» }'),
    'sources.orders.retention.before must be a date such as 2026-01-31, or a time such as 2026-01-31T09:30Z, not the number 2026',
  ],
  [
    'manual backups by another word',
    withPostgres('retention: { preset: light, manual: «rule» }'),
    'sources.orders.retention.manual must be keep or rules, not "rule"; did you mean rules?',
  ],
  [
    'a maximum of manual backups that are all kept',
    withPostgres('retention: { preset: light, manual: keep, types: { manual: { «max»: 5 } } }'),
    'sources.orders.retention.types.manual.max limits what manual: keep keeps',
    'Write manual: rules',
  ],
  [
    'a type with a slip',
    withPostgres('retention: { preset: light, types: { «montly»: { max: 5 } } }'),
    'sources.orders.retention.types.montly is not a key of types; did you mean monthly?',
  ],
  [
    'a type without limits',
    withPostgres('retention: { preset: light, types: { «daily»: {} } }'),
    'sources.orders.retention.types.daily must have min or max or both',
  ],
  [
    'a type that must be more than it may be',
    withPostgres('retention: { preset: light, types: { «daily»: { min: 3, max: 2 } } }'),
    'sources.orders.retention.types.daily has a min above its max',
  ],
  [
    'none of a type',
    withPostgres('retention: { preset: light, types: { daily: { max: «0» } } }'),
    'sources.orders.retention.types.daily.max must be a whole number from 1, not the number 0',
  ],
]

describeMistakes('of retention', cases)
describeEditor('of retention', cases, [
  'retention that keeps nothing',
  'retention of a maximum alone',
  'no tags to keep',
  'defaults that keep nothing',
  'a maximum below min-keep',
  'a grace period in which nobody sees a mistake',
  'tiers out of order',
  'a min-keep above the maximum of a preset',
  'a date that is no rule',
  'a day that there is not',
  'a maximum of manual backups that are all kept',
  'a type that must be more than it may be',
])
