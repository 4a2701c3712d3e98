import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { inside } from './fixture.ts'

/* What the programs and the server say of a source, and what becomes of it. */

const never = (): AbortSignal => new AbortController().signal
let pg: Postgres
beforeAll(async () => {
  pg = await startPostgres(17)
})
afterAll(async () => await pg[Symbol.asyncDispose]())

const circular = `create table cx.hyper (id int primary key, chunk int);
create table cx.chunk (id int primary key, hyper int references cx.hyper);
alter table cx.hyper add foreign key (chunk) references cx.chunk;
select pg_catalog.pg_extension_config_dump('cx.hyper', '');
select pg_catalog.pg_extension_config_dump('cx.chunk', '');`

test('a warning keeps its names and advice, even if the password is a word of it', async () => {
  const folder = '/usr/share/postgresql/17/extension'
  const control = "comment = 'case'\\ndefault_version = '1'\\nrelocatable = false\\nschema = cx\\n"
  const make = `printf "${control}" > ${folder}/circles.control; printf '%s' "$SQL" > ${folder}/circles--1.sql`
  await pg.exec(['sh', '-c', make], { SQL: circular })
  await pg.sql('create database circles; ', 'postgres')
  await pg.sql('create schema cx; create extension circles schema cx; create table t (i int)', 'circles')
  await pg.sql("create role pg superuser login password 'pg'", 'postgres')
  const url = pg.urlOf('circles').replace(/\/\/.*@/, '//pg:pg@')
  const dump = postgres.dump(postgresSource(url), inside(pg), never())
  await hold(dump)
  const [said, ...more] = dump.result().findings.map(({ message }) => message)
  expect(more).toEqual([])
  expect(said).toMatch(
    /^pg_dump: warning: there are circular foreign-key constraints among these tables: .*hyper.*--disable-triggers/,
  )
})

test('a selection that leaves out every table is not backed up, even if a publication remains', async () => {
  await pg.sql('create database emptied', 'postgres')
  await pg.sql('create table t (i int); create publication pub for all tables', 'emptied')
  const more = { schemas: { include: [], exclude: ['public'] } }
  const dump = postgres.dump(postgresSource(pg.urlOf('emptied'), more), inside(pg), never())
  await expect(hold(dump)).rejects.toMatchObject({ code: 'source-failed', hint: expect.stringContaining('select') })
})
