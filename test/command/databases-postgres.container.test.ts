import { afterAll, beforeAll, expect, test } from 'vitest'
import { memberName } from '../../src/policy/policy.ts'
import type { Report } from '../../src/report/report.ts'
import { dockerMissing } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { codesOf, keys, openShop, policyOf, type Shop } from './shop.ts'

const missing = await dockerMissing('postgres:17')
let pg: Postgres
let shop: Shop
beforeAll(async () => {
  if (missing) return
  pg = await startPostgres(17)
  shop = await openShop()
  await pg.sql('drop database shop', 'postgres')
})
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await pg?.[Symbol.asyncDispose]()
})

const odd = 'Tenant "7"/ä'
const oddName = memberName('orders', odd)
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

async function create(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await pg.sql(`create database ${quoted(name)}`, 'postgres')
    await pg.sql('create table t (id int primary key); insert into t select generate_series(1, 10)', name)
  }
}

const policy = (databases: string, more = '') =>
  shop.policy(
    `${policyOf(shop.path('data')).replace(/ {2}files:[\s\S]*/, '')}  orders: { engine: postgres, url: '${'${'}URL}', databases: ${databases}, objectives: { rpo: 1h }, schedule: '0 * * * *'${more} }\n`,
  )

const serverUrl = () => pg.urlOf('').replace(/\/$/, '')

/** As a job that has the server as a service container; `url`: another user's; undefined: a job that has no address. */
const run = (command: Parameters<Shop['run']>[0], options = {}, url: string | undefined = serverUrl()) =>
  shop.run(command, options, {
    env: { ...process.env, ...(url === 'none' ? {} : { URL: url }), BACKPROOF_SECRET_KEY: keys.secret },
    services: { postgres: { id: pg.id, ports: { '5432/tcp': String(pg.port) } } },
  })

const sourcesOf = (result: Awaited<ReturnType<Shop['run']>>) => (result.report as Report).sources
const namesOf = (result: Awaited<ReturnType<Shop['run']>>) => sourcesOf(result).map(({ source }) => source)
const backedUp = (result: Awaited<ReturnType<Shop['run']>>) =>
  sourcesOf(result).flatMap(({ source, backup }) => (backup ? [source] : []))
const warningsOf = (result: Awaited<ReturnType<Shop['run']>>) => (result.report as Report).warnings ?? []

test.skipIf(missing)(
  `every database that the patterns take is a source of its own ${missing ?? ''}`,
  async () => {
    await create('tenant_1', 'tenant_2', odd, 'tenant_test_1')
    await pg.sql('create role tenant_owner; create role "Odd Role"', 'postgres')
    await pg.sql('alter table t owner to tenant_owner', 'tenant_2')
    await policy('["tenant_*", "Tenant*", "!tenant_test*"]')
    const first = await run('backup')
    expect(codesOf(first)).toEqual([])
    expect(backedUp(first)).toEqual([oddName, 'orders/tenant_1', 'orders/tenant_2'])
    expect(warningsOf(first)).toEqual([
      `orders: 3 databases, each a source of its own: ${oddName}, orders/tenant_1 and orders/tenant_2`,
    ])
    const parts = sourcesOf(first).map(({ backup }) => backup?.parts.map(({ name }) => name).join(' '))
    expect(parts).toEqual(['dump.pgc globals.sql facts.json', 'dump.pgc facts.json', 'dump.pgc facts.json'])
  },
  120_000,
)

