import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hold } from '../engine/memory.ts'
import { inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { postgres } from '../engine/step.ts'
import { docker } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { plantHeld } from './plant.ts'
import { keys, openShop, type Shop } from './shop.ts'

let pg: Postgres
let shop: Shop
beforeAll(async () => {
  pg = await startPostgres(17)
  await pg.sql('create table orders as select i from generate_series(1, 137) i')
  shop = await openShop()
})
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await pg[Symbol.asyncDispose]()
})

/** A web server of a few lines, in an image that is here: it says what the Perl expression gives. */
const server = (answer: string, status = 200) => [
  'perl',
  '-e',
  [
    'socket(S,2,1,0); setsockopt(S,1,2,pack("i",1)); bind(S,pack("S n N x8",2,8080,0)) or die; listen(S,5);',
    'while(accept(C,S)){ my $asked=<C>; while(<C>){last if /^\\r?$/}',
    `my $said=${answer}; syswrite C,"HTTP/1.1 ${status} OK\\r\\nConnection: close\\r\\n\\r\\n$said"; close C }`,
  ].join(' '),
]
const on = (command: readonly string[], more: string) =>
  `drill: { application: { image: 'postgres:17', port: 8080, command: ${JSON.stringify(command)}, ${more} } }`

test('a drill asks applications on the restored data, and says what came of it without a secret', async () => {
  const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), new AbortController().signal))
  const rows = '`psql -XAt "\\$SHOP_DATABASE" -c "select \'rows: \' || count(*) from orders"`'
  const env = 'env: { SHOP_DATABASE: $(DATABASE_URL), DATABASE_URL: postgres://production, TOKEN: "${SHOP_TOKEN}" }'
  const once = 'within: 2s, answers: [{ path: / }]'
  const applications = {
    counts: on(server(rows), `${env}, answers: [{ path: / }, { path: "/orders?all", contains: "rows: 137" }]`),
    dies: on(['sh', '-c', 'echo it uses $DATABASE_URL and $TOKEN; exit 3'], `${env}, answers: [{ path: / }]`),
  }
  for (const name of Object.keys(applications)) await plantHeld(shop, name, held)
  {
    using db = new DatabaseSync(shop.path('local.sqlite'))
    db.exec('create table t (a); insert into t values (1)')
  }
  await shop.file('etc/shop.conf', 'colour = red')
  const firstLine = 'do{ open(F,substr($ENV{DATABASE_URL},5)) or die; scalar <F> }'
  const mounted = (text: string) => `mount: /data, answers: [{ path: /, contains: ${text} }]`
  const local = on(server(firstLine), mounted('SQLite format 3'))
  const config = on(server('`cat \\$(find \\$RESTORED_PATH -name shop.conf)`'), mounted('colour = red'))
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}] }
sources:
${Object.entries({ local, broken: on(server('"a customer"', 500), once), silent: on(['sleep', '60'], once) })
  .map(([name, lines]) => `  ${name}: { engine: sqlite, path: ${shop.path('local.sqlite')}, ${lines} }`)
  .join('\n')}
  config: { engine: files, paths: [${shop.path('etc')}], ${config} }
${Object.entries(applications)
  .map(([name, lines]) => `  ${name}: { engine: postgres, url: '${'${'}URL}', ${lines} }`)
  .join('\n')}
`)
  const variables = { URL: pg.url, SHOP_TOKEN: 'very-secret-token', BACKPROOF_SECRET_KEY: keys.secret }
  const world = { env: { ...process.env, ...variables }, runId: `drill-${process.pid}` }
  await shop.run('backup', { source: ['local', 'broken', 'silent', 'config'] }, world)
  const result = await shop.run('verify', { drill: 'full' }, world)
  const told = result.report?.drills?.[0]?.sources ?? []
  const of = (name: string) => {
    const { outcome, application, problem } = told.find(({ source }) => source === name) ?? {}
    return { outcome, application, ...(problem === undefined ? {} : { problem }) }
  }
  const passed = (asked: number) => ({ outcome: 'passed', application: { asked, outcome: 'passed' } })
  const failed = (problem: string) => ({
    ...{ outcome: 'failed', application: { asked: 1, outcome: 'failed' } },
    problem,
  })
  expect(of('counts')).toEqual(passed(2))
  expect([of('local'), of('config')]).toEqual([passed(1), passed(1)])
  expect(of('broken')).toEqual(
    failed('the application on the restored broken answered GET / with 500, not 200, until 2.0 s had passed'),
  )
  expect(of('dies')).toEqual(failed('the application on the restored dies ended by itself (exit code 3)'))
  expect(of('silent').problem).toMatch(/gave no answer to GET \/ \(ECONNREFUSED\), until 2.0 s had passed$/)
  // The backup itself is good.
  expect((await shop.catalog('dies')).entries[0]?.proofs[0]).toMatchObject({ level: 'restore', outcome: 'passed' })
  const log = shop.world.lines.join('\n')
  expect(log).toMatch(/it uses postgresql:\/\/postgres:\*\*\*@[\d.]+:5432\/\w+\?sslmode=disable and \*\*\*/)
  const record = shop.objects('a').find((key) => key.startsWith('.drills/')) ?? ''
  const kept = Buffer.from(shop.stores['a']?.objects.get(record) ?? []).toString()
  expect(kept).toContain('ended by itself')
  for (const text of [log, kept, JSON.stringify(result.json)])
    for (const secret of ['very-secret-token', 'a customer']) expect(text).not.toContain(secret)
  expect(await docker(['ps', '-aq', '--filter', `label=backproof=${world.runId}`])).toBe('')
  expect(await docker(['network', 'ls', '-q', '--filter', `label=backproof=${world.runId}`])).toBe('')
}, 180_000)
