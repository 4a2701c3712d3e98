import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateKeys } from '../../src/seal/seal.ts'
import { docker, dockerMissing, startContainer } from '../server/docker.ts'
import { type Mysql, startMysql } from '../server/mysql.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { backproof, backproofJson, type Ran } from './run-cli.ts'

interface Case {
  readonly engine: 'mariadb' | 'postgres'
  start(): Promise<Mysql | Postgres>
  /** Keys of its `point-in-time`. */
  readonly base: string
  readonly port: string
  /** By its clock, to the millisecond. */
  readonly clock: string
  /** What it was collected from is not there any more. */
  lose(db: Mysql | Postgres): Promise<unknown>
  readonly lost: RegExp
}

const cases: readonly Case[] = [
  {
    engine: 'mariadb',
    start: () =>
      startMysql('mariadb:11.8', {
        args: ['--log-bin=binlog', '--binlog-format=ROW', '--server-id=7', '--expire-logs-days=3'],
      }),
    base: '',
    port: '3306',
    clock: "select date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f')",
    lose: (db) => db.sql('reset master'),
    lost: /the log was reset|was made again, by RESET/,
  },
  {
    engine: 'postgres',
    start: () =>
      startPostgres(17, {
        settings: { max_slot_wal_keep_size: '1GB', max_wal_size: '32MB', min_wal_size: '32MB' },
      }),
    base: ', base: "0 3 * * *"',
    port: '5432',
    clock: `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`,
    async lose(db) {
      await db.sql(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name like 'backproof%'",
      )
      for (let n = 0; n < 6; n++)
        await db.sql(`select pg_logical_emit_message(false, 'fill', repeat('x', 9000000)) from generate_series(1, 2)`)
      await db.sql('checkpoint')
    },
    lost: /has removed the segment/,
  },
]

const missing = await dockerMissing('mariadb:11.8', 'postgres:17')

