import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RestoreOptions, Target } from '../../src/engine/engine.ts'
import { sqlite } from '../../src/engine/sqlite.ts'
import { copyLive } from '../../src/engine/sqlite-copy.ts'
import { query } from '../../src/engine/sqlite-query.ts'
import type { Assertion } from '../../src/policy/policy.ts'
import { engineContract, type Fixture } from './contract.ts'
import { cutAt, hold, restorable } from './memory.ts'
import { noRuntime, sqliteSource } from './source.ts'

const never = new AbortController().signal
const plain: RestoreOptions = { signal: never, overwrite: false, only: [] }

function seed(path: string, mode: 'wal' | 'delete', rows = 3000): string {
  const database = new DatabaseSync(path)
  database.exec(`
    pragma synchronous = off;
    pragma journal_mode = ${mode};
    pragma user_version = 7;
    create table orders (id integer primary key, name text, body blob);
    create table "odd ""name"" Åse" (a text primary key) without rowid;
    create virtual table notes using fts5 (body);
    create index orders_name on orders (name);
    create view recent as select * from orders where id > 10;
    create trigger stamp after insert on orders begin insert into notes values (new.name); end;
    insert into "odd ""name"" Åse" values ('x');
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
      insert into orders select i, 'order ' || i, randomblob(200) from n;`)
  database.close()
  return path
}

