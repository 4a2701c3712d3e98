import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { PostgresSource } from '../../../src/policy/policy.ts'
import { dockerExec, hostRuntime, type Runtime } from '../../../src/runtime/runtime.ts'
import { docker } from '../../server/docker.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import type { Fixture, Writer } from '../contract.ts'
import { postgresSource } from '../source.ts'
import { databaseTarget } from '../step.ts'

export const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }

export function inside(pg: Postgres): Runtime {
  return dockerExec({
    name: 'postgres',
    service: { id: pg.id, ports: { '5432/tcp': String(pg.port) } },
    baseEnv: env,
  })
}

export const host = hostRuntime({ env })

/** One of each thing that a database has, with names that need quotes. */
export const seed = `
create role shop_owner; create role shop_reader; grant shop_reader to shop_owner;
create schema shop authorization shop_owner;
create extension pg_trgm;
create type shop.mood as enum ('good', 'bad');
create domain shop.positive as int check (value > 0);
create table shop.customers (id int generated always as identity primary key, name text not null, mood shop.mood,
  upper_name text generated always as (upper(name)) stored);
create table shop.orders (id serial primary key, customer int references shop.customers, amount shop.positive,
  note text, at timestamptz default now());
create table shop."Odd ""Name" ("select" int unique, value jsonb);
create table events (at date not null, payload text) partition by range (at);
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
create index customers_name on shop.customers using gin (name gin_trgm_ops);
create view shop.big as select * from shop.orders where amount > 500;
create materialized view shop.totals as select customer, sum(amount) from shop.orders group by 1;
create function shop.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create function shop.total(c int) returns bigint language sql as 'select sum(amount) from shop.orders where customer = c';
create procedure shop.nothing() language sql as '';
create trigger touch before update on shop.orders for each row execute function shop.touch();
create sequence shop.numbers start 7;
create policy own on shop.orders for select to shop_reader using (true);
alter table shop.orders enable row level security;
grant select on shop.orders to shop_reader;
alter table shop.customers owner to shop_owner;
insert into shop.customers (name, mood) select 'customer ' || i, 'good' from generate_series(1, 500) i;
insert into shop.orders (customer, amount, note)
  select 1 + i % 500, 1 + i % 1000, repeat(md5(i::text), 4) from generate_series(1, 40000) i;
insert into shop."Odd ""Name" values (1, '{"a": [1, 2]}'), (2, null);
insert into events select date '2025-06-01' + i, 'x' from generate_series(1, 400) i;
select lo_from_bytea(0, decode(repeat('ab', 300000), 'hex'));
refresh materialized view shop.totals;
`

export const seeded = {
  rows: {
    'shop.customers': 500,
    'shop.orders': 40_000,
    'shop."Odd ""Name"': 2,
    'public.events_2025': 213,
    'public.events_2026': 187,
    'large objects': 1,
  },
  objects: {
    extension: ['pg_trgm', 'plpgsql'],
    view: ['shop.big'],
    'materialized view': ['shop.totals'],
    'partitioned table': ['public.events'],
    routine: ['shop.nothing()', 'shop.total(c integer)', 'shop.touch()'],
    sequence: ['shop.customers_id_seq', 'shop.numbers', 'shop.orders_id_seq'],
    trigger: ['touch on shop.orders'],
    type: ['shop.mood', 'shop.positive'],
    policy: ['own on shop.orders'],
    role: ['shop_owner', 'shop_reader'],
    schema: ['public', 'shop'],
  },
}

/** Two transactions at a time, as fast as the server takes them, each into two tables. */
async function writeInto(pg: Postgres): Promise<Writer> {
  const loop = `
    do $$ declare stop timestamptz := clock_timestamp() + interval '240 s'; begin
      while clock_timestamp() < stop and not exists (select from pg_class where relname = 'stop_writing') loop
        insert into shop.customers (name) values ('new');
        insert into shop.orders (customer, amount) values (1, 1);
        update shop.orders set note = 'changed' where id = 1 + (random() * 100)::int;
        commit;
      end loop; end $$`
  const writers = Promise.all([pg.sql(loop), pg.sql(loop)])
  // Where the test fails first, the server goes away under them.
  writers.catch(() => {})
  const writes = async () => Number(await pg.sql("select count(*) from shop.customers where name = 'new'"))
  await expect.poll(writes, { timeout: 60_000 }).toBeGreaterThan(0)
  return {
    writes,
    async stop() {
      await pg.sql('create table stop_writing ()')
      await writers
      await pg.sql('drop table stop_writing')
    },
  }
}

/** All but the server's own and the one that asks. */
const sessions = `select coalesce(usename, '') || ' ' || application_name from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()
  union all select 'slot ' || slot_name from pg_replication_slots order by 1`

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

export async function startFixture(
  major: number,
  more: Partial<PostgresSource> = {},
): Promise<Fixture & { pg: Postgres }> {
  const pg = await startPostgres(major)
  await pg.sql(seed)
  await pg.sql('create role weak login; grant usage on schema shop to weak; grant select on shop.customers to weak')
  const address = (
    await docker(['inspect', '-f', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', pg.id])
  ).trim()
  const secret = `wrong/${randomUUID()}`
  const tools = { kind: 'service', service: 'postgres' } as const
  const services = { postgres: { id: pg.id, ports: { '5432/tcp': String(pg.port) } } }
  const bench = {
    services,
    baseEnv: env,
    label: `test-${randomUUID()}`,
    cwd: '/',
    temporaryDirectory: '/tmp',
    now: () => new Date(),
  }
  return {
    pg,
    source: postgresSource(pg.url, { tools, ...more }),
    bench,
    seeded: { ...seeded, objects: { ...seeded.objects, role: ['shop_owner', 'shop_reader', 'weak'] } },
    contents: ['TABLE DATA shop orders', 'VIEW shop big', 'FUNCTION shop total(integer)', 'TRIGGER shop orders touch'],
    write: () => writeInto(pg),
    target: async () => {
      const name = `target ${randomUUID()}`
      await pg.sql(`create database "${name}"`, 'postgres')
      return databaseTarget(pg.urlOf(name), inside(pg), new AbortController().signal)
    },
    isEmpty: async ({ name }) => {
      const count =
        "select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname !~ '^pg_|^info'"
      return Number(await pg.sql(count, name)) === 0
    },
    locked: {
      // By the container's own address: the image trusts its loopback.
      source: postgresSource(`postgres://postgres:${encodeURIComponent(secret)}@${address}:5432/shop`, {
        tools,
        ...more,
      }),
      secret,
      place: 'docker exec postgres',
    },
    // The image trusts its own loopback, so the role needs no password.
    powerless: {
      source: postgresSource(pg.url.replace(/\/\/.*@/, '//weak@'), { tools, ...more }),
      lacking: /grant pg_read_all_data to weak/,
    },
    traces: async () => lines(await pg.sql(sessions, 'postgres')),
    self: pg.url.replace('127.0.0.1', 'localhost'),
    some: 'shop.customers',
    async [Symbol.asyncDispose]() {
      // As a crash of its own it takes a child that a signal ends, also one that a program of ours left to it.
      const log = await pg.logs()
      await pg[Symbol.asyncDispose]()
      expect(log).not.toMatch(/terminated by signal|all server processes terminated/)
    },
  }
}
