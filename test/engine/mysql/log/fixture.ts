import { Readable, Transform } from 'node:stream'
import type { Chain, LogPiece, LogSource, OpenSource, PieceResult, PlainPiece } from '../../../../src/engine/engine.ts'
import { connectionOf } from '../../../../src/engine/mysql/connection.ts'
import { comparePlaces } from '../../../../src/engine/mysql/log/place.ts'
import { mariadbProduct, mysqlProduct } from '../../../../src/engine/mysql/product.ts'
import { openMysql } from '../../../../src/engine/mysql/source.ts'
import { dockerExec, type Runtime } from '../../../../src/runtime/runtime.ts'
import { type Mysql, startMysql } from '../../../server/mysql.ts'
import type { LogFixture } from '../../log/contract.ts'
import { type MemoryDump, plainBackup } from '../../memory.ts'
import { mysqlSource } from '../../source.ts'
import { benchOf, env, serviceOf } from '../fixture.ts'
import type { Console } from './console.ts'

/** A server far from UTC: nothing may depend on where it stands. */
export const startLogged = (image: string): Promise<Mysql> =>
  startMysql(image, {
    args: [
      '--log-bin=binlog',
      '--server-id=7',
      '--sync-binlog=0',
      '--loose-slave-connections-needed-for-purge=0',
      '--default-time-zone=+09:00',
    ],
    options: ['--env', 'TZ=Asia/Tokyo'],
  })

export const never = (): AbortSignal => new AbortController().signal

export interface Live {
  readonly source: OpenSource
  readonly log: LogSource
  /** Breaks the program off that reads the log, after so many bytes. */
  cutAfter(bytes: number): void
}

export async function openLive(db: Mysql, more: Parameters<typeof mysqlSource>[2] = {}): Promise<Live> {
  let cut: number | undefined
  const inside = dockerExec({
    name: db.product,
    service: benchOf(db).services[db.product] as { id: string },
    baseEnv: env,
  })
  const runtime: Runtime = {
    ...inside,
    spawn(command, signal) {
      const child = inside.spawn(command, signal)
      if (cut === undefined || !/binlog/.test(command.name ?? '')) return child
      let left = cut
      cut = undefined
      const stdout = child.stdout.pipe(
        new Transform({
          transform(chunk: Buffer, _, callback) {
            const part = chunk.subarray(0, left)
            left -= part.length
            this.push(part)
            callback(left === 0 ? new Error('the connection was reset') : null)
          },
        }),
      )
      stdout.once('close', () => child.stdout.destroy())
      return { ...child, stdout }
    },
  }
  const product = db.product === 'mysql' ? mysqlProduct : mariadbProduct
  const named = mysqlSource(db.product, db.url, { tools: serviceOf(db), ...more })
  const connection = connectionOf(named, product)
  const source = await openMysql(named, { connection, runtime }, never())
  if (source.log === undefined) throw new Error('the source has no log')
  return {
    source,
    log: source.log,
    cutAfter: (bytes) => {
      cut = bytes
    },
  }
}

export const resetLog = (db: Mysql): string => (db.product === 'mysql' ? 'reset binary logs and gtids' : 'reset master')

/** As `LogFixture`, on a server whose log begins anew. */
export async function liveFixture(db: Mysql, console: Console): Promise<LogFixture> {
  await console.ask(`${resetLog(db)}; create table if not exists notes (id int auto_increment primary key, note text);
    truncate notes; flush binary logs`)
  const { log, cutAfter } = await openLive(db)
  return {
    log,
    cutAfter,
    forgets: false,
    compare: comparePlaces,
    start: () => log.end(),
    write: async (text) => void (await console.ask(`insert into notes (note) values ('<<${text}>>')`)),
    texts: (bytes) => [...bytes.toString('latin1').matchAll(/<<(.*?)>>/g)].map(([, text = '']) => text),
    lose: async () => {
      await console.ask('flush binary logs')
      const newest = (await console.ask('show binary logs')).at(-1)?.split('\t')[0]
      // Of MariaDB, a file stays until the storage engine has written what it has of it.
      while ((await console.ask('show binary logs')).length > 1) await console.ask(`purge binary logs to '${newest}'`)
    },
    replace: async () => void (await console.ask(resetLog(db))),
  }
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

export const plainPiece = ({ parts, result }: HeldPiece): PlainPiece => ({
  from: result.from,
  to: result.to,
  parts: [...parts.keys()],
  open: async (name) => Readable.from([parts.get(name) ?? Buffer.alloc(0)]),
})

export function chainOf(held: MemoryDump, pieces: readonly HeldPiece[]): Chain {
  const { position } = held.result
  if (position === undefined) throw new Error('the dump has no position')
  return { full: plainBackup(held), increments: [], position, log: pieces.map(plainPiece) }
}
