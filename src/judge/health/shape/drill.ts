import { z } from 'zod'
import { at, flag, ms, optional, outcome, requester, stepsMs, text } from './leaf.ts'

const kind = z
  .enum(['partial', 'full', 'manual'])
  .describe('partial: some sources in their turn; full: every source in order; manual: a person signs off.')

/** What one source had to show. */
export const drillSource = z
  .object({
    source: text('Its name.'),
    outcome: z.enum(['passed', 'failed', 'not-begun']).describe('not-begun: what it waits for was not restored.'),
    backup: optional(text('Id of the backup that was restored.')),
    store: optional(text('Store whose copy was restored.')),
    durationMs: optional(ms('How long it took in all.')),
    readyMs: optional(ms('From the beginning of the drill until the data was there: what it waited for is in it.')),
    stepsMs: optional(stepsMs),
    compared: optional(text('The comparison of the restored data with what was backed up.')),
    assertions: optional(
      z
        .object({ asked: z.int().min(0).describe('Assertions of the policy.'), outcome })
        .describe('The assertions of the policy; absent where there are none, or they were not reached.'),
    ),
    application: optional(
      z
        .object({ asked: z.int().min(0).describe('Requests that the application was to answer.'), outcome })
        .describe('The application on the restored data; absent where the policy has none, or it was not reached.'),
    ),
    rpo: optional(
      z
        .object({
          targetMs: optional(ms('objectives.rpo of the policy then.')),
          ageMs: ms('Age of the backup when the drill began.'),
          met: optional(flag('Whether it was within the target.')),
        })
        .describe('What would have been lost.'),
    ),
    rto: optional(
      z
        .object({
          targetMs: optional(ms('objectives.rto of the policy then.')),
          measuredMs: ms('Start of the server and restore.'),
          met: optional(flag('Whether that was within the target.')),
        })
        .describe('How long the restore took.'),
    ),
    problem: optional(text('Why it failed.')),
  })
  .meta({ id: 'DrillSource', description: 'One source in a drill.' })

export const drill = z
  .object({
    id: text('Id of the drill.'),
    kind,
    outcome,
    startedAt: at('When it began.'),
    endedAt: optional(at('When it ended; absent where its record was not read.')),
    durationMs: optional(ms('How long it took in all.')),
    by: optional(requester),
    signedOff: optional(
      z
        .object({
          name: text('Who signed off.'),
          claimed: flag('The name was given by hand; false: it is who the platform says started the run.'),
          because: optional(text('What was said.')),
        })
        .describe('Of a manual drill.'),
    ),
    sources: optional(z.array(drillSource).describe('Source by source, in the order of the drill.')),
    unread: optional(text('Why its record could not be read: only what its name says is known.')),
  })
  .meta({ id: 'Drill', description: 'One drill that has ended.' })

export const drills = z
  .object({
    schedules: z
      .array(
        z.object({
          kind,
          cron: text('The schedule, as the policy has it.'),
          nextAt: optional(at('When the next one is due.')),
          lastAt: optional(at('When the last one began.')),
          lastOutcome: optional(outcome),
          overdueSince: optional(at('Since when one is overdue; absent: none is.')),
        }),
      )
      .describe('Drills that the policy asks for.'),
    ledger: z.array(drill).describe('The newest drills, newest first.'),
    left: optional(z.int().min(0).describe('How many older ones were left out.')),
    unread: optional(
      z
        .array(z.object({ store: text('Name of the store.'), message: text('Why it could not be read.') }))
        .describe('Stores whose drills are not known.'),
    ),
  })
  .meta({ id: 'Drills', description: 'The drills that are asked for, and those that were made.' })
