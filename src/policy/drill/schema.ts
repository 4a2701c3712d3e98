import type { z } from 'zod'
import type { Context } from '../source/kind/shape.ts'
import { cronLine } from '../value/cron.ts'
import { count, map } from '../value/leaf.ts'
import type { DrillRules } from './model.ts'

export const drillsShape = (context: Context) =>
  map('drills', {
    partial: cronLine(
      context,
      'When the newest backups of some sources, in their turn, are restored into throw-away places.',
    ),
    full: cronLine(
      context,
      'When every source is restored into throw-away places, those first that others wait for (recovery.after).',
    ),
    manual: cronLine(context, 'When a named person signs off that the plan of recovery was gone through.'),
    sample: count('a whole number from 1 to 1000', 1000)
      .optional()
      .describe('How many sources a partial drill restores.')
      .meta({ default: 1 }),
  })

export type DrillsInput = z.output<ReturnType<typeof drillsShape>>

const asked = (line: string | undefined) => (line === 'never' ? undefined : line)

export function buildDrills(input: DrillsInput | undefined): { readonly drills?: DrillRules } {
  if (!input) return {}
  const [partial, full, manual] = [asked(input.partial), asked(input.full), asked(input.manual)]
  return {
    drills: {
      ...(partial === undefined ? {} : { partial }),
      ...(full === undefined ? {} : { full }),
      ...(manual === undefined ? {} : { manual }),
      sample: input.sample ?? 1,
    },
  }
}
