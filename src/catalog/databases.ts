import { z } from 'zod'
import { Problem } from '../problem.ts'
import { type SigningKey, signManifest, verifySignature } from '../seal/seal.ts'
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
  signature: z.string().max(100).optional(),
})

/** What is signed. The source's name is in it: a list of one source is none of another. It begins as no manifest does. */
const signed = (source: string, { at, patterns, databases }: DatabaseList): Uint8Array =>
  new TextEncoder().encode(`backproof/v1 databases ${JSON.stringify([source, at.toISOString(), patterns, databases])}`)

/**
 * undefined: none was written. Throws what the store throws, and `object-damaged` for one that cannot be parsed, or that none of the
 * signers has signed where there are some.
 */
export async function readDatabases(
  { store }: Place,
  source: string,
  signers: readonly string[],
  signal: AbortSignal,
): Promise<DatabaseList | undefined> {
  const key = objectName.databases(source)
  const there = await readStored(store, key, signal, maxBytes)
  if (there === undefined) return undefined
  const record = parseRecord(schema, there.bytes)
  const damaged = (because: string) =>
    new Problem('object-damaged', `${key} in ${store.where} ${because}`, {
      hint: `Run \`backproof run --source ${source}\` where the server can be reached: it makes the list anew.`,
    })
  if (record === undefined) throw damaged('cannot be parsed')
  const list = { at: new Date(record.at), patterns: record.patterns, databases: record.databases }
  if (signers.length === 0) return list
  if (record.signature === undefined) throw damaged('is not signed, and the policy names signers')
  if (!verifySignature(signed(source, list), record.signature, signers))
    throw damaged('is signed by none of the signers of the policy')
  return list
}

/** Replaces it in every place; gives the places that refused it, and why. */
export async function putDatabases(
  places: readonly Place[],
  source: string,
  list: DatabaseList,
  signing: SigningKey | undefined,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  const { at, patterns, databases } = list
  const signature = signing && signManifest(signed(source, list), signing).trim()
  return putRecord(places, objectName.databases(source), { version: 1, at, patterns, databases, signature }, signal)
}
