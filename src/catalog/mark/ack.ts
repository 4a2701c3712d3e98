import { z } from 'zod'
import { type SigningKey, signManifest, verifySignature } from '../../seal/seal.ts'
import type { Ack, Place } from '../entry.ts'
import { objectName, parseObjectName, sourceOf } from '../object-name.ts'
import { parseRecord, putRecordEverywhere } from '../record.ts'
import { readThere } from './detail.ts'
import { measuresSchema, startOf } from './measure.ts'

const text = z.string().max(10_000).optional()
const schema = z.object({
  ackedAt: z.iso.datetime(),
  by: text,
  because: text,
  measures: measuresSchema,
  signature: z.string().max(100).optional(),
})

type Said = Omit<Ack, 'startedAt'>

/** What is signed. The backup's id is in it: an acknowledgment of one backup is none of another. It begins as no manifest does. */
function signed({ id, at, by, because, measures }: Said): Uint8Array {
  const { plainBytes, sealedBytes, ratio, durationMs, counts = {} } = measures
  const sizes = [plainBytes, sealedBytes, ratio ?? null, durationMs]
  const sorted = Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1))
  const all = [id, at.toISOString(), by ?? null, because ?? null, sizes, sorted]
  return new TextEncoder().encode(`backproof/v1 ack ${JSON.stringify(all)}`)
}

/** undefined: it cannot be parsed, or none of the signers has signed it where there are some, and acknowledges nothing. */
export function parseAck(bytes: Uint8Array, id: string, signers: readonly string[]): Ack | undefined {
  const read = parseRecord(schema, bytes)
  const startedAt = startOf(sourceOf(id) ?? '', id)
  if (!read || !startedAt) return undefined
  const { by, because, measures, signature = '' } = read
  const ack = { id, startedAt, at: new Date(read.ackedAt), by, because, measures }
  if (signers.length > 0 && !verifySignature(signed(ack), signature, signers)) return undefined
  return ack
}

/** The newest of each source that a store keeps: every reading of the catalog reads them all. */
const mostAcks = 100

/** Writes it into every place. Throws what the stores throw. */
export async function keepAck(
  places: readonly Place[],
  source: string,
  said: Said,
  signing: SigningKey | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { id, at, by, because, measures } = said
  const signature = signing && signManifest(signed(said), signing).trim()
  const record = { version: 1, ackedAt: at, by, because, measures, signature }
  await putRecordEverywhere(places, objectName.ack(source, id), record, signal)
  for (const { store } of places) {
    const keys: string[] = []
    for await (const { key } of store.list(objectName.folder(source, 'acks'), signal))
      if (parseObjectName(source, key)?.kind === 'ack') keys.push(key)
    // The time is in the name.
    const old = keys.sort().slice(0, -mostAcks)
    if (old.length > 0) await store.remove(old, signal)
  }
}

/** What this store says of one backup; undefined = it was not acknowledged there, or nobody can read how. */
export async function readAck(
  { store }: Pick<Place, 'store'>,
  source: string,
  id: string,
  signers: readonly string[],
  signal: AbortSignal,
): Promise<Ack | undefined> {
  const bytes = await readThere({ store }, objectName.ack(source, id), signal)
  return bytes && parseAck(bytes, id, signers)
}
