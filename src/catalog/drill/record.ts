import { z } from 'zod'
import { drillKinds } from '../object-name.ts'
import { encodeRecord, parseRecord } from '../record.ts'

const short = z.string().max(500)
const long = z.string().max(4096)
const ms = z.number().min(0).max(1e12)
const count = z.int().min(0).max(10_000)
const outcome = z.enum(['passed', 'failed'])
const asked = z.object({ asked: count, outcome })
const few = <T extends z.ZodType>(value: T) =>
  z.record(z.string().max(100), value).refine((map) => Object.keys(map).length <= 50)

const source = z.object({
  source: z.string().max(200),
  outcome: z.enum(['passed', 'failed', 'not-begun']),
  backup: z.string().max(300).exactOptional(),
  store: short.exactOptional(),
  durationMs: ms.exactOptional(),
  /** From the beginning of the drill until the data was there: what it waited for is in it. */
  readyMs: ms.exactOptional(),
  stepsMs: few(ms).exactOptional(),
  compared: long.exactOptional(),
  assertions: asked.exactOptional(),
  application: asked.exactOptional(),
  rpo: z.object({ targetMs: ms.exactOptional(), ageMs: ms, met: z.boolean().exactOptional() }).exactOptional(),
  rto: z.object({ targetMs: ms.exactOptional(), measuredMs: ms, met: z.boolean().exactOptional() }).exactOptional(),
  problem: long.exactOptional(),
})

const drill = z.object({
  version: z.literal(1),
  id: z.string().max(100),
  project: z.string().max(100),
  kind: z.enum(drillKinds),
  outcome,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  origin: few(short),
  /** Of a manual one. `claimed`: the name was given by hand; false: the platform names who approved or started the run. */
  signedOff: z.object({ name: short, claimed: z.boolean(), because: long.exactOptional() }).exactOptional(),
  /** In the order of the drill. */
  sources: z.array(source).max(10_000),
})

/** What a drill leaves, once it has ended; nothing changes it any more. */
export type DrillRecord = z.output<typeof drill>
export type DrilledSource = z.output<typeof source>

export const encodeDrill = (record: DrillRecord): Uint8Array => encodeRecord(record)

/** The most that one has: anybody who may write into the store may have written it. */
export const drillMaxBytes = 4 * 1024 * 1024

/** undefined: it is not of this form. */
export const parseDrill = (bytes: Uint8Array): DrillRecord | undefined => parseRecord(drill, bytes)
