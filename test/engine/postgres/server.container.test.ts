import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything } from '../../../src/engine/postgres/archive/selection.ts'
import { parseUrl } from '../../../src/engine/postgres/connection.ts'
import { databaseFacts } from '../../../src/engine/postgres/facts.ts'
import { openSession, type Session } from '../../../src/engine/postgres/session.ts'
import type { Runtime } from '../../../src/runtime/runtime.ts'
import { docker } from '../../server/docker.ts'
import { startPostgres } from '../../server/postgres.ts'
import { hold } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { type Bench, startBench } from './bench.ts'
import { inside } from './fixture.ts'

/* What a server lets a backup do: assertions, locks of others, roles with less rights, a standby. */

const never = (): AbortSignal => new AbortController().signal

let at: Bench
beforeAll(async () => {
  at = await startBench()
})
afterAll(() => at[Symbol.asyncDispose]())

describe('an assertion', () => {
  test.each([
    ['without a value', 'select null', /it returned nothing, not 7$/],
    ['without a row', 'select i from t', /it returned no row$/],
    ['that is no SQL', 'select', /it returned no row$|it returned nothing, not 7$/],
    ['with much to say', "select repeat('x', 1000000)", /it returned x{500}\.\.\., not 7$/],
    [
      'with far too much to say',
      "select repeat('x', 1000000) from generate_series(1, 100)",
      /psql wrote more than 64 MiB \(docker exec \S+\)$/,
    ],
  ])('%s does not hold', async (_, sql, because) => {
    const name = await at.database('create table t (i int)')
    const finding = await at.asked(name, { sql, equals: 7 })
    expect(finding).toMatchObject({ level: 'failure', blame: 'data', message: expect.stringMatching(because) })
    expect(finding?.message).toMatch(/^assertion "a" does not hold: /)
  })

  test.each([
    ['that writes', 'insert into t values (1) returning i', /cannot execute INSERT in a read-only transaction/],
    ['that asks for what is not there', 'select * from u', /relation "u" does not exist/],
    ['of many rows and columns', 'select i, 1 from generate_series(7, 90000) i', /row|column/],
  ])('%s is a mistake of the policy', async (_, sql, because) => {
    const name = await at.database('create table t (i int)')
    const finding = await at.asked(name, { sql, equals: 7 })
    expect(finding).toMatchObject({ level: 'failure', blame: 'policy', message: expect.stringMatching(because) })
  })

  test('is not evidence against the backup if its server goes away meanwhile', async () => {
    const name = await at.database('')
    const asking = at.asked(name, { sql: 'select 7 from pg_sleep(600)', equals: 7 })
    const ended = expect(asking).rejects.toMatchObject({ code: 'tool-failed' })
    const kill = `select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = '${name}' and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`
    await expect.poll(async () => (await at.pg.sql(kill, 'postgres')).trim(), { timeout: 60_000 }).toBe('1')
    await ended
  })
})

describe('a table that another session waits for', () => {
  test('is counted, because it was locked first', async () => {
    const name = await at.database('create table a (i int); create table b (i int); insert into b values (1)')
    // As pg_dump holds it.
    await using holder = await openSession(parseUrl(at.pg.urlOf(name), 'test'), inside(at.pg), never())
    await holder.lines('begin; lock table public.b in access share mode')
    await using session = await openSession(parseUrl(at.pg.urlOf(name), 'test'), inside(at.pg), never())
    await session.lines("begin isolation level repeatable read, read only; set local lock_timeout = '5s'")
    let altering: Promise<string> | undefined
    const late: Session = {
      ...session,
      lines: async (sql) => {
        if (/count\(\*\) from only/.test(sql) && altering === undefined) {
          altering = at.pg.sql('alter table b add column n int', name)
          altering.catch(() => undefined)
          const waiting = 'select count(*) from pg_locks where not granted'
          await expect.poll(async () => (await at.pg.sql(waiting, 'postgres')).trim(), { timeout: 60_000 }).toBe('1')
        }
        return session.lines(sql)
      },
    }
    const { facts } = await databaseFacts(late, everything, [])
    expect(facts.rows).toEqual({ 'public.a': 0, 'public.b': 1 })
    await session.lines('rollback')
    await holder.lines('rollback')
    await altering
  })
})

test('a server with little room for locks keeps as much room as pg_dump leaves', async () => {
  const settings = {
    max_locks_per_transaction: '20',
    max_connections: '20',
    max_wal_senders: '0',
    max_worker_processes: '0',
  }
  await using server = await startPostgres(17, { settings })
  const many = `do $$ begin for i in 1..40 loop
    execute format('create table t%s (i int)', i); commit;
    for k in 1..80 loop execute format('create index on t%s ((i + %s))', i, k); end loop; commit;
  end loop; end $$`
  await server.sql(many)
  const count = await server.sql(
    `select string_agg(format('select count(*) from t%s;', i), ' ') from generate_series(1, 40) i`,
  )
  await expect(server.sql(`begin; ${count.trim()}; commit`)).rejects.toThrow(/out of shared memory/)
  const held = await hold(postgres.dump(postgresSource(server.url), inside(server), never()))
  expect(Object.keys(held.facts.rows)).toHaveLength(40)
})

