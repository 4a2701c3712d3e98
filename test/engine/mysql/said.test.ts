import { describe, expect, test } from 'vitest'
import { mustHoldAll } from '../../../src/engine/mysql/completeness.ts'
import { parseUrl, targetConnection } from '../../../src/engine/mysql/connection.ts'
import { heard } from '../../../src/engine/mysql/dump.ts'
import { greetingIn } from '../../../src/engine/mysql/greeting.ts'
import type { Inventory } from '../../../src/engine/mysql/inventory.ts'
import { isOlder, mariadbProduct, mustBe, mysqlProduct, toldVersion } from '../../../src/engine/mysql/product.ts'
import { selected } from '../../../src/engine/mysql/selection.ts'

describe('a message that a dump program prints before it exits 0', () => {
  test('is a failure if something was left out', () => {
    const said =
      "mysqldump: Error: 'Access denied; you need (at least one of) the PROCESS privilege(s) for this operation' when trying to dump tablespaces"
    expect(() => heard(said, mysqlProduct, 'shop')).toThrow(/left something of shop out.*PROCESS/)
  })
  test('is ignored if MySQL 9.7 always prints it', () => {
    const said =
      "mysqldump: Error: 'SELECT command denied to user 'b'@'127.0.0.1' for table 'column_masking_policy'' when trying to dump masking policies\n"
    expect(heard(said, mysqlProduct, 'shop')).toEqual([])
    expect(() => heard(`${said}mysqldump: Error: another`, mysqlProduct, 'shop')).toThrow(/another/)
    expect(() => heard(said, mariadbProduct, 'shop')).toThrow()
  })
  test('is a warning otherwise', () => {
    expect(heard('mysqldump: a word of caution\n', mysqlProduct, 'shop')).toMatchObject([{ level: 'warning' }])
  })
})

describe('a dump', () => {
  const inventory = (tables: readonly string[], routines: readonly string[]): Inventory => ({
    tables: tables.map((name) => ({ name, engine: 'InnoDB', isVersioned: false })),
    others: new Map([['routine', routines]]),
    triggers: new Map(),
    floats: new Map(),
  })
  const held = (tables: readonly string[], unnamed = 0) => ({
    names: new Map([['table', new Set(tables)]]),
    unnamed: new Map([['routine', unnamed]]),
  })
  const both = { tables: ['a', 'b'], isNamed: false }
  test('is incomplete without a routine that exists', () => {
    const there = inventory(['a', 'b'], ['function f'])
    expect(() => mustHoldAll(held(['a', 'b']), there, there, both)).toThrow(/lacks routine function f/)
    expect(mustHoldAll(held(['a', 'b'], 1), there, there, both)).toMatchObject({ routine: ['function f'] })
  })
  test('is not incomplete for a routine that was dropped or created meanwhile', () => {
    const objects = mustHoldAll(held(['a']), inventory(['a', 'b'], []), inventory(['a', 'c'], []), both)
    expect(objects).toEqual({ table: ['a'] })
  })
})

test.each([
  ['9.7.4-2', 'mysql', '9.7.4'],
  ['5.5.5-10.11.14-MariaDB-0+deb12u2', 'mariadb', '10.11.14'],
  ['11.8.9-MariaDB-0+deb13u1 from Debian', 'mariadb', '11.8.9'],
  ['mariadb-dump from 11.8.9-MariaDB, client 10.20 for debian-linux-gnu (x86_64)', 'mariadb', '11.8.9'],
])('%s is %s %s', (said, name, text) => {
  expect(toldVersion(said)).toMatchObject({ product: { name }, version: { text } })
})

test('versions are compared by their release series', () => {
  const [older, newer] = [toldVersion('10.11.14-MariaDB'), toldVersion('11.8.9-MariaDB')]
  if (!older || !newer) throw new Error('they are versions')
  expect([isOlder(older.version, newer.version), isOlder(newer.version, older.version)]).toEqual([true, false])
  expect(() => mustBe(mysqlProduct, newer, 'the server', 'policy-invalid')).toThrow(
    expect.objectContaining({ code: 'policy-invalid', hint: 'Write engine: mariadb for this source.' }),
  )
  const old = toldVersion('5.7.44')
  if (old) expect(() => mustBe(mysqlProduct, old, 'the server', 'policy-invalid')).toThrow(/older than 8.0/)
})

test('a greeting contains the version, and other servers give none', () => {
  expect(greetingIn(Buffer.from('\n9.7.4-2\0and more', 'latin1'))).toBe('9.7.4-2')
  expect(greetingIn(Buffer.from('\xffj\x04Host is blocked', 'latin1'))).toBeUndefined()
  expect(greetingIn(Buffer.from('SSH-2.0-OpenSSH\r\n'))).toBeUndefined()
})

describe('a URL', () => {
  const parse = (text: string, product = mysqlProduct) => parseUrl(text, 'source a, by URL', product)
  test('is read in full', () => {
    expect(parse('mysql://u%40x:p%2Fw@db.example:3307/my%20shop?ssl-mode=REQUIRED')).toMatchObject({
      server: { host: 'db.example', port: 3307 },
      ...{ database: 'my shop', user: 'u@x', password: 'p/w', ssl: { mode: 'required' } },
    })
    expect(parse('mysql://u@db/shop', mariadbProduct)).toMatchObject({ server: { port: 3306 }, password: undefined })
  })
  test('names several servers of a source, and one to restore into', () => {
    expect(parse('mysql://u:secret@a,b:3307/shop')).toMatchObject({
      server: { host: 'a', port: 3306 },
      others: [{ host: 'b', port: 3307 }],
    })
    const target = () => targetConnection('mysql://u:secret@a,b/shop', mysqlProduct)
    expect(target).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(/several servers/) }),
    )
    expect(target).not.toThrow(/secret/)
  })
  test.each([
    ['postgres://u:secret@db/shop', /begins with postgres:/],
    ['mariadb://u:secret@db/shop', /begins with mariadb:/],
    ['mysql://u:secret@db', /names no database/],
    ['mysql://db/shop', /names no user/],
    ['mysql://u:secret@db/shop?ssl-mode=perhaps', /ssl-mode in the URL is unknown/],
    ['mysql://u:secret@db/shop?ssl-ca=/no/such/file', /ssl-ca cannot be read/],
    ['mysql://u:secret@db/shop?ssl-mode=required&ssl-ca=/no/such/file', /ssl-ca in the URL is not used/],
    ['mysql://u:secret@db/shop?sslmode=require', /unknown parameter sslmode/],
  ])('%s is refused, and not shown', (text, because) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'policy-invalid', message: expect.stringMatching(because) }),
    )
    expect(() => parse(text)).not.toThrow(/secret/)
  })
})

test('a pattern that matches no table is a mistake of the policy, and so is an empty selection', () => {
  const names = ['orders', 'orders_old', 'a.b']
  expect(selected(names, { include: ['orders*'], exclude: ['*_old'] }, 's')).toEqual(['orders'])
  expect(selected(names, { include: ['a.b'], exclude: [] }, 's')).toEqual(['a.b'])
  expect(() => selected(names, { include: ['order'], exclude: [] }, 's')).toThrow(
    /no table matches order .*did you mean orders/,
  )
  expect(() => selected(names, { include: [], exclude: ['a?c'] }, 's')).toThrow(/tables.exclude/)
  expect(() => selected(names, { include: ['orders'], exclude: ['orders'] }, 's')).toThrow(/leaves out all/)
})
