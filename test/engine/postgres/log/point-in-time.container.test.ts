import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Until } from '../../../../src/engine/engine.ts'
import { type Postgres, startPostgres } from '../../../server/postgres.ts'
import type { MemoryDump } from '../../memory.ts'
import { baseOf, chainOf, clockOf, limited, type Piece, positionOf, recovered, tick } from './fixture.ts'

let pg: Postgres
let base: MemoryDump
let pieces: readonly Piece[]
let before: Date
let between: Date

beforeAll(async () => {
  pg = await startPostgres(17, { settings: { ...limited, summarize_wal: 'on' } })
  await pg.sql("create table orders (id int primary key, note text); insert into orders values (1, 'kept')")
  base = await baseOf(pg)
  await pg.sql("insert into orders values (2, 'will be deleted')")
  before = await clockOf(pg)
  await pg.sql('delete from orders where id = 2')
  const one = await tick(pg, positionOf(base))
  await pg.sql('create table invoices (id int); insert into invoices select generate_series(1, 1000)')
  between = await clockOf(pg)
  await pg.sql('drop table orders')
  pieces = [one, await tick(pg, one.to)]
})
afterAll(async () => await pg[Symbol.asyncDispose]())

const asked = (sql: string, equals: string | number) =>
  ({ kind: 'sql', name: 'a', ask: sql, expect: { equals } }) as const

test.each<[string, () => Until, string, string | number]>([
  ['a row that was deleted later is there', () => ({ time: before }), 'select count(*) from orders', 2],
  [
    'a table that was dropped later is there, without the row that was deleted before',
    () => ({ time: between }),
    "select string_agg(id || ' ' || note, ',') || (select count(*) from invoices) from orders",
    '1 kept1000',
  ],
  ['at the end, all that was collected is there', () => 'end', "select to_regclass('orders') is null", 't'],
])('%s', async (_title, until, sql, equals) => {
  await using there = await recovered(pg, chainOf(base, pieces), until())
  expect(await there.target.check(asked(sql, equals))).toBeUndefined()
})
