import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/engine/engine.ts'
import type { PostgresSource } from '../../../src/policy/policy.ts'
import { compare } from '../../../src/verify/verify.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { type Place, postgres, type RestoreOptions } from '../step.ts'
import { inside } from './fixture.ts'

/* What a restore of some tables may touch: those, and nothing else that is there. */

const never = (): AbortSignal => new AbortController().signal
let pg: Postgres
beforeAll(async () => {
  pg = await startPostgres(17)
})
afterAll(async () => await pg[Symbol.asyncDispose]())

async function database(sql = ''): Promise<string> {
  const name = `db ${randomUUID()}`
  await pg.sql(`create database "${name}"`, 'postgres')
  if (sql !== '') await pg.sql(sql, name)
  return name
}

const targetOf = (name: string): Place => ({ kind: 'database', url: pg.urlOf(name) })
const dumped = (name: string, more: Partial<PostgresSource> = {}): Promise<MemoryDump> =>
  hold(postgres.dump(postgresSource(pg.urlOf(name), more), inside(pg), never()))

function restored(held: MemoryDump, into: string, more: Partial<RestoreOptions> = {}): Promise<readonly Finding[]> {
  const options = { signal: never(), overwrite: false, only: [], ...more }
  return postgres.restore(plainBackup(held), targetOf(into), inside(pg), options)
}

/** A database with this in it, its dump, and a whole restore of that. */
async function twice(sql: string, more: Partial<PostgresSource> = {}): Promise<{ held: MemoryDump; into: string }> {
  const held = await dumped(await database(sql), more)
  const into = await database()
  await restored(held, into)
  return { held, into }
}

const ask = async (sql: string, name: string): Promise<string> => (await pg.sql(sql, name)).trim()
const over = (...only: string[]) => ({ overwrite: true, only })

const serial = `create table log (id serial primary key, msg text);
  create table log_2025 (like log including all);
  insert into log (msg) select 'm' || g from generate_series(1, 100) g;
  insert into log_2025 (msg) select 'm' || g from generate_series(1, 50) g`
const grouped = `create table account (id int primary key, name text, vip boolean);
  create table invoice (id int primary key, account_id int, amount numeric);
  insert into account select g, 'n' || g, g % 2 = 0 from generate_series(1, 10) g;
  insert into invoice select g, g % 10 + 1, g from generate_series(1, 100) g;
  create view per_account as select a.*, sum(i.amount) total from account a
    left join invoice i on i.account_id = a.id group by a.id`
const shared = `create type st as enum ('a', 'b');
  create table customer (id int primary key, s st);
  create table ord (id int primary key, c int references customer, s st default 'a');
  insert into customer values (1, 'a'), (2, 'b'); insert into ord values (1, 1, 'b')`
const partitioned = `create table ev (id int, at date, t text, primary key (id, at)) partition by range (at);
  create table ev_25 partition of ev for values from ('2025-01-01') to ('2026-01-01');
  create table ev_26 partition of ev for values from ('2026-01-01') to ('2027-01-01');
  create index ev_t on ev (t); create table other (id int primary key);
  insert into ev select g, date '2025-06-01' + g, 'x' from generate_series(1, 400) g;
  insert into other values (1)`

