import { expect, test } from 'vitest'
import type { RehearsalReport } from '../../src/judge/judge.ts'
import { dumpOf } from '../engine/mysql/step.ts'
import { startMysql } from '../server/mysql.ts'
import { plantHeld } from './plant.ts'
import { codesOf, keys, openShop, policyOf } from './shop.ts'

const seed = `
  create table orders (id int primary key auto_increment, amount int not null default 1, note varchar(20), key by_amount (amount));
  insert into orders (amount) select 1 from information_schema.columns limit 50;
  create view large as select id from orders where amount > 10;
  create function twice(n int) returns int deterministic return 2 * n;
`
/** The first statement that the server refuses is the last one. */
const migration = `
  lock tables orders write; do sleep(1);
  alter table orders add column paid bool not null default false, modify amount bigint null, drop column note, drop key by_amount,
    add constraint few check (amount < 1000);
  unlock tables;
  create or replace view large as select id from orders where amount > 20;
  insert into orders (amount) values (7);
  insert into orders (id) values (1);
`

test.concurrent.each([
  { image: 'mysql:9.7', few: 'constraint few', width: ['', ''], none: '' },
  { image: 'mariadb:11.8', few: 'constraint orders.few', width: ['(11)', '(20)'], none: ' default NULL' },
])('a rehearsal on $image tells what was locked, refused and changed', async ({ image, few, width, none }) => {
  await using db = await startMysql(image)
  await db.sql(seed)
  await using shop = await openShop()
  const id = await plantHeld(shop, 'orders', await dumpOf(db))
  const verify = 'verify: { assert: [{ name: orders stay, sql: "select count(*) from orders", min: 50 }] }'
  await shop.policy(`${policyOf(shop.path('data'))}  orders: { engine: ${db.product}, url: '\${URL}', ${verify} }\n`)
  const env = { ...process.env, URL: db.url, BACKPROOF_SECRET_KEY: keys.secret }
  // As a program of this machine would, with the address that it was given.
  const flags =
    '--protocol=TCP --host="$MYSQL_HOST" --port="$MYSQL_TCP_PORT" --user="$MYSQL_USER" --database="$MYSQL_DATABASE"'
  const client = `docker run --rm --network host -e MYSQL_PWD ${image} ${db.product} --no-defaults ${flags} --execute="$1"`
  const result = await shop.run('rehearse', { id: [id], words: ['sh', '-c', client, 'sh', migration] }, { env })
  const report = result.json as RehearsalReport
  expect(codesOf(result)).toEqual(['migration-failed'])
  expect(report.failed).toEqual([
    expect.objectContaining({ code: '23000', statement: 'insert into orders (id) values (1)' }),
  ])
  const [longest] = report.locks ?? []
  expect(longest).toMatchObject({ object: 'orders', mode: 'SHARED_NO_READ_WRITE' })
  expect(longest?.heldMs).toBeGreaterThan(700)
  expect(report.schema?.changes).toEqual(
    expect.arrayContaining([
      { name: 'column orders.amount', before: `int${width[0]} not null default 1`, after: `bigint${width[1]}${none}` },
      { name: few, after: expect.stringMatching(/^check .*amount.* < 1000/) },
      { name: 'index orders.by_amount', before: 'BTREE (amount)' },
      { name: 'view large', before: expect.any(String), after: expect.any(String) },
    ]),
  )
  expect(report.schema?.changes).toHaveLength(6)
  expect(report.changes).toContainEqual({ kind: 'rows', name: 'orders', change: 'rows', before: 50, after: 51 })
})
