import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Facts, Finding, Target } from '../../../src/engine/engine.ts'
import type { PostgresSource } from '../../../src/policy/policy.ts'
import { sweepContainers } from '../../../src/runtime/runtime.ts'
import { compare } from '../../../src/verify/verify.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { cutAt, hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { databaseTarget, type Place, postgres, type RestoreOptions, throwAway } from '../step.ts'
import { env, inside } from './fixture.ts'

/* What a database has beside tables with rows, and what a restore must not lose in silence. */

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

/** A new database of the server with this in it. */
async function database(sql: string, options = ''): Promise<string> {
  const name = `db ${randomUUID()}`
  await pg.sql(`create database "${name}" ${options}`, 'postgres')
  if (sql !== '') await pg.sql(sql, name)
  return name
}

const dumped = (name: string, more: Partial<PostgresSource> = {}) =>
  postgres.dump(postgresSource(pg.urlOf(name), more), inside(pg), never())

interface Proven {
  readonly findings: readonly Finding[]
  readonly differences: readonly Finding[]
  readonly facts: Facts
  readonly said: string
}

/** Restores into a throw-away server, compares, and asks one thing. */
async function proven(held: MemoryDump, sql = 'select 1', only: readonly string[] = []): Promise<Proven> {
  await using target = await throwAway(held.facts, label)
  const { findings } = await target.restore(plainBackup(held), { overwrite: false, only })
  const facts = await target.facts(held.facts)
  return { findings, differences: compare(held.facts, facts), facts, said: await ask(sql, target) }
}

/** The value of a query, by the message of an assertion that cannot hold. */
async function ask(sql: string, target: Pick<Target, 'check'>): Promise<string> {
  const expectation = { equals: 'what nothing says' }
  const finding = await target.check({ kind: 'sql', name: 'a', ask: sql, expect: expectation })
  return /it returned (.*), not what nothing says$/s.exec(finding?.message ?? '')?.[1] ?? `${finding?.message}`
}

const fine = { findings: [], differences: [] }
const plain: RestoreOptions = { signal: never(), overwrite: false, only: [] }
const asked = (name: string) => databaseTarget(pg.urlOf(name), inside(pg), never())
const targetOf = (name: string): Place => ({ kind: 'database', url: pg.urlOf(name) })

