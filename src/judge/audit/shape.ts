import { z } from 'zod'
import { drill } from '../health/shape/drill.ts'
import { at, bytes, count, flag, ms, optional, state, text } from '../health/shape/leaf.ts'
import { restoreMade } from '../health/shape/restore.ts'

// What `report --period` prints. Open objects, as the health data have them: a reader ignores what it does not know.

export const ruleNames = [
  'rpo',
  'rto',
  'copies',
  'verified-within',
  'schedule',
  'read-proofs',
  'restore-proofs',
  'encryption',
  'signature',
  'deletion',
  'min-free',
] as const

export const adviceCodes = [
  'max-size-near',
  'min-free-near',
  'no-restore',
  'rto-near',
  'one-provider',
  'one-store',
  'one-key',
  'attempts-fail',
  'rpo-often-missed',
] as const

const rule = z.enum(ruleNames).describe('The rule; new ones may be added.')
const adviceCode = z.enum(adviceCodes).describe('What it is about, for machines; new codes may be added.')

export const compliance = z
  .object({
    source: optional(text('A source of the policy, or')),
    store: optional(text('a store of it.')),
    rule,
    asked: text('As the policy has it, in words.'),
    found: text('What was found, in words.'),
    met: z.enum(['met', 'unmet', 'unknown']).describe('unknown: something that could not be read may say otherwise.'),
    evidence: z.array(z.string()).describe('Names of the objects in the stores that show it: where an auditor looks.'),
  })
  .meta({ id: 'Compliance', description: 'One rule of the policy, held against what was found.' })

export const advice = z
  .object({
    code: adviceCode,
    source: optional(text('The source that it is about.')),
    store: optional(text('The store that it is about.')),
    message: text('What comes near its limit, with its numbers.'),
    hint: text('What to do about it.'),
    numbers: z.record(z.string(), z.number()).describe('The numbers that say so, by name.'),
  })
  .meta({ id: 'Advice', description: 'Something to do before it becomes a finding.' })

const outcomes = (what: string) =>
  z.object({ passed: count('That passed.'), failed: count('That failed.') }).describe(what)
const rate = z.number().min(0).max(1).describe('The part that was kept; absent where nothing was due.')

const adherence = z
  .object({
    cron: text('The schedule, as the policy has it.'),
    since: at(
      'From then on; later than the start of the period where the source is younger, or older records are gone.',
    ),
    expected: count('Times at which a backup was due, and whose turn is over.'),
    kept: count('Of them, those after which a backup began before the next.'),
    rate: optional(rate),
    missed: z.array(z.iso.datetime()).describe('The first of those that were not. ISO 8601, UTC.'),
    missedLeft: optional(count('How many more there were.')),
  })
  .describe('Absent: there is no schedule, or nothing of the period is known any more.')

const storage = z
  .object({
    backups: count('Backups that there are now.'),
    bytes: bytes('Their sealed bytes, one copy of each.'),
    storedBytes: bytes('The same over every copy that is known.'),
    addedBytes: bytes('Of those backups of the period that are still there, sealed, one copy of each.'),
    medianBytes: optional(bytes('Their median.')),
    growth: optional(z.number().describe('The median beside that of the period before: 0.04 = 4 % larger.')),
  })
  .describe('What it takes.')

const restores = z
  .object({
    completed: count('That completed.'),
    failed: count('That failed, or were cut off.'),
    inProgress: count('That have not ended.'),
    since: optional(at('Older ones of the period are not counted: from then on; absent: all are.')),
    recent: z.array(restoreMade).describe('The newest of them.'),
    unread: optional(z.array(z.string()).describe('Stores whose restores are not known.')),
  })
  .describe('Restores that somebody asked for: neither tests nor drills.')

