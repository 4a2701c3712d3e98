import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PlainBackup } from '../contract.ts'
import { damagedPart, readJsonPart } from '../json-part.ts'

/** The part that says what the others are. It is the last that is written: without it there is no backup. */
export const descriptionPart = 'collections.json'

const collection = z.object({
  name: z.string(),
  part: z.string(),
  bytes: z.number(),
  /** Of the part's bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Absent where points were written or deleted while the snapshot was taken. */
  points: z.number().optional(),
  configuration: z.array(z.string()),
})
const description = z.object({
  version: z.literal(1),
  server: z.string(),
  collections: z.array(collection),
  /** No snapshot holds them. */
  aliases: z.array(z.object({ alias_name: z.string(), collection_name: z.string() })),
})

export type KeptCollection = z.infer<typeof collection>
export type Description = z.infer<typeof description>

export const readDescription = (backup: PlainBackup): Promise<Description> =>
  readJsonPart(backup, descriptionPart, description)

/** The bytes of a part, which throw at its end at the latest unless they are what was written. */
export async function* bytesOf(backup: PlainBackup, { part, bytes, sha256 }: KeptCollection): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let length = 0
  for await (const chunk of (await backup.open(part)) as AsyncIterable<Buffer>) {
    length += chunk.length
    hash.update(chunk)
    yield chunk
  }
  if (length !== bytes) throw damagedPart(part, `it has ${length} bytes, and ${bytes} were written`)
  if (hash.digest('hex') !== sha256) throw damagedPart(part, 'it is not what was written')
}