test.skipIf(missing)(
  `backups of databases are listed, judged, read and restored without the server ${missing ?? ''}`,
  async () => {
    const { backups } = (await run('list', {}, 'none')).json as { backups: { source: string; database: string }[] }
    expect(backups.map(({ source, database }) => [source, database]).sort()).toEqual([
      [oddName, odd],
      ['orders/tenant_1', 'tenant_1'],
      ['orders/tenant_2', 'tenant_2'],
    ])
    const gate = await run('gate', {}, 'none')
    expect(gate.problems).toEqual([])
    expect(Object.keys(JSON.parse(gate.outputs?.['gate'] ?? '[]'))).toHaveLength(3)
    expect(codesOf(await run('verify', { source: ['orders'] }, 'none'))).toEqual([])
    await pg.sql('create database target', 'postgres')
    const restored = await run('restore', { source: [`orders/${odd}`], into: pg.urlOf('target') })
    expect(restored.problems).toEqual([])
    expect(await pg.sql('select count(*) from t', 'target')).toBe('10\n')
    await pg.sql('drop database target', 'postgres')
  },
  120_000,
)

test.skipIf(missing)(
  `the roles of the server go along once, and a restore of another database finds them ${missing ?? ''}`,
  async () => {
    const printed = await run('restore', { source: ['orders/tenant_2'], globals: 'print' }, 'none')
    expect(printed.ids?.[0]).toContain(oddName)
    expect((printed.json as { sql: string }).sql).toContain('CREATE ROLE tenant_owner')
    const proven = await run('verify', { source: ['orders/tenant_2'], level: 'restore' })
    expect(codesOf(proven)).toEqual([])
  },
  120_000,
)

