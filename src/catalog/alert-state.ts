import { z } from 'zod'
import { isProblem } from '../problem.ts'
import type { Place } from './entry.ts'
import { encodeRecord, parseRecord, putRecord, readStored } from './record.ts'

// Anybody may have written it who can write to the store: bounded in every direction.
const maxBytes = 64 * 1024
const time = z.iso.datetime()
const alert = z.strictObject({
  open: z.boolean(),
  /** When it opened; once it is closed, of the last time. */
  since: time,
  until: time.optional(),
  /** When it was last seen to hold. */
  seenAt: time,
  /** While it flaps: since when it has not held. */
  clearSince: time.optional(),
  message: z.string().max(1000),
  hint: z.string().max(1000).optional(),
  /** When it opened, in the last day. */
  openings: z.array(time).max(50),
  /** By channel: what it was told last, and when. */
  told: z.record(z.string().max(100), z.strictObject({ open: z.boolean(), at: time })),
  /** The run that is sending what is new of it; after `until` it is taken for dead. */
  claim: z.strictObject({ by: z.string().max(100), until: time }).optional(),
})
const schema = z.strictObject({
  version: z.literal(1),
  revision: z.int().min(0),
  alerts: z.record(z.string().max(40), alert),
  /** Number of the issue on GitHub. */
  issue: z.int().positive().optional(),
})

export type AlertRecord = Readonly<z.infer<typeof alert>>

/** What was told of a source or a store, to whom; what each run begins from. */
export interface AlertState {
  readonly revision: number
  readonly alerts: Readonly<Record<string, AlertRecord>>
  readonly issue?: number
}

export interface AlertStateThere {
  readonly place: Place
  /** Of the object; undefined: there is none. */
  readonly etag: string | undefined
  /** undefined: there is none, or it cannot be parsed. */
  readonly state: AlertState | undefined
  /** It is there, and cannot be parsed: what was told is not known. */
  readonly unparsed: boolean
}

/** Throws what the store throws. */
export async function readAlertState(place: Place, key: string, signal: AbortSignal): Promise<AlertStateThere> {
  try {
    const there = await readStored(place.store, key, signal, maxBytes)
    if (there === undefined) return { place, etag: undefined, state: undefined, unparsed: false }
    const read = parseRecord(schema, there.bytes)
    const { version: _, ...state } = read ?? { version: 1 }
    return { place, etag: there.stored.etag, state: read && (state as AlertState), unparsed: read === undefined }
  } catch (error) {
    if (!isProblem(error, 'object-damaged', 'object-archived')) throw error
    const stored = await place.store.head(key, signal)
    return { place, etag: stored?.etag, state: undefined, unparsed: stored !== undefined }
  }
}

/**
 * Writes it to the place where it was read, unless another run has written there since: then false. Two runs that read the
 * same state do not both write the next.
 */
export async function claimAlertState(
  { place, etag }: AlertStateThere,
  key: string,
  state: AlertState,
  signal: AbortSignal,
): Promise<boolean> {
  const unless = etag === undefined ? { ifAbsent: true } : { ifMatch: etag }
  try {
    await place.store.put(key, encodeRecord({ version: 1, ...state }), {
      signal,
      fromReserve: 'half',
      ...unless,
    })
    return true
  } catch (error) {
    if (isProblem(error, 'store-exists', 'store-changed')) return false
    throw error
  }
}

/** Writes it to the other places; gives those that refused it. */
export async function copyAlertState(
  places: readonly Place[],
  key: string,
  state: AlertState,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  return putRecord(places, key, { version: 1, ...state }, signal)
}
