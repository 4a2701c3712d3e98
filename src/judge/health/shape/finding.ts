import { z } from 'zod'
import { optional, text } from './leaf.ts'

/** What a finding is about, for machines: a code keeps its meaning for ever; new ones may come. */
export const findingCodes = [
  // The backups of a source.
  'no-backup', // none counts
  'no-schedule', // nothing backs it up by itself, and there is none yet
  'failed', // the newest attempt to back up failed
  'rpo-missed', // the newest backup is older than the objective allows
  'degraded', // not in every store, or in fewer than the objective asks for
  'schedule-dead', // nothing calls `run` any more
  'paused',
  'not-counted', // foreign, orphaned or dated in the future
  'damaged', // a backup of which no copy is whole, or that a proof speaks against
  'copy-damaged', // one copy; another is whole
  'copy-lost', // it was there, and is not any more
  'manifest-damaged', // a manifest that cannot be parsed
  'too-small', // against its own history
  'too-large',
  'anomaly', // a backup is unlike those before it, and nobody has acknowledged it
  // Its proofs.
  'unproven', // no restore passed within the objective
  'proof-failed',
  'proof-overdue',
  'drill-overdue',
  'drill-failed', // the last drill of its kind
  'deletion-frozen', // nothing is deleted until a proof passes
  'rto-missed',
  // Its log.
  'log-overdue', // no piece of it comes, or nothing is there that it could be played onto
  'log-gap', // moments in its window that cannot be restored
  // Stores.
  'store-unread', // it could not be read for this source
  'store-unreachable', // it did not answer
  'storage-low', // less is free than min-free asks for
  'key-rotation-due',
  'key-drill-overdue', // nobody has shown that a secret key still opens backups
  // Of no source.
  'unclaimed', // backups that no source of the policy claims
  'not-looked', // something could not be looked at
  'other',
] as const

export const findingCode = z.enum(findingCodes).describe('What it is about, for machines; new codes may be added.')

export const finding = z
  .object({
    level: z
      .enum(['failure', 'warning', 'note'])
      .describe('A failure makes its subject bad, a warning makes it a warning.'),
    code: findingCode,
    message: text('What is wrong, for people.'),
    hint: optional(text('What to do about it.')),
    backup: optional(text('Id of the backup that it is about.')),
    store: optional(text('Name of the store that it is about.')),
  })
  .meta({ id: 'Finding', description: 'What a person should know.' })
