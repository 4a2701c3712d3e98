import { stopIfAborted } from '../../problem.ts'
import type { Contents, PlainBackup } from '../contract.ts'
import { damagedPart } from '../json-part.ts'
import { bytesOf, type Description, type KeptIndex, type KeptPart, readDescription } from './description.ts'
import { type Documents, DumpReader, wholeLines } from './dump-reader.ts'

/** Reads all parts to their ends. */
export async function meilisearchContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const description = await readDescription(backup)
  const { indexes } = description
  await readDocuments(backup, description, indexes, signal)
  const names = indexes.map(({ uid, documents }) => `index ${uid} (${documents ?? 'an unknown number of'} documents)`)
  const there = new Set(indexes.map(({ uid }) => uid))
  return { names, missing: required.filter((name) => !there.has(name)) }
}

/**
 * Gives the documents of these indexes, whole lines at a time, and reads every part that has some to its end.
 * @throws Problem `object-damaged` at that end at the latest, unless it is what was written.
 */
export async function readDocuments(
  backup: PlainBackup,
  { dump }: Description,
  indexes: readonly KeptIndex[],
  signal: AbortSignal,
  take: Documents = async (_uid, lines) => {
    for await (const _ of lines) stopIfAborted(signal)
  },
): Promise<void> {
  for (const { uid, part } of indexes) if (part !== undefined) await take(uid, wholeLines(bytesOf(backup, part)))
  if (dump !== undefined) await readDump(backup, dump, indexes, signal, take)
}

async function readDump(
  backup: PlainBackup,
  dump: KeptPart,
  indexes: readonly KeptIndex[],
  signal: AbortSignal,
  take: Documents,
): Promise<void> {
  const wanted = new Set(indexes.filter(({ part }) => part === undefined).map(({ uid }) => uid))
  const passed = new Map<string, number>()
  const reader = new DumpReader(
    (because) => damagedPart(dump.name, because),
    async (uid, lines) => {
      if (wanted.has(uid)) await take(uid, lines)
      for await (const _ of lines) stopIfAborted(signal)
    },
  )
  try {
    for await (const chunk of bytesOf(backup, dump)) {
      stopIfAborted(signal)
      await reader.write(chunk)
    }
    await reader.end()
  } finally {
    reader.destroy()
  }
  for (const { uid, documents } of reader.indexes()) passed.set(uid, documents ?? 0)
  for (const { uid, documents } of indexes)
    if (documents !== undefined && wanted.has(uid) && passed.get(uid) !== documents)
      throw damagedPart(dump.name, `it has ${passed.get(uid) ?? 0} documents of ${uid}, and ${documents} were counted`)
}
