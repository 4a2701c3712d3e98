import { Readable } from 'node:stream'
import type {
  Chain,
  LogPiece,
  LogSource,
  OpenSource,
  PieceResult,
  PlainPiece,
  Position,
} from '../../../../src/engine/engine.ts'
import { mongodb } from '../../../../src/engine/mongodb/mongodb.ts'
import type { MongodbSource } from '../../../../src/policy/source/mongodb.ts'
import { hold, type MemoryDump, plainBackup } from '../../memory.ts'
import { mongodbSource } from '../../source.ts'
import { bench } from '../../step.ts'
import { never } from '../place.ts'

export const pointInTime = { everyMs: 900_000, windowMs: 86_400_000, slot: 'auto', maxSlotLagBytes: 0 } as const

export interface Live extends AsyncDisposable {
  readonly source: OpenSource
  readonly log: LogSource
}

export async function openLive(url: string, more: Partial<MongodbSource> = {}): Promise<Live> {
  const source = await mongodb.open(mongodbSource(url, { pointInTime, ...more }), bench, never)
  if (source.log === undefined) throw new Error('the source has no log')
  return { source, log: source.log, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() }
}

export interface HeldPiece {
  readonly parts: ReadonlyMap<string, Buffer>
  readonly result: PieceResult
}

export async function holdPiece(piece: LogPiece): Promise<HeldPiece> {
  const parts = new Map<string, Buffer>()
  for await (const { name, body } of piece.parts) {
    const chunks: Buffer[] = []
    for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk)
    parts.set(name, Buffer.concat(chunks))
  }
  return { parts, result: piece.result() }
}

/** Chunks of odd sizes: entries begin and end anywhere in them. */
function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 4099)
    yield bytes.subarray(at, at + size)
}

export const plainPiece = ({ parts, result }: HeldPiece): PlainPiece => ({
  from: result.from,
  to: result.to,
  parts: [...parts.keys()],
  open: async (name) => Readable.from(chunksOf(parts.get(name) ?? Buffer.alloc(0))),
})

export function chainOf(held: MemoryDump, pieces: readonly HeldPiece[]): Chain {
  const { position } = held.result
  if (position === undefined) throw new Error('the dump has no position')
  return { full: plainBackup(held), increments: [], position, log: pieces.map(plainPiece) }
}

/** Where a dump that is made now lies in the log. */
export async function startOf({ source }: Live): Promise<Position> {
  const { result } = await hold(source.dump())
  if (result.position === undefined) throw new Error(JSON.stringify(result.findings))
  return result.position
}
