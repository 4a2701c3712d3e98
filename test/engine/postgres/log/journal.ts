import type { Postgres } from '../../../server/postgres.ts'
import type { MemoryDump } from '../../memory.ts'
import { baseOf, chainOf, type Piece, positionOf, tick } from './fixture.ts'

/** What was committed when, as the server itself says, and a base and pieces of log from before and between. */
export interface Journal {
  readonly base: MemoryDump
  readonly pieces: readonly Piece[]
  /** A moment of the log, chosen by chance, and how many rows it has. */
  moment(): { readonly time: Date; readonly rows: number }
  chain(): ReturnType<typeof chainOf>
}

/** One writer commits row after row, another something else; the log is collected while they do. */
export async function writtenJournal(pg: Postgres): Promise<Journal> {
  await pg.sql('create table journal (value int); create table noise (value int)')
  const base = await baseOf(pg)
  const loop = (insert: string, pause: number) =>
    pg.sql(
      `do $$ begin for i in 1..400 loop ${insert}; commit; perform pg_sleep(random() * ${pause}); end loop; end $$`,
    )
  const written = Promise.all([
    loop('insert into journal values (i)', 0.01),
    loop('insert into noise select generate_series(1, 50)', 0.01),
  ])
  // Where the test fails first, the server goes away under them.
  written.catch(() => undefined)
  const pieces = [await tick(pg, positionOf(base))]
  for (let more = 0; more < 2; more += 1) pieces.push(await tick(pg, pieces.at(-1)?.to ?? positionOf(base)))
  await written
  pieces.push(await tick(pg, pieces.at(-1)?.to ?? positionOf(base)))
  const lines = await pg.sql(
    'select extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000 from journal order by value',
  )
  const committed = lines.trim().split('\n').map(Number)
  const from = base.result.moment?.getTime() ?? 0
  const until = Math.min(pieces.at(-1)?.covers.until.getTime() ?? 0, Math.ceil((committed.at(-1) ?? 0) / 1000) + 5)
  return {
    base,
    pieces,
    moment: () => {
      const time = new Date(from + Math.floor(Math.random() * (until - from + 1)))
      return { time, rows: committed.filter((at) => at <= time.getTime() * 1000).length }
    },
    chain: () => chainOf(base, pieces),
  }
}
