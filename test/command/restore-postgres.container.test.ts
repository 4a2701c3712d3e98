import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '../../src/command/result.ts'
import type { Problem } from '../../src/problem.ts'
import { hold } from '../engine/memory.ts'
import { inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { postgres } from '../engine/step.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { plantHeld } from './plant.ts'
import { keys, openShop, policyOf, type Shop } from './shop.ts'

let pg: Postgres
let shop: Shop
let id: string
let withOrders: string
beforeAll(async () => {
  pg = await startPostgres(17)
  await pg.sql('create table orders as select i from generate_series(1, 100) i')
  await pg.sql('create database target')
  shop = await openShop()
  const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), new AbortController().signal))
  id = await plantHeld(shop, 'orders', held)
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', tools: { service: gone } }\n`
  withOrders = `${policyOf(shop.path('data'))}${source}`
  await shop.policy(withOrders)
})
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await pg[Symbol.asyncDispose]()
})

const restore = (more: object = {}): Promise<Result> => {
  const target = pg.urlOf('target')
  const env = { ...process.env, URL: pg.url, TARGET: target, BACKPROOF_SECRET_KEY: keys.secret }
  return shop.run('restore', { id: [id], into: '${'.concat('TARGET}'), ...more }, { env })
}

test('a database is restored where its own service container no longer exists', async () => {
  const result = await restore()
  expect(result.problems).toEqual([])
  expect(result.json).toMatchObject({ compared: '1 table, 100 rows equal', findings: [] })
})

test('a database is replaced only if --overwrite names it, and what else it contains stays and is listed', async () => {
  await pg.sql('delete from orders; create table mine (i int); insert into mine values (1)', 'target')
  await expect(restore()).rejects.toMatchObject({ code: 'target-refused' })
  const result = await restore({ overwrite: ['target'] })
  expect(result.problems).toEqual([])
  expect(result.json).toMatchObject({
    compared: '1 table, 100 rows equal',
    findings: [{ level: 'note', message: 'public.mine is there, but not in the dump' }],
  })
  expect((await pg.sql('select count(*) from mine', 'target')).trim()).toBe('1')
})

test('a restore that the server would not take is refused before its hook stops the application', async () => {
  const said = shop.path('said')
  const hook = `{ command: 'echo stopped >> ${said}' }`
  const recovery = `recovery: { before-restore: ${hook} }`
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', tools: { service: gone }, ${recovery} }\n`
  await using _ = {
    async [Symbol.asyncDispose]() {
      await shop.policy(withOrders)
      await pg.sql('drop role guest; drop role reader', 'postgres')
    },
  }
  await shop.policy(`${policyOf(shop.path('data'))}${source}`)
  await pg.sql("create role guest login password 'guest'; create role reader superuser login password 'reader'")
  await pg.sql('alter role reader set default_transaction_read_only = on')
  for (const name of ['filled', 'bare']) await pg.sql(`create database ${name}`, 'postgres')
  await pg.sql('create table there (i int)', 'filled')
  const env = (user: string, database: string) => {
    const url = new URL(pg.urlOf(database))
    if (user !== '') [url.username, url.password] = [user, user]
    return { env: { ...process.env, URL: pg.url, INTO: url.href, BACKPROOF_SECRET_KEY: keys.secret } }
  }
  const refused = (user: string, database: string, more: object = {}) =>
    shop.run('restore', { id: [id], into: '${'.concat('INTO}'), ...more }, env(user, database)).catch(String)
  expect(await refused('', 'filled')).toMatch(/filled at \S+ is not empty: it has public\.there$/)
  expect(await refused('', 'nowhere')).toMatch(/there is no database nowhere/)
  expect(await refused('guest', 'bare')).toMatch(/guest may create nothing in bare/)
  expect(await refused('guest', 'anew', { create: true })).toMatch(/guest may not create the database anew/)
  expect(await refused('reader', 'bare')).toMatch(/bare .*takes no writes: its transactions are read-only/)
  expect(await readFile(said, 'utf8').catch(() => '')).toBe('')
  const whole = await shop.run('restore', { id: [id], into: '${'.concat('INTO}') }, env('', 'bare'))
  expect(whole.problems).toEqual([])
  expect(await readFile(said, 'utf8')).toBe('stopped\n')
})

