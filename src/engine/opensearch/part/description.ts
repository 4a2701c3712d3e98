import { Readable } from 'node:stream'
import { z } from 'zod'
import { Problem, remedy } from '../../../problem.ts'
import type { PlainBackup } from '../../contract.ts'
import { byName, object } from './named.ts'

/** The part that says what the others are. It is the last that is written: without it there is no backup. */
export const descriptionPart = 'cluster.json'

const definition = z.object({
  /** With whole names: "index.number_of_shards". */
  settings: object,
  mappings: object,
  aliases: byName(object),
})

const index = z.object({
  name: z.string(),
  part: z.string(),
  documents: z.number(),
  digest: z.string(),
})

/** What belongs to no index, by kind and name. */
const common = z.object({
  'index template': byName(object),
  'component template': byName(object),
  'legacy template': byName(object),
  'ingest pipeline': byName(object),
})

const description = z.object({
  version: z.literal(1),
  server: z.object({ product: z.enum(['opensearch', 'elasticsearch']), version: z.string() }),
  indexes: z.array(index),
  common,
})

export type Definition = z.infer<typeof definition>
export type KeptIndex = z.infer<typeof index>
export type Common = z.infer<typeof common>
export type CommonKind = keyof Common
export type Description = z.infer<typeof description>

export const commonKinds = Object.keys(common.shape) as readonly CommonKind[]

const header = z.object({ index: z.string(), definition })
const trailer = z.object({ end: z.object({ documents: z.number(), digest: z.string() }) })

/** The first and the last line of an index's part. */
export type Header = z.infer<typeof header>
export type Trailer = z.infer<typeof trailer>

export const lineOf = (of: Header | Trailer): Buffer => Buffer.from(`${JSON.stringify(of)}\n`)
export const readHeader = (line: Buffer): Header | undefined => read(header, line)
export const readTrailer = (line: Buffer): Trailer | undefined => read(trailer, line)

export const descriptionBody = (of: Description): Readable =>
  Readable.from([Buffer.from(`${JSON.stringify(of, undefined, 1)}\n`)], { objectMode: false })

const mostBytes = 256 * 1024 * 1024

/** @throws Problem `object-damaged` for one that is not whole. */
export async function readDescription(backup: PlainBackup): Promise<Description> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of (await backup.open(descriptionPart)) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) throw damaged(descriptionPart, 'it is longer than any that backproof writes')
    chunks.push(chunk)
  }
  const parsed = read(description, Buffer.concat(chunks))
  if (parsed === undefined) throw damaged(descriptionPart, 'it does not describe indexes')
  return parsed
}

function read<T>(shape: z.ZodType<T>, json: Buffer): T | undefined {
  try {
    return shape.safeParse(JSON.parse(json.toString('utf8'))).data
  } catch {
    return undefined
  }
}

export const damaged = (part: string, because: string) =>
  new Problem('object-damaged', `the part ${part} is damaged: ${because}`, { hint: remedy.damaged })
