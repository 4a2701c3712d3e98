import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Since, Until } from '../../../../src/engine/engine.ts'
import { Problem } from '../../../../src/problem.ts'
import { docker } from '../../../server/docker.ts'
import { type Postgres, startPostgres } from '../../../server/postgres.ts'
import { hold, type MemoryDump } from '../../memory.ts'
import { baseOf, chainOf, clockOf, limited, type Piece, positionOf, recovered, tick, withLog } from './fixture.ts'
import { type Journal, writtenJournal } from './journal.ts'
import { startMachine } from './machine.ts'

const asked = (sql: string, equals: string | number) =>
  ({ kind: 'sql', name: 'a', ask: sql, expect: { equals } }) as const

/** How many moments, and of which server; more by hand: BACKPROOF_MOMENTS=200 BACKPROOF_MAJOR=18 vitest run ... -t 'a chosen moment' */
const moments = Number(process.env['BACKPROOF_MOMENTS'] ?? 3)
const major = Number(process.env['BACKPROOF_MAJOR'] ?? 17)

const after = ({ parts }: MemoryDump): Since => ({
  id: 'base',
  states: [
    { id: 'base', read: (take) => take(Readable.from([parts.get('backup_manifest.index') ?? Buffer.alloc(0)])) },
  ],
})