describe('--overwrite with --only', () => {
  test.each([{}, { jobs: 2 }])(
    'leaves a table alone if it owns the sequence that the named one uses (%j)',
    async (more) => {
      const { held, into } = await twice(serial, more)
      await pg.sql('delete from log_2025 where id > 120; insert into log (msg) values ($$since$$)', into)
      expect(await restored(held, into, over('public.log_2025'))).toEqual([])
      expect(await ask('select count(*) from log', into)).toBe('101')
      expect(await ask('select count(*) from log_2025', into)).toBe('50')
      // Its numbers go on where they were.
      expect(await ask('insert into log_2025 (msg) values ($$x$$) returning id', into)).toBe('152')
    },
  )

  test('refuses if an unnamed table uses the sequence of the named one, and lists it', async () => {
    const { held, into } = await twice(serial)
    await pg.sql('insert into log (msg) values ($$since$$)', into)
    await expect(restored(held, into, over('log'))).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('default value for column id of table public.log_2025'),
      hint: expect.stringContaining('--only'),
    })
    expect(await ask('select (select count(*) from log) || $$ $$ || (select count(*) from log_2025)', into)).toBe(
      '101 50',
    )
  })

  test('refuses a table under a grouped view, and replaces both if both are named', async () => {
    const { held, into } = await twice(grouped)
    await pg.sql('insert into invoice values (101, 1, 1); delete from account where id = 3', into)
    await expect(restored(held, into, over('public.account'))).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('view public.per_account'),
    })
    expect(await restored(held, into, over('account', 'per_account'))).toEqual([])
    expect(await ask('select count(*) from invoice', into)).toBe('101')
    expect(await ask('select count(*) from account', into)).toBe('10')
    expect(await ask('select sum(total) from per_account', into)).toBe('5051')
  })

  test('leaves the types that tables share', async () => {
    const { held, into } = await twice(shared)
    await pg.sql('delete from ord; insert into customer values (3, $$a$$)', into)
    expect(await restored(held, into, over('ord'))).toEqual([])
    expect(await ask('select id || s::text from ord', into)).toBe('1b')
    expect(await ask('select count(*) from customer', into)).toBe('3')
    expect(await ask("select conname from pg_constraint where contype = 'f'", into)).toBe('ord_c_fkey')
    await expect(restored(held, into, over('customer'))).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('constraint ord_c_fkey on table public.ord'),
    })
    expect(await restored(held, into, over('customer', 'ord'))).toEqual([])
    expect(await ask('select count(*) from customer', into)).toBe('2')
  })

  test('replaces a partitioned table with its partitions, and a partition in place', async () => {
    const { held, into } = await twice(partitioned)
    await pg.sql('delete from ev where id < 300; insert into other values (2)', into)
    expect(await restored(held, into, over('ev'))).toEqual([])
    expect(await ask('select count(*) from ev', into)).toBe('400')
    await pg.sql("delete from ev; insert into ev values (1, '2026-05-05', 'mine')", into)
    expect(await restored(held, into, over('ev_25'))).toEqual([])
    expect(await ask("select count(*) filter (where t = 'mine') || ' ' || count(*) from ev", into)).toBe('1 214')
    expect(await ask('select count(*) from other', into)).toBe('2')
    expect(
      await ask("select count(*) from pg_inherits where inhparent::regclass in ('ev', 'ev_pkey', 'ev_t')", into),
    ).toBe('6')
  })

  test('leaves a policy that reads the named table, and the table of that policy', async () => {
    const { held, into } = await twice(`create table a (i int); create table b (i int); insert into a values (1);
      insert into b values (1); create policy p on a using (exists (select from b))`)
    await expect(restored(held, into, over('b'))).rejects.toMatchObject({
      message: expect.stringContaining('policy p on table public.a'),
    })
    expect(await restored(held, into, over('a'))).toEqual([])
    expect(await ask('select (select count(*) from a) + (select count(*) from b)', into)).toBe('2')
  })

  test('leaves a named table in its publications', async () => {
    const { held, into } = await twice(`create table a (i int); create table b (i int); insert into a values (1);
      create publication pub for table a, b`)
    expect(await restored(held, into, over('a'))).toEqual([])
    expect(await ask("select string_agg(tablename, ',' order by tablename) from pg_publication_tables", into)).toBe(
      'a,b',
    )
  })
})

test('replaces partitioned tables with primary keys when it overwrites everything', async () => {
  for (const more of [{}, { jobs: 2 }]) {
    const { held, into } = await twice(partitioned, more)
    await pg.sql('delete from ev', into)
    expect(await restored(held, into, { overwrite: true })).toEqual([])
    expect(compare(held.facts, await postgres.facts(targetOf(into), held.facts, inside(pg), never()))).toEqual([])
  }
})

describe('--only into an empty database', () => {
  test('creates no table that was not named', async () => {
    const held = await dumped(await database(serial))
    const into = await database()
    expect(await restored(held, into, { only: ['log_2025'] })).toMatchObject([
      { level: 'note', message: expect.stringMatching(/created although not named.*: sequence public\.log_id_seq$/) },
    ])
    expect(
      await ask(
        "select string_agg(relname, ',') from pg_class where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace",
        into,
      ),
    ).toBe('log_2025')
    expect(await ask('insert into log_2025 (msg) values ($$x$$) returning id', into)).toBe('151')
  })

  test('names the tables that it has to create, and the foreign keys that it cannot create', async () => {
    const held = await dumped(await database(`${grouped}; create table line (i int references invoice)`))
    expect(await restored(held, await database(), { only: ['per_account'] })).toMatchObject([
      {
        message: expect.stringMatching(
          /table public\.account \(without rows\) and table public\.invoice \(without rows\)/,
        ),
      },
    ])
    expect(await restored(held, await database(), { only: ['line'] })).toMatchObject([
      { message: expect.stringMatching(/foreign keys were left out.*: line line_i_fkey$/) },
    ])
  })
})
