import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Options } from '../../src/command/option.ts'
import type { Result } from '../../src/command/result.ts'
import { memberName } from '../../src/policy/policy.ts'
import type { Report } from '../../src/report/report.ts'
import { dockerMissing } from '../server/docker.ts'
import { type Mysql, startMysql } from '../server/mysql.ts'
import { codesOf, keys, openShop, policyOf, type Shop } from './shop.ts'

const missing = await dockerMissing('mariadb:11.8')
let db: Mysql
/** Where everything is restored once the first is lost. */
let fresh: Mysql
let shop: Shop
beforeAll(async () => {
  if (missing) return
  ;[db, fresh] = await Promise.all([startMysql('mariadb:11.8'), startMysql('mariadb:11.8')])
  shop = await openShop()
  await db.sql('drop database shop', 'mysql')
})
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await db?.[Symbol.asyncDispose]()
  await fresh?.[Symbol.asyncDispose]()
})

const odd = 'Tenant "7"/ä'
const oddName = memberName('orders', odd)
const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``

async function create(...names: readonly string[]): Promise<void> {
  for (const name of names)
    await db.sql(
      `set names utf8mb4; create database ${quoted(name)}; create table ${quoted(name)}.t (id int primary key); insert into ${quoted(name)}.t values (1), (2), (3)`,
      'mysql',
    )
}

const policy = (databases: string, more = '') =>
  shop.policy(
    `${policyOf(shop.path('data')).replace(/ {2}files:[\s\S]*/, '')}  orders: { engine: mariadb, url: '${'${'}URL}', users: true, databases: ${databases}, objectives: { rpo: 1h }, schedule: '0 * * * *'${more} }\n`,
  )

const urlOf = (user?: string, password?: string) => db.urlOf('', user, password).replace(/\/$/, '')
const run = (command: Parameters<Shop['run']>[0], options = {}, url = urlOf()) =>
  shop.run(command, options, {
    env: { ...process.env, URL: url, BACKPROOF_SECRET_KEY: keys.secret },
    services: { mariadb: { id: db.id, ports: { '3306/tcp': String(db.port) } } },
  })
const backedUp = (result: Result) =>
  (result.report as Report).sources.flatMap(({ source, backup }) => (backup ? [source] : []))

test.skipIf(missing)(
  `every database of a MariaDB server is a source of its own, and its users go along once ${missing ?? ''}`,
  async () => {
    await create('tenant_1', 'tenant_2', odd, 'scratch')
    await policy('["!scratch"]')
    const first = await run('backup')
    expect(codesOf(first)).toEqual([])
    expect(backedUp(first)).toEqual([oddName, 'orders/tenant_1', 'orders/tenant_2'])
    const parts = (first.report as Report).sources.map(({ backup }) => backup?.parts.map(({ name }) => name).join(' '))
    expect(parts).toEqual(['dump.sql users.sql facts.json', 'dump.sql facts.json', 'dump.sql facts.json'])
    const restored = await run('restore', { source: [`orders/${odd}`], into: db.urlOf('back/here'), create: true })
    expect(restored.problems).toEqual([])
    expect(await db.sql('select count(*) from `back/here`.t', 'mysql')).toBe('3\n')
    await db.sql('drop database `back/here`', 'mysql')
    const printed = await run('restore', { source: ['orders/tenant_2'], globals: 'print' })
    expect(printed.ids?.[0]).toContain(oddName)
    expect(codesOf(await run('verify', { source: ['orders/tenant_1'], level: 'restore' }))).toEqual([])
  },
  180_000,
)

test.skipIf(missing)(
  `every database of a MariaDB server comes back on a new one, each under its name ${missing ?? ''}`,
  async () => {
    const said = shop.path('said')
    const hook = `before-restore: { command: 'echo "$BACKPROOF_SOURCE" >> ${said}' }`
    await policy('["!scratch"]', `, recovery: { into: "${'${'}NEW_URL}", ${hook} }`)
    const again = (options: Options) =>
      shop.run('restore', options, {
        env: {
          ...process.env,
          URL: urlOf(),
          NEW_URL: fresh.urlOf('').replace(/\/$/, ''),
          BACKPROOF_SECRET_KEY: keys.secret,
        },
        services: { mariadb: { id: fresh.id, ports: { '3306/tcp': String(fresh.port) } } },
      })
    const result = await again({ what: 'databases', create: true })
    expect(codesOf(result)).toEqual([])
    const told = (await readFile(said, 'utf8')).trim().split('\n')
    expect(told.sort()).toEqual([oddName, 'orders/tenant_1', 'orders/tenant_2'])
    for (const name of ['tenant_1', 'tenant_2', odd])
      expect(await fresh.sql(`set names utf8mb4; select count(*) from ${quoted(name)}.t`, 'mysql')).toBe('3\n')
  },
  180_000,
)

test.skipIf(missing)(
  `a new database of a MariaDB server is found, and one that is gone keeps its backups ${missing ?? ''}`,
  async () => {
    shop.at('2026-03-02T13:20:00Z')
    await create('tenant_3')
    await db.sql('drop database tenant_1', 'mysql')
    const result = await run('run', { apply: true })
    expect(codesOf(result)).toEqual([])
    expect(backedUp(result)).toEqual([oddName, 'orders/tenant_2', 'orders/tenant_3'])
    expect((result.report as Report).warnings).toEqual([
      'orders: 1 new database: orders/tenant_3',
      expect.stringMatching(/^orders: 1 database is not on the server any more: orders\/tenant_1;/),
      expect.stringMatching(/^orders\/tenant_1 is not among the databases of orders any more/),
    ])
    expect((await run('gate')).problems).toEqual([])
    expect(codesOf(await run('verify', { source: ['orders/tenant_1'] }))).toEqual([])
  },
  180_000,
)

test.skipIf(missing)(
  `a user who may not see all databases concludes nothing, and is told what to grant ${missing ?? ''}`,
  async () => {
    await db.sql(
      `create user reader identified by 'pass'; grant select, show view, trigger, event on tenant_2.* to reader;
      grant select on mysql.* to reader; grant binlog monitor on *.* to reader`,
      'mysql',
    )
    const before = shop.objects('a')
    shop.at('2026-03-02T14:20:00Z')
    const blind = await run('run', { apply: true }, urlOf('reader', 'pass'))
    expect(new Set(codesOf(blind))).toEqual(new Set(['source-failed']))
    expect(blind.problems[0]).toMatchObject({
      message: expect.stringMatching(/^reader may not see all databases at 127\.0\.0\.1:\d+: one that it does not see/),
      hint: 'Run GRANT SHOW DATABASES ON *.* TO `reader`@`%`;',
    })
    expect(backedUp(blind)).toEqual([])
    expect(shop.objects('a')).toEqual(before)
    await db.sql('grant show databases on *.* to reader', 'mysql')
    // The others it may see and not read: they fail, and this one does not.
    const partly = await run('run', {}, urlOf('reader', 'pass'))
    expect(backedUp(partly)).toEqual(['orders/tenant_2'])
    expect(codesOf(partly).length).toBe(2)
  },
  180_000,
)

test.skipIf(missing)(
  `a URL that names a database of a MariaDB server is refused beside databases ${missing ?? ''}`,
  async () => {
    const named = await run('backup', {}, db.urlOf('tenant_2'))
    expect(named.problems[0]).toMatchObject({
      code: 'policy-invalid',
      hint: 'Write the URL as mariadb://user:password@host:3306, or take databases out of the policy.',
    })
  },
)
