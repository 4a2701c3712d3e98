import { z } from 'zod'
import { at, bytes, count, level, ms, optional, outcome, requester, stepsMs, text } from './leaf.ts'

export const consistency = z
  .enum(['snapshot', 'per-object', 'none'])
  .describe('What was promised of a dump while others write.')

const counts = z
  .array(z.object({ noun: text('"rows"'), count: count('How many.') }))
  .describe('What it holds, where it is known.')

/** One backup that counts. */
export const backup = z
  .object({
    id: text('Its id.'),
    at: at('When it began.'),
    endedAt: at('When it ended.'),
    ageMs: ms('How old it is.'),
    bytes: bytes('Sealed bytes of one copy.'),
    plainBytes: bytes('What the dump had before compression and sealing.'),
    kind: z.enum(['full', 'increment']).describe('An increment needs what it builds on.'),
    trigger: text('schedule, manual or gate.'),
    by: optional(requester),
    tags: z.array(z.string()).describe('Its tags.'),
    stores: z.array(z.string()).describe('Stores that have it.'),
    missing: z.array(z.string()).describe('Stores that should have it, were read, and do not.'),
    standing: z.enum(['good', 'damaged']).describe('damaged: a proof speaks against it, or no copy is whole.'),
    consistency,
    parts: optional(z.array(z.string()).describe('Names of its parts.')),
    versions: optional(
      z.record(z.string(), z.string()).describe('Of what made it, by name: server, pg_dump, backproof.'),
    ),
    counts: optional(counts),
  })
  .meta({ id: 'Backup', description: 'One backup that counts.' })

/** One bar of a chart: oldest first. */
export const historyPoint = z
  .object({
    id: text('Of the backup.'),
    at: at('When it began.'),
    bytes: bytes('Sealed bytes of one copy.'),
    plainBytes: optional(bytes('What the dump had before compression and sealing.')),
    durationMs: optional(ms('From its start to its manifest.')),
    counts: optional(counts),
    standing: z.enum(['good', 'damaged']).describe('damaged: a proof speaks against it, or no copy is whole.'),
  })
  .meta({ id: 'HistoryPoint', description: 'One backup of the history.' })

/** One proof, newest first. */
export const proofPoint = z
  .object({
    id: text('Of the backup.'),
    at: at('When the proof began.'),
    level,
    outcome,
    store: text('The store whose copy was read.'),
    durationMs: optional(ms('How long it took; absent where only its name was read.')),
    durations: optional(stepsMs),
    because: optional(text('Of one that failed: the first failure.')),
  })
  .meta({ id: 'ProofPoint', description: 'One proof of one copy.' })

/** A source's copies in one store. */
export const copy = z
  .object({
    store: text('Name of the store in the policy.'),
    state: z
      .enum(['whole', 'damaged', 'missing', 'given-up', 'none', 'unread'])
      .describe(
        "Of the newest backup's copy. given-up: by the rules of the store; none: there is no backup; unread: the store could not be read.",
      ),
    because: optional(text('What is wrong with it.')),
    count: optional(count('Backups of which the store has a copy; absent where it could not be read.')),
    bytes: optional(bytes('Their sealed bytes.')),
    oldestAt: optional(at('Start of the oldest of them.')),
    newestAt: optional(at('Start of the newest of them.')),
    newestId: optional(text('Its id.')),
    proofs: z
      .object({ check: optional(proofPoint), read: optional(proofPoint), restore: optional(proofPoint) })
      .describe('The last of each level by this copy.'),
  })
  .meta({ id: 'Copy', description: "A source's copies in one store." })

export const restorable = z
  .object({
    count: count('Backups that can be restored.'),
    moments: z.array(z.iso.datetime()).describe('The moments that they are of, newest first. ISO 8601, UTC.'),
    left: optional(count('How many older moments were left out.')),
    windows: z
      .array(
        z.object({
          from: at('The first moment of it.'),
          to: at('The last moment of it.'),
        }),
      )
      .describe('Spans of which every moment can be restored; empty where there is no log.'),
  })
  .meta({ id: 'Restorable', description: 'To which moments the source can be restored.' })
