import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Assertion, Expectation } from '../../../src/policy/policy.ts'
import { cutAt, plainBackup } from '../memory.ts'
import { noRuntime, sqliteSource } from '../source.ts'
import { type Place, sqlite } from '../step.ts'
import { dump, never, plain, seed, useFolder } from './fixture.ts'

const { at, file } = useFolder()

describe('restore', () => {
  test('refuses the remains of another database, and removes them when told to', async () => {
    seed(at('app.sqlite'), 'wal')
    const held = await dump(at('app.sqlite'))
    writeFileSync(at('out-wal'), 'left over')
    writeFileSync(at('out-journal'), 'left over')
    await expect(sqlite.restore(plainBackup(held), file('out'), noRuntime, plain)).rejects.toMatchObject({
      code: 'target-refused',
    })
    await sqlite.restore(plainBackup(held), file('out'), noRuntime, { ...plain, overwrite: true })
    expect(readdirSync(at('.')).filter((name) => name.startsWith('out'))).toEqual(['out'])
    expect((await sqlite.facts(file('out'), held.facts, noRuntime, never)).rows).toEqual(held.facts.rows)
  })

  test('removes the folders that it made, and no others, if it fails', async () => {
    seed(at('app.sqlite'), 'delete')
    const cut = plainBackup(await dump(at('app.sqlite')), cutAt(0.5))
    mkdirSync(at('kept'))
    await expect(sqlite.restore(cut, file('kept/new/deep/app.sqlite'), noRuntime, plain)).rejects.toMatchObject({
      code: 'object-damaged',
    })
    expect(readdirSync(at('kept'))).toEqual([])
  })

  test('leaves the old database as it was if the dump is damaged', async () => {
    seed(at('app.sqlite'), 'delete')
    seed(at('old.sqlite'), 'delete', 5)
    const before = readFileSync(at('old.sqlite'))
    const held = await dump(at('app.sqlite'))
    const cut = plainBackup(held, cutAt(0.5))
    await expect(
      sqlite.restore(cut, file('old.sqlite'), noRuntime, { ...plain, overwrite: true }),
    ).rejects.toMatchObject({ code: 'object-damaged' })
    expect(readFileSync(at('old.sqlite')).equals(before)).toBe(true)
    expect(readdirSync(at('.')).sort()).toEqual(['app.sqlite', 'old.sqlite', 'tmp'])
  })

  test.runIf(process.geteuid?.() === 0)(
    'leaves the log of the old database if the new one cannot be put in place',
    async () => {
      seed(at('app.sqlite'), 'delete')
      const held = await dump(at('app.sqlite'))
      // Anybody may write beside it, but only its owner may replace it.
      mkdirSync(at('shared'))
      seed(at('shared/old.sqlite'), 'delete', 5)
      writeFileSync(at('shared/old.sqlite-wal'), 'committed last')
      chownSync(at('shared/old.sqlite-wal'), 65534, 65534)
      for (const name of ['.', 'tmp', 'shared']) chmodSync(at(name), 0o1777)
      process.seteuid?.(65534)
      try {
        const restored = sqlite.restore(plainBackup(held), file('shared/old.sqlite'), noRuntime, {
          ...plain,
          overwrite: true,
        })
        await expect(restored).rejects.toMatchObject({ code: 'restore-failed' })
      } finally {
        process.seteuid?.(0)
      }
      expect(readdirSync(at('shared')).sort()).toEqual(['old.sqlite', 'old.sqlite-wal'])
      expect(readFileSync(at('shared/old.sqlite-wal'), 'utf8')).toBe('committed last')
    },
  )

  test('keeps mode and name of the replaced file, behind a symbolic link too, and makes a new file private', async () => {
    seed(at('app.sqlite'), 'delete')
    const held = await dump(at('app.sqlite'))
    seed(at('old.sqlite'), 'delete', 5)
    chmodSync(at('old.sqlite'), 0o644)
    symlinkSync('old.sqlite', at('link.sqlite'))
    await sqlite.restore(plainBackup(held), file('link.sqlite'), noRuntime, { ...plain, overwrite: true })
    expect(
      readdirSync(at('.'), { withFileTypes: true })
        .find(({ name }) => name === 'link.sqlite')
        ?.isSymbolicLink(),
    ).toBe(true)
    expect(statSync(at('old.sqlite')).mode & 0o777).toBe(0o644)
    expect((await sqlite.facts(file('old.sqlite'), held.facts, noRuntime, never)).rows).toEqual(held.facts.rows)
    await sqlite.restore(plainBackup(held), file('new/er.sqlite'), noRuntime, plain)
    expect(statSync(at('new/er.sqlite')).mode & 0o777).toBe(0o600)
  })

  test('refuses tables and directories', async () => {
    seed(at('app.sqlite'), 'delete')
    const held = await dump(at('app.sqlite'))
    const restore = (into: Place, options = plain) => sqlite.restore(plainBackup(held), into, noRuntime, options)
    await expect(restore(file('out'), { ...plain, only: ['orders'] })).rejects.toMatchObject({ code: 'usage' })
    await expect(restore(file('tmp'), { ...plain, overwrite: true })).rejects.toMatchObject({ code: 'target-refused' })
    await expect(restore(file('app.sqlite/below'))).rejects.toMatchObject({ code: 'target-refused' })
  })
})

