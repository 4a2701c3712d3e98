import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PlainBackup } from '../contract.ts'
import { damagedPart, readJsonPart } from '../json-part.ts'

/** The part that says what the others are. It is the last that is written: without it there is no backup. */
export const descriptionPart = 'indexes.json'
/** All indexes of the server, as it writes them. */
export const dumpPart = 'meilisearch.dump'

const part = z.object({
  name: z.string(),
  bytes: z.number(),
  /** Of the part's bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
const index = z.object({
  uid: z.string(),
  primaryKey: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()),
  /** Absent where documents were written while they were read. */
  documents: z.number().optional(),
  /** Its documents, one in each line; absent: they are in the dump, or there are none. */
  part: part.optional(),
})
const description = z.object({
  version: z.literal(1),
  server: z.string(),
  dump: part.optional(),
  indexes: z.array(index),
})

export type KeptPart = z.infer<typeof part>
export type KeptIndex = z.infer<typeof index>
export type Description = z.infer<typeof description>

export const readDescription = (backup: PlainBackup): Promise<Description> =>
  readJsonPart(backup, descriptionPart, description)

/** The bytes of a part, which throw at its end at the latest unless they are what was written. */
export async function* bytesOf(backup: PlainBackup, { name, bytes, sha256 }: KeptPart): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let length = 0
  for await (const chunk of (await backup.open(name)) as AsyncIterable<Buffer>) {
    length += chunk.length
    hash.update(chunk)
    yield chunk
  }
  if (length !== bytes) throw damagedPart(name, `it has ${length} bytes, and ${bytes} were written`)
  if (hash.digest('hex') !== sha256) throw damagedPart(name, 'it is not what was written')
}

/** All parts that hold documents. */
export const partsOf = ({ dump, indexes }: Description): readonly KeptPart[] => [
  ...(dump === undefined ? [] : [dump]),
  ...indexes.flatMap(({ part }) => part ?? []),
]