test('a table with the same name but another shape is kept and named', async () => {
  await pg.sql('create database shop2', 'postgres')
  await pg.sql('create table orders (id serial, i int)', 'shop2')
  const from = pg.urlOf('shop2')
  const held = await hold(postgres.dump(postgresSource(from), inside(pg), new AbortController().signal))
  const backup = await plantHeld(shop, 'orders', held)
  await pg.sql('create database elsewhere', 'postgres')
  await pg.sql(`create table orders (precious text); insert into orders values ('gold')`, 'elsewhere')
  const env = { ...process.env, URL: pg.url, TARGET: pg.urlOf('elsewhere'), BACKPROOF_SECRET_KEY: keys.secret }
  const into = '${'.concat('TARGET}')
  await expect(shop.run('restore', { id: [backup], into, overwrite: ['elsewhere'] }, { env })).rejects.toMatchObject({
    code: 'target-refused',
    message: expect.stringContaining('the table orders in elsewhere at '),
    hint: 'Drop that table yourself first, or restore into a new database.',
  })
  expect((await pg.sql('select precious from orders', 'elsewhere')).trim()).toBe('gold')
})

test('an unreachable target is reported as that of --into, with a hint to check its URL', async () => {
  const env = {
    ...process.env,
    URL: pg.url,
    TARGET: 'postgres://me:pw@127.0.0.1:1/x',
    BACKPROOF_SECRET_KEY: keys.secret,
  }
  const into = '${'.concat('TARGET}')
  await expect(shop.run('restore', { id: [id], into }, { env })).rejects.toMatchObject({
    message: expect.stringContaining('--into postgres://127.0.0.1:1/x: '),
    hint: expect.stringMatching(/^Check host and port in the URL of --into: /),
  })
})

const plain = { colour: false, width: 100 }

test('a restore of some tables says how many rows came back, compared with those in the dump', async () => {
  await pg.sql('create database portion', 'postgres')
  const some = pg.urlOf('portion')
  const env = { ...process.env, URL: pg.url, TARGET: some, BACKPROOF_SECRET_KEY: keys.secret }
  const result = await shop.run('restore', { id: [id], into: '${'.concat('TARGET}'), only: ['orders'] }, { env })
  expect(result.problems).toEqual([])
  expect(result.json).toMatchObject({ compared: '1 table, 100 rows equal' })
})