export const sourcePeriod = z
  .object({
    source: text('Its name in the policy.'),
    engine: text('Its engine.'),
    state: state.describe('As of the report.'),
    adherence: optional(adherence),
    backups: count('Backups that began in the period, whether they are still there or not.'),
    attempts: z
      .object({ succeeded: count('That succeeded.'), failed: count('That failed.') })
      .describe('Attempts to back up.'),
    failures: z
      .array(
        z.object({
          at: at('When it began.'),
          code: optional(text('Of the problem.')),
          message: optional(text('Why; absent where its record was not read.')),
        }),
      )
      .describe('The newest of the attempts that failed.'),
    rpo: z
      .object({
        targetMs: optional(ms('objectives.rpo of the policy.')),
        longestGapMs: optional(ms('The longest time without a good backup.')),
        days: count('Days of the period of which it is known.'),
        daysMissed: optional(count('Of them, those on which the objective was missed.')),
      })
      .describe('How much would have been lost.'),
    proofs: z
      .object({
        check: outcomes('Checks.'),
        read: outcomes('Reads.'),
        restore: outcomes('Test restores.'),
      })
      .describe('Proofs that began in the period, of backups that there are.'),
    restores,
    trials: outcomes('Restores on another version, of the newest that are known: they prove nothing of the backup.'),
    storage,
  })
  .meta({ id: 'SourcePeriod', description: 'One source in the period.' })

const storePeriod = z
  .object({
    store: text('Its name in the policy.'),
    state: state.describe('As of the report.'),
    backups: optional(count('Backups of which it has a copy; absent where not every source could be read.')),
    bytes: optional(bytes('Their sealed bytes.')),
    freeBytes: optional(bytes('Free on its file system.')),
    cost: optional(
      z
        .object({ currency: text('Of the prices.'), perMonth: z.number().min(0).describe('A month.') })
        .describe('By the prices of the policy, for what it has now.'),
    ),
  })
  .meta({ id: 'StorePeriod', description: 'One store, as of the report.' })

export const periodSchema = z.object({
  version: z.literal(1).describe('Of this form. Fields may be added to it; what changes a meaning is another version.'),
  command: z.literal('report').describe('The command that made it.'),
  project: text('Name of the project in the policy.'),
  policy: text('Path of the policy file.'),
  at: at('When it was computed.'),
  timezone: text('IANA zone of the policy: of the period, and of days.'),
  period: z
    .object({
      kind: z.enum(['week', 'month']).describe('A week begins on Monday.'),
      name: text('"2026-W47" or "2026-10".'),
      from: at('The first moment of it.'),
      to: at('The first moment after it.'),
      complete: flag('It is over.'),
    })
    .describe('The week or month.'),
  state: state.describe('The worst of any source, store or finding, as of the report.'),
  totals: z
    .object({
      sources: count('Sources.'),
      expected: count('Scheduled backups that were due.'),
      kept: count('Of them, those that were made.'),
      rate: optional(rate),
      backups: count('Backups that began in the period.'),
      failed: count('Attempts to back up that failed.'),
      addedBytes: bytes('Sealed bytes of the backups that were added, one copy of each.'),
      restoresPassed: count('Test restores that passed.'),
      restoresFailed: count('Test restores that failed.'),
      restoresMade: count('Restores that somebody asked for, and that completed.'),
      restoresNotMade: count('Restores that somebody asked for, and that failed or were cut off.'),
      rulesMet: count('Rules of the policy that are met now.'),
      rulesUnmet: count('Rules that are not met now.'),
      rulesUnknown: count('Rules of which that is not known now.'),
    })
    .describe('Over all sources.'),
  sources: z.array(sourcePeriod).describe("The sources, in the policy's order."),
  stores: z.array(storePeriod).describe("The stores, in the policy's order."),
  drills: optional(
    z
      .object({
        passed: count('That passed.'),
        failed: count('That failed.'),
        made: z.array(drill).describe('Newest first.'),
        unread: optional(z.array(z.string()).describe('Stores whose drills are not known.')),
      })
      .describe('Drills that began in the period; absent: the policy asks for none, and none was made.'),
  ),
  compliance: z.array(compliance).describe('Each rule of the policy, as of the report.'),
  advice: z.array(advice).describe('What comes near its limit, as of the report.'),
})

/** The JSON Schema (2020-12) of the weekly and monthly reports. */
export function periodJsonSchema(): object {
  const made = z.toJSONSchema(periodSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      // More may come: who validates with an older schema must not refuse them.
      if (zodSchema !== rule && zodSchema !== adviceCode) return
      jsonSchema.examples = jsonSchema.enum ?? []
      delete jsonSchema.enum
    },
  })
  return { ...made, title: 'Weekly and monthly reports on the backups, by Backproof' }
}
