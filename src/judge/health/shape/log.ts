import { z } from 'zod'
import { proofPoint } from './backup.ts'
import { at, bytes, count, flag, ms, optional, text } from './leaf.ts'

export const log = z
  .object({
    everyMs: ms('How often a piece of it is collected, by the policy.'),
    windowMs: ms('How far back any moment can be restored, by the policy.'),
    windows: z
      .array(
        z.object({
          from: at('The first moment that can be restored.'),
          until: at('The last.'),
          ended: optional(text('Why it does not go on; absent for the one that the next piece continues.')),
        }),
      )
      .describe('Spans of which any moment can be restored, newest first.'),
    newest: optional(
      z
        .object({
          id: text('Its id.'),
          at: at('Until when it has the log, by the clock of the server.'),
          ageMs: ms('How long ago that is.'),
        })
        .describe('The newest piece; absent where there is none.'),
    ),
    overdue: flag('No piece came for twice `every`, and five minutes more.'),
    endAgeMs: optional(ms('How long ago the last moment is that can be restored from it; absent: none can.')),
    ages: z
      .object({
        stepMs: ms('So long is the time that one number is of.'),
        points: z
          .array(
            z.object({
              at: at('The end of that time.'),
              ageMs: optional(
                ms('The most that would have been lost in it: the age of the last moment. Absent: none could be.'),
              ),
            }),
          )
          .describe('Oldest first; what lies before the oldest piece that is kept is not known.'),
        longestMs: optional(ms('The most of them.')),
      })
      .describe('The age of what could be restored from it at each moment of the last week.'),
    proof: optional(
      proofPoint
        .extend({ overdueSince: optional(at('Of its schedule, since when it is overdue.')) })
        .describe('The last time that it was played back as a proof; `durationMs` is what an RTO is measured by.'),
    ),
    pieces: count('Pieces that are kept.'),
    bases: count('What it can be played onto: dumps, or base backups.'),
    bytes: bytes('Sealed bytes of the pieces and of base backups that are no dumps, one copy of each.'),
    unread: optional(text('Why it is not known as a whole.')),
  })
  .meta({ id: 'Log', description: 'The log of a source that is collected: what of it can be restored.' })