describe('check', () => {
  const sql = (text: string, expected: Expectation): Assertion => ({
    kind: 'sql',
    name: 'it holds',
    ask: text,
    expect: expected,
  })
  test.each([
    [sql('select count(*) from orders', { min: 3000, max: 3000 }), undefined],
    [sql('select count(*) from orders', { equals: 3000 }), undefined],
    [sql('select name from orders where id = 1', { equals: 'order 1' }), undefined],
    [sql('select 9007199254740993', { equals: '9007199254740993' }), undefined],
    [sql('select count(*) from orders', { min: 3001 }), /it returned 3000, below 3001/],
    [sql('select count(*) from orders', { max: 1 }), /above 1/],
    [sql('select name from orders where id = 1', { matches: '^order \\d$' }), undefined],
    [
      sql('select name from orders where id = 1', { matches: '^order$' }),
      /it returned order 1, which \^order\$ does not match/,
    ],
    [{ kind: 'count-of', name: 'many', ask: 'odd "name" Åse', expect: { min: 0 } } as const, undefined],
    [{ kind: 'count-of', name: 'many', ask: 'orders', expect: { min: 3001 } } as const, /it returned 3000, below 3001/],
    [{ kind: 'count-of', name: 'many', ask: 'order', expect: { min: 0 } } as const, /there is no table order/],
    [sql('select null', { min: 0 }), /it returned nothing, not a number/],
    [sql('select name from orders where id = 0', { min: 0 }), /it returned no row/],
    [sql('selct 1', { min: 0 }), /near "selct": syntax error/, 'policy'],
    [sql('select 1 where', { min: 0 }), /incomplete input/, 'policy'],
    [sql('select abs()', { min: 0 }), /wrong number of arguments/, 'policy'],
    [sql('select id from orders a, orders b', { min: 0 }), /ambiguous column name/, 'policy'],
    [sql('-- nothing', { min: 0 }), /SQLite says/, 'policy'],
    [sql("select json('{') from orders", { min: 0 }), /malformed JSON/],
    [sql('select nowhere', { min: 0 }), /no such column/, 'policy'],
    [sql('select 1 from nowhere', { min: 0 }), /no such table/, 'policy'],
    [sql('select 1, 2', { min: 0 }), /2 columns, not one/, 'policy'],
    [sql('select id from orders', { min: 0 }), /more than one row/, 'policy'],
    [sql('delete from orders', { min: 0 }), /it returns no column/, 'policy'],
    [sql('delete from orders returning id', { min: 0 }), /readonly/, 'policy'],
    [sql("attach '/nowhere/x.db' as x", { equals: 1 }), /it returns no column/, 'policy'],
    [sql('select 1; select 2', { min: 1 }), /more than one statement/, 'policy'],
    [sql('select 1; -- and no more', { min: 1 }), undefined],
    [sql('select 9007199254740993', { equals: 9007199254740992 }), /it returned 9007199254740993, not/],
    [sql('select null', { equals: '' }), /it returned nothing, not/],
    [sql("select ''", { equals: '' }), undefined],
    [sql("select '0x10'", { min: 16 }), /not a number/],
    [sql("select printf('%.*c', 9999, 'a') || '!'", { matches: '^(a+)+$' }), /takes more than a second/, 'policy'],
    [{ kind: 'required', name: 'there', names: ['orders', 'recent', 'odd "name" Åse'] } as const, undefined],
    [{ kind: 'required', name: 'there', names: ['orders', 'customers'] } as const, /there is no table customers/],
  ])('judges %o', async (assertion, message, blame = 'data') => {
    seed(at('app.sqlite'), 'wal')
    const before = readFileSync(at('app.sqlite'))
    const finding = await sqlite.check(assertion, file('app.sqlite'), noRuntime, never)
    if (message === undefined) expect(finding).toBeUndefined()
    else expect(finding).toMatchObject({ level: 'failure', blame, message: expect.stringMatching(message) })
    expect(finding?.hint ?? 'the assertion').toMatch(
      blame === 'policy' ? /^Correct|the assertion/ : /the data|the assertion/,
    )
    expect(readFileSync(at('app.sqlite')).equals(before)).toBe(true)
    expect(readdirSync(at('.')).sort()).toEqual(['app.sqlite', 'tmp'])
  })

  test('treats a key of a database as a mistake in the policy', async () => {
    const asked = Promise.resolve().then(() =>
      sqlite.check({ kind: 'key', name: 'x', ask: 'a', expect: { equals: 1 } }, file('a'), noRuntime, never),
    )
    await expect(asked).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})

test('the source is recognised by every name of its file', () => {
  seed(at('app.sqlite'), 'delete')
  symlinkSync('app.sqlite', at('link'))
  linkSync(at('app.sqlite'), at('second'))
  const is = (target: Place) => sqlite.overlap(sqliteSource(at('app.sqlite')), target) === 'same'
  expect([is(file('link')), is(file('second')), is(file('tmp/../app.sqlite'))]).toEqual([true, true, true])
  expect(is(file('other'))).toBe(false)
  expect(sqlite.overlap(sqliteSource(at('gone')), file('gone'))).toBe('same')
})

test('a read without room for its copy is not evidence against the backup', async () => {
  seed(at('app.sqlite'), 'wal')
  const held = plainBackup(await dump(at('app.sqlite')))
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
  const open: typeof held.open = async () => new Readable({ read: (): void => void 0 }).destroy(full)
  await expect(sqlite.contents({ ...held, open }, noRuntime, never)).rejects.toMatchObject({
    code: 'sandbox-failed',
    message: 'nothing can be written to the temporary directory: no space left on the disk (ENOSPC)',
    hint: expect.stringContaining('TMPDIR'),
  })
})