describe(`PostgreSQL ${major}`, () => {
  let pg: Postgres
  let base: MemoryDump
  let increment: MemoryDump
  let one: Piece
  let two: Piece
  let before: Date
  let between: Date
  let journal: Journal

  beforeAll(async () => {
    pg = await startPostgres(major, { settings: { ...limited, track_commit_timestamp: 'on' } })
    if (major >= 17) await pg.sql('alter system set summarize_wal = on', 'postgres')
    await pg.sql('select pg_reload_conf()')
    await pg.sql("create table orders (id int primary key, note text); insert into orders values (1, 'kept')")
    await pg.sql("alter system set shared_preload_libraries = 'pg_stat_statements'", 'postgres')
    base = await baseOf(pg)
    await pg.sql("insert into orders values (2, 'will be deleted')")
    before = await clockOf(pg)
    await pg.sql('delete from orders where id = 2')
    one = await tick(pg, positionOf(base))
    increment = await baseOf(pg, after(base))
    await pg.sql('create table invoices (id int); insert into invoices select generate_series(1, 1000)')
    between = await clockOf(pg)
    await pg.sql('drop table orders')
    two = await tick(pg, one.to)
    journal = await writtenJournal(pg)
  })
  afterAll(async () => await pg[Symbol.asyncDispose]())

  test('a row that was deleted later is there, and can be dumped; nothing of the source runs', async () => {
    await using there = await recovered(pg, chainOf(base, [one, two]), { time: before })
    expect(await there.target.check(asked('select count(*) from orders', 2))).toBeUndefined()
    expect(there.reached?.getTime()).toBeLessThanOrEqual(before.getTime())
    const settings = ['shared_preload_libraries', 'archive_mode', 'max_logical_replication_workers', 'listen_addresses']
    const shown = settings.map((name) => `current_setting('${name}')`).join(" || ' ' || ")
    expect(await there.target.check(asked(`select ${shown}`, ' off 0 '))).toBeUndefined()
    const held = await hold(there.dump())
    expect([held.facts.rows, [...held.parts.keys()]]).toEqual([{ 'public.orders': 2 }, ['dump.pgc', 'globals.sql']])
  })

  test('a table that was dropped later is there, from what has changed since the base', async () => {
    expect(increment.parts.get('base.tar')?.length).toBeLessThan((base.parts.get('base.tar')?.length ?? 0) / 2)
    await using there = await recovered(pg, chainOf(base, [one, two], [increment]), { time: between })
    const rows = "select string_agg(id || ' ' || note, ',') || (select count(*) from invoices) from orders"
    expect(await there.target.check(asked(rows, '1 kept1000'))).toBeUndefined()
  })

  test('what keeps a base from being one of changes alone makes it a full one, which says why', async () => {
    const told = async (since: Since) => {
      const { result } = await baseOf(pg, since)
      expect(result.base).toBeUndefined()
      return result.findings
    }
    expect(increment.result).toMatchObject({ base: 'base', findings: [] })
    const damaged = new Map(base.parts).set('backup_manifest.index', Buffer.from('{ "PostgreSQL-Backup-Manifest'))
    expect(await told(after({ ...base, parts: damaged }))).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/instead of an increment: .*could not parse backup/) }),
    ])
    const unread = new Problem('key-wrong', 'sealed to another key', { hint: 'Run it again.' })
    const wrong: Since = { id: 'base', states: [{ id: 'base', read: () => Promise.reject(unread) }] }
    expect(await told(wrong)).toMatchObject([{ message: expect.stringMatching(/increment: sealed to another key$/) }])
    const summaries = 'rm -f "$PGDATA"/pg_wal/summaries/*'
    await docker(['exec', '--user', 'postgres', pg.id, 'sh', '-ec', summaries])
    expect(await told(after(base))).toMatchObject([
      { message: expect.stringMatching(/does not have the WAL summaries/), hint: expect.stringMatching(/keep_time/) },
    ])
    await pg.sql('alter system set summarize_wal = off', 'postgres')
    await pg.sql('select pg_reload_conf()')
    await expect.poll(() => pg.sql('show summarize_wal')).toBe('off\n')
    const off = {
      message: expect.stringMatching(/summarize_wal is off$/),
      hint: expect.stringMatching(/summarize_wal = on/),
    }
    expect(await told(after(base))).toMatchObject([{ level: 'warning', ...off }])
    expect(await withLog(pg, (log) => log.incrementFault?.() ?? Promise.resolve(undefined))).toMatchObject({
      message: 'summarize_wal is off',
    })
  })

  test('at the end, all that was collected is there, and its data directory starts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backproof-left-'))
    try {
      await using there = await recovered(pg, chainOf(base, [one, two]), 'end')
      expect(await there.target.check(asked("select to_regclass('orders') is null", 't'))).toBeUndefined()
      await there.leaveIn?.(join(folder, 'data'))
      await using machine = await startMachine(17)
      await docker(['cp', join(folder, 'data'), `${machine.id}:/tmp/data`])
      await docker(['exec', '--user', 'root', machine.id, 'chown', '-R', 'postgres', '/tmp/data'])
      const started = `pg_ctl -D /tmp/data -w -l /tmp/log -o '-k /tmp' start >/dev/null
cat /tmp/data/postgresql.auto.conf; psql -h /tmp -U postgres -X -A -t -d shop -c 'select count(*) from invoices'`
      expect(await machine.exec(['sh', '-ec', started])).toMatch(/pg_stat_statements[\s\S]*1000\n$/)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('a chosen moment has every commit until then, and none after it', { timeout: 3_600_000 }, async () => {
    for (let left = moments; left > 0; left -= 3)
      await Promise.all(
        Array.from({ length: Math.min(3, left) }, async () => {
          const { time, rows } = journal.moment()
          await using there = await recovered(pg, journal.chain(), { time })
          const seen = "select count(*) || ' ' || coalesce(max(value), 0) from journal"
          const said = await there.target.check(asked(seen, `${rows} ${rows}`))
          expect([time, said]).toEqual([time, undefined])
        }),
      )
  })

  test('log with a hole is never taken for log that ends there', async () => {
    const bytes = Buffer.from(one.bytes)
    bytes.fill(0, 2 * 1024 * 1024)
    const chain = chainOf(base, [{ ...one, bytes }, two])
    await expect(recovered(pg, chain, 'end')).rejects.toMatchObject({
      code: 'restore-failed',
      message: 'the log ends before the moment that was asked for, or has a gap before it',
    })
  })

  test.each<[string, () => Until]>([
    ['before the end of the base', () => ({ time: new Date((base.result.moment?.getTime() ?? 0) - 1) })],
    ['after the end of the log', () => ({ time: new Date(two.covers.until.getTime() + 1) })],
  ])('a moment %s is refused', async (_where, until) => {
    await expect(recovered(pg, chainOf(base, [one, two]), until())).rejects.toMatchObject({ code: 'restore-failed' })
  })

  test('a base that is damaged is named', async () => {
    const parts = new Map(base.parts)
    const tar = Buffer.from(parts.get('base.tar') ?? '')
    // In the middle of a file.
    tar.fill(7, 2_000_000, 2_000_100)
    const damaged = { ...base, parts: parts.set('base.tar', tar) }
    await expect(recovered(pg, chainOf(damaged, [one, two]), 'end')).rejects.toMatchObject({
      code: 'object-damaged',
      message: expect.stringMatching(/^the base is not what its backup_manifest says/),
    })
  })
})

describe.each([15, 18])('PostgreSQL %i', (major) => {
  test('comes back to a moment between two pieces of log', async () => {
    await using pg = await startPostgres(major, { settings: limited })
    await pg.sql('create table t (i int); insert into t values (1)')
    const base = await baseOf(pg)
    const one = await tick(pg, positionOf(base))
    await pg.sql('insert into t values (2)')
    const time = await clockOf(pg)
    await pg.sql('truncate t')
    const chain = chainOf(base, [one, await tick(pg, one.to)])
    await using there = await recovered(pg, chain, { time })
    expect(await there.target.check(asked('select sum(i) from t', 3))).toBeUndefined()
  })
})
