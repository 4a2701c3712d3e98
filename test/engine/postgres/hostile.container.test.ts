import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseUrl } from '../../../src/engine/postgres/connection.ts'
import { openSession } from '../../../src/engine/postgres/session.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { inside } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal

/** A function of these arguments that tells that it was called. */
const trap = (name: string, args: string, returns: string) =>
  `create function public.${name}(${args}) returns ${returns} language plpgsql as
     $$ begin raise exception 'trap % sprung as %', '${name}', current_user; end $$;`
const operator = (name: string, left: string, right: string, returns: string) => {
  const called = `trap_${Buffer.from(name + left + right).toString('hex')}`
  return `${trap(called, `${left}, ${right}`, returns)}
    create operator public.${name} (leftarg = ${left}, rightarg = ${right}, function = public.${called});`
}

// What an owner of a database, without other rights, can lay for whoever connects to it.
const traps = `
${trap('set_config', 'text, text, boolean', 'text')}
${trap('current_setting', 'text', 'text')}
${trap('row_to_json', 'record', 'json')}
${operator('||', 'name', 'text', 'text')}
${operator('!~', 'name', 'name', 'boolean')}
${operator('=', 'oid', 'regclass', 'boolean')}
${operator('=', 'oid', 'oid', 'boolean')}
${operator('=', '"char"', '"char"', 'boolean')}
${operator('~', 'name', 'text', 'boolean')}
${operator('<>', 'name', 'name', 'boolean')}
create function public.counted(bigint) returns bigint language plpgsql as
  $$ begin raise exception 'trap count sprung as %', current_user; end $$;
create aggregate public.count(*) (sfunc = public.counted, stype = bigint);
create table goods (id int);
insert into goods select generate_series(1, 7);
create view window_on_goods as select count(*) from goods;
`

describe.each([15, 17, 18])('a database of PostgreSQL %d whose owner sets traps for a superuser', (major) => {
  let pg: Postgres
  const database = 'trapped'
  beforeAll(async () => {
    pg = await startPostgres(major)
    await pg.sql('create role mallory login; create table orders (id int)')
    for (const name of [database, 'target']) {
      await pg.sql(`create database ${name} owner mallory`)
      await pg.sql(`set role mallory; ${traps}`, name)
      const settings = ['search_path = public, pg_catalog', 'client_encoding = sjis', 'quote_all_identifiers = on']
      for (const setting of settings) await pg.sql(`set role mallory; alter database ${name} set ${setting}`)
    }
  })
  afterAll(() => pg[Symbol.asyncDispose]())

  test('springs its traps on a careless superuser', async () => {
    await expect(pg.sql("select 'a'::name || 'b'", database)).rejects.toThrow(/trap .* sprung as postgres/)
  })

  test.each([
    ['all of it', {}],
    ['some tables', { tables: { include: ['goods'], exclude: ['window_*'] } }],
    ['some schemas', { schemas: { include: ['public'], exclude: ['p_*'] } }],
  ])('is inspected and dumped without springing a trap: %s', async (_, selection) => {
    const source = postgresSource(pg.urlOf(database), selection)
    await postgres.inspect(source, inside(pg), never())
    const { facts } = await hold(postgres.dump(source, inside(pg), never()))
    expect(facts.rows).toEqual({ 'public.goods': 7 })
    expect(facts.objects['table']).toEqual(['public.goods'])
  })

  test('is refused as a target without springing a trap', async () => {
    const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), never()))
    const options = { signal: never(), overwrite: false, only: [], sandboxed: false }
    const target = { kind: 'database', url: pg.urlOf('target') } as const
    await expect(postgres.restore(plainBackup(held), target, inside(pg), options)).rejects.toThrow(
      /target .* not empty/,
    )
  })

  test('runs nothing if a table becomes a view before it is counted', async () => {
    await using session = await openSession(parseUrl(pg.urlOf(database), 'x'), inside(pg), never())
    await expect(session.lines('select * from only public.window_on_goods')).rejects.toThrow(/non-system view/)
  })
})

test('is counted with names in another encoding', async () => {
  await using pg = await startPostgres(17)
  await pg.sql("create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0")
  await pg.sql("alter database latin set client_encoding = 'UTF8'", 'latin')
  await pg.sql('create table "Kött ""å"" ost" as select 1', 'latin')
  await pg.sql("alter database latin set client_encoding = 'LATIN1'", 'latin')
  const { facts } = await hold(postgres.dump(postgresSource(pg.urlOf('latin')), inside(pg), never()))
  expect(facts.rows).toEqual({ 'public."Kött ""å"" ost"': 1 })
})
