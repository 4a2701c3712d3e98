import { z } from 'zod'
import { at, bytes, count, flag, ms, optional, requester, text } from './leaf.ts'

/** One restore that somebody asked for: into a place where it is used, unlike a test restore or a drill. */
export const restoreMade = z
  .object({
    id: text('Its id, for `restore --status`.'),
    backup: text('Id of the backup that was restored.'),
    state: z
      .enum(['in_progress', 'completed', 'failed'])
      .describe('A completed one brought back what it was to bring; failed: it did not, or was cut off.'),
    interrupted: optional(
      flag('It was cut off: nothing of it runs any more; absent: it was not, or that is not known.'),
    ),
    at: at('When it began.'),
    endedAt: optional(at('When it ended; absent where it has not, or its record was not read.')),
    durationMs: optional(ms('How long it took in all.')),
    by: optional(requester),
    scope: optional(text('everything, selection or raw; absent where its record was not read.')),
    only: optional(z.array(z.string()).describe('Patterns that selected what was restored.')),
    into: optional(text('The target, as messages name it: never with a password.')),
    store: optional(text('Store whose copy was read.')),
    restoredBytes: optional(bytes('Bytes that were restored.')),
    compared: optional(text('The comparison of the restored data with what was backed up.')),
    problem: optional(
      z.object({ code: text('Of the problem.'), message: text('Why it failed.') }).describe('Of one that failed.'),
    ),
  })
  .meta({ id: 'RestoreMade', description: 'One restore that somebody asked for.' })

export const restoresMade = z
  .object({
    recent: z.array(restoreMade).describe('Newest first.'),
    left: optional(count('How many older ones were left out.')),
    unread: optional(
      z
        .array(z.object({ store: text('Name of the store.'), message: text('Why it could not be read.') }))
        .describe('Stores whose restores are not known.'),
    ),
  })
  .meta({ id: 'RestoresMade', description: 'Restores that somebody asked for, unlike test restores and drills.' })