describe('a proof', () => {
  test('finds every object of a database with one of each kind', async () => {
    await pg.sql('create role low; create role reader', 'postgres')
    const name = await database(`
      create extension postgres_fdw; create server other foreign data wrapper postgres_fdw options (host 'nowhere.invalid');
      create user mapping for low server other options (user 'u', password 'p');
      create foreign table far (i int) server other;
      create unlogged table u (i int); insert into u values (1);
      create table g (a int, b int generated always as (a * 2) stored); insert into g (a) values (1);
      create table h () inherits (g); insert into h (a) values (3);
      alter default privileges for role low grant select on tables to reader;
      create policy po on g for select to reader using (true);
      create publication pub for all tables;
      create subscription sub connection 'host=nowhere.invalid' publication pub with (connect = false);
      create function ev() returns event_trigger language plpgsql as 'begin end';
      create event trigger et on ddl_command_end execute function ev();
      create collation nd (provider = icu, locale = 'und', deterministic = false); create table co (t text collate nd unique);
      create statistics st on a, b from g; create aggregate agg (int) (sfunc = int4pl, stype = int);
      create text search configuration ts (copy = english); create rule r as on insert to u do also nothing;
      create type ra as range (subtype = float8); create domain d as int constraint pos check (value > 0);
      create access method heap2 type table handler heap_tableam_handler; create table am (i int) using heap2;
      create table "--help" (i int); create table "a
b""\\c" (i int); insert into "a
b""\\c" values (1)`)
    for (const globals of ['without-passwords', 'none'] as const) {
      const held = await hold(dumped(name, { globals }))
      expect(held.facts.rows).toEqual({
        ...{ 'public.am': 0, 'public.co': 0, 'public.g': 1, 'public.h': 1, 'public.u': 1 },
        ...{ 'public."--help"': 0, 'public."a\nb""\\c"': 1 },
      })
      expect(await proven(held, "select string_agg(polname, ',') from pg_policy")).toMatchObject({
        ...fine,
        said: 'po',
      })
    }
  })

  test('does not need the tablespaces of the source', async () => {
    await pg.exec(['sh', '-c', 'mkdir -p /tmp/fast && chown postgres /tmp/fast'])
    await pg.sql("create tablespace fast location '/tmp/fast'", 'postgres')
    await pg.sql('grant create on tablespace fast to public; alter tablespace fast set (seq_page_cost = 2)', 'postgres')
    const name = await database('create table t (i int primary key using index tablespace fast) tablespace fast')
    const held = await hold(dumped(name))
    expect(await proven(held)).toMatchObject(fine)
    await pg.sql(`drop database "${name}"`, 'postgres')
    await pg.sql('drop tablespace fast', 'postgres')
    expect(await postgres.restore(plainBackup(held), targetOf(await database('')), inside(pg), plain)).toMatchObject([
      { level: 'note', message: "everything is in the target's default tablespace: it lacks fast" },
    ])
  })

  test('passes if a foreign key refers to a table whose partitions come and go', async () => {
    const name = await database(`
      create table p (id int primary key) partition by range (id);
      create table p1 partition of p for values from (0) to (10);
      create table p2 partition of p for values from (10) to (20);
      create table x (p int references p); alter table p detach partition p1; drop table p1;
      insert into p values (11); insert into x values (11)`)
    const held = await hold(dumped(name))
    expect(held.facts.objects['constraint']).toEqual([
      'p2_pkey on public.p2',
      'p_pkey on public.p',
      'x_p_fkey on public.x',
    ])
    expect(await proven(held)).toMatchObject(fine)
  })

  test('passes if the bounds of partitions are in code point order', async () => {
    const sql = `create table p (t text) partition by range (t);
      create table p1 partition of p for values from ('A') to ('Z');
      create table p2 partition of p for values from ('Z') to ('a'); insert into p values ('B'), ('_')`
    for (const options of ["locale_provider builtin builtin_locale 'C.UTF-8'", "locale 'C.UTF-8'"]) {
      expect(await proven(await hold(dumped(await database(sql, `${options} template template0`))))).toMatchObject(fine)
    }
  })
})

describe('a selection', () => {
  const sql = `create schema shop; create table shop.p (id int, t text) partition by range (id);
    create table shop.p1 partition of shop.p for values from (0) to (10);
    create table shop.p2 partition of shop.p for values from (10) to (20) partition by range (id);
    create table shop."P ""3" partition of shop.p2 for values from (10) to (15);
    create table shop.p4 partition of shop.p2 for values from (15) to (20);
    create table other (i int); insert into shop.p select i, 'x' from generate_series(0, 19) i`

  test('keeps the partitions of a partitioned table, except for excluded ones', async () => {
    const name = await database(sql)
    const whole = await hold(dumped(name, { tables: { include: ['shop.p'], exclude: [] } }))
    expect(whole.facts.rows).toEqual({ 'shop.p1': 10, 'shop."P ""3"': 5, 'shop.p4': 5 })
    expect(await proven(whole)).toMatchObject(fine)
    const less = await hold(dumped(name, { tables: { include: ['shop.p'], exclude: ['*.p2'] } }))
    expect(less.facts.rows).toEqual({ 'shop.p1': 10 })
  })

  test('restores tables into an empty database, which is left empty if the restore fails', async () => {
    const held = await hold(dumped(await database(sql), { tables: { include: ['shop.p'], exclude: [] } }))
    const into = await database('')
    const schemas = "select count(*) from pg_namespace where nspname = 'shop'"
    await expect(postgres.restore(plainBackup(held, cutAt(0.9)), targetOf(into), inside(pg), plain)).rejects.toThrow()
    expect((await pg.sql(schemas, into)).trim()).toBe('0')
    await postgres.restore(plainBackup(held), targetOf(into), inside(pg), plain)
    expect(compare(held.facts, await postgres.facts(targetOf(into), held.facts, inside(pg), never()))).toEqual([])
  })

  test.each([
    ['a database without anything in it', '', {}],
    [
      'a schema without anything in it',
      'create schema bare; create table t (i int)',
      { include: ['bare'], exclude: [] },
    ],
    ['nothing that is left', 'create table t (i int)', { include: [], exclude: ['public'] }],
  ])('is not backed up with %s', async (_, sql, schemas) => {
    const name = await database(sql)
    const more = 'include' in schemas ? { schemas } : {}
    await expect(hold(dumped(name, more))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('contains nothing to back up'),
    })
  })

  test('restores identity columns whole', async () => {
    const name = await database(`create table c (id int generated always as identity (start 7) primary key, n text);
      insert into c (n) select 'x' from generate_series(1, 5)`)
    const held = await hold(dumped(name))
    const { said } = await proven(
      held,
      "select is_identity || (select last_value from c_id_seq) from information_schema.columns where column_name = 'id'",
      ['c'],
    )
    expect(said).toBe('YES11')
  })
})

