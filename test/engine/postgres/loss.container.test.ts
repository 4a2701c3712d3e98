import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepContainers } from '../../../src/runtime/runtime.ts'
import { hold, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { type Bench, plain, startBench } from './bench.ts'
import { env, inside } from './fixture.ts'

/* What pg_dump takes and leaves in ways of its own: a proof must neither miss a loss nor cry where nothing is lost. */

const never = (): AbortSignal => new AbortController().signal

let at: Bench
beforeAll(async () => {
  at = await startBench()
})
const label = `test-${randomUUID()}`
afterAll(async () => {
  await at[Symbol.asyncDispose]()
  expect(await sweepContainers(label, env, never())).toEqual([])
})

const tables = (include: readonly string[], exclude: readonly string[]) => ({ tables: { include, exclude } })

const quiet = {
  sql: "select current_setting('cron.launch_active_jobs') || ' ' || current_setting('max_locks_per_transaction')",
  equals: 'off 1024',
}

describe('a proof neither misses nor invents a loss', () => {
  test('a failed index build and server-generated names are not reported as a loss', async () => {
    const name = await at.database(`create table t (i int); insert into t values (1), (1);
      create table r (id int primary key); create table p (i int, r int) partition by range (i);
      create table c (i int, r int constraint own_fk references r);
      alter table p add constraint p_fk foreign key (r) references r;
      alter table p attach partition c for values from (0) to (9)`)
    await expect(at.pg.sql('create unique index concurrently broken on t (i)', name)).rejects.toThrow(/duplicated/)
    expect((await at.restored(await at.dumped(name))).findings).toEqual([])
  })

  test('rows that a trigger writes for each session, or a job at any time, are not reported as a loss', async () => {
    const name = await at.database(`create table log (at timestamptz);
      create function seen() returns event_trigger language plpgsql as $$ begin
        if current_setting('transaction_read_only') = 'off' then insert into log values (now()); end if; end $$;
      create event trigger connected on login execute function seen()`)
    const held = await at.dumped(name)
    expect(held.facts.rows['public.log']).toBeGreaterThan(0)
    expect(await at.proven(held, label, quiet)).toEqual([])
  })

  test('a role that the backup should have created itself is reported', async () => {
    const role = `owner ${randomUUID()}`
    const name = await at.database(`create role "${role}"; create table t (i int); alter table t owner to "${role}"`)
    const held = await at.dumped(name)
    const globals = `${held.parts.get('globals.sql')}`
    expect(globals).toContain(role)
    const less = globals.split('\n').filter((line) => !line.includes(role))
    const parts = new Map([...held.parts, ['globals.sql', Buffer.from(less.join('\n'))]])
    expect(await at.proven({ ...held, parts }, label)).toEqual([
      { level: 'warning', blame: 'data', message: `globals.sql lacks the role ${role}, which the database names` },
    ])
    const into = await at.database('')
    await at.pg.sql(`drop owned by "${role}"`, name)
    await at.pg.sql(`drop role "${role}"`, 'postgres')
    expect(await postgres.restore(plainBackup(held), at.targetOf(into), inside(at.pg), plain)).toMatchObject([
      { level: 'note', message: `owners and privileges were left out: the target lacks the roles ${role}` },
    ])
  })

  test('owners that the target has are not said to be lacking where its user may not give objects to them', async () => {
    const held = await at.dumped(await at.database('create table t (i int)'))
    const user = `limited_${randomUUID().slice(0, 8)}`
    const into = await at.database(`create role ${user} login password 'pw'`)
    await at.pg.sql(`alter database "${into}" owner to ${user}`, 'postgres')
    const url = Object.assign(new URL(at.pg.urlOf(into)), { username: user, password: 'pw' }).href
    expect(await postgres.restore(plainBackup(held), { kind: 'database', url }, inside(at.pg), plain)).toMatchObject([
      {
        level: 'note',
        message: `owners and privileges were left out: ${user}, who restores, is no superuser and may not give objects to postgres`,
        hint: expect.stringContaining('as a superuser'),
      },
    ])
  })

  test('a role that owns only a large object is reported if the target lacks it', async () => {
    const role = `owner ${randomUUID()}`
    const name = await at.database(
      `create role "${role}"; select lo_from_bytea(77, 'x'); alter large object 77 owner to "${role}"`,
    )
    const held = await at.dumped(name)
    await at.pg.sql(`alter large object 77 owner to postgres`, name)
    await at.pg.sql(`drop role "${role}"`, 'postgres')
    const { findings } = await at.restored(held)
    expect(findings).toMatchObject([{ level: 'note', message: expect.stringContaining(role) }])
  })

  test('text is compared correctly if the database sets another client encoding', async () => {
    const name = await at.database("create table t (n text); insert into t values ('€')")
    await at.pg.sql(`alter database "${name}" set client_encoding = 'LATIN1'`, 'postgres')
    expect((await at.restored(await at.dumped(name))).findings).toEqual([])
  })

  test('an assertion can take longer than the statement timeout of the database', async () => {
    const name = await at.database('create table t (i int)')
    await at.pg.sql(`alter database "${name}" set statement_timeout = '50ms'`, 'postgres')
    expect(await at.asked(name, { sql: 'select 7 from pg_sleep(0.3)', equals: 7 })).toBeUndefined()
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

  test.each([1, 2])('are those of the dump (%d jobs), and a different value is found', async (jobs) => {
    const name = await at.database(sql)
    const held = await at.dumped(name, { jobs })
    expect(held.facts.objects['sequence value']).toEqual(values)
    const { into, findings } = await at.restored(held)
    expect(findings).toEqual([])
    await at.pg.sql("select setval('used', 3), setval('t_id_seq', 7, false)", into)
    expect(await at.differences(held, into)).toMatchObject([
      { level: 'failure', message: 'sequence value public.t_id_seq = 7 is missing' },
      { level: 'failure', message: 'sequence value public.used = 4 is missing' },
    ])
  })

  test('are still those of the dump if they move during the dump', async () => {
    const name = await at.database('create table t (id serial); insert into t select from generate_series(1, 100)')
    const dump = postgres.dump(postgresSource(at.pg.urlOf(name)), inside(at.pg), never())
    const moving = at.pg.sql(
      `do $$ begin for i in 1 .. 300 loop perform nextval('t_id_seq'); perform pg_sleep(0.01); commit; end loop; end $$`,
      name,
    )
    const held = await hold(dump)
    await moving
    expect((await at.restored(held)).findings).toEqual([])
  })
})

describe('a restored selection', () => {
  const sql = `create table customers (id int primary key);
    create table log (id int generated always as identity, i int, primary key (id, i)) partition by range (i);
    create table log1 partition of log for values from (0) to (10) partition by range (i);
    create table log2 partition of log1 for values from (0) to (5);
    create table orders (id serial primary key, customer int references customers, parent int references orders,
      l int, li int, foreign key (l, li) references log (id, i));
    create table audit (id int generated always as identity, t text);
    insert into customers values (1); insert into log (i) values (3); insert into orders values (1, 1, null, 1, 3);
    insert into audit (t) values ('x')`

  test('includes a partitioned table, without its foreign partitions', async () => {
    const name = await at.database(`create extension postgres_fdw; create server s foreign data wrapper postgres_fdw;
      create table p (i int) partition by range (i); create table p1 partition of p for values from (0) to (10);
      create foreign table p2 partition of p for values from (10) to (20) server s; insert into p values (1)`)
    const held = await at.dumped(name, tables(['p'], []))
    expect(held.facts.rows).toEqual({ 'public.p1': 1 })
    expect((await at.restored(held)).findings).toEqual([])
  })

  test.each([
    ['a table without those that it refers to', ['orders'], [], ['public.orders']],
    ['all but such a table', [], ['customers'], ['public.audit', 'public.log2', 'public.orders']],
    ['all but one with an identity column', [], ['audit'], ['public.customers', 'public.log2', 'public.orders']],
    ['all but a partitioned one', [], ['log'], ['public.audit', 'public.customers', 'public.orders']],
    ['all but partitions', [], ['log1'], ['public.audit', 'public.customers', 'public.orders']],
    ['a partition alone', ['log2'], [], ['public.log2']],
    ['a partition of what is left out', ['log2', 'audit'], ['log'], ['public.audit', 'public.log2']],
  ])('%s', async (_, include, exclude, names) => {
    const held = await at.dumped(await at.database(sql), tables(include, exclude))
    expect(held.facts.rows).toEqual(Object.fromEntries(names.map((name) => [name, 1])))
    const { into, findings } = await at.restored(held)
    expect(findings).toEqual([])
    const only = { ...plain, only: names.map((name) => name.replace('public.', '')) }
    await postgres.restore(plainBackup(held), at.targetOf(await at.database('')), inside(at.pg), only)
    const keys = "select string_agg(conname, ' ' order by conname) from pg_constraint where contype = 'f'"
    const said = (await at.pg.sql(keys, into)).trim()
    expect(said.includes('orders_customer_fkey')).toBe(
      names.includes('public.customers') && names.includes('public.orders'),
    )
    expect(said.includes('orders_parent_fkey')).toBe(names.includes('public.orders'))
  })
})

test('reports the command to run for a subscription that blocks --overwrite, and restores it disabled', async () => {
  const name = await at.database(`create table t (i int);
    create subscription sub connection 'host=nowhere.invalid' publication p with (connect = false)`)
  const held = await at.dumped(name)
  const { into, findings } = await at.restored(held)
  expect(findings).toEqual([])
  expect((await at.pg.sql('select subenabled from pg_subscription where subname = $$sub$$', into)).trim()).toMatch(
    /^(f\s*)+$/,
  )
  const over = { ...plain, overwrite: true }
  await expect(postgres.restore(plainBackup(held), at.targetOf(into), inside(at.pg), over)).rejects.toMatchObject({
    code: 'restore-failed',
    hint: expect.stringContaining('set (slot_name = none)'),
  })
  for (const one of [name, into])
    await at.pg.sql('alter subscription sub set (slot_name = none); drop subscription sub', one)
})