test.skipIf(missing)(
  `a new database is backed up by the run that finds it, and one that is gone keeps its backups ${missing ?? ''}`,
  async () => {
    shop.at('2026-03-02T12:30:00Z')
    await create('tenant_3')
    await pg.sql('drop database tenant_1', 'postgres')
    const found = await run('run')
    expect(codesOf(found)).toEqual([])
    expect(backedUp(found)).toEqual(['orders/tenant_3'])
    expect(namesOf(found)).toEqual([oddName, 'orders/tenant_2', 'orders/tenant_3'])
    expect(warningsOf(found)).toEqual([
      'orders: 1 new database: orders/tenant_3',
      'orders: 1 database is not on the server any more: orders/tenant_1; the backups stay until `backproof retire SOURCE` lets them go',
      expect.stringMatching(
        /^orders\/tenant_1 is not among the databases of orders any more, and 1 backup of it is in a and b/,
      ),
    ])
    // Hours later, it is still there for whoever looks for it, and no gate waits for it.
    shop.at('2026-03-02T13:20:00Z')
    expect(codesOf(await run('run', { apply: true }))).toEqual([])
    const { backups } = (await run('list', {}, 'none')).json as { backups: { source: string; inPolicy?: false }[] }
    expect(backups.filter(({ source }) => source === 'orders/tenant_1')).toMatchObject([{ inPolicy: false }])
    expect((await run('gate', {}, 'none')).problems).toEqual([])
    expect(codesOf(await run('verify', { source: ['orders/tenant_1'] }, 'none'))).toEqual([])
    await expect(run('backup', { source: ['orders/tenant_1'] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"tenant_1" is not among the databases of orders'),
    })
    const restored = await run('restore', { source: ['orders/tenant_1'], into: pg.urlOf('tenant_1'), create: true })
    expect(restored.problems).toEqual([])
    expect(codesOf(await run('run'))).toEqual([])
  },
  120_000,
)

test.skipIf(missing)(
  `one database that cannot be read fails, and the others are backed up ${missing ?? ''}`,
  async () => {
    await pg.sql(
      `create role reader login password 'pass' in role pg_read_all_data;
      revoke connect on database tenant_2 from public`,
      'postgres',
    )
    const url = serverUrl().replace(/\/\/.*@/, '//reader:pass@')
    const result = await run('backup', {}, url)
    expect(codesOf(result)).toEqual(['tool-failed'])
    expect(result.problems[0]).toMatchObject({
      message: expect.stringMatching(/permission denied for database "tenant_2"/),
    })
    expect(backedUp(result)).toEqual([oddName, 'orders/tenant_1', 'orders/tenant_3'])
  },
  120_000,
)

test.skipIf(missing)(
  `where the server cannot be asked nothing is concluded, and the run fails ${missing ?? ''}`,
  async () => {
    const before = shop.objects('a')
    shop.at('2026-03-02T15:10:00Z')
    const result = await run('run', { apply: true }, serverUrl().replace(/\/\/.*@/, '//nobody:wrong@'))
    expect(new Set(codesOf(result))).toEqual(new Set(['tool-failed']))
    expect(backedUp(result)).toEqual([])
    expect(namesOf(result)).toEqual([oddName, 'orders/tenant_1', 'orders/tenant_2', 'orders/tenant_3'])
    expect(result.text({ colour: false, width: 400 })).toContain('role "nobody" does not exist')
    expect(shop.objects('a')).toEqual(before)
    const gate = await run('gate', {}, 'none')
    expect(codesOf(gate)).toEqual(['gate-unmet', 'gate-unmet', 'gate-unmet', 'gate-unmet'])
  },
  120_000,
)

test.skipIf(missing)(
  `patterns that match nothing fail, and a URL that names a database is refused ${missing ?? ''}`,
  async () => {
    await policy('["nothing_*"]')
    const none = await run('backup')
    expect(none.problems[0]).toMatchObject({
      code: 'source-failed',
      message: 'none of the 5 databases on the server of orders matches nothing_*',
    })
    const named = await run('backup', {}, pg.urlOf('tenant_1'))
    expect(named.problems[0]).toMatchObject({
      code: 'policy-invalid',
      message: expect.stringMatching(/^source orders, by URL .*: the URL names a database/),
    })
  },
  120_000,
)

test.skipIf(missing)(
  `a database that was never backed up keeps a gate closed ${missing ?? ''}`,
  async () => {
    await policy('all')
    await create('late')
    await pg.sql('revoke connect on database late from public', 'postgres')
    const url = serverUrl().replace(/\/\/.*@/, '//reader:pass@')
    expect(new Set(codesOf(await run('backup', {}, url)))).toEqual(new Set(['tool-failed']))
    const gate = await run('gate', { 'max-age': '1000d' }, 'none')
    expect(gate.problems).toMatchObject([{ message: expect.stringMatching(/^orders\/late: missing/) }])
    // What is there to be found is not what the server is made with.
    expect((await shop.catalog('orders/postgres')).entries).toEqual([])
  },
  120_000,
)

test.skipIf(missing)(
  `a database with nothing in it fails, unless the policy agrees to it ${missing ?? ''}`,
  async () => {
    await pg.sql('create database hollow', 'postgres')
    await policy('[hollow]')
    expect((await run('backup')).problems).toMatchObject([
      { code: 'source-failed', hint: expect.stringContaining('allow-empty: true') },
    ])
    await policy('[hollow]', ', allow-empty: true')
    expect(codesOf(await run('backup'))).toEqual([])
    expect(codesOf(await run('verify', { level: 'restore' }))).toEqual([])
    expect((await run('verify', { level: 'restore' })).problems).toEqual([])
  },
  120_000,
)

test.skipIf(missing)(
  `the doctor says how many databases there are, and which may not be read ${missing ?? ''}`,
  async () => {
    await policy('["tenant_*"]')
    const { checks } = (await run('doctor', {}, serverUrl().replace(/\/\/.*@/, '//reader:pass@'))).json as {
      checks: { what: string; outcome: string; says: string }[]
    }
    const of = (what: string) => checks.find((check) => check.what === what)
    expect(of('databases of orders')).toMatchObject({ outcome: 'good', says: '4 databases' })
    expect(of('source orders/tenant_2')).toMatchObject({ outcome: 'bad' })
    expect(of('source orders/tenant_3')).toMatchObject({ outcome: 'good' })
    const none = await run('doctor', {}, serverUrl().replace(/\/\/.*@/, '//nobody:wrong@'))
    expect(codesOf(none)).toContain('tool-failed')
  },
  120_000,
)
