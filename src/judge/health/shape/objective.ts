import { z } from 'zod'
import { at, count, flag, ms, optional, stepsMs, text } from './leaf.ts'

export const rpo = z
  .object({
    targetMs: optional(ms('objectives.rpo of the policy.')),
    ageMs: optional(ms('Age of the newest good backup, or of the end of its log: what would be lost now.')),
    met: optional(flag('Whether it is within the target; absent where there is no target, or nothing is known.')),
    longestGapMs: optional(ms('The longest time without a good backup, or a piece of its log, in the days below.')),
    since: optional(at('From when on the record is complete; before it, backups may have been deleted.')),
    days: z
      .array(
        z.object({
          day: text('"2026-02-14", in the timezone of the policy.'),
          gapMs: ms('The most that would have been lost at any moment of the day.'),
          met: optional(flag('Whether that was within the target.')),
        }),
      )
      .describe('Day by day, oldest first.'),
  })
  .describe('How much would be lost: achieved against the objective.')

export const rto = z
  .object({
    targetMs: optional(ms('objectives.rto of the policy.')),
    measuredMs: optional(ms('Start of the server and restore, in the last restore that passed.')),
    met: optional(flag('Whether that is within the target; absent where either is not known.')),
    at: optional(at('When it was measured.')),
    backup: optional(text('Of which backup.')),
    steps: optional(stepsMs),
    unread: optional(text('Why what was measured is not known, though there is a restore that passed.')),
  })
  .describe('How long a restore takes: measured against the objective.')

export const objectives = z
  .object({
    rpo,
    rto,
    copies: z
      .object({
        target: optional(count('objectives.copies of the policy.')),
        actual: optional(count('Stores that have the newest good backup.')),
        met: optional(flag('Whether they are enough; absent where a store that could not be read may have it.')),
      })
      .describe('In how many stores.'),
    verified: z
      .object({
        targetMs: optional(ms('objectives.verified-within of the policy.')),
        ageMs: optional(ms('Age of the last restore that passed.')),
        met: optional(flag('Whether that is recent enough.')),
      })
      .describe('How long ago a restore last passed.'),
  })
  .meta({ id: 'Objectives', description: 'What the policy promises, and what was achieved.' })
