import { isProblem, stopIfAborted } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { Contents, PlainBackup } from '../contract.ts'
import { damagedPart } from '../json-part.ts'
import { Inspector } from './archive/archive.ts'
import { type Description, type KeptStream, readDescription } from './description.ts'

/** Reads all parts to their ends. */
export async function natsContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const description = await readDescription(backup)
  for (const stream of description.streams) await readStream(backup, stream, signal)
  const names = namesOf(description)
  const streams = new Set(description.streams.map(({ config }) => config.name))
  return { names, missing: required.filter((name) => !streams.has(name)) }
}

function namesOf({ streams }: Description): readonly string[] {
  return streams.flatMap(({ config, range, state, consumers }) => [
    `stream ${config.name} (${range.messages ?? `about ${state.messages}`} messages)`,
    ...consumers.map(({ name }) => `consumer ${config.name}/${name}`),
  ])
}

/** @throws Problem `object-damaged` for a part that is not whole, or another. */
export async function readStream(backup: PlainBackup, stream: KeptStream, signal: AbortSignal): Promise<void> {
  for await (const _ of piecesOf(backup, stream)) stopIfAborted(signal)
}

/** The pieces of a part, which throw at its end at the latest unless it is what was written. */
export async function* piecesOf(backup: PlainBackup, stream: KeptStream): AsyncGenerator<Buffer> {
  const inspector = new Inspector()
  let bytes = 0
  const body = (await backup.open(stream.part)) as AsyncIterable<Buffer>
  for await (const piece of body) {
    bytes += piece.length
    checked(stream, () => inspector.write(piece))
    yield piece
  }
  if (bytes !== stream.bytes) throw damagedPart(stream.part, `it has ${bytes} bytes, and ${stream.bytes} were written`)
  const { range, format } = checked(stream, () => inspector.end())
  if (format !== stream.format || (range !== undefined && range.messages !== stream.range.messages))
    throw damagedPart(stream.part, `it is not the snapshot of ${stream.config.name} that was taken`)
}

function checked<T>({ part }: KeptStream, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw isProblem(error) ? error : damagedPart(part, reasonOf(error))
  }
}
