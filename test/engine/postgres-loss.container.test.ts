import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding, RestoreOptions, Target } from '../../src/engine/engine.ts'
import { postgres } from '../../src/engine/postgres.ts'
import { databaseFacts } from '../../src/engine/postgres-facts.ts'
import { everything } from '../../src/engine/postgres-selection.ts'
import { openSession, type Session } from '../../src/engine/postgres-session.ts'
import { parseUrl } from '../../src/engine/postgres-url.ts'
import type { PostgresSource } from '../../src/policy/policy.ts'
import { type Runtime, startSandbox, sweepContainers } from '../../src/runtime/runtime.ts'
import { compare } from '../../src/verify/verify.ts'
import { docker } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { type Held, hold, restorable } from './memory.ts'
import { env, inside } from './postgres-fixture.ts'
import { postgresSource } from './source.ts'

/* What pg_dump takes and leaves in ways of its own: a proof must neither miss a loss nor cry where nothing is lost. */

const never = (): AbortSignal => new AbortController().signal
const label = `test-${randomUUID()}`

let pg: Postgres
beforeAll(async () => {
  pg = await startPostgres(17)
})
afterAll(async () => {
  await pg[Symbol.asyncDispose]()
  expect(await sweepContainers(label, env, never())).toEqual([])
})

async function database(sql: string): Promise<string> {
  const name = `db ${randomUUID()}`
  await pg.sql(`create database "${name}"`, 'postgres')
  if (sql !== '') await pg.sql(sql, name)
  return name
}

const dumped = (name: string, more: Partial<PostgresSource> = {}) =>
  hold(postgres.dump(postgresSource(pg.urlOf(name), more), inside(pg), never()))

/** What a restore into a throw-away server says, and what differs from the dump afterwards. */
async function proven(held: Held, assertion?: Question): Promise<readonly Finding[]> {
  const place = postgres.sandbox(held.facts.server, undefined)
  if (place === undefined) throw new Error('no sandbox')
  await using sandbox = await startSandbox(place.spec, { label, baseEnv: env, signal: never() })
  const options = { signal: never(), overwrite: false, only: [], sandboxed: true }
  const findings = await postgres.restore(restorable(held), place.target, sandbox.runtime, options)
  const facts = await postgres.facts(place.target, held.facts, sandbox.runtime, never())
  const finding = assertion && (await ask(place.target, sandbox.runtime, assertion))
  return [...findings, ...compare(held.facts, facts), ...(finding ? [finding] : [])]
}

interface Question {
  readonly sql: string
  readonly equals: string | number
}

const ask = (target: Target, runtime: Runtime, { sql, equals }: Question) =>
  postgres.check({ kind: 'sql', name: 'a', sql, expect: { equals } }, target, runtime, never())

const asked = (name: string, question: Question) => ask(targetOf(name), inside(pg), question)

/** The same of a restore into another database of this server, which is quicker. */
async function restored(held: Held): Promise<{ into: string; findings: readonly Finding[] }> {
  const into = await database('')
  const findings = await postgres.restore(restorable(held), targetOf(into), inside(pg), plain)
  return { into, findings: [...findings, ...(await differences(held, into))] }
}

const differences = async (held: Held, into: string) =>
  compare(held.facts, await postgres.facts(targetOf(into), held.facts, inside(pg), never()))

const plain: RestoreOptions = { signal: never(), overwrite: false, only: [] }
const targetOf = (name: string): Target => ({ kind: 'database', url: pg.urlOf(name) })
const tables = (include: readonly string[], exclude: readonly string[]) => ({ tables: { include, exclude } })

const quiet = {
  sql: "select current_setting('cron.launch_active_jobs') || ' ' || current_setting('max_locks_per_transaction')",
  equals: 'off 1024',
}

