import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, Runtime } from '../../../src/runtime/runtime.ts'
import { docker } from '../../server/docker.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { inside } from './fixture.ts'

/* What a backup starts and connects to: in containers each start costs more than a small database. */

const never = (): AbortSignal => new AbortController().signal
let pg: Postgres
beforeAll(async () => {
  pg = await startPostgres(17, { settings: { log_connections: 'on' } })
  await pg.sql("create table t as select i, 'a''b' as note from generate_series(1, 1000) i")
})
afterAll(async () => await pg[Symbol.asyncDispose]())

/** The same programs, and what of them was started. */
function watched(runtime: Runtime, change: (command: Command) => Command = (command) => command) {
  const started: Command[] = []
  const spawn: Runtime['spawn'] = (command, signal) => {
    started.push(command)
    return runtime.spawn(change(command), signal)
  }
  return { runtime: { ...runtime, spawn }, started, names: () => started.map(({ name, program }) => name ?? program) }
}

test('a backup starts three programs, and connects three times', async () => {
  const application = `three times ${randomUUID()}`
  const connections = async () => (await pg.logs()).split(`application_name=${application}`).length - 1
  const { runtime, names } = watched(inside(pg))
  const { result } = await hold(
    postgres.dump(postgresSource(`${pg.url}?application_name=${encodeURIComponent(application)}`), runtime, never()),
  )
  expect(result).toMatchObject({
    facts: { rows: { 'public.t': 1000 } },
    versions: { pg_dump: expect.stringMatching(/^17\./) },
  })
  expect(names().toSorted()).toEqual(['pg_dump', 'pg_dumpall', 'psql'])
  await expect.poll(connections).toBe(3)
})

test('a source that is not dumped starts no pg_dumpall, and leaves no program waiting', async () => {
  const { runtime, names } = watched(inside(pg))
  await postgres.rehearse(postgresSource(pg.url), runtime, never())
  expect(names().toSorted()).toEqual(['pg_dump', 'psql'])
  expect(await docker(['top', pg.id, '-eo', 'pid,args'])).not.toMatch(/pg_dump|words=/)
})

test('a container without a shell starts each program once its task is known', async () => {
  const change = (command: Command) => (command.program === 'sh' ? { ...command, program: 'no-such-shell' } : command)
  const { runtime, names } = watched(inside(pg), change)
  const { facts, parts } = await hold(postgres.dump(postgresSource(pg.url), runtime, never()))
  expect(facts.rows).toEqual({ 'public.t': 1000 })
  expect([...parts.keys()]).toEqual(['dump.pgc', 'globals.sql'])
  expect(names().toSorted()).toEqual(['pg_dump', 'pg_dump', 'pg_dump', 'pg_dump', 'pg_dumpall', 'psql'])
})

test('a source with several hosts uses the one that was reached for the whole dump', async () => {
  const url = pg.url.replace(/@([^/]*)/, '@127.0.0.1:1,$1')
  const { runtime, started } = watched(inside(pg))
  const { facts } = await hold(postgres.dump(postgresSource(url), runtime, never()))
  expect(facts.rows).toEqual({ 'public.t': 1000 })
  const globals = started.find(({ name }) => name === 'pg_dumpall')
  expect(globals?.env).toMatchObject({ PGHOST: '127.0.0.1', PGPORT: '5432' })
})

test('a table name with quotes, newlines and shell commands reaches pg_dump unchanged', async () => {
  const name = 'odd \'"$(touch /tmp/shell)`touch /tmp/shell`\n\\'
  await pg.sql('create database odd', 'postgres')
  await pg.sql(`create table public."${name.replaceAll('"', '""')}" (i int); create table other (i int)`, 'odd')
  const tables = { include: [`public."${name.replaceAll('"', '""')}"`], exclude: [] }
  const { facts } = await hold(postgres.dump(postgresSource(pg.urlOf('odd'), { tables }), inside(pg), never()))
  expect(Object.keys(facts.rows)).toHaveLength(1)
  expect(await pg.exec(['sh', '-c', 'ls /tmp/shell 2>/dev/null || true'])).toBe('')
})
