import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect } from 'vitest'
import { SqliteTarget } from '../../../src/engine/sqlite/target.ts'
import type { Fixture } from '../contract.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { noRuntime, sqliteSource } from '../source.ts'
import { bench, type Place, type RestoreOptions, sqlite } from '../step.ts'

export const never: AbortSignal = new AbortController().signal
export const plain: RestoreOptions = { signal: never, overwrite: false, only: [] }

/** A database of every kind of object. Gives its path. */
export function seed(path: string, mode: 'wal' | 'delete', rows = 3000): string {
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

export async function fixture(mode: 'wal' | 'delete'): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'sqlite-test-'))
  const path = join(folder, 'app.sqlite')
  seed(path, mode)
  let targets = 0
  return {
    source: sqliteSource(path),
    bench: { ...bench, temporaryDirectory: folder },
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
    write: async () => {
      const writer = await hammer(path)
      return { writes: async () => writer.writes(), stop: async () => void (await writer.stop()) }
    },
    target: async () => new SqliteTarget(join(folder, `target-${++targets}`, 'app.sqlite'), never),
    isEmpty: async ({ name }) => {
      const parent = join(name, '..')
      return !existsSync(parent) || readdirSync(parent).length === 0
    },
    locked: undefined,
    powerless: undefined,
    traces: undefined,
    self: join(folder, '.', 'app.sqlite'),
    some: undefined,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

export const dump = (path: string, signal: AbortSignal = never): Promise<MemoryDump> =>
  hold(sqlite.dump(sqliteSource(path), noRuntime, signal))

/** A directory for each test, in which the temporary directory is and is empty at the end. */
export function useFolder() {
  let folder = ''
  let temporary = ''
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
  return { at, file: (name: string): Place => ({ kind: 'file', path: at(name) }) }
}

/** A program that writes as fast as it can, in a thread of its own. */
export async function hammer(path: string): Promise<{ writes(): number; stop(): Promise<number> }> {
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
    writes: () => Atomics.load(flag, 1),
    async stop() {
      Atomics.store(flag, 0, 1)
      await once(worker, 'exit')
      return Atomics.load(flag, 1)
    },
  }
}

/** Leaves behind what a killed application leaves. */
export function crash(path: string, statements: string): Promise<unknown> {
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