describe('a proof neither misses nor makes up', () => {
  test('what is left of an index that could not be built, and names that the server gives', async () => {
    const name = await database(`create table t (i int); insert into t values (1), (1);
      create table r (id int primary key); create table p (i int, r int) partition by range (i);
      create table c (i int, r int constraint own_fk references r);
      alter table p add constraint p_fk foreign key (r) references r;
      alter table p attach partition c for values from (0) to (9)`)
    await expect(pg.sql('create unique index concurrently broken on t (i)', name)).rejects.toThrow(/duplicated/)
    expect((await restored(await dumped(name))).findings).toEqual([])
  })

  test('what a trigger writes whenever somebody connects, and a job at any time', async () => {
    const name = await database(`create table log (at timestamptz);
      create function seen() returns event_trigger language plpgsql as $$ begin
        if current_setting('transaction_read_only') = 'off' then insert into log values (now()); end if; end $$;
      create event trigger connected on login execute function seen()`)
    const held = await dumped(name)
    expect(held.facts.rows['public.log']).toBeGreaterThan(0)
    expect(await proven(held, quiet)).toEqual([])
  })

  test('a role that the backup should have created itself', async () => {
    const role = `owner ${randomUUID()}`
    const name = await database(`create role "${role}"; create table t (i int); alter table t owner to "${role}"`)
    const held = await dumped(name)
    const globals = `${held.parts.get('globals.sql')}`
    expect(globals).toContain(role)
    const less = globals.split('\n').filter((line) => !line.includes(role))
    const parts = new Map([...held.parts, ['globals.sql', Buffer.from(less.join('\n'))]])
    expect(await proven({ ...held, parts })).toEqual([
      { level: 'warning', blame: 'data', message: `globals.sql has no role ${role}, which the database names` },
    ])
    const into = await database('')
    await pg.sql(`drop owned by "${role}"`, name)
    await pg.sql(`drop role "${role}"`, 'postgres')
    expect(await postgres.restore(restorable(held), targetOf(into), inside(pg), plain)).toMatchObject([
      { level: 'note', message: `owners and privileges were left out: the target lacks the roles ${role}` },
    ])
  })

  test('a role that owns a large object alone, where the target lacks it', async () => {
    const role = `owner ${randomUUID()}`
    const name = await database(
      `create role "${role}"; select lo_from_bytea(77, 'x'); alter large object 77 owner to "${role}"`,
    )
    const held = await dumped(name)
    await pg.sql(`alter large object 77 owner to postgres`, name)
    await pg.sql(`drop role "${role}"`, 'postgres')
    const { findings } = await restored(held)
    expect(findings).toMatchObject([{ level: 'note', message: expect.stringContaining(role) }])
  })

  test('that an application reads in another encoding', async () => {
    const name = await database("create table t (n text); insert into t values ('€')")
    await pg.sql(`alter database "${name}" set client_encoding = 'LATIN1'`, 'postgres')
    expect((await restored(await dumped(name))).findings).toEqual([])
  })

  test('that a query takes longer than the database lets its applications wait', async () => {
    const name = await database('create table t (i int)')
    await pg.sql(`alter database "${name}" set statement_timeout = '50ms'`, 'postgres')
    expect(await asked(name, { sql: 'select 7 from pg_sleep(0.3)', equals: 7 })).toBeUndefined()
  })
})

describe('an assertion', () => {
  test.each([
    ['that writes', 'insert into t values (1) returning i', /cannot execute INSERT in a read-only transaction$/],
    ['without a value', 'select null', /it gave nothing, not 7$/],
    ['without a row', 'select i from t', /it gave no row$/],
    ['that is no SQL', 'select', /it gave no row$|it gave nothing, not 7$/],
    ['that asks for what is not there', 'select * from u', /relation "u" does not exist/],
    ['with much to say', "select repeat('x', 1000000)", /it gave x{500}\.\.\., not 7$/],
    ['with far too much to say', "select repeat('x', 1000000) from generate_series(1, 100)", /wrote more than 64 MiB$/],
  ])('%s does not hold', async (_, sql, because) => {
    const name = await database('create table t (i int)')
    const finding = await asked(name, { sql, equals: 7 })
    expect(finding).toMatchObject({ level: 'failure', blame: 'data', message: expect.stringMatching(because) })
    expect(finding?.message).toMatch(/^assertion "a" does not hold: /)
  })

  test('of many rows takes the first', async () => {
    expect(await asked('postgres', { sql: 'select i, 1 from generate_series(7, 90000) i', equals: 7 })).toBeUndefined()
  })

  test('whose server goes away meanwhile says nothing about the backup', async () => {
    const name = await database('')
    const asking = asked(name, { sql: 'select 7 from pg_sleep(600)', equals: 7 })
    const ended = expect(asking).rejects.toMatchObject({ code: 'tool-failed' })
    const kill = `select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = '${name}' and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`
    await expect.poll(async () => (await pg.sql(kill, 'postgres')).trim(), { timeout: 60_000 }).toBe('1')
    await ended
  })
})

