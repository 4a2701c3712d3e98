import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Runtime } from '../../../src/runtime/runtime.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { inside } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal

// What could be taken for the marks by which a reading is followed, and tables whose rows have no columns.
const odd = `
create table t as select i, md5(i::text) from generate_series(1, 20000) i;
create table marks (line text);
insert into marks values ('\\.'), (' FROM stdin;'), ('-- Data for Name: t; Type: TABLE DATA; x'),
  (E'\\n-- PostgreSQL database dump complete\\n'), ('SELECT pg_catalog.lo_open(1)');
create function marks() returns text language sql as $$ select '
COPY t FROM stdin;
\\.
'::text $$;
create table none (); insert into none default values; insert into none default values;
create table generated (a int generated always as (1) stored); insert into generated default values;
create table "odd ""x""
; Type: TABLE DATA; " ("y
z" int); insert into "odd ""x""
; Type: TABLE DATA; " values (1);
create table nothing (i int);
create table parts (i int) partition by hash (i);
create table part partition of parts for values with (modulus 1, remainder 0);
insert into parts select generate_series(1, 30);
create materialized view m as select count(*) from t;
select lo_from_bytea(0, 'x'), lo_create(0)`

describe.each([15, 17, 18])('a read proof of PostgreSQL %d', (major) => {
  let pg: Postgres
  let directory: string
  let single: MemoryDump
  let parallel: MemoryDump
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'backproof-'))
    await chmod(directory, 0o755)
    pg = await startPostgres(major, { options: ['--volume', `${directory}:/fake:ro`] })
    await pg.sql(odd)
    single = await hold(postgres.dump(postgresSource(pg.url), inside(pg), never()))
    parallel = await hold(postgres.dump(postgresSource(pg.url, { jobs: 2 }), inside(pg), never()))
  })
  afterAll(async () => {
    await pg[Symbol.asyncDispose]()
    await rm(directory, { recursive: true })
  })

  test('passes for rows that look like the marks of a reading', async () => {
    expect(single.facts.rows).toMatchObject({ 'public.marks': 5, 'public.none': 2, 'large objects': 2 })
    for (const held of [single, parallel]) {
      const { names } = await postgres.contents(plainBackup(held), inside(pg), never())
      expect(names).toContain('TABLE DATA public marks postgres')
    }
  })

  test('passes in a database whose names are not UTF-8', async () => {
    await pg.sql("create database latin encoding 'LATIN1' locale 'C' template template0", 'postgres')
    await pg.sql('create table U&"gr\\00F6\\00DFe" as select 1 i', 'latin')
    const held = await hold(postgres.dump(postgresSource(pg.urlOf('latin')), inside(pg), never()))
    expect(held.facts.rows).toEqual({ 'public."größe"': 1 })
    await postgres.contents(plainBackup(held), inside(pg), never())
  })

  /** A runtime whose pg_restore is this script; \`real\` is the real one. */
  async function faking(script: string): Promise<Runtime> {
    const real = (await pg.exec(['sh', '-c', 'command -v pg_restore'])).trim()
    await writeFile(join(directory, 'pg_restore'), `#!/bin/sh\nreal() { ${real} "$@"; }\n${script}\n`)
    await chmod(join(directory, 'pg_restore'), 0o755)
    const path = (await pg.exec(['sh', '-c', 'echo $PATH'])).trim()
    const runtime = inside(pg)
    return {
      ...runtime,
      spawn: (command, signal) => {
        const args = [`PATH=/fake:${path}`, command.program, ...command.args]
        return runtime.spawn({ ...command, program: 'env', args }, signal)
      },
    }
  }

  test.each([
    ['does nothing', 'exit 0', 'tool-failed'],
    ['takes all and says nothing', 'cat > /dev/null', 'tool-failed'],
    ['stops halfway', 'real "$@" | head -n 9000', 'tool-failed'],
    ['leaves a table out', 'real "$@" --exclude-schema=none --table=t', 'tool-failed'],
    ['loses a row', `real "$@" | sed '/^77\t/d'`, 'object-damaged'],
    ['loses the large objects', `real "$@" | sed '/lo_open/d'`, 'object-damaged'],
  ])('does not pass with a pg_restore that %s and exits 0', async (_, script, code) => {
    const lying = await faking(script)
    for (const held of [single, parallel])
      await expect(postgres.contents(plainBackup(held), lying, never())).rejects.toMatchObject({
        code,
        message: expect.stringContaining('pg_restore in docker exec postgres'),
        hint: expect.any(String),
      })
  })
})
