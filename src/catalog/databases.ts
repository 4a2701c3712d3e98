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
  /** Which ones the policy took then, as `databases` has them; none: all. */
  readonly patterns: readonly string[]
  readonly databases: readonly string[]
}

/** Each is a source: anybody who writes to the store could name so many that no command ever ends. */
export const mostDatabases = 20_000
// So many of the longest names that a server gives, with white space.
const maxBytes = 8 * 1024 * 1024
const schema = z.object({
  version: z.literal(1),
  at: z.iso.datetime(),
  patterns: z.array(z.string().min(1)).max(1000),
  databases: z.array(z.string().min(1)).max(mostDatabases),
})

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
  if (list) return { ...list, at: new Date(list.at) }
  throw new Problem('object-damaged', `${key} in ${store.where} cannot be parsed`, {
    hint: `Run \`backproof run --source ${source}\` where the server can be reached: it makes the list anew.`,
  })
}

/** Replaces it in every place; gives the places that refused it, and why. */
export async function putDatabases(
  places: readonly Place[],
  source: string,
  { at, patterns, databases }: DatabaseList,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  return putRecord(places, objectName.databases(source), { version: 1, at, patterns, databases }, signal)
}
