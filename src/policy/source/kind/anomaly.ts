import { z } from 'zod'
import { count, expected, map } from '../../value/leaf.ts'

const measures = ['size', 'counts', 'compression', 'duration'] as const
const effects = ['freeze', 'report', 'none'] as const

/** What becomes of a backup that is unlike those before it. */
export interface Anomalies {
  /** `freeze`: nothing is deleted until it is acknowledged; `report`: it is only said; `none`: nothing is compared. */
  readonly effect: (typeof effects)[number]
  /** So many backups come first, before any is compared. */
  readonly history: number
  readonly ignore: readonly (typeof measures)[number][]
}

export const defaultAnomalies: Anomalies = { effect: 'freeze', history: 7, ignore: [] }

export const anomalies = map('anomalies', {
  effect: z
    .enum(effects, expected('freeze, report or none'))
    .optional()
    .describe(
      'freeze: nothing is deleted until it is acknowledged; report: it is only said; none: nothing is compared.',
    )
    .meta({ default: defaultAnomalies.effect }),
  history: count('a whole number from 3 to 30', 30)
    .min(3, expected('a whole number from 3 to 30'))
    .optional()
    .describe('How many backups there must be before one is compared with them.')
    .meta({ default: defaultAnomalies.history }),
  ignore: z
    .array(z.enum(measures, expected('size, counts, compression or duration')), expected('a list of measures'))
    .max(measures.length, expected('each measure once'))
    .optional()
    .describe('What is not compared. Without counts, the manifest does not say how many tables and rows there are.'),
})

type Input = z.output<typeof anomalies> | undefined

/** The source's own keys before those of the defaults. */
export function buildAnomalies(own: Input, defaults: Input): { readonly anomalies?: Anomalies } {
  if (own === undefined && defaults === undefined) return {}
  const { effect, history, ignore } = defaultAnomalies
  return {
    anomalies: {
      effect: own?.effect ?? defaults?.effect ?? effect,
      history: own?.history ?? defaults?.history ?? history,
      ignore: own?.ignore ?? defaults?.ignore ?? ignore,
    },
  }
}
