import { z } from 'zod'
import type { Ack, Place } from '../entry.ts'
import { objectName, parseObjectName, sourceOf } from '../object-name.ts'
import { parseRecord, putRecordEverywhere } from '../record.ts'
import { readThere } from './detail.ts'
import { measuresSchema, startOf } from './measure.ts'

const text = z.string().max(10_000).optional()
const schema = z.object({ ackedAt: z.iso.datetime(), by: text, because: text, measures: measuresSchema })

/** undefined: it cannot be parsed, and acknowledges nothing. */
export function parseAck(bytes: Uint8Array, id: string): Ack | undefined {
  const read = parseRecord(schema, bytes)
  const startedAt = startOf(sourceOf(id) ?? '', id)
  return (
    read &&
    startedAt && {
      id,
      startedAt,
      at: new Date(read.ackedAt),
      by: read.by,
      because: read.because,
      measures: read.measures,
    }
  )
}

/** The newest of each source that a store keeps: every reading of the catalog reads them all. */
const mostAcks = 100

/** Writes it into every place. Throws what the stores throw. */
export async function keepAck(
  places: readonly Place[],
  source: string,
  { id, at, by, because, measures }: Omit<Ack, 'startedAt'>,
  signal: AbortSignal,
): Promise<void> {
  await putRecordEverywhere(
    places,
    objectName.ack(source, id),
    { version: 1, ackedAt: at, by, because, measures },
    signal,
  )
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
  signal: AbortSignal,
): Promise<Ack | undefined> {
  const bytes = await readThere({ store }, objectName.ack(source, id), signal)
  return bytes && parseAck(bytes, id)
}
