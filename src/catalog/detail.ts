import { z } from 'zod'
import type { Proof, RunRecord } from './entry.ts'
import { parseRecord } from './record.ts'

/** What failed proofs and run records say beyond their names. */
const findingSchema = z.object({
  level: z.enum(['note', 'warning', 'failure']),
  blame: z.enum(['data', 'copy', 'env', 'source', 'policy']),
  message: z.string().max(10_000),
  hint: z.string().max(10_000).optional(),
  object: z.string().max(100).optional(),
})
const proofSchema = z.object({ findings: z.array(findingSchema).max(10_000) })
const runSchema = z.object({
  command: z.string().max(100),
  trigger: z.string().max(100),
  finishedAt: z.iso.datetime(),
  because: z.array(z.string().max(10_000)).max(100),
  problem: z.object({ code: z.string().max(100), message: z.string().max(100_000) }).optional(),
  origin: z.record(z.string().max(100), z.string().max(1000)).optional(),
})

/** A failed proof that cannot be parsed is still a failed one, and the data's fault until another store says otherwise. */
export const unparsed: Proof['findings'] = [
  { level: 'failure', blame: 'data', message: 'the proof object cannot be parsed' },
]

export function parseFindings(bytes: Uint8Array): Proof['findings'] | undefined {
  const proof = parseRecord(proofSchema, bytes)
  return proof?.findings.map(({ hint, object, ...rest }) => ({
    ...rest,
    ...(hint === undefined ? {} : { hint }),
    ...(object === undefined ? {} : { object }),
  }))
}

export function parseRun(bytes: Uint8Array): Partial<RunRecord> {
  const run = parseRecord(runSchema, bytes)
  if (!run) return {}
  const { problem, finishedAt, origin = {}, ...rest } = run
  return { ...rest, origin, finishedAt: new Date(finishedAt), ...(problem ? { problem } : {}) }
}
