import { z } from 'zod'
import { durationMs } from '../../../time/time.ts'
import { didYouMean, namesSome, withArticle } from '../../../words/words.ts'
import { sourceAlertsShape } from '../../alert/schema.ts'
import type { PolicyChecks } from '../../checks.ts'
import { drill } from '../../drill/application.ts'
import { retention } from '../../retention/schema.ts'
import { cronLine } from '../../value/cron.ts'
import { count, duration, expected, imageName, judged, map, percent } from '../../value/leaf.ts'
import { objectiveClasses } from '../../value/objective-class.ts'
import { via } from '../../value/ssh.ts'
import type { Environment } from '../../value/template.ts'
import { tools } from '../../value/tools.ts'
import { anomalies } from './anomaly.ts'
import { assertion } from './assertion.ts'
import { group, recovery } from './recovery.ts'

/** What the meaning of a text depends on. */
export interface Context {
  readonly env: Environment
  readonly checks: PolicyChecks
  /** The policy's zone, UTC where that is wrong itself. */
  readonly timezone: string
  /** Names of the policy's stores; undefined where any name will do. */
  readonly stores?: readonly string[]
}

const sizeChange = map('size', {
  shrink: judged(percent, (part) => (part <= 1 ? undefined : { message: 'must be at most 100%' }))
    .optional()
    .describe('A backup may be this much smaller (sealed) than the median of the last seven before it.')
    .meta({ pattern: '^(\\d{1,2}(\\.\\d{1,3})?|100(\\.0{1,3})?)%$' }),
  grow: percent
    .optional()
    .describe('A backup may be this much larger (sealed) than the median of the last seven before it.'),
}).describe('How far the size may be from what is usual before a backup is reported.')

/** The keys that every source has, and those of `verify` and `defaults`: an engine's file adds its own. */
export function commonShape(context: Context) {
  const cron = (what: string) => cronLine(context, what)

  const storeName = judged(z.string(expected('the name of a store')), (name) => {
    if (!context.stores || context.stores.includes(name)) return undefined
    return {
      message: `is not a store of this policy${didYouMean(name, context.stores)}`,
      ...(context.stores.length > 0 ? { hint: `The stores are ${namesSome(context.stores, 20)}.` } : {}),
    }
  })
  const names = (empty: string) =>
    judged(z.array(storeName, expected('a list of names of stores')).min(1, expected(empty)), (list) => {
      const twice = list.find((name, index) => list.indexOf(name) !== index)
      return twice === undefined ? undefined : { message: `has ${twice} twice` }
    })
      .meta({ uniqueItems: true })
      .optional()
  const verify = {
    check: cron(
      'When the copies of a backup are compared with its manifest, byte by byte and without a key, in every store: those of the newest backup, and of the one that was checked longest ago; never, or nothing: only after each backup.',
    ),
    read: cron('When backups are downloaded, opened and read through; never, or nothing: only on demand.'),
    restore: cron('When the newest backup is restored into a throw-away place; never, or nothing: only on demand.'),
    copies: z
      .enum(['one', 'all'], expected('one or all'))
      .optional()
      .describe('What a read by schedule reads: one copy, each store in turn, or all copies each time.')
      .meta({ default: 'one' }),
    timeout: duration
      .optional()
      .describe('A proof or a restore that takes longer is ended. Default: four times objectives.rto, else 6h.')
      .meta({ examples: ['2h'] }),
    size: sizeChange.optional(),
  }
  const asserted = {
    ...verify,
    assert: z
      .array(assertion, expected('a list of assertions'))
      .max(200, expected('at most 200 assertions'))
      .optional()
      .describe('What must hold in a restored backup.'),
  }
  const common = {
    stores: names('a list of at least one store').describe(
      'Names of the stores that every backup goes to. Default: all stores.',
    ),
    'read-from': names('a list of at least one store').describe(
      'Stores that a restore and a proof read first, in this order; the others follow, the nearest first: directories, then S3.',
    ),
    schedule: cron("Five-field cron line in the policy's time zone; never, or nothing: only on demand."),
    jitter: judged(duration, (length) =>
      durationMs(length) < 86_400_000 ? undefined : { message: 'must be shorter than 24h' },
    )
      .optional()
      .describe('Each tick is delayed by up to this, so that sources do not all start at once.')
      .meta({ examples: ['10m'] }),
    objectives: map('objectives', {
      class: z
        .enum(objectiveClasses, expected('critical, production or non-critical'))
        .optional()
        .describe(
          'Sets rpo and rto where they are not set beside it: critical 1h and 15m, production 24h and 1h, non-critical 7d and 4h.',
        ),
      rpo: duration.optional().describe('Recovery point: the newest backup is never older than this.'),
      rto: duration.optional().describe('Recovery time: a test restore takes at most this long.'),
      'verified-within': duration.optional().describe('The newest proof by a restore is never older than this.'),
      copies: count('a whole number from 1', 1000).optional().describe('Stores that must hold the newest backup.'),
    })
      .optional()
      .describe('What reports measure against, and what a gate asks for.'),
    anomalies: anomalies
      .optional()
      .describe('What happens where a backup is unlike those before it in size, counts, compression or duration.'),
    retention: retention
      .optional()
      .describe('What is kept and for how long. If not set, here or in defaults, everything is kept.'),
    via: via
      .optional()
      .describe("A machine that forwards a port to the source's server, by ssh, as long as the source is open."),
    tools: tools.optional().describe('Where client programs run. Default: auto.').meta({ default: 'auto' }),
  }
  const own = {
    ...common,
    group,
    recovery,
    alerts: sourceAlertsShape
      .optional()
      .describe('Of this source: a map changes rules of the policy, a list replaces them; [] is none.'),
    paused: z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: no backups by schedule, until this is taken out.')
      .meta({ default: false }),
  }
  const proven = 'How backups are proven.'
  const onServer = {
    ...asserted,
    image: imageName
      .optional()
      .describe("Image of the throw-away server. Default: matches the dumped server's version."),
  }
  return {
    env: context.env,
    cron,
    own,
    /** Of sources whose restored data an application can be started on. */
    drill,
    defaults: map('defaults', { ...common, verify: map('verify of defaults', verify).optional().describe(proven) }),
    /** Of the sources of one engine, named by it. */
    verify: (engine: string) =>
      map(`${withArticle(engine)} source's verify`, asserted)
        .optional()
        .describe(proven),
    /** The same where a proof starts a throw-away server. */
    verifyOnServer: (engine: string) =>
      map(`${withArticle(engine)} source's verify`, onServer)
        .optional()
        .describe(proven),
    /** The same where the source may have a log. */
    verifyWithLog: (engine: string) =>
      map(`${withArticle(engine)} source's verify`, {
        ...onServer,
        'point-in-time': cron(
          'When the log is played back in a throw-away server: to its end, and to a moment chosen by chance; never, or nothing: only on demand.',
        ),
      })
        .optional()
        .describe(proven),
  }
}

export type CommonShape = ReturnType<typeof commonShape>
export type Defaults = z.output<CommonShape['defaults']>
export type VerifyInput = NonNullable<z.output<ReturnType<CommonShape['verifyWithLog']>>>
/** What is read of any source, whatever its engine. */
export type SourceInput = z.output<z.ZodObject<CommonShape['own']>> & {
  readonly verify?: VerifyInput | undefined
  readonly drill?: z.output<typeof drill>
  /** Of an engine that makes increments. */
  readonly incremental?: string | undefined
}
