import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { copyLive } from '../../../src/engine/sqlite/copy.ts'
import { isMountPoint } from '../../../src/engine/sqlite/dump.ts'
import { query } from '../../../src/engine/sqlite/query.ts'
import { engineContract } from '../contract.ts'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime, sqliteSource } from '../source.ts'
import { sqlite } from '../step.ts'
import { crash, dump, fixture, hammer, never, plain, seed, useFolder } from './fixture.ts'

engineContract('sqlite, write-ahead log', await engineOf('sqlite'), () => fixture('wal'))
engineContract('sqlite, rollback journal', await engineOf('sqlite'), () => fixture('delete'))

describe('dump', () => {
  const { at, file } = useFolder()
  test.each(['wal', 'delete'] as const)(
    'finishes beside a writer that never pauses (journal_mode = %s)',
    async (mode) => {
      seed(at('app.sqlite'), mode, 60_000)
      const writer = await hammer(at('app.sqlite'))
      const held = await dump(at('app.sqlite'))
      expect(await writer.stop()).toBeGreaterThan(0)
      expect(held.facts.rows['orders']).toBeGreaterThanOrEqual(60_000)
      await sqlite.restore(plainBackup(held), file('out'), noRuntime, plain)
      expect((await sqlite.facts(file('out'), held.facts, noRuntime, never)).rows).toEqual(held.facts.rows)
    },
  )

  test('leaves nothing beside a database that was closed', async () => {
    seed(at('app.sqlite'), 'wal')
    const before = readdirSync(at('.'))
    await dump(at('app.sqlite'))
    expect(readdirSync(at('.'))).toEqual(before)
  })

  test('holds everything that a crashed application had committed, and nothing else', async () => {
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
    ['zero bytes', (path: string) => writeFileSync(path, ''), /is empty \(0 bytes\), so it is not a database$/],
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
    ['no table', (path: string) => new DatabaseSync(path).exec('pragma user_version = 1'), /has no tables$/],
    ['cut off', (path: string) => void truncateSync(seed(path, 'delete'), 20_000), /is damaged/],
  ])('refuses a file that is not a whole database: %s', async (_name, make, message) => {
    make(at('app.sqlite'))
    const error = await dump(at('app.sqlite')).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'source-failed', message: expect.stringMatching(message) })
    expect((error as Error).message).toContain(at('app.sqlite'))
    if (/is not an SQLite/.test((error as Error).message))
      expect(error).toMatchObject({ hint: expect.stringMatching(/^Check that path names an SQLite database/) })
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
    expect(dumped.result().findings).toMatchObject([
      { level: 'warning', blame: 'env', message: expect.stringContaining('notes') },
    ])
  })

  test('reports that a log may exist beside another name of the file', async () => {
    const warnings = async (path: string) => {
      const dumped = sqlite.dump(sqliteSource(path), noRuntime, never)
      await hold(dumped)
      return dumped.result().findings.map(({ message }) => message)
    }
    seed(at('app.sqlite'), 'wal', 5)
    symlinkSync('app.sqlite', at('link.sqlite'))
    expect(await warnings(at('link.sqlite'))).toEqual([])
    linkSync(at('app.sqlite'), at('other.sqlite'))
    expect(await warnings(at('other.sqlite'))).toEqual([expect.stringContaining('is one of 2 names')])
  })

  test('recognises a file that is mounted alone', () => {
    const mounts =
      '36 35 98:0 / / rw,noatime - ext3 /dev/root rw\n' +
      '37 36 98:0 /a.db /srv/with\\040space\\134/app.sqlite rw - ext3 /dev/root rw\n'
    expect(isMountPoint('/srv/with space\\/app.sqlite', mounts)).toBe(true)
    expect(isMountPoint('/srv/app.sqlite', mounts)).toBe(false)
    expect(isMountPoint(realpathSync('/proc'), readFileSync('/proc/self/mountinfo', 'utf8'))).toBe(true)
  })

  test('leaves nothing if it is cancelled before it starts, or while its output is not read', async () => {
    seed(at('app.sqlite'), 'wal')
    await expect(dump(at('app.sqlite'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    const controller = new AbortController()
    const dumped = sqlite.dump(sqliteSource(at('app.sqlite')), noRuntime, controller.signal)
    const { value: part } = await dumped.parts[Symbol.asyncIterator]().next()
    expect(readdirSync(at('tmp'))).toHaveLength(1)
    controller.abort()
    expect(readdirSync(at('tmp'))).toEqual([])
    await expect(part.body.toArray()).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('refuses tools in a container', async () => {
    const source = { ...sqliteSource(at('app.sqlite')), tools: { kind: 'service', service: 'db' } } as const
    await expect(hold(sqlite.dump(source, noRuntime, never))).rejects.toMatchObject({ code: 'policy-invalid' })
    await expect(sqlite.inspect(source, noRuntime, never)).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})
