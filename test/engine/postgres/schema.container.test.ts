import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { condemns } from '../../../src/catalog/catalog.ts'
import { engineOf, type Finding } from '../../../src/engine/engine.ts'
import { sweepContainers } from '../../../src/runtime/runtime.ts'
import { testRestore } from '../../../src/verify/verify.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { bench, type Place, postgres, type RestoreOptions } from '../step.ts'
import { env, inside } from './fixture.ts'

/* Databases that hold what an empty one does not take: whole backups of them, whose restore needs help. */

const never = (): AbortSignal => new AbortController().signal
const label = `test-${randomUUID()}`
let pg: Postgres
beforeAll(async () => {
  // The last version that lets an index call what its own search_path finds.
  pg = await startPostgres(15)
})
afterAll(async () => {
  await pg[Symbol.asyncDispose]()
  expect(await sweepContainers(label, env, never())).toEqual([])
})

async function database(sql = ''): Promise<string> {
  const name = `db ${randomUUID()}`
  await pg.sql(`create database "${name}"`, 'postgres')
  for (const part of sql.split('---').filter((one) => one.trim() !== '')) await pg.sql(part, name)
  return name
}

const targetOf = (name: string): Place => ({ kind: 'database', url: pg.urlOf(name) })
const plain: RestoreOptions = { signal: never(), overwrite: false, only: [] }

async function dumped(name: string): Promise<{ held: MemoryDump; warnings: readonly Finding[] }> {
  const dump = postgres.dump(postgresSource(pg.urlOf(name)), inside(pg), never())
  return { held: await hold(dump), warnings: dump.result().findings }
}

/** The proof of a backup, as verify makes it. */
async function proven(held: MemoryDump) {
  const opened = { ...plainBackup(held), whole: new Set<string>(), readBytes: () => 0, sealedBytes: 0 }
  const result = await testRestore(opened, await engineOf('postgres'), [], {
    image: undefined,
    bench: { ...bench, baseEnv: env, label },
    id: 'shop-1',
    monotonicMs: () => performance.now(),
    progress: () => ({ [Symbol.dispose]: () => undefined }),
    signal: never(),
  })
  const failures = result.findings.filter(({ level }) => level === 'failure')
  const proof = { outcome: 'failed', findings: result.findings } as unknown as Parameters<typeof condemns>[0]
  return { failures, condemns: condemns(proof) }
}

const bySearchPath = `create schema geo; --- set search_path = geo, public;
  create function geo.half(x double precision) returns double precision immutable strict language sql as $$ select x / 2 $$;
  create function geo.mid(x double precision) returns double precision immutable strict language sql as $$ select half(x) + 1 $$;
  create table public.places (id int primary key, name text, lat double precision not null);
  create table public.empty (); insert into public.empty default values;
  create index places_mid on public.places (mid(lat));
  insert into public.places select g, E'a\\nb', g * 1.5 from generate_series(1, 500) g`
const generated = `create schema app; --- set search_path = app, public;
  create function app.slug(t text) returns text immutable strict language plpgsql as $$ begin return clean(t) || '!'; end $$;
  create function app.clean(t text) returns text immutable strict language sql as $$ select lower(trim(t)) $$;
  create table app.post (id int primary key, title text not null, slug text generated always as (app.slug(title)) stored);
  insert into app.post (id, title) select g, ' Title ' || g from generate_series(1, 100) g; create table app.other (i int);
  insert into app.other values (1)`
const orphans = `create table parent (id int primary key); create table child (id int primary key, p int references parent);
  insert into parent select generate_series(1, 5); insert into child select g, g from generate_series(1, 5) g;
  set session_replication_role = replica; delete from parent where id > 3`

test('an index on a function that relies on search_path does not stop the backup: its table is counted another way', async () => {
  const { held, warnings } = await dumped(await database(bySearchPath))
  expect(held.facts.rows).toEqual({ 'public.empty': 1, 'public.places': 500 })
  expect(warnings).toMatchObject([
    { level: 'warning', message: expect.stringMatching(/public\.places calls a function that relies on search_path/) },
  ])
  const { failures, condemns } = await proven(held)
  expect(condemns).toBe(false)
  expect(failures[0]).toMatchObject({
    blame: 'source',
    message: expect.stringMatching(/cannot load: index places_mid: function half\(double precision\) does not exist/),
    hint: expect.stringContaining('set search_path'),
  })
})

test('a count that fails for another reason is a named failure', async () => {
  const name = await database('create table t (i int); create index on t ((i + 1))')
  await pg.sql("create role unread login password 'x'", 'postgres')
  const source = postgresSource(pg.urlOf(name).replace(/\/\/.*@/, '//unread:x@'))
  await expect(hold(postgres.dump(source, inside(pg), never()))).rejects.toThrow(
    // Or what follows from it: the session that counts holds the snapshot of the dump.
    /ERROR: +(?:permission denied for table t|invalid snapshot identifier)/,
  )
})

describe.each([
  [
    'a generated column by an unqualified function',
    generated,
    /rows of table post: function clean\(text\) does not exist/,
    'app.post',
    { 'app.other': 1 },
  ],
  [
    'rows without the row that they refer to',
    orphans,
    /constraint child_p_fkey on public\.child: .*violates foreign key/,
    '',
    { child: 5 },
  ],
])('%s', (_, sql, message, emptied, rows) => {
  let held: MemoryDump
  beforeAll(async () => {
    held = (await dumped(await database(sql))).held
  })

  test('is not damage: the proof names the object to alter, and freezes nothing', async () => {
    const { failures, condemns } = await proven(held)
    expect(condemns).toBe(false)
    expect(failures.length).toBeGreaterThan(1)
    expect(failures[0]).toMatchObject({
      blame: 'source',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('--keep-going'),
    })
  })

  test('is named by a restore, which continues if told to', async () => {
    const into = await database()
    await expect(postgres.restore(plainBackup(held), targetOf(into), inside(pg), plain)).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('nothing was restored'),
      hint: expect.stringContaining('--keep-going'),
    })
    const going = { ...plain, keepGoing: true }
    const findings = await postgres.restore(plainBackup(held), targetOf(into), inside(pg), going)
    expect(findings).toMatchObject([{ level: 'failure', blame: 'source', message: expect.stringMatching(message) }])
    for (const [table, count] of Object.entries(rows))
      expect(Number(await pg.sql(`select count(*) from ${table}`, into))).toBe(count)
    if (emptied !== '') expect(Number(await pg.sql(`select count(*) from ${emptied}`, into))).toBe(0)
  })
})

test('--keep-going cannot be combined with --overwrite', async () => {
  const { held } = await dumped(await database('create table t (i int)'))
  const both = { ...plain, keepGoing: true, overwrite: true }
  await expect(postgres.restore(plainBackup(held), targetOf(await database()), inside(pg), both)).rejects.toMatchObject(
    {
      code: 'usage',
    },
  )
})
