import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ended, filesBelow, openProgram, type Project, secretEnv } from '../command/program.ts'
import { keys } from '../command/shop.ts'
import { docker } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'

/* SIGTERM while PostgreSQL's own programs are at work: answered within 5 s, and nothing is left of them. */

let pg: Postgres
let project: Project
beforeAll(async () => {
  pg = await startPostgres(17)
  // Noise, which no compression makes small: dumping it takes some seconds.
  await pg.sql(`create table large as select i, (select string_agg(sha512((i * 1000 + j)::text::bytea)::text, '')
    from generate_series(1, 50) j) as noise from generate_series(1, 40000) i`)
  await pg.sql('create database small', 'postgres')
  // A restore makes the index after the rows, and it never comes to an end.
  await pg.sql(
    `create table t as select i from generate_series(1, 100) i;
    create function slow(i int) returns int immutable language plpgsql as $$ begin return i; end $$;
    create index on t (slow(i));
    create or replace function slow(i int) returns int immutable language plpgsql as $$ begin
      perform pg_catalog.pg_sleep(600); return i; end $$`,
    'small',
  )
})
afterAll(() => pg[Symbol.asyncDispose]())
beforeEach(async () => {
  project = await openProgram({ stores: ['a'] })
})
afterEach(() => project[Symbol.asyncDispose]())

const policy = (tools: string, more = '') =>
  project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: postgres
    url: \${ORDERS_URL}
    tools: { ${tools} }
    retention: { keep: { last: 9 } }
${more}`,
  )

/** Sent when the moment has come. */
async function terminate(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  moment: () => Promise<boolean>,
): Promise<Ended & { readonly tookMs: number }> {
  const running = project.start(args, { ...secretEnv, ...env })
  let over = false
  void running.ended.then(() => {
    over = true
  })
  while (!over && !(await moment())) await new Promise((resolve) => setTimeout(resolve, 50))
  if (over) throw new Error(`it was over before its moment came: ${(await running.ended).stderr}`)
  const began = performance.now()
  running.kill('SIGTERM')
  const ended = await running.ended
  return { ...ended, tookMs: performance.now() - began }
}

function expectAnswered({ code, killedBy, stderr, tookMs }: Awaited<ReturnType<typeof terminate>>): void {
  expect({ code, killedBy }, stderr).toEqual({ code: 130, killedBy: null })
  expect(stderr).toContain('cancelled by SIGTERM')
  expect(tookMs, stderr).toBeLessThan(5000)
}

/** Containers that were given this database, and the server's connections to it. */
async function leftOf(database: string): Promise<readonly string[]> {
  const ids = (await docker(['ps', '-aq', '--filter', 'label=backproof'])).split('\n').filter((id) => id !== '')
  const format = ['inspect', '-f', '{{.Name}} {{json .Config.Env}}']
  const listed = await Promise.all(ids.map((id) => docker([...format, id]).catch(() => '')))
  const containers = listed.filter((one) => one.includes(`"PGDATABASE=${database}"`))
  const query = `select application_name, state, query from pg_stat_activity where datname = '${database}' and backend_type = 'client backend'`
  return [...containers, ...(await pg.sql(query, 'postgres')).split('\n').filter((line) => line !== '')]
}
const paths = async () => (await filesBelow(project.path('a'))).map(({ path }) => path.slice(project.path('a').length))
const isThere = async (query: string) => (await pg.sql(`select exists (${query})`, 'postgres')).trim() === 't'

async function expectNoBackup(database: string): Promise<void> {
  await expect.poll(() => leftOf(database), { timeout: 3000 }).toEqual([])
  await expectFree()
  // A run's record tells of it; no object and no half of one.
  const told = /^\/orders\/(?:lease\.json|runs\/[^/]*\.failed\.json)$|^\/\.backproof\//
  expect((await paths()).filter((path) => !told.test(path))).toEqual([])
}

/** The lease was given back: it stays, and is over since it began. */
async function expectFree(): Promise<void> {
  const lease = (await filesBelow(project.path('a'))).find(({ path }) => path.endsWith('/lease.json'))
  const { acquiredAt, expiresAt } = JSON.parse(`${lease?.bytes}`)
  expect(expiresAt).toBe(acquiredAt)
}

describe.each([
  ['docker run', 'image: postgres:17'],
  ['docker exec', 'service: db'],
])('SIGTERM with programs run by %s', (_, tools) => {
  const env = (database: string) => ({
    ORDERS_URL: pg.urlOf(database),
    BACKPROOF_SERVICES: JSON.stringify({ db: { id: pg.id, ports: { '5432/tcp': String(pg.port) } } }),
  })

  test('leaves no backup, no lease and no object if a dump waits for a lock', async () => {
    await policy(tools)
    const locker = pg.sql('begin; lock table t in access exclusive mode; select pg_sleep(600)', 'small').catch(() => '')
    await expect.poll(() => isThere("select from pg_stat_activity where query like '%pg_sleep(600)%'")).toBe(true)
    const waits =
      "select from pg_stat_activity where datname = 'small' and wait_event_type = 'Lock' and application_name = 'backproof'"
    try {
      expectAnswered(await terminate(['backup'], env('small'), () => isThere(waits)))
    } finally {
      await pg.sql(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()",
      )
      await locker
    }
    await expectNoBackup('small')
  })

  test('leaves no backup, no lease and no half object if a dump is running', async () => {
    await policy(tools)
    const copies = "select from pg_stat_activity where datname = 'shop' and query like 'COPY %'"
    expectAnswered(await terminate(['backup'], env('shop'), () => isThere(copies)))
    await expectNoBackup('shop')
  })

  test('leaves the target unchanged if a restore is running, reports that, and leaves no session in it', async () => {
    await policy(tools)
    const backup = await project.run(['backup'], env('small'))
    expect({ code: backup.code }, backup.stderr).toEqual({ code: 0 })
    const slow = "select from pg_stat_activity where datname like 'target %' and query like '%CREATE INDEX%'"
    const into = (name: string) => ({ ...env('small'), TARGET: pg.urlOf(name) })
    const restore = (name: string, ...more: readonly string[]) =>
      terminate(['restore', '--into', '${'.concat('TARGET}'), ...more], into(name), () => isThere(slow))

    const created = await restore('target a', '--create')
    expectAnswered(created)
    expect(created.stderr).toContain('the database target a was created;  nothing was restored: target a at ')
    expect(created.stderr).toContain('dropdb target a')
    expect(await leftOf('target a')).toEqual([])

    await pg.sql('drop database "target a"', 'postgres')
    await pg.sql('create database "target b"', 'postgres')
    await pg.sql('create table t (mine int)', 'target b')
    const replaced = await restore('target b', '--overwrite', 'target b')
    expectAnswered(replaced)
    expect(replaced.stderr).toContain('nothing was restored: target b at ')
    expect(await leftOf('target b')).toEqual([])
    expect(
      (
        await pg.sql("select attname from pg_attribute where attrelid = 't'::regclass and attnum > 0", 'target b')
      ).trim(),
    ).toBe('mine')

    await pg.sql('drop database "target b"', 'postgres')
    const going = await restore('target c', '--create', '--keep-going')
    expectAnswered(going)
    expect(going.stderr).toContain('it contains what was restored until then: target c at ')
    expect(await leftOf('target c')).toEqual([])
    expect((await pg.sql('select count(*) from t', 'target c')).trim()).toBe('100')
    await pg.sql('drop database "target c"', 'postgres')
    await expectFree()
    expect((await paths()).filter((path) => path.endsWith('.tmp'))).toEqual([])
  })
})