describe.skipIf(missing).each(cases)('any second of a $engine server', (the) => {
  let db: Mysql | Postgres
  let folder: string
  let env: Record<string, string>
  const moments: Record<string, string> = {}

  const run = () => backproof(folder, ['run', '--source', 'orders'], env)
  const restore = (at: string, database: string, ...more: readonly string[]): Promise<Ran> =>
    backproof(folder, ['restore', '--source', 'orders', '--at', at, '--into', `\${${database}}`, ...more], env)
  const content = (database: string) => db.sql('select id, note from orders order by id', database)
  const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')
  const plain = (rows: string) => rows.trim().replaceAll(/[\t|]/g, ' ').split('\n')
  /** MariaDB's log tells nothing apart within a second. */
  async function remember(name: string): Promise<void> {
    await pause(1100)
    moments[name] = `${(await db.sql(the.clock)).trim().slice(0, 23)}Z`
    await pause(1100)
  }

  beforeAll(async () => {
    ;[db] = await Promise.all([the.start(), bundle()])
    folder = await mkdtemp(join(tmpdir(), 'backproof-moment-'))
    const keys = generateKeys()
    const ports = { [the.port]: String(db.port) }
    env = {
      BACKPROOF_SECRET_KEY: keys.secret,
      BACKPROOF_SERVICES: JSON.stringify({ db: { id: db.id, network: 'bridge', ports } }),
      // Where a person sits says nothing about when something was committed.
      TZ: 'Asia/Tokyo',
      ORDERS_URL: db.url,
      ...Object.fromEntries(['WHOLE', 'ONE', 'LATER'].map((name) => [name, db.urlOf(name.toLowerCase())])),
    }
    await writeFile(
      join(folder, 'backup-policy.yml'),
      `version: 1
project: shop
timezone: America/New_York
stores: { disk: { directory: { path: ./disk } } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: ${the.engine}
    url: \${ORDERS_URL}
    tools: { service: db }
    schedule: "0 2 * * *"
    point-in-time: { every: 15m, window: 7d${the.base} }
    retention: { keep: { last: 9 } }
    verify: { assert: [{ required: [orders] }] }
`,
    )
    for (const name of ['whole', 'one', 'later']) await db.sql(`create database ${name}`)
    await db.sql("create table orders (id int primary key, note varchar(50)); insert into orders values (1, 'first')")
    await db.sql('create table notes (id int primary key)')
    const began = await run()
    if (began.code !== 0) throw new Error(began.stdout + began.stderr)
    await db.sql("insert into orders values (2, 'second')")
    await remember('two')
    await db.sql(
      "insert into orders values (3, 'third'); create table later (id int primary key); insert into later values (7)",
    )
    expect((await run()).code).toBe(0)
    await remember('whole')
    await db.sql('delete from orders where id < 3; drop table notes')
    expect((await run()).stdout).toMatch(/tick +done: collected/)
  }, bundleTimeoutMs)
  afterAll(async () => {
    await db?.[Symbol.asyncDispose]()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })

  test('is listed, and restored whole, as one table, and at the end of the log, wherever the runner’s clock stands', async () => {
    const { windows } = await backproofJson<{ windows: { from: string; until: string }[] }>(folder, ['list'], env)
    expect(windows.length).toBe(1)
    expect(windows[0]?.from && windows[0].from < (moments['two'] ?? '')).toBe(true)
    expect(windows[0]?.until && windows[0].until > (moments['whole'] ?? '')).toBe(true)
    const [whole, one, later] = await Promise.all([
      restore(moments['whole'] ?? '', 'WHOLE'),
      restore(moments['two'] ?? '', 'ONE', '--only', 'orders'),
      // A table that was made after the base is in the log alone.
      restore('latest', 'LATER', '--only', 'later', '--only', 'orders'),
    ])
    for (const { code, stderr } of [whole, one, later]) expect([code, stderr]).toEqual([0, expect.any(String)])
    expect(whole.stdout).toContain(`as it was at ${moments['whole']}`)
    expect(plain(await content('whole'))).toEqual(['1 first', '2 second', '3 third'])
    expect((await db.sql('select count(*) from notes', 'whole')).trim()).toBe('0')
    expect(plain(await content('one'))).toEqual(['1 first', '2 second'])
    await expect(db.sql('select * from notes', 'one')).rejects.toThrow(/notes/)
    expect(later.stderr).toMatch(/no table later; it is looked for once the log is played back/)
    expect((await db.sql('select * from later', 'later')).trim()).toBe('7')
    expect(plain(await content('later'))).toEqual(['3 third'])
  })

  test('is refused before anything is fetched, where it cannot be', async () => {
    const [future, past, full, itself] = await Promise.all([
      restore('2099-01-01', 'WHOLE'),
      restore('2020-01-01', 'WHOLE'),
      restore('latest', 'WHOLE'),
      restore('latest', 'ORDERS_URL'),
    ])
    expect(future.stderr).toMatch(/that moment is still to come\n +The latest moment is --at \S+Z, or --at latest/)
    expect(past.stderr).toMatch(/can be played back from \S+Z on\n +The earliest moment is --at \S+Z/)
    expect(full.stderr).toMatch(/is not empty/)
    expect(itself.stderr).toMatch(/is the source orders itself/)
    for (const { code, stderr } of [future, past, full, itself]) {
      expect(code).toBe(2)
      expect(stderr).not.toMatch(/unpacking the base|playing back/)
    }
  })

  test('is proven, and counts for the gate', async () => {
    const [proven, gate] = await Promise.all([
      backproof(folder, ['verify', '--level', 'point-in-time', '--source', 'orders'], env),
      backproof(folder, ['gate', '--source', 'orders', '--at-least-every', '15m'], env),
    ])
    expect([proven.code, proven.stdout + proven.stderr]).toEqual([0, expect.stringMatching(/passed/)])
    expect([gate.code, gate.stderr]).toEqual([0, expect.any(String)])
  })

  test('stays as a data directory where the log is that of the whole server', async () => {
    const path = join(folder, 'data')
    const asked = (at: string) => ['restore', '--source', 'orders', '--at', at, '--into', './data']
    if (the.engine === 'mariadb') {
      const { code, stderr } = await backproof(folder, asked('latest'), env)
      expect([code, stderr]).toEqual([2, expect.stringMatching(/played back onto a dump of one database/)])
      return
    }
    await mkdir(path, { recursive: true })
    await writeFile(join(path, 'here'), '')
    const full = await backproof(folder, asked('latest'), env)
    expect([full.code, full.stderr]).toEqual([2, expect.stringMatching(/is not empty: it has here/)])
    expect(full.stderr).not.toMatch(/unpacking/)
    await rm(join(path, 'here'))
    const { code, stdout, stderr } = await backproof(folder, asked(moments['whole'] ?? ''), env)
    expect([code, stdout], stderr).toEqual([0, expect.stringMatching(/; [\d.]+ MiB restored in/)])
    await using started = await startContainer({
      image: 'postgres:17',
      port: 5432,
      options: ['--volume', `${path}:/var/lib/postgresql/data`],
      ready: (c) =>
        c.exec(['pg_isready', '--quiet', '--username', 'postgres']).then(
          () => true,
          () => false,
        ),
    })
    const psql = ['psql', '-XqAt', '-U', 'postgres', '-d', 'shop', '-c', 'select count(*) from orders']
    expect((await docker(['exec', started.id, ...psql])).trim()).toBe('3')
  })

  test('is lost where the server’s log is: loud, with a new base, and what was collected stays', async () => {
    await remember('lost')
    await the.lose(db)
    await db.sql("insert into orders values (4, 'fourth')")
    const gap = await run()
    expect([gap.code, oneLine(gap.stdout + gap.stderr)]).toEqual([1, expect.stringMatching(the.lost)])
    const { windows } = await backproofJson<{ windows: { from: string; until: string }[] }>(folder, ['list'], env)
    expect(windows.length).toBe(2)
    const between = await restore(moments['lost'] ?? '', 'LATER', '--overwrite', 'later')
    expect([between.code, between.stderr]).toEqual([
      2,
      expect.stringMatching(
        /its log is not there between \S+Z and \S+Z .*\n +The nearest moments are --at \S+Z and --at \S+Z/,
      ),
    ])
    expect((await run()).code).toBe(0)
    const [again, before] = await Promise.all([
      restore('latest', 'LATER', '--overwrite', 'later'),
      restore(moments['whole'] ?? '', 'ONE', '--overwrite', 'one', '--only', 'orders'),
    ])
    expect([again.code, again.stderr]).toEqual([0, expect.any(String)])
    expect(plain(await content('later'))).toEqual(['3 third', '4 fourth'])
    expect([before.code, before.stderr]).toEqual([0, expect.any(String)])
    expect(plain(await content('one'))).toEqual(['1 first', '2 second', '3 third'])
  })
})
