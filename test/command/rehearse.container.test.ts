import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RehearsalReport } from '../../src/judge/judge.ts'
import { hold } from '../engine/memory.ts'
import { inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { postgres } from '../engine/step.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { plantHeld } from './plant.ts'
import { codesOf, keys, openShop, policyOf, type Shop } from './shop.ts'

let pg: Postgres
let shop: Shop
let id: string
beforeAll(async () => {
  pg = await startPostgres(17)
  await pg.sql('create table orders as select i from generate_series(1, 100) i')
  shop = await openShop()
  const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), new AbortController().signal))
  id = await plantHeld(shop, 'orders', held)
  const verify = 'verify: { assert: [{ name: orders stay, sql: "select count(*) from orders", min: 100 }] }'
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', ${verify} }\n`
  await shop.policy(`${policyOf(shop.path('data'))}${source}`)
})
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await pg[Symbol.asyncDispose]()
})

/** A migration of this machine that speaks to the throw-away server by itself, as any program would: libpq's own client, on its network. */
const psql = (sql: string, image: string) => [
  ...['docker', 'run', '--rm', '--network', 'host', '-e', 'PGPASSWORD', '-e', 'DATABASE_URL', image],
  ...['sh', '-c', 'exec psql -v ON_ERROR_STOP=1 -X -q "$DATABASE_URL" -c "$1"', 'sh', sql],
]
const rehearse = async (sql: string) => {
  const env = { ...process.env, URL: pg.url, BACKPROOF_SECRET_KEY: keys.secret }
  const result = await shop.run('rehearse', { id: [id], words: psql(sql, 'postgres:17') }, { env })
  return { result, report: result.json as RehearsalReport }
}

test('a rehearsal on PostgreSQL tells the longest lock, and what came and went', async () => {
  const { result, report } = await rehearse(
    'begin; alter table orders add column paid bool; select pg_sleep(1); create index on orders (i); commit',
  )
  expect(result.problems).toEqual([])
  expect(report).toMatchObject({ outcome: 'passed', assertions: 1, failed: [] })
  const [longest] = report.locks ?? []
  expect(longest).toMatchObject({ object: 'public.orders', mode: 'AccessExclusiveLock' })
  expect(longest?.heldMs).toBeGreaterThan(700)
  expect(report.changes).toContainEqual({
    kind: 'index',
    name: expect.stringContaining('orders_i_idx'),
    change: 'added',
  })
})

test('a statement that the server refuses is told with its code, and without the row that it failed on', async () => {
  const { result, report } = await rehearse('alter table orders add constraint few check (i < 50)')
  expect(codesOf(result)).toEqual(['migration-failed'])
  expect(report.failed).toEqual([
    {
      code: '23514',
      message: 'check constraint "few" of relation "orders" is violated by some row',
      statement: 'alter table orders add constraint few check (i < 50)',
    },
  ])
  expect(result.markdown).toContain('<code>23514</code> <code>alter table orders')
})
