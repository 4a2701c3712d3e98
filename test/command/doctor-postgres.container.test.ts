import { afterAll, beforeAll, expect, test } from 'vitest'
import { dockerMissing } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

const missing = await dockerMissing('postgres:15', 'postgres:17')
let pg: Postgres
let shop: Shop
beforeAll(async () => {
  if (missing) return
  pg = await startPostgres(17)
  shop = await openShop()
})
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await pg?.[Symbol.asyncDispose]()
})

const doctor = async (tools: string) => {
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', tools: ${tools} }\n`
  await shop.policy(`${policyOf(shop.path('data'))}${source}`)
  return shop.run('doctor', { source: ['orders'] }, { env: { ...process.env, URL: pg.url } })
}

test.skipIf(missing)(
  `the doctor reports programs of another version, which a backup would refuse ${missing ?? ''}`,
  async () => {
    const bad = await doctor('{ image: postgres:15 }')
    expect(codesOf(bad)).toEqual(['tool-version'])
    expect(bad.text({ colour: false, width: 100 })).toMatch(
      /BAD .*the server is PostgreSQL 17, but pg_dump in .* is 15/,
    )
    expect((await doctor('{ image: postgres:17 }')).problems).toEqual([])
  },
)

const asRole = async (role: string, database: string, more = '') => {
  const url = pg.urlOf(database).replace(/\/\/.*@/, `//${role}:pass@`)
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', tools: { image: postgres:17 }${more} }\n`
  await shop.policy(`${policyOf(shop.path('data'))}${source}`)
  return shop.run('doctor', { source: ['orders'] }, { env: { ...process.env, URL: url } })
}

test.skipIf(missing)(`the doctor reports what a role may not read, and says what to run ${missing ?? ''}`, async () => {
  await pg.sql('create database app', 'postgres')
  await pg.sql(
    `create role owner login password 'pass'; create role reader login bypassrls password 'pass';
    create role low login password 'pass'; grant pg_read_all_data to reader; grant create on schema public to owner`,
    'app',
  )
  expect((await asRole('low', 'app')).problems).toEqual([])
  await pg.sql(
    `set role owner; create table doc (id int); alter table doc enable row level security;
    alter table doc force row level security; create policy p on doc using (id > 1)`,
    'app',
  )
  const hidden = await asRole('owner', 'app')
  expect(hidden.problems).toMatchObject([
    {
      message: expect.stringMatching(/row security hides rows of public\.doc/),
      hint: expect.stringContaining('bypassrls'),
    },
  ])
  expect((await asRole('low', 'app')).problems).toMatchObject([
    { message: expect.stringMatching(/may not read public\.doc/) },
  ])
  expect((await asRole('reader', 'app')).problems).toEqual([])
  await pg.sql("select lo_from_bytea(4711, 'x')", 'app')
  expect((await asRole('reader', 'app')).problems).toMatchObject([
    {
      message: expect.stringContaining('large object 4711'),
      hint: expect.stringContaining('grant select on large object'),
    },
  ])
  await pg.sql('grant select on large object 4711 to reader', 'app')
  expect((await asRole('reader', 'app')).problems).toEqual([])
})

test.skipIf(missing)(`the doctor reports a proof image that lacks an extension ${missing ?? ''}`, async () => {
  const folder = '/usr/share/postgresql/17/extension'
  const make = `printf "default_version = '1'\\n" > ${folder}/homemade.control; echo 'select 1;' > ${folder}/homemade--1.sql`
  await pg.exec(['sh', '-c', make])
  await pg.sql('create database made', 'postgres')
  await pg.sql('create extension homemade; create table t (i int)', 'made')
  await pg.sql("create role boss superuser login password 'pass'", 'postgres')
  const bad = await asRole('boss', 'made', ', verify: { restore: "0 4 * * 1" }')
  expect(bad.problems).toMatchObject([
    {
      message: expect.stringMatching(/postgres:17, lacks the extension homemade/),
      hint: expect.stringContaining('image'),
    },
  ])
})
