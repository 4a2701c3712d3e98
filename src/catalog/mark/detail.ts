import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import type { Place, Proof } from '../entry.ts'
import { objectName } from '../object-name.ts'
import { parseRecord, readObject } from '../record.ts'

/** What stands in the records beside one backup, for a person to read; decisions need no more than their names. */

export interface HoldDetail {
  readonly heldAt?: string | undefined
  readonly by?: string | undefined
  readonly because?: string | undefined
}

export interface TrashDetail {
  readonly trashedAt?: string | undefined
  readonly because?: readonly string[] | undefined
  readonly by?: string | undefined
}

const text = z.string().max(10_000)
const hold = z.object({ heldAt: z.iso.datetime().optional(), by: text.optional(), because: text.optional() })
const trash = z.object({
  trashedAt: z.iso.datetime().optional(),
  because: z.array(text).max(100).optional(),
  by: text.optional(),
})
const proof = z.object({ store: z.string().max(100), durations: z.record(z.string().max(100), z.number()).optional() })

/** Who holds it and why, if the record says so; undefined = not held in this store. Throws the store's errors. */
export async function readHold(
  { store }: Place,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<HoldDetail | undefined> {
  const bytes = await readThere({ store }, objectName.hold(source, id), signal)
  // Its presence counts, whatever it says.
  return bytes && (parseRecord(hold, bytes) ?? {})
}

/**
 * When, why and by whom it was deleted, if the marker says so; undefined = this store has no marker. Throws the store's
 * errors.
 */
export async function readTrashReason(
  place: Place,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<TrashDetail | undefined> {
  const bytes = await readThere(place, objectName.trash(source, id), signal)
  return bytes && (parseRecord(trash, bytes) ?? {})
}

/** The store whose copy was proven, and the duration; undefined if the record does not say. */
export async function readProofDetail(
  place: Place,
  source: string,
  { id, startedAt, level, store, outcome }: Proof,
  signal: AbortSignal,
): Promise<{ readonly store: string; readonly durations: Proof['durations'] } | undefined> {
  const bytes = await readThere(place, objectName.proof(source, id, startedAt, level, store, outcome), signal)
  const found = bytes && parseRecord(proof, bytes)
  return found && { store: found.store, durations: found.durations ?? {} }
}

/** A record that a person reads: undefined = there is none; one that cannot be read says nothing. */
export async function readThere(
  { store }: Pick<Place, 'store'>,
  key: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    return await readObject(store, key, signal)
  } catch (error) {
    if (isProblem(error, 'object-missing')) return undefined
    // Larger than any of ours, or in an archive: there, and it says nothing.
    if (isProblem(error, 'object-damaged', 'object-archived')) return new Uint8Array()
    throw error
  }
}
