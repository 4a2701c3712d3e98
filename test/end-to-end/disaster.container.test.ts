import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerMissing } from '../server/docker.ts'
import { type Mysql, startMysql } from '../server/mysql.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { answerOf, commandsOf, type Disaster, makeDisaster, well } from './disaster.ts'

const mariadb = 'mariadb:11.8'
const missing = await dockerMissing('postgres:17', mariadb)

const policyOf = (all: Disaster) => `version: 1
project: shop
stores:
  near: { directory: { path: ${all.store('near')} } }
  far: { directory: { path: ${all.store('far')} } }
encryption:
  recipients:
    - ${all.recipient} # Ada
sources:
  uploads: { engine: files, paths: [./uploads], recovery: { into: ./new } }
  orders:
    engine: postgres
    url: \${ORDERS_DATABASE_URL}
    objectives: { class: critical }
    recovery: { into: "\${ORDERS_RESTORE_URL}", after: [uploads] }
    verify: { assert: [{ name: every order has an owner, sql: select count(*) from orders where who is null, equals: 0 }] }
  stock:
    engine: mariadb
    url: \${STOCK_DATABASE_URL}
`

interface Servers {
  readonly pg: Postgres
  readonly db: Mysql
}
const start = async (): Promise<Servers> => {
  const [pg, db] = await Promise.all([startPostgres(17), startMysql(mariadb)])
  return { pg, db }
}

/** What the shop's application shows: rows of both databases, and a file. */
const application = ({ pg, db }: Servers, uploads: string) =>
  answerOf(async () => ({
    orders: await pg.sql(
      'select who, what, pg_catalog.pg_get_userbyid(relowner) from orders, pg_class where relname = $$orders$$ order by id',
    ),
    stock: await db.sql('select what, amount from stock order by what'),
    photo: await readFile(join(uploads, 'photo'), 'utf8'),
  }))

describe.skipIf(missing)(`a shop of PostgreSQL, MariaDB and files ${missing ?? ''}`, () => {
  let all: Disaster
  let lost: Servers
  let fresh: Servers
  beforeAll(async () => {
    all = await makeDisaster()
    ;[lost, fresh] = await Promise.all([start(), start()])
    await lost.pg.sql(`create role clerk; create table orders (id serial primary key, who text, what text); alter table orders owner to clerk;
      insert into orders (who, what) select 'Customer ' || i, 'tea' from generate_series(1, 100) i`)
    await lost.db.sql(
      `create table stock (what varchar(20) primary key, amount int); insert into stock values ('tea', 7), ('cake', 2)`,
    )
    await mkdir(join(all.old, 'uploads'))
    await writeFile(join(all.old, 'uploads/photo'), 'a photo')
    await writeFile(join(all.old, 'backup-policy.yml'), policyOf(all))
  }, 240_000)
  afterAll(async () => {
    for (const servers of [lost, fresh])
      for (const one of [servers?.pg, servers?.db]) await one?.[Symbol.asyncDispose]()
    await all?.[Symbol.asyncDispose]()
  })

  test('is back, and answers as before, by the commands of its recovery plan', async () => {
    const { secret: BACKPROOF_SECRET_KEY } = all
    const old = { BACKPROOF_SECRET_KEY, ORDERS_DATABASE_URL: lost.pg.url, STOCK_DATABASE_URL: lost.db.url }
    well(await all.shell('old', 'backproof backup && backproof verify --level restore', old))
    const before = await application(lost, join(all.old, 'uploads'))
    const plan = well(await all.shell('old', 'backproof report --runbook -', old))
    expect(plan).toMatch(/\| orders \| a new, empty server: postgres 17[.\d]*, or newer \|/)
    expect(plan).toMatch(/\| stock \| a new, empty server: mariadb 11\.8[^|]*, or newer \|/)
    expect(plan).toMatch(
      /one after the other: \*\*[\d.]+ m?s?[^*]*\*\*; at once where nothing waits: \*\*[^*]+\*\*, along /,
    )

    const policy = await readFile(join(all.old, 'backup-policy.yml'), 'utf8')
    await Promise.all([lost.pg, lost.db].map((one) => one[Symbol.asyncDispose]()))
    await all.strike(policy)
    const hand = { BACKPROOF_SECRET_KEY, ORDERS_RESTORE_URL: fresh.pg.url, STOCK_RESTORE_URL: fresh.db.url }
    expect((await all.shell('fresh', commandsOf(plan, 2), { BACKPROOF_SECRET_KEY })).stderr).toContain(
      'ORDERS_RESTORE_URL',
    )
    const said = well(await all.shell('fresh', [1, 2, 3, 4].map((step) => commandsOf(plan, step)).join(''), hand))
    expect(said).toContain('1 table, 100 rows equal')
    expect(said).toContain('1 table, 2 rows equal')
    expect(await application(fresh, join(all.fresh, 'new', all.old, 'uploads'))).toEqual(before)

    // The switch-over: the backups' own variables have the new addresses, and the files lie where they are read.
    await rename(join(all.fresh, 'new', all.old, 'uploads'), join(all.fresh, 'uploads'))
    const now = { BACKPROOF_SECRET_KEY, ORDERS_DATABASE_URL: fresh.pg.url, STOCK_DATABASE_URL: fresh.db.url }
    well(await all.shell('fresh', commandsOf(plan, 5), now))
  }, 300_000)
})
