import { z } from 'zod'
import type { backup, copy, historyPoint, proofPoint } from './shape/backup.ts'
import type { drill, drillSource } from './shape/drill.ts'
import { drills } from './shape/drill.ts'
import { finding, findingCode, findingCodes } from './shape/finding.ts'
import { at, bytes, count, optional, state, text } from './shape/leaf.ts'
import type { restoreMade } from './shape/restore.ts'
import { source } from './shape/source.ts'
import { store } from './shape/store.ts'
import type { running, trigger } from './shape/trigger.ts'

// The health data: what `report --json` prints, and all that reports, alerts and the server read. Documented in docs/reports.md.
// Fields are added, never renamed or given another meaning. Absent = not known, or it does not apply.

/** As it is parsed from JSON: nobody changes it. */
export type Frozen<T> = T extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

export const healthSchema = z.object({
  version: z.literal(1).describe('Of this form. Fields may be added to it; what changes a meaning is another version.'),
  command: z.literal('report').describe('The command that made it.'),
  project: text('Name of the project in the policy.'),
  policy: text('Path of the policy file.'),
  at: at('The moment that everything is of.'),
  timezone: text('IANA zone of the policy: of the times that people read, and of days.'),
  state: state.describe('The worst of any source, store or finding.'),
  totals: z
    .object({
      sources: count('Sources.'),
      good: count('Sources that are good.'),
      warning: count('Sources with a warning.'),
      bad: count('Sources that are bad.'),
      unknown: count('Sources of which nothing could be read.'),
      withoutBackup: count('Sources without a backup that counts.'),
      backups: count('Backups that count.'),
      bytes: bytes('Their sealed bytes, one copy of each.'),
      storedBytes: bytes('The same over every copy that is known.'),
      triggers: z
        .object({ total: count('All.'), succeeded: count('That succeeded.'), failed: count('That failed.') })
        .describe('Run records of all sources.'),
    })
    .describe('Over all sources.'),
  sources: z.array(source).describe("The sources, in the policy's order."),
  stores: z.array(store).describe("The stores, in the policy's order."),
  findings: z.array(finding).describe('Of no source and no store, the worst first.'),
  drills: optional(drills.describe('Absent: the policy asks for none, and none was made.')),
  unclaimed: optional(
    z
      .array(
        z.object({
          source: text('Its name.'),
          stores: z.array(z.string()).describe('Where they are.'),
          backups: count('How many.'),
          log: optional(count('Pieces and bases of its log, where it has one.')),
        }),
      )
      .describe('Backups that no source of the policy claims.'),
  ),
})

export type Health = Frozen<z.infer<typeof healthSchema>>
export type SourceHealth = Health['sources'][number]
export type StoreHealth = Health['stores'][number]
export type HealthState = Health['state']
export type HealthFinding = Frozen<z.infer<typeof finding>>
export type FindingCode = (typeof findingCodes)[number]
export type BackupHealth = Frozen<z.infer<typeof backup>>
export type CopyHealth = Frozen<z.infer<typeof copy>>
export type HistoryPoint = Frozen<z.infer<typeof historyPoint>>
export type ProofPoint = Frozen<z.infer<typeof proofPoint>>
export type Trigger = Frozen<z.infer<typeof trigger>>
export type DrillHealth = Frozen<z.infer<typeof drill>>
export type DrillSourceHealth = Frozen<z.infer<typeof drillSource>>
export type RestoreMade = Frozen<z.infer<typeof restoreMade>>
export type Running = Frozen<z.infer<typeof running>>

export { findingCodes }

/** How much of each list is shown; what is left out is counted beside it. */
export const most = {
  /** Backups of a source: a year of daily ones. */
  history: 400,
  /** Of each level. */
  proofs: 400,
  moments: 400,
  trials: 12,
  /** Restores that somebody asked for; the records of the newest are read, of the others only their names. */
  restores: 400,
  restoresRead: 40,
  /** Run records that are read, of the newest. */
  triggers: 40,
  /** Days of achieved RPO: so long run records are kept. */
  days: 90,
} as const

/** The JSON Schema (2020-12) of the health data. */
export function healthJsonSchema(): object {
  const made = z.toJSONSchema(healthSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      // More may come: who validates with an older schema must not refuse them.
      if (zodSchema !== findingCode) return
      jsonSchema.examples = jsonSchema.enum ?? []
      delete jsonSchema.enum
    },
  })
  return { ...made, title: 'Health of the backups, by Backproof' }
}
