import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dump } from '../../../src/engine/engine.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { inside } from './fixture.ts'
import { chainOf, limited, positionOf, read, recovered, withLog } from './log/fixture.ts'

/* Babelfish itself cannot be had here: an extension of its name stands in for it, because that is what tells it. */

const never = (): AbortSignal => new AbortController().signal
let pg: Postgres
beforeAll(async () => {
  pg = await startPostgres(17, { settings: limited })
  const folder = '/usr/share/postgresql/17/extension'
  const control = "comment = 'stand-in'\\ndefault_version = '5.4.0'\\nrelocatable = false\\n"
  const make = `printf "${control}" > ${folder}/babelfishpg_tsql.control; touch ${folder}/babelfishpg_tsql--5.4.0.sql`
  await pg.exec(['sh', '-c', make])
  for (const name of ['babelfish_db', 'ordinary']) {
    await pg.sql(`create database ${name}`, 'postgres')
    await pg.sql('create table t (i int); insert into t values (1)', name)
  }
  await pg.sql('create extension babelfishpg_tsql', 'babelfish_db')
})
afterAll(async () => await pg[Symbol.asyncDispose]())

test('a database of Babelfish is refused before anything is dumped, with the programs that would lose nothing', async () => {
  const source = postgresSource(pg.urlOf('babelfish_db'))
  const refused = {
    code: 'source-failed',
    message: expect.stringMatching(
      /^babelfish_db at .* is a database of Babelfish .*would lack its T-SQL databases, schemas, logins and users$/,
    ),
    hint: expect.stringContaining('bbf_dump'),
  }
  await expect(hold(postgres.dump(source, inside(pg), never()))).rejects.toMatchObject(refused)
  // What doctor does.
  await expect(postgres.rehearse(source, inside(pg), never())).rejects.toMatchObject(refused)
  const sessions = "select count(*) from pg_stat_activity where datname = 'babelfish_db'"
  await expect.poll(() => pg.sql(sessions, 'postgres')).toBe('0\n')
})

test('another database of the same server is backed up', async () => {
  const held = await hold(postgres.dump(postgresSource(pg.urlOf('ordinary')), inside(pg), never()))
  expect(held.facts.rows).toEqual({ 'public.t': 1 })
})

test('the whole server is copied with its log, and comes back as a data directory and not as a dump', async () => {
  const tools = { kind: 'service', service: 'postgres' } as const
  const pointInTime = { everyMs: 60_000, windowMs: 3_600_000, slot: 'auto', maxSlotLagBytes: 2 ** 40 } as const
  const source = postgresSource(pg.urlOf('babelfish_db'), { tools, pointInTime })
  // Of a source without a schedule, nothing is dumped.
  await withLog(pg, (_, open) => open.rehearse(), source)
  const base = await withLog(pg, (log) => hold(log.base?.() as Dump), source)
  await pg.sql('insert into t values (2)', 'babelfish_db')
  const piece = await withLog(pg, (log) => read(log.collect(positionOf(base))), source)
  await using there = await recovered(pg, chainOf(base, [piece]), 'end')
  expect(await there.target.check({ kind: 'sql', name: 'a', ask: 'select sum(i) from t', expect: { equals: 3 } })).toBe(
    undefined,
  )
  await expect(hold(there.dump())).rejects.toMatchObject({
    message: expect.stringMatching(/is a database of Babelfish/),
    hint: expect.stringContaining('--into ./data'),
  })
  const folder = await mkdtemp(join(tmpdir(), 'backproof-babelfish-'))
  try {
    await there.leaveIn?.(join(folder, 'data'))
    expect(await readdir(join(folder, 'data'))).toContain('PG_VERSION')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
