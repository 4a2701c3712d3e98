import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type {
  Bench,
  Chain,
  Dump,
  Engine,
  LogPiece,
  LogSource,
  OpenSource,
  PieceResult,
  PlainBackup,
  PlainPiece,
  Position,
  Since,
  Until,
} from '../../../../src/engine/engine.ts'
import { postgres } from '../../../../src/engine/postgres/postgres.ts'
import type { PostgresSource } from '../../../../src/policy/policy.ts'
import type { Postgres } from '../../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../../memory.ts'
import { postgresSource } from '../../source.ts'
import { env } from '../fixture.ts'

export const never = (): AbortSignal => new AbortController().signal

export function benchOf(pg: Postgres): Bench {
  return {
    services: { postgres: { id: pg.id, ports: { '5432/tcp': String(pg.port) } } },
    baseEnv: env,
    label: `test-${randomUUID()}`,
    cwd: '/',
    temporaryDirectory: '/tmp',
    now: () => new Date(),
  }
}

export const limited = { max_slot_wal_keep_size: '1GB' }

export interface Piece extends PieceResult {
  readonly bytes: Buffer
}

/** Each is opened for itself, as runs are. */
export async function withLog<T>(
  pg: Postgres,
  act: (log: LogSource, open: OpenSource) => Promise<T>,
  source = sourceOf(pg),
): Promise<T> {
  await using open = await postgres.open(source, benchOf(pg), never())
  if (open.log === undefined) throw new Error('it has no log')
  return await act(open.log, open)
}

export const sourceOf = (pg: Postgres, more: Partial<PostgresSource> = {}): PostgresSource =>
  postgresSource(pg.url, { tools: { kind: 'service', service: 'postgres' }, ...more })

export async function read(piece: LogPiece): Promise<Piece> {
  const chunks: Buffer[] = []
  for await (const { body } of piece.parts)
    for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk))
  return { bytes: Buffer.concat(chunks), ...piece.result() }
}

export const baseOf = (pg: Postgres, since?: Since): Promise<MemoryDump> =>
  withLog(pg, (log) => hold(log.base?.(since) as Dump))

export function positionOf({ result }: MemoryDump): Position {
  if (result.position === undefined) throw new Error('the base has no position')
  return result.position
}

/** A piece that is stored, and so the server may forget what lies before its end. */
export const tick = (pg: Postgres, from: Position): Promise<Piece> =>
  withLog(pg, async (log) => {
    const piece = await read(log.collect(from))
    await log.release(piece.to)
    return piece
  })

/** The server's time in milliseconds; what was committed before is not later, what is committed after is. */
export async function clockOf(pg: Postgres): Promise<Date> {
  const [text = ''] = (
    await pg.sql(`select to_char(clock_timestamp() at time zone 'UTC' + interval '1 ms', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      pg_sleep(0.005)`)
  ).split('|')
  return new Date(text)
}

export const recovered = (pg: Postgres, chain: Chain, until: Until) =>
  replay.recover(chain, until, { tools: { kind: 'auto' }, image: undefined }, benchOf(pg), never())

export const backupOf = (held: MemoryDump): PlainBackup => plainBackup(held)

export function pieceOf({ from, to, bytes }: Piece): PlainPiece {
  return {
    from,
    to,
    parts: ['wal'],
    open: async () => {
      return Readable.from(
        (function* () {
          for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
        })(),
      )
    },
  }
}

export const chainOf = (base: MemoryDump, pieces: readonly Piece[], increments: readonly MemoryDump[] = []): Chain => ({
  position: positionOf(increments.at(-1) ?? base),
  full: backupOf(base),
  increments: increments.map(backupOf),
  log: pieces.map(pieceOf),
})

export const replay = postgres.replay as NonNullable<Engine<PostgresSource>['replay']>