describe('settings outside the database', () => {
  test('come back in a sandbox and in a target of another name', async () => {
    await pg.sql('create role "App Role"', 'postgres')
    const name = await database('create schema app; create table app.t (i int)')
    for (const set of [
      `database "${name}" set search_path = app, "$user", public`,
      `database "${name}" set "app.tenant" = 'it''s a | secret\\'`,
      `database "${name}" set work_mem = '65536'`,
      `role "App Role" in database "${name}" set statement_timeout = '7s'`,
    ]) {
      await pg.sql(`alter ${set}`, 'postgres')
    }
    const held = await hold(dumped(name))
    const settings =
      "select string_agg(array_to_string(setconfig, ';'), ';' order by setrole) from pg_db_role_setting where setdatabase > 0"
    const all = 'search_path=app, "$user", public;app.tenant=it\'s a | secret\\;work_mem=65536;statement_timeout=7s'
    expect(await proven(held, settings)).toMatchObject({ ...fine, said: all })

    const into = await database('')
    expect(await postgres.restore(plainBackup(held), targetOf(into), inside(pg), plain)).toEqual([])
    const here = settings.replace(
      'setdatabase > 0',
      'setdatabase = (select oid from pg_database where datname = current_database())',
    )
    expect(await ask(here, asked(into))).toBe(all)
    expect(await ask('show search_path', asked(into))).toBe('app, "$user", public')
  })

  test('are reported by name alone if they could lock everyone out', async () => {
    const name = await database('create table t (i int)')
    await pg.sql(`alter database "${name}" set session_preload_libraries = 'auto_explain'`, 'postgres')
    const held = await hold(dumped(name))
    const findings = await postgres.restore(plainBackup(held), targetOf(await database('')), inside(pg), plain)
    expect(findings).toMatchObject([
      {
        level: 'warning',
        blame: 'env',
        message: "the database's parameter session_preload_libraries was not restored",
      },
    ])
    expect(JSON.stringify(findings)).not.toContain('auto_explain')
  })

  test('a warning of a program is a finding', async () => {
    const name = await database('create table t (i int)')
    await pg.sql(`update pg_database set datcollversion = '0' where datname = '${name}'`, 'postgres')
    const dump = dumped(name)
    await hold(dump)
    expect(dump.result().findings).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/collation version mismatch/) },
    ])
  })

  test.each([
    ['a large object', "select lo_from_bytea(4711, 'x')", 'large object 4711'],
    ['a type', "create type mood as enum ('good')", 'public.mood'],
  ])('a target with %s is not empty', async (_, sql, what) => {
    const held = await hold(dumped(await database('create table t (i int)')))
    const into = await database(sql)
    await expect(postgres.restore(plainBackup(held), targetOf(into), inside(pg), plain)).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining(`is not empty: it has ${what}`),
    })
  })
})
