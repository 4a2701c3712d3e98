import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compare } from '../../../src/verify/verify.ts'
import { docker } from '../../server/docker.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { databaseTarget, type Place, postgres, type RestoreOptions } from '../step.ts'
import { inside } from './fixture.ts'

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
const targetOf = (name: string): Place => ({ kind: 'database', url: pg.urlOf(name) })
const dumped = (name: string): Promise<MemoryDump> =>
  hold(postgres.dump(postgresSource(pg.urlOf(name)), inside(pg), never()))
async function restored(held: MemoryDump, options: Partial<RestoreOptions> = {}, target = '') {
  const into = target === '' ? await database() : target
  const findings = await postgres.restore(plainBackup(held), targetOf(into), inside(pg), { ...plain, ...options })
  return [...findings, ...compare(held.facts, await postgres.facts(targetOf(into), held.facts, inside(pg), never()))]
}
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

test('a server with too few locks for one transaction is refused before anything is created, even its database', async () => {
  const name = await database(`do $$ begin for i in 1..100 loop
    execute format('create table t%s (id serial primary key, note text)', i); commit; end loop; end $$`)
  const held = await dumped(name)
  const into = await database()
  const refused = {
    code: 'target-refused',
    message: expect.stringMatching(/has room for 250 locks, .* needs at least 500; nothing was restored/),
    hint: expect.stringMatching(/max_locks_per_transaction = 64,.*--keep-going/),
  }
  expect(await caught(restored(held, {}, into))).toMatchObject(refused)
  expect(await caught(restored(held, { create: true }, 'not made'))).toMatchObject(refused)
  expect(await has('not made')).toBe(false)
  // Of some tables as of all.
  expect(await caught(restored(held, { only: ['t?', 't??'] }, into))).toMatchObject({
    ...refused,
    message: expect.stringMatching(/has room for 250 locks, .* needs at least 495; nothing was restored/),
    hint: expect.stringContaining('name fewer tables at a time'),
  })
  expect(await onlySome(held, into, ['t1', 't2?'])).toEqual([])
  expect(await restored(held, { keepGoing: true })).toEqual([])
})

const has = async (name: string) =>
  (await pg.sql(`select count(*) from pg_database where datname = '${name}'`, 'postgres')).trim() === '1'
const onlySome = (held: MemoryDump, name: string, only: readonly string[]) =>
  postgres.restore(plainBackup(held), targetOf(name), inside(pg), { ...plain, only })

test('a database that --create made stays if the restore fails, and the failure reports it with what to do', async () => {
  const held = await dumped(
    await database(`create table parent (i int primary key); create table child (p int references parent);
      set session_replication_role = replica; insert into child values (1)`),
  )
  expect(await caught(restored(held, { create: true, only: ['nothing'] }, 'for nothing'))).toMatchObject({
    code: 'usage',
  })
  expect(await has('for nothing')).toBe(false)
  expect(await caught(restored(held, { create: true }, 'for it'))).toMatchObject({
    code: 'restore-failed',
    message: expect.stringMatching(
      /violates foreign key .*; the database for it was created; {2}nothing was restored: for it at /,
    ),
    hint: expect.stringMatching(/--keep-going .* Run it again, .* or drop it: dropdb for it\.$/),
  })
  expect(await has('for it')).toBe(true)
  // What was there before is not said to have been made.
  const again = await caught(restored(held, { create: true }, 'for it'))
  expect(again).toMatchObject({ message: expect.stringMatching(/; nothing was restored$/) })
})

test('a restore to several servers fills only the one that accepts writes', async () => {
  const held = await dumped(await database('create table t as select 1 as i'))
  await using standby = await startPostgres(17)
  const into = await database()
  await standby.sql(`create database "${into}"`, 'postgres')
  await standby.sql('alter system set default_transaction_read_only = on', 'postgres')
  await standby.sql('select pg_reload_conf()', 'postgres')
  const of = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'
  const address = (await docker(['inspect', '-f', of, standby.id])).trim()
  const name = encodeURIComponent(into)
  const [, user = ''] = /\/\/(.*)@/.exec(pg.urlOf(into)) ?? []
  const servers = `127.0.0.1:1,${address}:5432,127.0.0.1:${pg.port}`
  const target = { kind: 'database', url: `postgres://${user}@${servers}/${name}` } as const
  const named = databaseTarget(target.url, inside(pg), never())
  expect(named).toMatchObject({ name: into, where: `postgres://${servers}/${name}` })
  expect(await postgres.restore(plainBackup(held), target, inside(pg), plain)).toEqual([])
  expect(compare(held.facts, await postgres.facts(target, held.facts, inside(pg), never()))).toEqual([])
  expect((await pg.sql('select i from t', into)).trim()).toBe('1')
  expect((await standby.sql("select count(*) from pg_class where relname = 't'", into)).trim()).toBe('0')
})

test('rows of an extension with circular keys are whole: triggers are off, and no message mentions deletion', async () => {
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
    hint: expect.stringMatching(/circular.*as a superuser with triggers off.*session_replication_role/),
  })
  expect(refused).not.toMatchObject({ hint: expect.stringMatching(/delete/) })
  const going = await restored(held, { keepGoing: true })
  expect(going.map(({ hint }) => hint).join()).not.toMatch(/delete/)
  // What the hint says works.
  const into = await database()
  const url = `${pg.urlOf(into)}?options=-c%20session_replication_role%3Dreplica`
  expect(await postgres.restore(plainBackup(held), { kind: 'database', url }, inside(pg), plain)).toEqual([])
  expect((await pg.sql('select id, chunk from cx.hyper', into)).trim()).toBe('1|5')
})

test('an object that a function cannot find is reported with the table and the function', async () => {
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

test('a role that cannot read large objects is told which right it needs, by a backup and by doctor', async () => {
  const name = await database('create table t (i int); select lo_create(4711)')
  await pg.sql("create role reader login password 'r' in role pg_read_all_data", 'postgres')
  const url = pg.urlOf(name).replace(/\/\/.*@/, '//reader:r@')
  const source = postgresSource(url, { globals: 'none' })
  expect(await caught(hold(postgres.dump(source, inside(pg), never())))).toMatchObject({
    message: expect.stringContaining('permission denied for large object 4711'),
    hint: expect.stringContaining('grant select on large object'),
  })
})
