import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime, sqliteSource } from '../source.ts'
import { sqlite } from '../step.ts'
import { dump, never, plain, seed, useFolder } from './fixture.ts'

const { at, file } = useFolder()

/** A column that became NOT NULL while rows have NULL. */
function forbid(): void {
  const database = new DatabaseSync(at('app.sqlite'), { defensive: false })
  database.exec(`create table person (id integer primary key, email text); insert into person values (1, 'a'), (2, null), (3, null);
    pragma writable_schema = 1;
    update sqlite_schema set sql = 'CREATE TABLE person (id integer primary key, email text not null)' where name = 'person'`)
  database.close()
}

describe('rows that their own table forbids', () => {
  test('are backed up and restored with a warning', async () => {
    forbid()
    const dumped = sqlite.dump(sqliteSource(at('app.sqlite')), noRuntime, never)
    const held = await hold(dumped)
    expect(dumped.result().findings).toMatchObject([
      {
        level: 'warning',
        blame: 'source',
        message:
          'rows that violate the constraints of their table are backed up unchanged: NULL value in person.email (2 rows)',
      },
    ])
    const findings = await sqlite.restore(plainBackup(held), file('out.sqlite'), noRuntime, plain)
    expect(findings).toEqual(dumped.result().findings)
    expect(held.facts.rows).toEqual({ person: 3 })
  })

  test('do not hide damage of the file', async () => {
    forbid()
    const database = new DatabaseSync(at('app.sqlite'))
    database.exec('pragma writable_schema = reset; create table big (a text); create index i on big (a)')
    const insert = database.prepare('insert into big values (?)')
    for (let n = 0; n < 2000; n += 1) insert.run(`row ${n} ${'x'.repeat(100)}`)
    database.close()
    const bytes = readFileSync(at('app.sqlite'))
    // An entry of the index alone: every row can still be read.
    const index = bytes.lastIndexOf('row 1234 ')
    bytes.write('row 9999 ', index)
    writeFileSync(at('app.sqlite'), bytes)
    await expect(dump(at('app.sqlite'))).rejects.toMatchObject({ code: 'source-failed' })
  })
})

test.runIf(process.geteuid?.() === 0)(
  'a database with a log that the user cannot write is refused before a backup',
  async () => {
    seed(at('app.sqlite'), 'wal')
    for (const name of ['.', 'app.sqlite']) chmodSync(at(name), name === '.' ? 0o755 : 0o644)
    process.seteuid?.(65534)
    try {
      const source = sqliteSource(at('app.sqlite'))
      await expect(sqlite.inspect(source, noRuntime, never)).rejects.toMatchObject({
        code: 'source-failed',
        hint: expect.stringContaining('must be readable and writable'),
      })
    } finally {
      process.seteuid?.(0)
    }
    expect(await sqlite.inspect(sqliteSource(at('app.sqlite')), noRuntime, never)).toMatchObject({ server: undefined })
  },
)

test('a table called __proto__ is counted like any other', async () => {
  const database = new DatabaseSync(at('app.sqlite'))
  database.exec('create table "__proto__" (a text); insert into "__proto__" values (1), (2); create table t (a text)')
  database.close()
  const { facts } = await dump(at('app.sqlite'))
  expect(Object.entries(facts.rows).sort()).toEqual([
    ['__proto__', 2],
    ['t', 0],
  ])
})
