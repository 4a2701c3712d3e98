import { z } from 'zod'
import type { PlainBackup } from '../contract.ts'
import { readJsonPart } from '../json-part.ts'
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

/** @throws Problem `object-damaged` for one that is not whole. */
export const readDescription = (backup: PlainBackup): Promise<Description> =>
  readJsonPart(backup, descriptionPart, description)
