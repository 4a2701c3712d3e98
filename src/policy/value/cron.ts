import { z } from 'zod'
import type { PolicyChecks } from '../checks.ts'
import { expected, judged } from './leaf.ts'

/** A five-field cron line, or `never`. */
export const cronLine = (
  { checks, timezone }: { readonly checks: PolicyChecks; readonly timezone: string },
  what: string,
) =>
  judged(z.string(expected('a cron line such as "0 2 * * *"')), (text) => {
    if (text === 'never') return undefined
    if (text.length > 200) return { message: 'is too long for a cron line' }
    const wrong = checks.cron(text, timezone)
    return wrong === undefined
      ? undefined
      : {
          message: `is not a cron line: ${wrong}`,
          hint: 'Write five fields: minute hour day-of-month month day-of-week.',
        }
  })
    .optional()
    .describe(what)
    .meta({ pattern: '^(never|\\s*\\S+(\\s+\\S+){4}\\s*)$', examples: ['0 2 * * *'] })
