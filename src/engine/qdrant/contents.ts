import { stopIfAborted } from '../../problem.ts'
import type { Contents, PlainBackup } from '../contract.ts'
import { bytesOf, readDescription } from './description.ts'

/** Reads all parts to their ends. */
export async function qdrantContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const { collections, aliases } = await readDescription(backup)
  for (const collection of collections) for await (const _ of bytesOf(backup, collection)) stopIfAborted(signal)
  const names = [
    ...collections.map(({ name, points }) => `collection ${name} (${points ?? 'an unknown number of'} points)`),
    ...aliases.map(({ alias_name, collection_name }) => `alias ${alias_name} of ${collection_name}`),
  ]
  const there = new Set([...collections.map(({ name }) => name), ...aliases.map(({ alias_name: name }) => name)])
  return { names, missing: required.filter((name) => !there.has(name)) }
}
