import { z } from 'zod'
import { at, count, optional, requester, text } from './leaf.ts'

/** One attempt, from its run record. */
export const trigger = z
  .object({
    at: at('When it began.'),
    endedAt: optional(at('When it ended; absent where the record was not read.')),
    command: text('backup, copy, check, read, restore, prune or gate.'),
    outcome: z.enum(['succeeded', 'failed']).describe('How it ended.'),
    trigger: optional(text('schedule, manual, gate or override; absent where the record was not read.')),
    by: optional(requester),
    because: optional(z.array(z.string()).describe('Why it was done.')),
    problem: optional(
      z
        .object({ code: text('Code of the problem.'), message: text('What went wrong.') })
        .describe('Of one that failed.'),
    ),
    backup: optional(text('Id of the backup that came of it.')),
  })
  .meta({ id: 'Trigger', description: 'One attempt to do something with the source.' })

/** Something that is under way: a lease that is alive. */
export const running = z
  .object({
    store: text('The store whose lease it holds.'),
    holder: text('Who holds it, for people.'),
    since: at('When it was taken.'),
    renewedAt: optional(at('When it was last renewed.')),
    expiresAt: at('When it ends unless it is renewed.'),
  })
  .meta({ id: 'Running', description: 'Something that is at work on the source now.' })

export const rate = z
  .object({
    succeeded: count('Attempts to back up that succeeded.'),
    failed: count('Attempts to back up that failed.'),
    rate: optional(
      z.number().min(0).max(1).describe('succeeded / (succeeded + failed); absent where there were none.'),
    ),
  })
  .meta({ id: 'Rate', description: 'How attempts to back up ended.' })

export const triggers = z
  .object({
    last: optional(trigger.describe('The newest attempt to back up that has ended: it decides the state.')),
    running: z.array(running).describe('What is under way.'),
    runningUnread: optional(z.array(z.string()).describe('Stores of which it is not known what is under way.')),
    success: z.object({ days7: rate, days30: rate, days90: rate }).describe('Of the last 7, 30 and 90 days.'),
    totals: z
      .object({ total: count('All.'), succeeded: count('That succeeded.'), failed: count('That failed.') })
      .describe('Records of every kind of work that the stores have.'),
    since: optional(at('The oldest record: `prune --apply` removes those of more than 90 days ago.')),
    recent: z.array(trigger).describe('The newest, newest first.'),
    left: optional(count('How many older records were left out of `recent`.')),
  })
  .meta({ id: 'Triggers', description: 'What was tried, from the run records.' })