async function fixture(mode: 'wal' | 'delete'): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'sqlite-test-'))
  const path = join(folder, 'app.sqlite')
  seed(path, mode)
  let targets = 0
  return {
    source: sqliteSource(path),
    runtime: noRuntime,
    seeded: {
      rows: { orders: 3000, 'odd "name" Åse': 1, notes: 3000 },
      objects: {
        view: ['recent'],
        trigger: ['stamp'],
        index: ['orders_name'],
        setting: ['application_id=0', 'encoding=UTF-8', 'user_version=7'],
      },
    },
    contents: ['table orders', 'view recent', 'odd "name" Åse'],
    write: async (signal) => {
      const database = new DatabaseSync(path, { timeout: 5000 })
      const insert = database.prepare("insert into orders (name) values ('written')")
      let writes = 0
      for (; !signal.aborted; writes += 1) {
        insert.run()
        await turn()
      }
      database.close()
      return writes
    },
    target: async () => ({ kind: 'file', path: join(folder, `target-${++targets}`, 'app.sqlite') }),
    isEmpty: async (target) => {
      const parent = join(pathOf(target), '..')
      return !existsSync(parent) || readdirSync(parent).length === 0
    },
    locked: undefined,
    self: { kind: 'file', path: join(folder, '.', 'app.sqlite') },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

function pathOf(target: Target): string {
  if (target.kind === 'database') throw new Error('not a path')
  return target.path
}

engineContract('sqlite, write-ahead log', sqlite, () => fixture('wal'))
engineContract('sqlite, rollback journal', sqlite, () => fixture('delete'))

let folder: string
let temporary: string
const outer = process.env['TMPDIR']
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-test-'))
  temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  process.env['TMPDIR'] = temporary
})
afterEach(async () => {
  if (outer === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = outer
  expect(readdirSync(temporary)).toEqual([])
  await rm(folder, { recursive: true })
})

const at = (name: string) => join(folder, name)
const dump = (path: string, signal = never) => hold(sqlite.dump(sqliteSource(path), noRuntime, signal))
const file = (name: string): Target => ({ kind: 'file', path: at(name) })

/** A program that writes as fast as it can, in a thread of its own. */
async function hammer(path: string): Promise<{ stop(): Promise<number> }> {
  const flag = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(
    `const { workerData: { path, flag }, parentPort } = require('node:worker_threads')
     const database = new (require('node:sqlite').DatabaseSync)(path, { timeout: 60_000 })
     const insert = database.prepare("insert into orders (name, body) values ('hammered', randomblob(1000))")
     while (!Atomics.load(flag, 0)) { insert.run(); if (Atomics.add(flag, 1, 1) === 0) parentPort.postMessage('going') }
     database.close()`,
    { eval: true, workerData: { path, flag } },
  )
  await once(worker, 'message')
  return {
    async stop() {
      Atomics.store(flag, 0, 1)
      await once(worker, 'exit')
      return Atomics.load(flag, 1)
    },
  }
}

/** Leaves behind what a killed application leaves. */
function crash(path: string, statements: string): Promise<unknown> {
  const worker = new Worker(
    `const { workerData: { path, statements } } = require('node:worker_threads')
     const { DatabaseSync } = require('node:sqlite')
     const { cpSync, readdirSync } = require('node:fs')
     const { basename, dirname, join } = require('node:path')
     const database = new DatabaseSync(path + '.live')
     database.exec(statements)
     for (const name of readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path) + '.live')))
       cpSync(join(dirname(path), name), join(dirname(path), name.replace('.live', '')))`,
    { eval: true, workerData: { path, statements } },
  )
  return once(worker, 'exit')
}

describe('dump', () => {
  test.each(['wal', 'delete'] as const)(
    'finishes beside a writer that never pauses (journal_mode = %s)',
    async (mode) => {
      seed(at('app.sqlite'), mode, 60_000)
      const writer = await hammer(at('app.sqlite'))
      const held = await dump(at('app.sqlite'))
      expect(await writer.stop()).toBeGreaterThan(0)
      expect(held.facts.rows['orders']).toBeGreaterThanOrEqual(60_000)
      await sqlite.restore(restorable(held), file('out'), noRuntime, plain)
      expect((await sqlite.facts(file('out'), held.facts, noRuntime, never)).rows).toEqual(held.facts.rows)
    },
  )

  test('leaves nothing beside a database that was closed', async () => {
    seed(at('app.sqlite'), 'wal')
    const before = readdirSync(folder)
    await dump(at('app.sqlite'))
    expect(readdirSync(folder)).toEqual(before)
  })

  test('holds what a crashed application had committed, and nothing else', async () => {
    const started = 'create table t (a); insert into t values (1), (2);'
    const more =
      'with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) insert into t select randomblob(300) from n'
    await crash(at('rollback'), `${started} pragma cache_size = 2; begin; ${more}`)
    await crash(at('wal'), `pragma journal_mode = wal; ${started}`)
    expect(existsSync(at('rollback-journal'))).toBe(true)
    expect(statSync(at('wal-wal')).size).toBeGreaterThan(0)
    expect((await dump(at('rollback'))).facts.rows).toEqual({ t: 2 })
    expect((await dump(at('wal'))).facts.rows).toEqual({ t: 2 })
  })

  test.each([
    ['missing', () => undefined, /does not exist$/],
    ['a directory', (path: string) => mkdirSync(path), /is not a regular file$/],
    ['zero bytes', (path: string) => writeFileSync(path, ''), /is empty \(0 bytes\) and holds no database$/],
    ['text', (path: string) => writeFileSync(path, 'hello\n'), /is not an SQLite database, or is encrypted$/],
    [
      'noise',
      (path: string) => writeFileSync(path, Buffer.alloc(8192, 7)),
      /is not an SQLite database, or is encrypted$/,
    ],
    [
      'a header and noise',
      (path: string) => writeFileSync(path, `SQLite format 3\0${'x'.repeat(8192)}`),
      /is not an SQLite database|is damaged/,
    ],
    ['no table', (path: string) => new DatabaseSync(path).exec('pragma user_version = 1'), /holds no table$/],
    ['cut off', (path: string) => void truncateSync(seed(path, 'delete'), 20_000), /is damaged/],
  ])('refuses what is no whole database: %s', async (_name, make, message) => {
    make(at('app.sqlite'))
    const error = await dump(at('app.sqlite')).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'source-failed', message: expect.stringMatching(message) })
    expect((error as Error).message).toContain(at('app.sqlite'))
  })

  test('refuses a database with a damaged page', async () => {
    seed(at('app.sqlite'), 'delete')
    const bytes = readFileSync(at('app.sqlite'))
    bytes.fill(0xaa, 4096 * 40, 4096 * 41)
    writeFileSync(at('app.sqlite'), bytes)
    await expect(dump(at('app.sqlite'))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('is damaged'),
    })
  })

  test('gives up on a database that stays locked, and waits for one that does not', async () => {
    seed(at('app.sqlite'), 'delete')
    const other = new DatabaseSync(at('app.sqlite'))
    other.exec('begin exclusive')
    const copy = (attempts: number) => copyLive(at('app.sqlite'), at('copy'), never, { attempts, everyMs: 20 })
    await expect(copy(2)).rejects.toMatchObject({
      code: 'source-failed',
      message: `${at('app.sqlite')} is locked by another program`,
    })
    const waiting = copy(1000)
    await turn()
    other.exec('rollback')
    await waiting
    other.close()
    expect((await query(at('copy'), ['select count(*) as n from orders'], never))[0]).toEqual({ rows: [{ n: 3000n }] })
  })

  test('names a table that cannot be counted here', async () => {
    seed(at('app.sqlite'), 'delete')
    const database = new DatabaseSync(at('app.sqlite'), { defensive: false })
    database.exec(
      "pragma writable_schema = 1; update sqlite_schema set sql = 'create virtual table notes using nowhere(x)' where name = 'notes'",
    )
    database.close()
    const dumped = sqlite.dump(sqliteSource(at('app.sqlite')), noRuntime, never)
    const held = await hold(dumped)
    expect(held.facts.rows).not.toHaveProperty('notes')
    expect(dumped.findings()).toMatchObject([
      { level: 'warning', blame: 'env', message: expect.stringContaining('notes') },
    ])
  })

  test('cancelled before it starts, and while nobody reads, it leaves nothing', async () => {
    seed(at('app.sqlite'), 'wal')
    await expect(dump(at('app.sqlite'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    const controller = new AbortController()
    const dumped = sqlite.dump(sqliteSource(at('app.sqlite')), noRuntime, controller.signal)
    const { value: part } = await dumped.parts[Symbol.asyncIterator]().next()
    expect(readdirSync(temporary)).toHaveLength(1)
    controller.abort()
    expect(readdirSync(temporary)).toEqual([])
    await expect(part.body.toArray()).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('refuses tools in a container', async () => {
    const source = { ...sqliteSource(at('app.sqlite')), tools: { kind: 'service', service: 'db' } } as const
    await expect(hold(sqlite.dump(source, noRuntime, never))).rejects.toMatchObject({ code: 'policy-invalid' })
    await expect(sqlite.inspect(source, noRuntime, never)).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})

describe('restore', () => {
  test('refuses the remains of another database, and removes them when told to', async () => {
    seed(at('app.sqlite'), 'wal')
    const held = await dump(at('app.sqlite'))
    writeFileSync(at('out-wal'), 'left over')
    writeFileSync(at('out-journal'), 'left over')
    await expect(sqlite.restore(restorable(held), file('out'), noRuntime, plain)).rejects.toMatchObject({
      code: 'target-refused',
    })
    await sqlite.restore(restorable(held), file('out'), noRuntime, { ...plain, overwrite: true })
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual(['out'])
    expect((await sqlite.facts(file('out'), held.facts, noRuntime, never)).rows).toEqual(held.facts.rows)
  })

  test('a damaged dump leaves the old database as it was', async () => {
    seed(at('app.sqlite'), 'delete')
    seed(at('old.sqlite'), 'delete', 5)
    const before = readFileSync(at('old.sqlite'))
    const held = await dump(at('app.sqlite'))
    const cut = restorable(held, cutAt(0.5))
    await expect(
      sqlite.restore(cut, file('old.sqlite'), noRuntime, { ...plain, overwrite: true }),
    ).rejects.toMatchObject({ code: 'object-damaged' })
    expect(readFileSync(at('old.sqlite')).equals(before)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['app.sqlite', 'old.sqlite', 'tmp'])
  })

  test('keeps mode and name of what it replaces, also behind a symbolic link; a new file is private', async () => {
    seed(at('app.sqlite'), 'delete')
    const held = await dump(at('app.sqlite'))
    seed(at('old.sqlite'), 'delete', 5)
    chmodSync(at('old.sqlite'), 0o644)
    symlinkSync('old.sqlite', at('link.sqlite'))
    await sqlite.restore(restorable(held), file('link.sqlite'), noRuntime, { ...plain, overwrite: true })
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'link.sqlite')
        ?.isSymbolicLink(),
    ).toBe(true)
    expect(statSync(at('old.sqlite')).mode & 0o777).toBe(0o644)
    expect((await sqlite.facts(file('old.sqlite'), held.facts, noRuntime, never)).rows).toEqual(held.facts.rows)
    await sqlite.restore(restorable(held), file('new/er.sqlite'), noRuntime, plain)
    expect(statSync(at('new/er.sqlite')).mode & 0o777).toBe(0o600)
  })

  test('refuses tables, directories and other kinds of target', async () => {
    seed(at('app.sqlite'), 'delete')
    const held = await dump(at('app.sqlite'))
    const restore = (into: Target, options = plain) => sqlite.restore(restorable(held), into, noRuntime, options)
    await expect(restore(file('out'), { ...plain, only: ['orders'] })).rejects.toMatchObject({ code: 'usage' })
    await expect(restore({ kind: 'directory', path: at('out') })).rejects.toMatchObject({ code: 'usage' })
    await expect(restore(file('tmp'), { ...plain, overwrite: true })).rejects.toMatchObject({ code: 'target-refused' })
    await expect(restore(file('app.sqlite/below'))).rejects.toMatchObject({ code: 'target-refused' })
  })
})

describe('check', () => {
  const sql = (text: string, expected: { equals?: string | number; min?: number; max?: number }): Assertion => ({
    kind: 'sql',
    name: 'it holds',
    sql: text,
    expect: expected,
  })
  test.each([
    [sql('select count(*) from orders', { min: 3000, max: 3000 }), undefined],
    [sql('select count(*) from orders', { equals: 3000 }), undefined],
    [sql('select name from orders where id = 1', { equals: 'order 1' }), undefined],
    [sql('select 9007199254740993', { equals: '9007199254740993' }), undefined],
    [sql('select count(*) from orders', { min: 3001 }), /it gave 3000, below 3001/],
    [sql('select count(*) from orders', { max: 1 }), /above 1/],
    [sql('select null', { min: 0 }), /it gave nothing, not a number/],
    [sql('select name from orders where id = 0', { min: 0 }), /it gave no row/],
    [sql('select nowhere', { min: 0 }), /no such column/],
    [sql('delete from orders', { min: 0 }), /readonly/],
    [{ kind: 'tables', name: 'there', tables: ['orders', 'recent', 'odd "name" Åse'] } as const, undefined],
    [{ kind: 'tables', name: 'there', tables: ['orders', 'customers'] } as const, /there is no table customers/],
  ])('%o', async (assertion, message) => {
    seed(at('app.sqlite'), 'wal')
    const before = readFileSync(at('app.sqlite'))
    const finding = await sqlite.check(assertion, file('app.sqlite'), noRuntime, never)
    if (message === undefined) expect(finding).toBeUndefined()
    else expect(finding).toMatchObject({ level: 'failure', blame: 'data', message: expect.stringMatching(message) })
    expect(readFileSync(at('app.sqlite')).equals(before)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['app.sqlite', 'tmp'])
  })

  test('files of a database are a mistake in the policy', async () => {
    const asked = Promise.resolve().then(() =>
      sqlite.check({ kind: 'files', name: 'x', files: ['*'] }, file('a'), noRuntime, never),
    )
    await expect(asked).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})

test('the source knows itself by every name', () => {
  seed(at('app.sqlite'), 'delete')
  symlinkSync('app.sqlite', at('link'))
  linkSync(at('app.sqlite'), at('second'))
  const is = (target: Target) => sqlite.isSource(sqliteSource(at('app.sqlite')), target)
  expect([is(file('link')), is(file('second')), is(file('tmp/../app.sqlite'))]).toEqual([true, true, true])
  expect([is(file('other')), is({ kind: 'directory', path: at('app.sqlite') })]).toEqual([false, false])
  expect(sqlite.isSource(sqliteSource(at('gone')), file('gone'))).toBe(true)
})
