import { z } from 'zod'
import { alertsShape } from './alert/schema.ts'
import { drillsShape } from './drill/schema.ts'
import { encryptionShape } from './encryption/schema.ts'
import { notifyShape } from './notify/schema.ts'
import { planShape, prices } from './plan/schema.ts'
import { serveShape } from './serve/schema.ts'
import { type EngineName, engineNames, sourceShapes } from './source/all.ts'
import { type Context, commonShape, type SourceInput } from './source/kind/shape.ts'
import { storeShape } from './store/schema.ts'
import { count, expected, judged, map } from './value/leaf.ts'
import { namePattern, nameRule } from './value/name.ts'
import { timezoneWrong } from './value/timezone.ts'

/** The whole file, and its parts: they are read one by one, so that a mistake in one hides none in another. */
export function policyShapes(context: Context) {
  const common = commonShape(context)
  const source = sourceShapes(common)
  const store = storeShape(context.env)
  const name = z.string().regex(namePattern)
  const top = {
    version: z
      .literal(1, expected('the number 1, the only version of this format'))
      .describe('Version of this format.'),
    project: z
      .string(expected(nameRule))
      .regex(namePattern, expected(nameRule))
      .describe('Name of what is backed up, for reports.'),
    timezone: judged(z.string(expected('an IANA time zone such as Europe/Stockholm')), (text) => {
      const wrong = timezoneWrong(text)
      return wrong === undefined ? undefined : { message: wrong }
    })
      .optional()
      .describe('IANA time zone of schedules and of the days, weeks and months of retention.')
      .meta({ pattern: '^[A-Za-z]', default: 'UTC', examples: ['Europe/Stockholm'] }),
    encryption: encryptionShape(context.checks).describe('Who can open the backups, and whose backups count.'),
    concurrency: count('a whole number from 1 to 64', 64)
      .optional()
      .describe(
        'How many sources are worked on at once; 1: one after the other. Default: 16 small ones, and one large one.',
      ),
    plan: planShape.optional().describe('What a change of the policy may do without an approval.'),
    alerts: alertsShape
      .optional()
      .describe('What is told, and when. Default, where notify is set: what needs no value.'),
    notify: notifyShape.optional().describe('Who is told.'),
    drills: drillsShape(context).optional().describe('When which drill is due.'),
  }
  const stores = expected('a map of stores by name, at least one')
  const sources = expected('a map of sources by name, at least one')
  return {
    source,
    defaults: common.defaults,
    store,
    header: map('a policy', {
      ...top,
      stores: z.record(z.string(), z.unknown(), stores),
      defaults: z.unknown().optional(),
      sources: z.record(z.string(), z.unknown(), sources),
      prices: prices(z.string()).optional(),
      serve: serveShape(name).optional(),
    }),
    /** Only the JSON Schema needs it: whoever reads a policy takes its parts, of the engines that it has. */
    policy: () =>
      map('a policy', {
        version: top.version,
        project: top.project,
        timezone: top.timezone,
        stores: z.record(name, store, stores).describe('Where backups go, by name.').meta({ minProperties: 1 }),
        encryption: top.encryption,
        concurrency: top.concurrency,
        defaults: common.defaults.optional().describe('What applies to every source that does not set it itself.'),
        sources: z
          .record(name, union(engineNames.map((name) => source(name))), sources)
          .describe('What is backed up, by name.')
          .meta({ minProperties: 1 }),
        plan: top.plan,
        alerts: top.alerts,
        notify: top.notify,
        drills: top.drills,
        prices: prices(name).optional().describe('What keeping backups costs, for the simulation of plan.'),
        serve: serveShape(name).optional().describe('What a request to `backproof serve` may do.'),
      }),
  }
}

/** Typed by the least that every engine's schema has: the table's own types say more than anyone reads here. */
function union(shapes: readonly z.ZodType<SourceInput>[]) {
  type Branch = z.ZodObject<{ engine: z.ZodLiteral<EngineName> }>
  return z.discriminatedUnion('engine', shapes as unknown as [Branch, ...Branch[]])
}

export type Shapes = ReturnType<typeof policyShapes>

/** The JSON Schema (draft 7, which editors know best) of a policy file. */
export function policySchema(): object {
  const right = () => undefined
  const checks = { recipient: right, signer: right, cron: right, widestGap: right }
  const shapes = policyShapes({ env: {}, checks, timezone: 'UTC' })
  return {
    ...z.toJSONSchema(shapes.policy(), { io: 'input', target: 'draft-7' }),
    title: 'Backup policy of Backproof',
  }
}
