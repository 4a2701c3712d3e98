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
  await pg.sql(`create table orders as select i, 'private' as note from generate_series(1, 100) i;
    create table customers (id int primary key, name text not null default 'x', constraint few check (id < 9));
    create type mood as enum ('sad'); create view large as select i from orders where i > 10;
    create function one() returns int language sql as 'select 1'`)
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
const verifyOn = async (image: string) => {
  const env = { ...process.env, URL: pg.url, BACKPROOF_SECRET_KEY: keys.secret }
  return await shop.run('verify', { id: [id], level: 'restore', image }, { env })
}
const proofs = () => shop.objects('a').filter((key) => key.includes('/proofs/'))
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
  expect(result.markdown).toMatch(
    /longest lock \| <code>public\.orders<\/code>: for .* nobody else could read or write it/,
  )
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
  expect(report.schema).toEqual({ changes: [], more: 0 })
})

test('what a migration makes of the schema is told line by line', async () => {
  const { result, report } = await rehearse(`drop view large;
    alter table orders alter i type bigint, alter i set default 7, alter i set not null, drop column note;
    alter table customers alter name drop not null, drop constraint few, add constraint few check (id < 10) not valid, drop constraint customers_pkey;
    create unique index by_name on customers (lower(name)) where id > 1; alter type mood add value 'glad';
    create or replace function one() returns int language sql as 'select 2'; create policy mine on customers using (id = 1)`)
  expect(result.problems).toEqual([])
  const digest = expect.stringMatching(/definition [0-9a-f]{32}$/)
  expect(report.schema?.changes).toEqual([
    {
      name: 'column public.customers.name',
      before: "text not null default 'x'::text",
      after: "text default 'x'::text",
    },
    { name: 'column public.large.i', before: 'integer' },
    { name: 'column public.orders.i', before: 'integer', after: 'bigint not null default 7' },
    { name: 'column public.orders.note', before: 'text', rows: 100 },
    { name: 'constraint customers_pkey on public.customers', before: 'PRIMARY KEY (id)' },
    { name: 'constraint few on public.customers', before: 'CHECK ((id < 9))', after: 'CHECK ((id < 10)) NOT VALID' },
    { name: 'function public.one()', before: digest, after: digest },
    {
      name: 'index by_name on public.customers',
      after: 'CREATE UNIQUE INDEX by_name ON public.customers USING btree (lower(name)) WHERE (id > 1)',
    },
    { name: 'policy mine on public.customers', after: '* public using (id = 1)' },
    { name: 'type public.mood', before: "enum 'sad'", after: "enum 'sad', 'glad'" },
    { name: 'view public.large', before: digest },
  ])
  expect(report.findings).toContainEqual({
    level: 'warning',
    message:
      'column public.orders.note is gone with its values in 100 rows, unless it was renamed: only a restore brings that back',
  })
  expect(result.markdown).toContain('```diff\n- column public.customers.name: text not null default')
  expect(result.markdown).toContain('- column public.orders.note: text (100 rows had it)')
})

test('a backup of PostgreSQL 17 is tried on 18: it restores, and that is no proof', async () => {
  const result = await verifyOn('postgres:18')
  expect(result.problems).toEqual([])
  expect(JSON.stringify(result.json)).toContain('on postgres:18: a trial, which counts as no proof')
  expect(proofs()).toEqual([expect.stringContaining('.trial.a.passed.json')])
  expect((await shop.catalog('orders')).entries[0]?.proofs).toEqual([])
})

test.each([
  ['postgres:15', 'older', 'pg_restore is older than the pg_dump that made the backup'],
  ['mysql:9.7', 'another product', 'the throw-away mysql:9.7 stopped by itself'],
  ['backproof.invalid/postgres:99', 'one that does not exist', 'cannot be pulled'],
])('a trial on %s, %s, fails, says why, and says nothing against the backup', async (image, _, why) => {
  const before = proofs()
  const result = await verifyOn(image)
  expect(codesOf(result)).toEqual(['restore-failed'])
  expect(result.problems[0]).toMatchObject({
    message: expect.stringContaining(why),
    hint: expect.stringContaining('--image'),
  })
  expect(proofs().slice(before.length)).toEqual([expect.stringContaining('.trial.a.failed.json')])
  expect((await shop.catalog('orders')).entries[0]?.proofs).toEqual([])
})
