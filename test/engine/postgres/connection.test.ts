import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ArchiveEntry } from '../../../src/engine/postgres/archive/archive.ts'
import { choose, idsThatCanBe, settle } from '../../../src/engine/postgres/archive/only.ts'
import { regularExpressions } from '../../../src/engine/postgres/archive/selection.ts'
import { clientCommand, parseUrl, sameDatabase } from '../../../src/engine/postgres/connection.ts'
import { identifier, literal } from '../../../src/engine/postgres/session.ts'
import { hostRuntime } from '../../../src/runtime/runtime.ts'

describe('a connection URL', () => {
  test('is read in full', () => {
    expect(parseUrl('postgresql://u%40x:p%3Aw@[::1]:6543/my%20db?sslmode=require&connect_timeout=5', 'x')).toEqual({
      host: '::1',
      port: 6543,
      database: 'my db',
      user: 'u@x',
      password: 'p:w',
      parameters: { PGSSLMODE: 'require', PGCONNECT_TIMEOUT: '5' },
    })
    expect(parseUrl('postgres://u@/db?host=/run/postgresql', 'x')).toMatchObject({
      host: '/run/postgresql',
      port: 5432,
    })
    expect(parseUrl('postgres://u@db/d', 'x').password).toBeUndefined()
  })

  test('is understood as Prisma writes it, without the parameters that only Prisma reads', () => {
    const url = 'postgresql://u:p@h:6432/d?schema=public&pgbouncer=true&connection_limit=1&sslmode=require'
    expect(parseUrl(url, 'x')).toEqual(parseUrl('postgres://u:p@h:6432/d?sslmode=require', 'x'))
  })

  test('can name several servers, and give the rest in parameters, as libpq allows', () => {
    const several = parseUrl('postgres://u:p@a,b:6000,[::2]/d?target_session_attrs=read-write', 'x')
    const { env } = clientCommand('psql', [], several, hostRuntime({ env: {} }))
    expect(env).toMatchObject({
      PGHOST: 'a,b,::2',
      PGPORT: '5432,6000,5432',
      PGTARGETSESSIONATTRS: 'read-write',
    })
    expect(sameDatabase(several, parseUrl('postgres://v@B:6000/d', 'x'))).toBe(true)
    expect(parseUrl('postgres:///?host=h&port=6&user=u&password=p%26&dbname=d', 'x')).toEqual(
      parseUrl('postgres://u:p%26@h:6/d', 'x'),
    )
    expect(parseUrl('postgres://a/d?user=u&host=/run/one,/run/two&port=1,2', 'x')).toMatchObject({
      host: '/run/one',
      port: 1,
      others: [{ host: '/run/two', port: 2 }],
    })
  })

  test.each([
    ['mysql://u:secret@h/d', 'not that of a PostgreSQL database'],
    ['"postgres://u:secret@h/d"', 'it begins with a quotation mark'],
    ["postgres://u:secret@h:5432'", 'it ends with a quotation mark'],
    ['postgres://u:secret@h:5432 /d', 'it contains white space'],
    ['jdbc:postgresql://u:secret@h/d', 'it begins with jdbc:postgresql:'],
    ['secret', 'it does not begin with postgres://'],
    ['  ', 'it is empty or only white space'],
    ['postgres://u:sec/ret@h/d', 'not that of a PostgreSQL database'],
    ['postgres://u:secret@a:1,b:2/d?port=1,2,3', 'not have one port per host'],
    ['postgres://u:secret@h:x/d', 'not that of a PostgreSQL database'],
    ['postgres://u:secret@h/d?sslaccept=strict', 'unknown parameter sslaccept'],
    // A password that was not URL-encoded ends up where parameters stand.
    ['postgres://u:1/x?secret@h/d', 'unknown parameter'],
    ['postgres://u@1/x?secret&more@h/d', 'unknown parameter'],
    ['postgres://u:p@h/d?foo=1', 'the URL has an unknown parameter foo'],
    ['postgres://u:p@h/d?sslmode=require&constructor=secret', 'the URL has an unknown parameter constructor'],
    ['postgres://h/d?user=u&password=p&secret=1', 'unknown parameter'],
    ['postgres://u:secret%@h/d', 'not URL-encoded'],
    ['postgres://u:secret%00@h/d', 'a NUL byte'],
    ['postgres://h/d', 'names no user'],
    ['postgres://u:secret@h', 'names no database'],
  ])('%s is refused without being shown', (url, because) => {
    let message = ''
    try {
      parseUrl(url, 'source orders')
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain('source orders: ')
    expect(message).toContain(because)
    expect(message).not.toContain('secret')
  })

  test.each([' postgres://u:p@h/d', 'postgres://u:p@h/d \n', '\t\r\npostgres://u:p@h/d'])(
    'a pasted URL loses the white space around it: %j',
    (url) => {
      expect(parseUrl(url, 'x')).toEqual(parseUrl('postgres://u:p@h/d', 'x'))
    },
  )

  test('a password of any characters comes back, and only in the environment', () => {
    const runtime = hostRuntime({ env: {} })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (password) => {
        fc.pre(!/[\uD800-\uDFFF]/.test(password) && !password.includes('\0'))
        const connection = parseUrl(`postgres://u:${encodeURIComponent(password)}@h/d`, 'x')
        const command = clientCommand('pg_dump', ['--format=custom'], connection, runtime)
        expect(command.env?.['PGPASSWORD']).toBe(password)
        expect(command.secrets).toEqual([password])
        expect(command.args).toEqual(['--format=custom'])
      }),
    )
  })

  test('a URL of the same database with another name or user is the same', () => {
    const of = (url: string) => parseUrl(url, 'x')
    expect(sameDatabase(of('postgres://a@localhost/d'), of('postgresql://b:c@127.0.0.1:5432/d?sslmode=disable'))).toBe(
      true,
    )
    expect(sameDatabase(of('postgres://a@DB.example/d'), of('postgres://a@db.example/d'))).toBe(true)
    expect(sameDatabase(of('postgres://a@h/d'), of('postgres://a@h/e'))).toBe(false)
    expect(sameDatabase(of('postgres://a@h:1/d'), of('postgres://a@h:2/d'))).toBe(false)
  })
})

