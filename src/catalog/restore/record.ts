import { z } from 'zod'
import { encodeRecord, parseRecord } from '../record.ts'

/** What a restore was asked to bring back: everything, what these patterns pick, or the decrypted parts as they are. */
export const restoreScopes = ['everything', 'selection', 'raw'] as const

const outcomes = ['ran', 'failed', 'not run', 'unknown'] as const
/** What became of a hook; absent = the policy has none. `unknown`: its program was killed, and nothing tells. */
export type HookOutcome = (typeof outcomes)[number]

const short = z.string().max(500)
const long = z.string().max(4096)
const problem = z.object({
  code: z.string().max(100),
  message: z.string().max(20_000),
  hint: z.string().max(20_000).optional(),
})
const base = {
  version: z.literal(1),
  id: z.string().max(400),
  backup: z.string().max(300),
  source: z.string().max(200),
  scope: z.enum(restoreScopes),
  /** Patterns of --only. */
  only: z.array(long).max(1000).optional(),
  /** The moment that the log was played back to; absent: the backup's own. */
  moment: z.iso.datetime().optional(),
  /** As messages name the target: never with a password. */
  into: long,
  origin: z.record(z.string().max(100), short).refine((origin) => Object.keys(origin).length <= 50),
  startedAt: z.iso.datetime(),
}

/** Written before anything is. `process` tells another run on the same machine whether this one is still there. */
const started = z.object({
  ...base,
  state: z.literal('in_progress'),
  process: z.string().max(200).optional(),
  hooks: z.array(z.enum(['before-restore', 'after-restore'])).max(2),
})

const ended = z.object({
  ...base,
  state: z.enum(['completed', 'failed']),
  completedAt: z.iso.datetime(),
  /** What it was to bring is there and whole, whatever became of a hook after it. */
  restored: z.literal(true).optional(),
  /** The store whose copy was read. */
  store: short.optional(),
  restoredBytes: z.number().int().nonnegative().optional(),
  compared: long.optional(),
  error: problem.optional(),
  hooks: z.object({ 'before-restore': z.enum(outcomes).optional(), 'after-restore': z.enum(outcomes).optional() }),
})

/** The first object of a restore. */
export type StartedRestore = z.output<typeof started>
/** The last one; it says everything, for a store that did not take the first. */
export type EndedRestore = z.output<typeof ended>

export const encodeRestore = (record: StartedRestore | EndedRestore): Uint8Array => encodeRecord(record)

/** The most that one of these objects has: anybody who may write into the store may have written it. */
export const restoreMaxBytes = 256 * 1024

/** undefined: it is not of this form. */
export const parseStarted = (bytes: Uint8Array): StartedRestore | undefined => parseRecord(started, bytes)
export const parseEnded = (bytes: Uint8Array): EndedRestore | undefined => parseRecord(ended, bytes)
