import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dumpOf } from '../engine/files/fixture.ts'
import { hold, type MemoryDump } from '../engine/memory.ts'
import { inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { postgres } from '../engine/step.ts'
import { docker } from '../server/docker.ts'
import { startPostgres } from '../server/postgres.ts'

// What docs/recovery.md says to type under "Put it back", typed as it stands there, beside the parts of a real dump.
const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'recovery.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'backproof-recovery-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The indented lines under a heading in bold, up to the next one. */
function commandsFor(heading: string): string {
  const [, section = ''] = document.split(`\n**${heading}**`)
  const lines = (section.split(/\n\*\*|\n## /)[0] ?? '').split('\n').filter((line) => line.startsWith('    '))
  expect(lines.length).toBeGreaterThan(1)
  return lines.join('\n')
}

function write(name: string, { parts }: MemoryDump): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (const [part, bytes] of parts) writeFileSync(join(path, part), bytes)
  return path
}

test('roles, encoding, parameters and rows of PostgreSQL are back on a new server', async () => {
  const parts = await (async () => {
    await using pg = await startPostgres(17, { database: 'postgres' })
    await pg.sql('create role clerk')
    await pg.sql("create database orders encoding 'LATIN1' locale 'C' template template0")
    await pg.sql("alter database orders set work_mem = '7MB'")
    await pg.sql('create table bills (id int primary key, note text); alter table bills owner to clerk', 'orders')
    await pg.sql("insert into bills select i, 'Å' from generate_series(1, 321) i", 'orders')
    const dump = postgres.dump(postgresSource(pg.urlOf('orders')), inside(pg), new AbortController().signal)
    return write('postgres', await hold(dump))
  })()
  await using pg = await startPostgres(17, { database: 'postgres' })
  await docker(['cp', `${parts}/.`, `${pg.id}:/recover`])
  await docker(['exec', '-u', 'postgres', '-w', '/recover', pg.id, 'sh', '-ec', commandsFor('PostgreSQL')])
  const told = "select count(*), current_setting('work_mem'), current_setting('server_encoding') from bills"
  expect((await pg.sql(told, 'orders')).trim()).toBe('321|7MB|LATIN1')
  const owner = "select tableowner || ' ' || (select max(note) from bills) from pg_tables where tablename = 'bills'"
  expect((await pg.sql(owner, 'orders')).trim()).toBe('clerk Å')
  expect((await pg.sql('select count(*) from bills', 'orders_restored')).trim()).toBe('321')
})

test('tar restores a files backup into a folder', async () => {
  const source = join(folder, 'uploads')
  mkdirSync(join(source, 'deep'), { recursive: true })
  writeFileSync(join(source, 'deep/å.txt'), 'content')
  const parts = write('files', await hold(dumpOf([source])))
  execFileSync('sh', ['-ec', commandsFor('Files')], { cwd: parts })
  expect(readFileSync(join(parts, 'restored', source, 'deep/å.txt'), 'utf8')).toBe('content')
})
