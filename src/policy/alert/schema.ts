import { z } from 'zod'
import { duration, expected, judged, map, percent, size } from '../value/leaf.ts'
import { timezoneWrong } from '../value/timezone.ts'
import { type RuleName, ruleNames } from './model.ts'

const flag = (what: string) => z.boolean(expected('true or false')).optional().describe(what).meta({ default: false })
const off = z.literal(false)

const rules = {
  failed: flag('The last backup, copy, proof or retention of the source failed.'),
  'not-run-for': z
    .union([duration, off], expected('a duration such as 24h, or false'))
    .optional()
    .describe('No backup has succeeded for so long.')
    .meta({ examples: ['24h'] }),
  'proof-failed': flag('A check, read or restore failed, and nothing has passed since that answers it.'),
  'too-large': z
    .union([percent, z.boolean()], expected('a percentage such as 200%, true or false'))
    .optional()
    .describe(
      'The newest backup is this much larger (sealed) than the median of the seven before it; true: verify.size.grow, else 200%.',
    ),
  'too-small': z
    .union([percent, z.boolean()], expected('a percentage such as 50%, true or false'))
    .optional()
    .describe(
      'The newest backup is this much smaller (sealed) than the median of the seven before it; true: verify.size.shrink, else 50%.',
    ),
  'rpo-missed': flag('The newest backup is older than objectives.rpo.'),
  'rto-missed': flag('The last restore that passed took longer than objectives.rto.'),
  'schedule-dead': flag(
    'Two ticks of the schedule have left no trace, or its log is not collected: nothing calls `run` any more.',
  ),
  degraded: flag('A backup is not in every store, or a copy is damaged, or a store cannot be read.'),
  'storage-low': z
    .union([size, z.boolean()], expected('a size such as 50GiB, true or false'))
    .optional()
    .describe(
      'Less is free in a directory store; true: than min-free and one more backup of each source take. Not of a single source.',
    ),
  'key-rotation-due': flag(
    'A recipient is in use for longer than encryption.rotate-every allows. Of the whole policy, not of a single source.',
  ),
  anomaly: flag('A backup is unlike those before it, and nobody has acknowledged it.'),
  'drill-overdue': flag('A drill that the policy asks for is overdue. Of the whole policy, not of a single source.'),
} as const satisfies Record<RuleName, z.ZodType>

/** Rules that say nothing without a value. */
const valued: readonly RuleName[] = ['not-run-for']
const bare = judged(z.enum(ruleNames, expected('the name of a rule')), (name) =>
  valued.includes(name) ? { message: 'needs a duration', hint: `Write ${name}: 24h.` } : undefined,
)
const oneRule = judged(map('a rule of alerts', rules), (rule) =>
  Object.keys(rule).length === 1 ? undefined : { message: 'must be one rule: write one in each entry of the list' },
)
const list = z
  .array(z.union([bare, oneRule], expected('the name of a rule')), expected('a list of rules'))
  .max(ruleNames.length, expected(`at most ${ruleNames.length} rules`))

const clock = z
  .string(expected('a time of day such as "22:00"'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, expected('a time of day such as "22:00"'))

const quiet = judged(
  map('quiet-hours', {
    from: clock.describe('Nothing is sent from this time of day on.'),
    to: clock.describe('Until this time of day, which may lie on the next day.'),
    timezone: judged(z.string(expected('an IANA time zone such as Europe/Stockholm')), (text) => {
      const wrong = timezoneWrong(text)
      return wrong === undefined ? undefined : { message: wrong }
    })
      .optional()
      .describe('IANA time zone of both times. Default: that of the policy.'),
    except: z
      .array(z.enum(ruleNames, expected('the name of a rule')), expected('a list of rules'))
      .optional()
      .describe('Rules that are told at once nevertheless.'),
  }),
  ({ from, to }) =>
    from === to
      ? {
          message: 'ends when it begins, so it would hold back everything for ever',
          hint: 'Give from and to two times.',
        }
      : undefined,
)

/** Of the whole policy. */
export const alertsShape = z.union(
  [
    list.min(1, expected('a list of at least one rule')),
    map('alerts', {
      ...rules,
      remind: z
        .union([duration, z.literal('never')], expected('a duration such as 24h, or never'))
        .optional()
        .describe('What stays open is said again after so long; never: once.')
        .meta({ default: '24h' }),
      'quiet-hours': quiet.optional().describe('When nothing is sent: it is said afterwards.'),
    }),
  ],
  expected('a list of rules, or a map of them'),
)

/** Of one source: a map changes single rules, a list replaces all. */
export const sourceAlertsShape = z.union(
  [list, map("a source's alerts", rules)],
  expected('a list of rules, or a map of them'),
)

export type RulesInput = z.output<typeof oneRule>
export type AlertsInput = z.output<typeof alertsShape>
export type SourceAlertsInput = z.output<typeof sourceAlertsShape>
