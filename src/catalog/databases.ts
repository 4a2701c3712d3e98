import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { Place } from './entry.ts'
import { objectName } from './object-name.ts'
import { parseRecord, putRecord, readStored } from './record.ts'

/**
 * Which databases the server of a source had when they were last listed: of those that the policy takes. Who may not ask the
 * server goes by it.
 */
export interface DatabaseList {
  readonly at: Date
  readonly databases: readonly string[]
}

const maxBytes = 16 * 1024 * 1024
const schema = z.object({ version: z.literal(1), at: z.iso.datetime(), databases: z.array(z.string().min(1)) })

/** undefined: none was written. Throws what the store throws, and `object-damaged` for one that cannot be parsed. */
export async function readDatabases(
  { store }: Place,
  source: string,
  signal: AbortSignal,
): Promise<DatabaseList | undefined> {
  const key = objectName.databases(source)
  const there = await readStored(store, key, signal, maxBytes)
  if (there === undefined) return undefined
  const list = parseRecord(schema, there.bytes)
  if (list) return { at: new Date(list.at), databases: list.databases }
  throw new Problem('object-damaged', `${key} in ${store.where} cannot be parsed`, {
    hint: `Run \`backproof run --source ${source}\` where the server can be reached: it writes it again.`,
  })
}

/** Replaces it in every place; gives the places that refused it, and why. */
export async function putDatabases(
  places: readonly Place[],
  source: string,
  { at, databases }: DatabaseList,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  return putRecord(places, objectName.databases(source), { version: 1, at, databases }, signal)
}
