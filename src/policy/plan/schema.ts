import { z } from 'zod'
import { expected, judged, line, map } from '../value/leaf.ts'

const deletions = 'a whole number from 0'
const price = 'a price from 0, such as 0.023'

export const planShape = map('plan', {
  'max-deletions': z
    .int(expected(deletions))
    .min(0, expected(deletions))
    .max(1_000_000_000, expected(`${deletions}, at most 1000000000`))
    .optional()
    .describe(
      'The check of a pull request fails where the change would delete more backups than this. Default: no limit.',
    ),
  label: judged(line('the name of a label'), (text) =>
    text.length <= 50 ? undefined : { message: 'the name of a label of at most 50 characters', kind: 'expected' },
  )
    .optional()
    .describe('Label of a pull request that lets a failing change through.')
    .meta({ default: 'backup-plan-approved' }),
})

export const prices = (storeName: z.ZodString) =>
  map('prices', {
    currency: z
      .string(expected('three capital letters such as USD'))
      .regex(/^[A-Z]{3}$/, expected('three capital letters such as USD'))
      .describe('Currency of the prices, by its three letters (ISO 4217).')
      .meta({ examples: ['USD', 'EUR'] }),
    'per-gib-month': z
      .record(
        storeName,
        z
          .number(expected(price))
          .min(0, expected(price))
          .max(1_000_000, expected(`${price}, at most 1000000`)),
        expected('a map of prices by the name of the store'),
      )
      .describe('By store: the price of keeping one GiB for a month.'),
  })

export type PlanInput = z.output<typeof planShape>
export type PricesInput = z.output<ReturnType<typeof prices>>
