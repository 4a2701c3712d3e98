import { z } from 'zod'
import type { Place, Proof } from './catalog.ts'
import { readObject } from './commit.ts'
import { objectName } from './object-name.ts'

const schema = z.object({ durations: z.record(z.string().max(100), z.number().nonnegative()) })

/**
 * The milliseconds by step of a proof, which the catalog does not read of those that passed; none where the object does
 * not read. Throws what the store throws.
 */
export async function readDurations(
  { store }: Place,
  source: string,
  { id, startedAt, level, outcome }: Proof,
  signal: AbortSignal,
): Promise<Proof['durations']> {
  const bytes = await readObject(store, objectName.proof(source, id, startedAt, level, outcome), signal)
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes))).durations
  } catch {
    return {} // written by somebody else: the proof counts by its name alone
  }
}
