import { Readable } from 'node:stream'
import type { z } from 'zod'
import { Problem, remedy } from '../problem.ts'
import type { PlainBackup } from './contract.ts'

const mostBytes = 64 * 1024 * 1024

/** The body of a small part that says what the others are. */
export const jsonBody = (of: object): Readable =>
  Readable.from([Buffer.from(`${JSON.stringify(of, undefined, 1)}\n`)], { objectMode: false })

/** @throws Problem `object-damaged` for one that is not whole, or is something else. */
export async function readJsonPart<T extends z.ZodType>(
  backup: PlainBackup,
  part: string,
  schema: T,
): Promise<z.output<T>> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of (await backup.open(part)) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) throw damagedPart(part, 'it is longer than any that backproof writes')
    chunks.push(chunk)
  }
  let json: unknown
  try {
    json = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw damagedPart(part, 'it is not whole')
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw damagedPart(part, 'it does not say what the other parts are')
  return parsed.data
}

export const damagedPart = (part: string, because: string) =>
  new Problem('object-damaged', `the part ${part} is damaged: ${because}`, { hint: remedy.damaged })
