import { Readable } from 'node:stream'
import { z } from 'zod'
import { Problem, remedy } from '../../problem.ts'
import type { PlainBackup } from '../contract.ts'
import { configuration, state } from './protocol/jetstream.ts'

/** The part that says what the others are. It is the last that is written: without it there is no backup. */
export const descriptionPart = 'streams.json'

const stream = z.object({
  part: z.string(),
  /** Length of the part, so that a truncated one never looks whole. */
  bytes: z.number(),
  format: z.enum(['tar', 'NATSARC1']),
  config: configuration,
  /** As the server told it before. */
  state,
  /** Of the messages that are in the part. */
  range: z.object({ messages: z.number().optional(), first: z.number().optional(), last: z.number().optional() }),
  consumers: z.array(z.object({ name: z.string(), durable: z.boolean(), ackFloor: z.number() })),
})
const description = z.object({
  version: z.literal(1),
  server: z.string(),
  streams: z.array(stream),
})

/** A stream of a backup: its configuration and its state at the moment of its snapshot, and the part that holds it. */
export type KeptStream = z.infer<typeof stream>
export type Description = z.infer<typeof description>

export const descriptionBody = (of: Description): Readable =>
  Readable.from([Buffer.from(`${JSON.stringify(of, undefined, 1)}\n`)], { objectMode: false })

const mostBytes = 64 * 1024 * 1024

/** @throws Problem `object-damaged` for one that is not whole. */
export async function readDescription(backup: PlainBackup): Promise<Description> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of (await backup.open(descriptionPart)) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) throw damaged(descriptionPart, 'it is longer than any that backproof writes')
    chunks.push(chunk)
  }
  let json: unknown
  try {
    json = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw damaged(descriptionPart, 'it is not whole')
  }
  const parsed = description.safeParse(json)
  if (!parsed.success) throw damaged(descriptionPart, 'it does not describe streams')
  return parsed.data
}

export const damaged = (part: string, because: string) =>
  new Problem('object-damaged', `the part ${part} is damaged: ${because}`, { hint: remedy.damaged })