test('texts in SQL are quoted', () => {
  expect(literal("it's \\ here")).toBe("E'it\\'s \\\\ here'")
  expect(identifier('a"b')).toBe('"a""b"')
})

test.each([
  ['orders', ['^(orders)$']],
  ['Shop.Ord*', ['^(shop)$', '^(ord.*)$']],
  ['"Shop".o?', ['^(Shop)$', '^(o.)$']],
  ['"a.b""c*"', ['^(a\\.b"c\\*)$']],
  ['cash$', ['^(cash\\$)$']],
  ['t[0-9]', ['^(t[0-9])$']],
])('the pattern %s becomes a regular expression that matches as psql does', (pattern, expressions) => {
  expect(regularExpressions(pattern)).toEqual(expressions)
})

describe('a selection of tables', () => {
  const idsOfOnly = (all: readonly ArchiveEntry[], patterns: readonly string[], there: readonly number[] = []) =>
    settle(all, choose(all, patterns), new Set(all.filter(({ id }) => there.includes(id)))).ids
  const entry = (id: number, kind: string, name: string, dependsOn: number[] = [], schema = 'shop') => {
    return { id, oid: String(id), kind, schema, name, owner: 'o', dependsOn, hasData: kind === 'TABLE DATA' }
  }
  test('is named as PostgreSQL writes names, with dots and quotes', () => {
    const odd = [
      entry(1, 'TABLE', 'Tab "q".x', [], 'My.Schema'),
      entry(2, 'TABLE', 'Schema.Tab "q".x', [], 'My'),
      entry(3, 'TABLE', 'a*', [], 'shop'),
      entry(4, 'TABLE', 'abc', [], 'shop'),
    ]
    expect(idsOfOnly(odd, ['"My.Schema"."Tab ""q"".x"'])).toEqual([1])
    expect(idsOfOnly(odd, ['"Tab ""q"".x"'])).toEqual([1])
    expect(idsOfOnly(odd, ['"My".*'])).toEqual([2])
    expect(idsOfOnly(odd, ['shop."a*"'])).toEqual([3])
    expect(idsOfOnly(odd, ['shop.a*'])).toEqual([3, 4])
    expect(idsOfOnly(odd, ['"shop".a*'])).toEqual([3, 4])
  })

  const entries = [
    entry(1, 'SCHEMA', 'shop', [], ''),
    entry(2, 'SCHEMA', 'other', [], ''),
    entry(3, 'TYPE', 'mood', [1]),
    entry(10, 'TABLE', 'customers', [1, 3]),
    entry(11, 'TABLE', 'orders', [1]),
    entry(12, 'SEQUENCE', 'orders_id_seq', [1, 11]),
    entry(13, 'SEQUENCE OWNED BY', 'orders_id_seq', [12, 11]),
    entry(14, 'DEFAULT', 'orders id', [12, 11]),
    entry(15, 'TABLE', 'events', [1]),
    entry(16, 'TABLE', 'events_1', [1]),
    entry(17, 'TABLE ATTACH', 'events_1', [15, 16]),
    entry(20, 'TABLE DATA', 'customers', [10]),
    entry(21, 'TABLE DATA', 'orders', [11]),
    entry(22, 'TABLE DATA', 'events_1', [16]),
    entry(30, 'CONSTRAINT', 'customers customers_pkey', [10]),
    entry(31, 'CONSTRAINT', 'orders orders_pkey', [11]),
    entry(32, 'FK CONSTRAINT', 'orders orders_customer_fkey', [30, 10, 11]),
    entry(33, 'SEQUENCE SET', 'orders_id_seq', [12]),
    entry(34, 'FUNCTION', 'touch()', [1]),
    entry(35, 'TRIGGER', 'orders touch', [34, 11]),
    entry(40, 'VIEW', 'big', [11]),
    entry(50, 'TABLE', 'tickets', [1]),
    entry(51, 'SEQUENCE', 'tickets_id_seq', [1, 50]),
    entry(52, 'SEQUENCE SET', 'tickets_id_seq', [51]),
    entry(60, 'TABLE', 'years', [1]),
    entry(61, 'TABLE', 'year_1', [1]),
    entry(62, 'TABLE', 'month_1', [1]),
    entry(63, 'TABLE ATTACH', 'month_1', [61, 62]),
    entry(64, 'TABLE ATTACH', 'year_1', [60, 61]),
    entry(65, 'TABLE DATA', 'month_1', [62]),
  ]

  test('comes with dependent objects and prerequisites', () => {
    expect(idsOfOnly(entries, ['orders'])).toEqual([1, 11, 12, 13, 14, 21, 31, 33, 34, 35])
    expect(idsOfOnly(entries, ['shop.cust*'])).toEqual([1, 3, 10, 20, 30])
    expect(idsOfOnly(entries, ['events'])).toEqual([1, 15, 16, 17, 22])
  })

  test('includes the sequence and its value for identity columns', () => {
    expect(idsOfOnly(entries, ['tickets'])).toEqual([1, 50, 51, 52])
  })

  test('includes the data of partitions of partitions, in whatever order they are attached', () => {
    expect(idsOfOnly(entries, ['years'])).toEqual([1, 60, 61, 62, 63, 64, 65])
  })

  test('ends even if entries depend on each other in a circle', () => {
    const circle = [entry(70, 'INDEX', 'a', [71], 'x'), entry(71, 'INDEX', 'b', [70], 'x')]
    expect(idsOfOnly([...entries, ...circle], ['tickets'])).toEqual([1, 50, 51, 52])
  })

  test('includes foreign keys if both tables are selected', () => {
    expect(idsOfOnly(entries, ['orders', 'customers'])).toContain(32)
  })

  test('includes the structure under a view, without data', () => {
    const ids = idsOfOnly(entries, ['big'])
    expect(ids).toContain(11)
    expect(ids).not.toContain(21)
  })

  test('leaves out the objects that tie the tables of a partial archive to others', () => {
    const alone = entries.filter(({ id }) => id !== 15 && id !== 10)
    const attach = [entry(80, 'INDEX ATTACH', 'year_1_pkey', [31, 81, 61]), entry(81, 'CONSTRAINT', 'year_1 p', [61])]
    const half = entry(82, 'INDEX ATTACH', 'month_1_pkey', [81, 62])
    const ids = idsThatCanBe([...alone, ...attach, half], [32, 999])
    expect(alone.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([17, 32])
    expect(ids).toContain(80)
    expect(ids).not.toContain(82)
  })

  test('is refused if a pattern matches nothing', () => {
    expect(() => idsOfOnly(entries, ['orders', 'ordres'])).toThrow('the backup has no table ordres')
  })
})
