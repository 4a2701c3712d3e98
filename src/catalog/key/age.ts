import { z } from 'zod'
import { isFailure } from '../../problem.ts'
import type { Place, SourceCatalog } from '../entry.ts'
import { objectName } from '../object-name.ts'
import { encodeRecord, parseRecord, readStored } from '../record.ts'
import { lastKeyDrill } from './drill.ts'

const schema = z.object({ version: z.literal(1), recipient: z.string(), since: z.iso.datetime() })
const maxBytes = 4096
/** By how much the clocks of two runners may differ. */
const skewMs = 3_600_000

/** Since when keys are in use, as the stores say. */
export interface KeyAges {
  /** By fingerprint of the recipient; the oldest that any store says. */
  readonly since: ReadonlyMap<string, Date>
  /** When its holder last opened backups with it; the newest that any store says. */
  readonly drilled: ReadonlyMap<string, Date>
  /** Stores without a word of a key. */
  readonly missing: readonly { readonly place: Place; readonly fingerprint: string }[]
  readonly unread: SourceCatalog['unread']
}

/** Since when backups are sealed to these recipients. What is dated in the future, or is not of this form, is told as unread. */
export async function readKeyAges(
  places: readonly Place[],
  fingerprints: readonly string[],
  signers: readonly string[],
  now: Date,
  signal: AbortSignal,
): Promise<KeyAges> {
  const since = new Map<string, Date>()
  const drilled = new Map<string, Date>()
  const missing: { place: Place; fingerprint: string }[] = []
  const unread: { store: string; message: string }[] = []
  const look = async (place: Place, fingerprint: string) => {
    const there = await readStored(place.store, objectName.keyAge(fingerprint), signal, maxBytes)
    const record = there && parseRecord(schema, there.bytes)
    const at = record?.recipient === fingerprint ? new Date(record.since) : undefined
    if (!there) missing.push({ place, fingerprint })
    else if (!at || at.getTime() > now.getTime() + skewMs) {
      const name = `${objectName.keyAge(fingerprint)} in ${place.store.where}`
      unread.push({ store: place.name, message: `${name} is damaged, or dated in the future` })
    }
    const known = since.get(fingerprint)
    if (at && at <= now && (!known || at < known)) since.set(fingerprint, at)
    const last = await lastKeyDrill(place, fingerprint, signers, now, signal)
    const newest = drilled.get(fingerprint)
    if (last && (!newest || last > newest)) drilled.set(fingerprint, last)
  }
  await Promise.all(
    places.map(async (place) => {
      try {
        for (const fingerprint of fingerprints) await look(place, fingerprint)
      } catch (error) {
        if (!isFailure(error)) throw error
        unread.push({ store: place.name, message: error.message })
      }
    }),
  )
  return { since, drilled, missing, unread }
}

/** Keeps since when a recipient is one; what a store says already stays. */
export async function putKeyAge(
  { store }: Place,
  fingerprint: string,
  since: Date,
  signal: AbortSignal,
): Promise<void> {
  const record = encodeRecord({ version: 1, recipient: fingerprint, since })
  await store.put(objectName.keyAge(fingerprint), record, { signal, ifAbsent: true })
}