describe('values of sequences', () => {
  const sql = `create table t (id serial primary key, n int generated always as identity (start -5 increment -1 minvalue -99));
    insert into t select from generate_series(1, 7); create sequence "Odd ""S"; create sequence used start 4;
    select nextval('used')`
  const values = [
    'public."Odd ""S" = 1, not used yet',
    'public.t_id_seq = 7',
    'public.t_n_seq = -11',
    'public.used = 4',
  ]

  test.each([1, 2])('are those of the dump (%d jobs), and another is found', async (jobs) => {
    const name = await database(sql)
    const held = await dumped(name, { jobs })
    expect(held.facts.objects['sequence value']).toEqual(values)
    const { into, findings } = await restored(held)
    expect(findings).toEqual([])
    await pg.sql("select setval('used', 3), setval('t_id_seq', 7, false)", into)
    expect(await differences(held, into)).toMatchObject([
      { level: 'failure', message: 'sequence value public.t_id_seq = 7 is missing' },
      { level: 'failure', message: 'sequence value public.used = 4 is missing' },
    ])
  })

  test('that move while they are dumped are still those of the dump', async () => {
    const name = await database('create table t (id serial); insert into t select from generate_series(1, 100)')
    const dump = postgres.dump(postgresSource(pg.urlOf(name)), inside(pg), never())
    const moving = pg.sql(
      `do $$ begin for i in 1 .. 300 loop perform nextval('t_id_seq'); perform pg_sleep(0.01); commit; end loop; end $$`,
      name,
    )
    const held = await hold(dump)
    await moving
    expect((await restored(held)).findings).toEqual([])
  })
})

describe('a selection restores', () => {
  const sql = `create table customers (id int primary key);
    create table log (id int generated always as identity, i int, primary key (id, i)) partition by range (i);
    create table log1 partition of log for values from (0) to (10) partition by range (i);
    create table log2 partition of log1 for values from (0) to (5);
    create table orders (id serial primary key, customer int references customers, parent int references orders,
      l int, li int, foreign key (l, li) references log (id, i));
    create table audit (id int generated always as identity, t text);
    insert into customers values (1); insert into log (i) values (3); insert into orders values (1, 1, null, 1, 3);
    insert into audit (t) values ('x')`

  test.each([
    ['a table without those that it refers to', ['orders'], [], ['public.orders']],
    ['all but such a table', [], ['customers'], ['public.audit', 'public.log2', 'public.orders']],
    ['all but one with an identity column', [], ['audit'], ['public.customers', 'public.log2', 'public.orders']],
    ['all but a partitioned one', [], ['log'], ['public.audit', 'public.customers', 'public.orders']],
    ['all but partitions', [], ['log1'], ['public.audit', 'public.customers', 'public.orders']],
    ['a partition alone', ['log2'], [], ['public.log2']],
    ['a partition of what is left out', ['log2', 'audit'], ['log'], ['public.audit', 'public.log2']],
  ])('%s', async (_, include, exclude, names) => {
    const held = await dumped(await database(sql), tables(include, exclude))
    expect(held.facts.rows).toEqual(Object.fromEntries(names.map((name) => [name, 1])))
    const { into, findings } = await restored(held)
    expect(findings).toEqual([])
    const only = { ...plain, only: names.map((name) => name.replace('public.', '')) }
    await postgres.restore(restorable(held), targetOf(await database('')), inside(pg), only)
    const keys = "select string_agg(conname, ' ' order by conname) from pg_constraint where contype = 'f'"
    const said = (await pg.sql(keys, into)).trim()
    expect(said.includes('orders_customer_fkey')).toBe(
      names.includes('public.customers') && names.includes('public.orders'),
    )
    expect(said.includes('orders_parent_fkey')).toBe(names.includes('public.orders'))
  })
})

test('a subscription that is in the way of --overwrite says what to type, and comes back switched off', async () => {
  const name = await database(`create table t (i int);
    create subscription sub connection 'host=nowhere.invalid' publication p with (connect = false)`)
  const held = await dumped(name)
  const { into, findings } = await restored(held)
  expect(findings).toEqual([])
  expect((await pg.sql('select subenabled from pg_subscription where subname = $$sub$$', into)).trim()).toMatch(
    /^(f\s*)+$/,
  )
  const over = { ...plain, overwrite: true }
  await expect(postgres.restore(restorable(held), targetOf(into), inside(pg), over)).rejects.toMatchObject({
    code: 'restore-failed',
    hint: expect.stringContaining('set (slot_name = none)'),
  })
  for (const at of [name, into])
    await pg.sql('alter subscription sub set (slot_name = none); drop subscription sub', at)
})