test('--create creates the database, and --globals applies only the roles that the server lacks', async () => {
  await pg.sql(
    'create role teller login; create role clerk; grant teller to clerk; alter role teller set work_mem = $$8MB$$',
  )
  await pg.sql(`create table till (i int); alter table till owner to teller; grant select on till to clerk`)
  const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), new AbortController().signal))
  const backup = await plantHeld(shop, 'orders', held)
  const env = (url: string) => ({ ...process.env, URL: pg.url, TARGET: url, BACKPROOF_SECRET_KEY: keys.secret })
  const into = '${'.concat('TARGET}')
  const printed = await shop.run('restore', { id: [backup], globals: 'print' }, { env: env('') })
  expect(printed.text(plain)).toMatch(/^CREATE ROLE teller;$/m)
  expect(printed.text(plain)).toMatch(/^GRANT teller TO clerk/m)
  expect(printed.text(plain)).not.toContain('\\')

  await using other = await startPostgres(17, { database: 'elsewhere' })
  await other.sql('create role clerk nologin connection limit 7', 'postgres')
  const made = { create: true, globals: 'apply', into, id: [backup] }
  const without = await shop.run('restore', { id: [backup], into }, { env: env(other.urlOf('made')) }).catch((e) => e)
  expect(without).toMatchObject({ hint: expect.stringContaining('--create') })
  const bare = await shop.run('restore', { create: true, into, id: [backup] }, { env: env(other.urlOf('bare')) })
  const hints = [bare.text(plain), ...(bare.problems as readonly Problem[]).map(({ hint }) => hint)].join('\n')
  expect(hints).toMatch(/lacks the roles .*teller.*--globals apply/)
  expect(hints).not.toContain('Do not rely')
  const result = await shop.run('restore', made, { env: env(other.urlOf('made')) })
  expect(result.problems).toEqual([])
  expect(result.text(plain)).toMatch(/created the database made/)
  expect(result.text(plain)).toMatch(/created the roles: teller/)
  expect(result.text(plain)).toMatch(/left unchanged: .*clerk/)
  const owner = "select pg_get_userbyid(relowner) from pg_class where relname = 'till'"
  expect((await other.sql(owner, 'made')).trim()).toBe('teller')
  const roles =
    "select rolname, rolcanlogin, rolconnlimit, rolconfig from pg_roles where rolname in ('teller', 'clerk') order by 1"
  expect((await other.sql(roles, 'postgres')).trim().split('\n')).toEqual(['clerk|f|7|', 'teller|t|-1|{work_mem=8MB}'])
})

test('--keep-going restores the rest, lists what could not be restored, and fails', async () => {
  const sql = `create table parent (i int primary key); create table child (p int references parent);
    insert into parent values (1), (2); insert into child values (1), (2);
    set session_replication_role = replica; delete from parent where i = 2`
  await pg.sql(sql)
  const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), new AbortController().signal))
  const backup = await plantHeld(shop, 'orders', held)
  await pg.sql('create database rest', 'postgres')
  const env = { ...process.env, URL: pg.url, TARGET: pg.urlOf('rest'), BACKPROOF_SECRET_KEY: keys.secret }
  const options = { id: [backup], into: '${'.concat('TARGET}') }
  const refused = await shop.run('restore', options, { env }).catch((error) => error)
  expect(refused).toMatchObject({ code: 'restore-failed', hint: expect.stringContaining('--keep-going') })
  const result = await shop.run('restore', { ...options, 'keep-going': true }, { env })
  expect(result.problems[0]).toMatchObject({
    code: 'restore-failed',
    message: expect.stringMatching(/constraint child_p_fkey on public\.child: .*violates foreign key/),
  })
  expect(result.problems.slice(1)).toMatchObject([
    {
      message: expect.stringContaining('constraint child_p_fkey on public.child is missing'),
      hint: expect.stringMatching(/because of what could not be restored, as named above; the rest is there/),
    },
  ])
  expect((await pg.sql('select count(*) from child', 'rest')).trim()).toBe('2')
})

test('a mistake in an assertion is a mistake in the policy: it exits with 2, names its place, and freezes nothing', async () => {
  const assert = '{ sql: selct 1, min: 0 }'
  const more = `tools: { image: postgres:17 }, verify: { assert: [${assert}] }`
  const text = `${policyOf(shop.path('data'))}  orders: { engine: postgres, url: '${'${'}URL}', ${more} }\n`
  await shop.policy(text)
  const env = { ...process.env, URL: pg.url, BACKPROOF_SECRET_KEY: keys.secret }
  const result = await shop.run('verify', { id: [id], level: 'restore' }, { env })
  const lines = text.split('\n')
  const line = lines.findIndex((one) => one.includes(assert))
  const column = (lines[line]?.indexOf(assert) ?? 0) + 1
  expect(result.problems).toMatchObject([
    {
      code: 'policy-invalid',
      message: expect.stringContaining(`line ${line + 1}, column ${column} of the policy`),
      hint: expect.stringContaining('Correct the assertion'),
    },
  ])
  const proofs = (await shop.run('show', { id: [id] }, { env })).json
  expect(JSON.stringify(proofs)).not.toContain('"damaged"')
})
