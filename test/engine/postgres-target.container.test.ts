import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RestoreOptions, Target } from '../../src/engine/engine.ts'
import { postgres } from '../../src/engine/postgres.ts'
import { compare } from '../../src/verify/verify.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { type Held, hold, restorable } from './memory.ts'
import { inside } from './postgres-fixture.ts'
import { postgresSource } from './source.ts'

/* What a proof does not meet and a person's own target does: triggers of events, few locks, a role with few rights. */

const never = (): AbortSignal => new AbortController().signal
const plain: RestoreOptions = { signal: never(), overwrite: false, only: [] }
let pg: Postgres
beforeAll(async () => {
  // Room for 10 * (20 + 3 + 2) locks.
  const few = {
    max_locks_per_transaction: '10',
    max_connections: '20',
    max_worker_processes: '2',
    max_wal_senders: '0',
  }
  pg = await startPostgres(17, { settings: few })
})
afterAll(async () => await pg[Symbol.asyncDispose]())

async function database(sql = ''): Promise<string> {
  const name = `db ${randomUUID()}`
  await pg.sql(`create database "${name}"`, 'postgres')
  if (sql !== '') await pg.sql(sql, name)
  return name
}
const targetOf = (name: string): Target => ({ kind: 'database', url: pg.urlOf(name) })
const dumped = (name: string): Promise<Held> => hold(postgres.dump(postgresSource(pg.urlOf(name)), inside(pg), never()))
async function restored(held: Held, options: Partial<RestoreOptions> = {}, target = '') {
  const into = target === '' ? await database() : target
  const findings = await postgres.restore(restorable(held), targetOf(into), inside(pg), { ...plain, ...options })
  return [...findings, ...compare(held.facts, await postgres.facts(targetOf(into), held.facts, inside(pg), never()))]
}
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

test('event triggers that forbid, log or greet are not called by the restore that brings them back', async () => {
  const name = await database(`create table t (i int); insert into t values (1);
    create materialized view m as select * from t; create table evlog (what text);
    create function logs() returns event_trigger language plpgsql as $$ begin
      if current_setting('transaction_read_only') = 'off' then insert into public.evlog values (tg_tag); end if; end $$;
    create function forbids() returns event_trigger language plpgsql as $$ begin raise 'no ddl here: %', tg_tag; end $$;
    create event trigger a_log on ddl_command_end execute function logs();
    comment on event trigger a_log is 'logs';
    create event trigger greeting on login execute function logs();
    create event trigger guard on ddl_command_start execute function forbids()`)
  const held = await dumped(name)
  expect(held.facts.objects['event trigger']).toEqual(['a_log', 'greeting', 'guard'])
  const into = await database()
  expect(await restored(held, {}, into)).toEqual([])
  // They are there, and work from now on.
  await expect(pg.sql('create table more ()', into)).rejects.toThrow(/no ddl here/)
  expect(
    (
      await pg.sql(
        "select obj_description(oid, 'pg_event_trigger') from pg_event_trigger where evtname = 'a_log'",
        into,
      )
    ).trim(),
  ).toBe('logs')
  expect((await pg.sql('select count(*) from m', into)).trim()).toBe('1')
})

test('a server with too few locks for one transaction is refused before anything is made', async () => {
  const name = await database(`do $$ begin for i in 1..100 loop
    execute format('create table t%s (id serial primary key, note text)', i); commit; end loop; end $$`)
  const held = await dumped(name)
  const into = await database()
  const error = await caught(restored(held, {}, into))
  expect(error).toMatchObject({
    code: 'target-refused',
    message: expect.stringMatching(/has room for 250 locks, .* needs at least 500; nothing was restored/),
    hint: expect.stringMatching(/max_locks_per_transaction = 64,.*--keep-going/),
  })
  expect(await restored(held, { keepGoing: true }, into)).toEqual([])
})

test('rows of an extension whose keys are circular are whole: triggers off, and no word of deleting', async () => {
  const folder = '/usr/share/postgresql/17/extension'
  const control = "comment = 'case'\\ndefault_version = '1'\\nrelocatable = false\\nschema = cx\\n"
  const sql = `create table cx.hyper (id int primary key, chunk int);
    create table cx.chunk (id int primary key, hyper int references cx.hyper);
    alter table cx.hyper add foreign key (chunk) references cx.chunk;
    select pg_catalog.pg_extension_config_dump('cx.hyper', '');
    select pg_catalog.pg_extension_config_dump('cx.chunk', '');`
  const make = `printf "${control}" > ${folder}/circles.control; printf '%s' "$SQL" > ${folder}/circles--1.sql`
  await pg.exec(['sh', '-c', make], { SQL: sql })
  const name = await database(`create schema cx; create extension circles schema cx; create table t (i int);
    insert into cx.hyper values (1, null); insert into cx.chunk values (5, 1); update cx.hyper set chunk = 5`)
  const held = await dumped(name)
  const refused = await caught(restored(held))
  expect(refused).toMatchObject({
    code: 'restore-failed',
    message: expect.stringContaining('violates foreign key'),
    hint: expect.stringMatching(/circular.*triggers off, as a superuser.*session_replication_role/),
  })
  expect(refused).not.toMatchObject({ hint: expect.stringMatching(/delete/) })
  const going = await restored(held, { keepGoing: true })
  expect(going.map(({ hint }) => hint).join()).not.toMatch(/delete/)
  // What the hint says works.
  const into = await database()
  const url = `${pg.urlOf(into)}?options=-c%20session_replication_role%3Dreplica`
  expect(await postgres.restore(restorable(held), { kind: 'database', url }, inside(pg), plain)).toEqual([])
  expect((await pg.sql('select id, chunk from cx.hyper', into)).trim()).toBe('1|5')
})

test('what a function does not find names the table and the function', async () => {
  const name = await database()
  await pg.sql(
    `create schema app; set search_path = app, public;
    create function app.clean(t text) returns text immutable strict language sql as $$ select lower(trim(t)) $$;
    create function app.slug(t text) returns text immutable strict language plpgsql as $$ begin return clean(t) || '!'; end $$;
    create table app.post (id int primary key, title text not null, slug text generated always as (app.slug(title)) stored);
    insert into app.post (id, title) values (1, ' A')`,
    name,
  )
  const refused = await caught(restored(await dumped(name)))
  expect(refused).toMatchObject({
    message: expect.stringMatching(
      /at rows of table post: function clean\(text\) does not exist in function app\.slug\(text\)/,
    ),
    hint: expect.stringContaining('alter function app.slug(text) set search_path = ...'),
  })
})

test('a role that may not read large objects is told what lets it, by a backup as by doctor', async () => {
  const name = await database('create table t (i int); select lo_create(4711)')
  await pg.sql("create role reader login password 'r' in role pg_read_all_data", 'postgres')
  const url = pg.urlOf(name).replace(/\/\/.*@/, '//reader:r@')
  const source = postgresSource(url, { globals: 'none' })
  expect(await caught(hold(postgres.dump(source, inside(pg), never())))).toMatchObject({
    message: expect.stringContaining('permission denied for large object 4711'),
    hint: expect.stringContaining('grant select on large object'),
  })
})