describe('a table that somebody waits for', () => {
  test('is counted, for it was locked first', async () => {
    const name = await database('create table a (i int); create table b (i int); insert into b values (1)')
    // As pg_dump holds it.
    await using holder = await openSession(parseUrl(pg.urlOf(name), 'test'), inside(pg), never())
    await holder.lines('begin; lock table public.b in access share mode')
    await using session = await openSession(parseUrl(pg.urlOf(name), 'test'), inside(pg), never())
    await session.lines("begin isolation level repeatable read, read only; set local lock_timeout = '5s'")
    let altering: Promise<string> | undefined
    const late: Session = {
      ...session,
      lines: async (sql) => {
        if (/count\(\*\) from only/.test(sql) && altering === undefined) {
          altering = pg.sql('alter table b add column n int', name)
          altering.catch(() => undefined)
          const waiting = 'select count(*) from pg_locks where not granted'
          await expect.poll(async () => (await pg.sql(waiting, 'postgres')).trim(), { timeout: 60_000 }).toBe('1')
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

describe('a role that may not see everything', () => {
  test('is told what the backup lacks', async () => {
    const low = `low ${randomUUID()}`
    const name = await database(`create table t (i int); create role "${low}" login password 'low';
      grant pg_read_all_data to "${low}"; create extension postgres_fdw;
      create server other foreign data wrapper postgres_fdw; create user mapping for postgres server other options (password 'p');
      create subscription sub connection 'host=nowhere.invalid' publication p with (connect = false)`)
    const warnings = async (url: string) => {
      const dump = postgres.dump(postgresSource(url), inside(pg), never())
      const held = await hold(dump)
      return { said: dump.findings().map(({ message }) => message), subscriptions: held.facts.objects['subscription'] }
    }
    const url = pg.urlOf(name)
    expect(await warnings(url)).toEqual({ said: [], subscriptions: ['sub'] })
    const { said, subscriptions } = await warnings(url.replace(/\/\/[^@]*@/, `//${encodeURIComponent(low)}:low@`))
    expect(said).toEqual([
      'only a superuser sees the options of user mappings, and the backup has 1 without theirs',
      expect.stringMatching(/subscriptions not dumped/),
    ])
    expect(subscriptions).toBeUndefined()
    await pg.sql('alter subscription sub set (slot_name = none); drop subscription sub', name)
  })

  test.each([17, 18])('fails the backup where that is the value of a sequence (PostgreSQL %d)', async (major) => {
    await using server = await startPostgres(major)
    await server.sql(`create table t (i int); insert into t values (1); create sequence s minvalue 0;
      create role low login password 'low'; grant select on t to low`)
    const url = server.url.replace(/\/\/[^@]*@/, '//low:low@')
    const dump = hold(postgres.dump(postgresSource(url), inside(server), never()))
    await expect(dump).rejects.toThrow(/permission denied for sequence s|failed to get data for sequence/)
  })
})

describe('a standby', () => {
  test('is dumped, but for the rows of unlogged tables, which it has not', async () => {
    const name = await database(`create table t (i int); insert into t values (1), (2); create sequence s;
      create unlogged table u (i serial); insert into u values (1)`)
    const standby = `set -e; PATH=/usr/lib/postgresql/17/bin:$PATH; pg_basebackup --checkpoint=fast -D /tmp/standby -R -X stream -U postgres
      postgres -D /tmp/standby -p 5433 >/tmp/standby.log 2>&1 &
      until pg_isready -q -h 127.0.0.1 -p 5433; do kill -0 $!; sleep 0.2; done`
    await docker(['exec', '--user', 'postgres', pg.id, 'bash', '-c', standby])
    const url = pg.urlOf(name).replace(`:${pg.port}/`, ':5433/')
    expect((await pg.exec(['psql', '-U', 'postgres', '-p', '5433', '-Atc', 'select pg_is_in_recovery()'])).trim()).toBe(
      't',
    )
    const dump = postgres.dump(postgresSource(url), inside(pg), never())
    const held = await hold(dump)
    expect(held.facts.rows).toEqual({ 'public.t': 2, 'public.u': 0 })
    expect(dump.findings()).toMatchObject([{ level: 'warning', message: expect.stringContaining('public.u') }])
    expect((await restored(held)).findings).toEqual([])
  })
})
