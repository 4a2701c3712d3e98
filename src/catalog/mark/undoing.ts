import { z } from 'zod'
import type { Store } from '../../store/store.ts'
import type { Place } from '../entry.ts'
import { objectName, parseObjectName, type Undone } from '../object-name.ts'
import { parseRecord, putRecordEverywhere } from '../record.ts'
import { readThere } from './detail.ts'

/** Who set a mark, when and why, if its record says so. */
export interface MarkDetail {
  readonly at?: string | undefined
  readonly by?: string | undefined
  readonly because?: string | undefined
}

/** Who lifted a hold or undid a deletion, when and why, and what the mark had said: it is gone with the mark. */
export interface Undoing extends Undone {
  readonly by?: string | undefined
  readonly because?: string | undefined
  readonly was?: MarkDetail | undefined
}

/** The newest of each backup that a store keeps: no number of them makes a listing longer than that. */
const mostUndoings = 20

const text = z.string().max(10_000).optional()
const schema = z.object({
  by: text,
  because: text,
  was: z.object({ at: z.iso.datetime().optional(), by: text, because: text }).optional(),
})

/** Writes it down beside the backup. For people alone: nothing is decided by it. Throws what the stores throw. */
export async function putUndoing(
  places: readonly Place[],
  source: string,
  id: string,
  { at, verb, by, because, was }: Undoing,
  signal: AbortSignal,
): Promise<void> {
  await putRecordEverywhere(places, objectName.undoing(source, id, { at, verb }), { by, because, was }, signal)
  for (const { store } of places) {
    const known = await undoingsIn(store, source, id, signal)
    const keys = known.slice(mostUndoings).map(({ key }) => key)
    if (keys.length > 0) await store.remove(keys, signal)
  }
}

/** All that this store knows, newest first. Throws what the stores throw. */
export async function readUndoings(
  { store }: Place,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<readonly Undoing[]> {
  const known = (await undoingsIn(store, source, id, signal)).slice(0, mostUndoings)
  return Promise.all(
    known.map(async ({ key, at, verb }) => {
      const bytes = await readThere({ store }, key, signal)
      return { at, verb, ...(bytes && parseRecord(schema, bytes)) }
    }),
  )
}

async function undoingsIn(
  store: Store,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<readonly (Undone & { readonly key: string })[]> {
  const found: (Undone & { readonly key: string })[] = []
  for await (const { key } of store.list(objectName.folder(source, 'tags', id), signal)) {
    const name = parseObjectName(source, key)
    if (name?.kind === 'undoing') found.push({ key, at: name.at, verb: name.verb })
  }
  return found.sort((one, other) => other.at.getTime() - one.at.getTime())
}