describe('a role with limited visibility', () => {
  test('is told what is missing from the backup', async () => {
    const low = `low ${randomUUID()}`
    const name = await at.database(`create table t (i int); create role "${low}" login password 'low';
      grant pg_read_all_data to "${low}"; create extension postgres_fdw;
      create server other foreign data wrapper postgres_fdw; create user mapping for postgres server other options (password 'p');
      create subscription sub connection 'host=nowhere.invalid' publication p with (connect = false)`)
    const warnings = async (url: string) => {
      const dump = postgres.dump(postgresSource(url), inside(at.pg), never())
      const held = await hold(dump)
      return {
        said: dump.result().findings.map(({ message }) => message),
        subscriptions: held.facts.objects['subscription'],
      }
    }
    const url = at.pg.urlOf(name)
    expect(await warnings(url)).toEqual({ said: [], subscriptions: ['sub'] })
    const { said, subscriptions } = await warnings(url.replace(/\/\/[^@]*@/, `//${encodeURIComponent(low)}:low@`))
    expect(said).toEqual([
      'only a superuser sees the options of user mappings, so the backup has 1 without them',
      expect.stringMatching(/subscriptions not dumped/),
    ])
    expect(subscriptions).toBeUndefined()
    await at.pg.sql('alter subscription sub set (slot_name = none); drop subscription sub', name)
  })

  test.each([
    ['rows', 'grant select on t to low', /row-level security policy/, /bypassrls/],
    ['a table', '', /permission denied for table t/, /grant pg_read_all_data/],
  ])('fails the backup if it cannot see %s, and is told what to run', async (_, grant, because, hint) => {
    const low = `low ${randomUUID()}`
    const name =
      await at.database(`create role "${low}" login password 'low'; create table t (i int); insert into t values (1), (2);
      alter table t enable row level security; create policy p on t using (i = 1); ${grant.replace('low', `"${low}"`)}`)
    const url = at.pg.urlOf(name).replace(/\/\/[^@]*@/, `//${encodeURIComponent(low)}:low@`)
    const pgDumpIsLate: Runtime = {
      ...inside(at.pg),
      spawn: (command, signal) => {
        const args = ['-c', 'sleep 10; exec "$0" "$@"', command.program, ...command.args]
        const late = command.args.some((arg) => arg.startsWith('--snapshot='))
        return inside(at.pg).spawn(late ? { ...command, program: 'sh', args } : command, signal)
      },
    }
    await expect(hold(postgres.dump(postgresSource(url), pgDumpIsLate, never()))).rejects.toMatchObject({
      message: expect.stringMatching(because),
      hint: expect.stringMatching(hint),
    })
  })

  test.each([17, 18])('fails the backup if it cannot see the value of a sequence (PostgreSQL %d)', async (major) => {
    await using server = await startPostgres(major)
    await server.sql(`create table t (i int); insert into t values (1); create sequence s minvalue 0;
      create role low login password 'low'; grant select on t to low`)
    const url = server.url.replace(/\/\/[^@]*@/, '//low:low@')
    const dump = hold(postgres.dump(postgresSource(url), inside(server), never()))
    await expect(dump).rejects.toThrow(/permission denied for sequence s|failed to get data for sequence/)
  })
})

describe('a standby', () => {
  test('is dumped without the rows of unlogged tables, which it does not have', async () => {
    const name = await at.database(`create table t (i int); insert into t values (1), (2); create sequence s;
      create unlogged table u (i serial); insert into u values (1)`)
    const standby = `set -e; PATH=/usr/lib/postgresql/17/bin:$PATH; pg_basebackup --checkpoint=fast -D /tmp/standby -R -X stream -U postgres
      postgres -D /tmp/standby -p 5433 >/tmp/standby.log 2>&1 &
      until pg_isready -q -h 127.0.0.1 -p 5433; do kill -0 $!; sleep 0.2; done`
    await docker(['exec', '--user', 'postgres', at.pg.id, 'bash', '-c', standby])
    const url = at.pg.urlOf(name).replace(`:${at.pg.port}/`, ':5433/')
    expect(
      (await at.pg.exec(['psql', '-U', 'postgres', '-p', '5433', '-Atc', 'select pg_is_in_recovery()'])).trim(),
    ).toBe('t')
    const dump = postgres.dump(postgresSource(url), inside(at.pg), never())
    const held = await hold(dump)
    expect(held.facts.rows).toEqual({ 'public.t': 2, 'public.u': 0 })
    expect(dump.result().findings).toMatchObject([{ level: 'warning', message: expect.stringContaining('public.u') }])
    expect((await at.restored(held)).findings).toEqual([])
  })
})
