import { z } from 'zod'
import { type SigningKey, signManifest, verifySignature } from '../../seal/seal.ts'
import type { Place } from '../entry.ts'
import { objectName, parseTime } from '../object-name.ts'
import { parseRecord, putRecordEverywhere, readStored } from '../record.ts'

/** That the holder of a key has opened the newest backup of every source with it. */
export interface KeyDrill {
  /** Fingerprint of the recipient. */
  readonly recipient: string
  readonly at: Date
  readonly by?: string | undefined
  readonly opened: readonly { readonly source: string; readonly backup: string; readonly store: string }[]
}

const maxBytes = 256 * 1024
/** Of one key: what is newer than a forged or damaged record may count. */
const mostRead = 8
const text = z.string().max(1000)
const schema = z.object({
  version: z.literal(1),
  recipient: text,
  at: z.iso.datetime(),
  by: text.optional(),
  opened: z.array(z.object({ source: text, backup: text, store: text })).min(1),
  signature: z.string().max(100).optional(),
})

/** What is signed. It begins as no manifest does. */
function signed({ recipient, at, by, opened }: KeyDrill): Uint8Array {
  const all = [
    recipient,
    at.toISOString(),
    by ?? null,
    opened.map(({ source, backup, store }) => [source, backup, store]),
  ]
  return new TextEncoder().encode(`backproof/v1 key-drill ${JSON.stringify(all)}`)
}

/** Writes it into every place. Throws what the stores throw. */
export async function putKeyDrill(
  places: readonly Place[],
  drill: KeyDrill,
  signing: SigningKey | undefined,
  signal: AbortSignal,
): Promise<void> {
  const signature = signing && signManifest(signed(drill), signing).trim()
  const key = objectName.keyDrill(drill.recipient, drill.at)
  await putRecordEverywhere(places, key, { version: 1, ...drill, signature }, signal)
}

/** When a key was last drilled, as one store says; of records that none of the signers has signed, none counts. */
export async function lastKeyDrill(
  { store }: Place,
  recipient: string,
  signers: readonly string[],
  now: Date,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const folder = objectName.keyDrills(recipient)
  const keys: string[] = []
  for await (const { key } of store.list(folder, signal)) {
    const at = parseTime(key.slice(folder.length, -'.json'.length))
    if (at && at <= now && key === objectName.keyDrill(recipient, at)) keys.push(key)
  }
  for (const key of keys.sort().slice(-mostRead).reverse()) {
    const there = await readStored(store, key, signal, maxBytes)
    const read = there && parseRecord(schema, there.bytes)
    if (!read || read.recipient !== recipient) continue
    const { signature = '', version: _version, ...said } = read
    const drill = { ...said, at: new Date(read.at) }
    if (objectName.keyDrill(recipient, drill.at) !== key) continue
    if (signers.length === 0 || verifySignature(signed(drill), signature, signers)) return drill.at
  }
  return undefined
}
