import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime, sqliteSource } from '../source.ts'
import { sqlite } from '../step.ts'
import { never, plain, useFolder } from './fixture.ts'

/* Databases whose indexes need what only their application registers: whole, though they cannot be checked whole. */

const { at, file } = useFolder()
const rows = "insert into t values ('x', 1), ('y', 2); create table u (a); insert into u values (1);"

/** With a collation, which Node's SQLite has no way to register: made under the name of one that is there. */
function collated(sql: string): void {
  const database = new DatabaseSync(at('app.sqlite'), { defensive: false })
  database.exec(`${sql.replaceAll('mine', 'rtrim')}; ${rows}`)
  database.exec("pragma writable_schema = 1; update sqlite_schema set sql = replace(sql, 'rtrim', 'mine')")
  database.close()
}

function computed(sql: string): void {
  const database = new DatabaseSync(at('app.sqlite'))
  database.function('twice', { deterministic: true }, (value: unknown) => `${value}${value}`)
  database.exec(`${sql}; ${rows}`)
  database.close()
}

async function backUp() {
  const dumped = sqlite.dump(sqliteSource(at('app.sqlite')), noRuntime, never)
  const held = await hold(dumped)
  return { held, warnings: dumped.result().findings.map(({ message }) => message) }
}

describe('an index by a function or collation that is missing here', () => {
  const indexes = 'the indexes of t were not checked: no such collation sequence: mine'
  const none = ['the rows of t were not checked: no such collation sequence: mine']
  const functions = ['the indexes of all tables were not checked: unknown function: twice()']
  test.each([
    ['a collation', () => collated('create table t (a collate mine, b); create index i on t (a)'), 2, [indexes]],
    ['the collation of a key', () => collated('create table t (a text collate mine primary key, b)'), 2, [indexes]],
    [
      'the collation of the rows',
      () => collated('create table t (a text collate mine primary key, b) without rowid'),
      undefined,
      [...none, 'the rows of t were not counted: no such collation sequence: mine'],
    ],
    ['a function', () => computed('create table t (a, b); create index i on t (twice(a))'), 2, functions],
    [
      'a condition',
      () => computed("create table t (a, b); create index i on t (a) where twice(a) > 'a'"),
      2,
      functions,
    ],
  ])('is backed up, restored equal, and reported: %s', async (_name, make, count, expected) => {
    make()
    const { held, warnings } = await backUp()
    expect(warnings).toEqual(expected)
    expect(held.facts.rows).toEqual({ u: 1, ...(count === undefined ? {} : { t: count }) })
    const findings = await sqlite.restore(plainBackup(held), file('out'), noRuntime, plain)
    expect(findings).toMatchObject([{ level: 'warning', blame: 'env', message: expected[0] }])
    expect(await sqlite.facts(file('out'), held.facts, noRuntime, never)).toEqual(held.facts)
  })

  test.each([
    ['fts5', "create virtual table t using fts5 (a, b, tokenize = 'unicode61')", 'unicode61', 'SQL logic error'],
    ['fts4', 'create virtual table t using fts4 (a, b, tokenize=simple)', 'simple', 'unknown tokenizer: mine'],
  ])('is backed up, restored and reported with a tokenizer of %s', async (_name, sql, tokenizer, error) => {
    const database = new DatabaseSync(at('app.sqlite'), { defensive: false })
    database.exec(`${sql}; ${rows}`)
    database.exec(`pragma writable_schema = 1; update sqlite_schema set sql = replace(sql, '${tokenizer}', 'mine')`)
    database.close()
    const { held, warnings } = await backUp()
    expect(warnings[0]).toMatch(new RegExp(`^the (indexes|rows) of t were not checked: ${error}$`))
    expect(held.facts.rows).toMatchObject({ u: 1 })
    expect(await sqlite.restore(plainBackup(held), file('out'), noRuntime, plain)).toHaveLength(1)
    expect(await sqlite.facts(file('out'), held.facts, noRuntime, never)).toEqual(held.facts)
  })

  test('does not hide damage of another table', async () => {
    collated('create table t (a collate mine, b); create index i on t (a)')
    const database = new DatabaseSync(at('app.sqlite'), { defensive: false })
    database.exec('create table big (a); insert into big select randomblob(3000) from u, t, t, t, t, t')
    const page = Number(
      database.prepare("select rootpage as n from sqlite_schema where name = 'big'").get()?.['n'] ?? 0,
    )
    database.close()
    const bytes = readFileSync(at('app.sqlite'))
    bytes.fill(0xaa, 4096 * (page - 1), 4096 * page)
    writeFileSync(at('app.sqlite'), bytes)
    await expect(backUp()).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('is damaged'),
    })
  })
})
