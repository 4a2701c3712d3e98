import type { z } from 'zod'
import { readJson } from '../bytes/bytes.ts'
import { Problem } from '../problem.ts'
import type { Store, Whole } from '../store/store.ts'
import { eachAtOnce } from './each.ts'
import type { Place, RunRecord } from './entry.ts'
import { manifestMaxBytes } from './manifest.ts'

/** A small object, whole. Throws `object-missing`, and `object-damaged` for one larger than `maxBytes`. */
export async function readObject(
  store: Store,
  key: string,
  signal: AbortSignal,
  maxBytes = manifestMaxBytes,
): Promise<Uint8Array> {
  if (store.read) {
    const there = await store.read(key, maxBytes, signal)
    if (there) return there.bytes
    throw new Problem('object-missing', `get ${key}: there is no such object in ${store.where}`, {
      hint: 'Run it again: another run may have removed it meanwhile. `backproof list` shows what is there.',
    })
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of await store.get(key, { signal })) {
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new Problem('object-damaged', `${key} in ${store.where} is larger than ${maxBytes} bytes`, {
        hint: 'Backproof never writes one that large: find out who wrote it, then remove it.',
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A small object with what is known of these very bytes; undefined = there is none. */
export async function readStored(
  store: Store,
  key: string,
  signal: AbortSignal,
  maxBytes = manifestMaxBytes,
): Promise<Whole | undefined> {
  if (store.read) return store.read(key, maxBytes, signal)
  const stored = await store.head(key, signal)
  return stored && { stored, bytes: await readObject(store, key, signal, maxBytes) }
}

/** The bytes of a small object that is JSON. */
export function encodeRecord(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
}

/** What these bytes say; undefined where they are not of this form: anybody may have written them. */
export function parseRecord<T>(schema: z.ZodType<T>, bytes: Uint8Array): T | undefined {
  const read = readJson(bytes, schema)
  return 'value' in read ? read.value : undefined
}

/** Writes one JSON object under the same key to every place; gives the places that refused it, and why. */
export async function putRecord(
  places: readonly Place[],
  key: string,
  value: unknown,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  return putInto(places, key, value, { signal })
}

/** The same for what nothing may replace. */
export async function putRecordOnce(
  places: readonly Place[],
  key: string,
  value: unknown,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  return putInto(places, key, value, { signal, ifAbsent: true })
}

async function putInto(
  places: readonly Place[],
  key: string,
  value: unknown,
  how: { readonly signal: AbortSignal; readonly ifAbsent?: true },
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  const bytes = encodeRecord(value)
  // Marks of deletion are what makes room again; a store that is nearly full must take them.
  const options = { ...how, fromReserve: 'half' } as const
  const outcomes = await Promise.allSettled(places.map(({ store }) => store.put(key, bytes, options)))
  return outcomes.flatMap((outcome, i) => {
    const place = places[i]
    return outcome.status === 'rejected' && place ? [{ place, problem: outcome.reason }] : []
  })
}

/** The same, but tries all of them and then throws the first failure: whatever can be written is written. */
export async function putRecordEverywhere(
  places: readonly Place[],
  key: string,
  value: unknown,
  signal: AbortSignal,
): Promise<void> {
  for (const { problem } of await putRecord(places, key, value, signal)) throw problem
}

/** So many at once: enough for one sync of a folder to be one of many, few enough that a look before them is of a moment ago. */
export const batchLength = 128

/** Small objects of one store, each durable once this resolves; the first failure is thrown. */
export async function putAll(
  store: Store,
  objects: readonly { readonly key: string; readonly value: unknown }[],
  signal: AbortSignal,
): Promise<void> {
  // Marks of deletion are what makes room again; a store that is nearly full must take them.
  const options = { signal, fromReserve: 'half' } as const
  const encoded = objects.map(({ key, value }) => ({ key, bytes: encodeRecord(value) }))
  if (store.putAll) return store.putAll(encoded, options)
  await eachAtOnce(encoded, async ({ key, bytes }) => void (await store.put(key, bytes, options)))
}

/** The JSON of a run record. */
export function encodeRun(run: RunRecord, origin: Readonly<Record<string, string>>): unknown {
  const { id, source, command, trigger, startedAt, finishedAt, outcome, because, problem } = run
  return { version: 1, id, source, command, trigger, startedAt, finishedAt, outcome, because, problem, origin }
}
