import { describe, expect, test } from 'vitest'
import { missingForLog } from '../../../../src/engine/mysql/grant.ts'
import { judgeSettings, judgeTables } from '../../../../src/engine/mysql/log/preflight.ts'
import { mariadbProduct, mysqlProduct } from '../../../../src/engine/mysql/product.ts'
import { mysqlSource } from '../../source.ts'

const minute = 60_000
const connection = {
  product: mysqlProduct,
  server: { host: 'db', port: 3306 },
  database: 'shop',
  user: 'backup',
  password: undefined,
  ssl: { mode: 'preferred', authority: undefined },
} as const
const source = mysqlSource('mysql', 'mysql://backup@db/shop', {
  pointInTime: { everyMs: 15 * minute, windowMs: 86_400_000, slot: 'auto', maxSlotLagBytes: 0 },
})

const judge = (settings: Readonly<Record<string, string>>) =>
  judgeSettings(new Map(Object.entries({ binlog_format: 'ROW', ...settings })), { connection, source })

test('tables without transactions are named at each piece: a dump may have what the log says again', () => {
  const storages = [
    ['orders', 'InnoDB'],
    ['hits', 'MyISAM'],
    ['view', ''],
    ['scratch', 'MEMORY'],
  ]
  expect(judgeTables(storages, 'db/shop')).toMatchObject([
    {
      level: 'warning',
      message: expect.stringContaining('scratch have no transactions'),
      hint: expect.any(String),
    },
  ])
  expect(judgeTables([['orders', 'InnoDB']], 'db/shop')).toEqual([])
})

describe('the settings of a server whose log is collected', () => {
  test('rows that are kept for a month are fit', () => {
    expect(judge({ binlog_expire_logs_seconds: '2592000' })).toEqual([])
    expect(judge({ binlog_expire_logs_seconds: '0' })).toEqual([])
    expect(judge({ binlog_do_db: 'other,shop' })).toEqual([])
  })

  test.each([
    [{ binlog_format: 'STATEMENT' }, /STATEMENT/, /SET GLOBAL binlog_format=ROW/],
    [{ binlog_do_db: 'other' }, /does not log what is written to shop/, /binlog_do_db/],
    [{ binlog_ignore_db: 'x,shop' }, /does not log what is written to shop/, /binlog_ignore_db/],
    [{ binlog_encryption: 'ON' }, /encrypted/, /binlog_encryption=OFF/],
    [
      { binlog_expire_logs_seconds: '900' },
      /keeps its log for 15 m.* every 15 m/,
      /SET GLOBAL binlog_expire_logs_seconds=86400/,
    ],
  ])('%j is refused, with what to type', (settings, message, hint) => {
    expect(() => judge(settings as never)).toThrow(
      expect.objectContaining({
        code: 'source-failed',
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      }),
    )
  })

  test.each([
    [{ binlog_format: 'MIXED' }, /MIXED/],
    [{ binlog_expire_logs_seconds: '1800' }, /a few late runs leave a gap/],
    [{ max_binlog_total_size: '1000000' }, /by size/],
  ])('%j is warned of', (settings, message) => {
    expect(judge(settings as never)).toMatchObject([
      { level: 'warning', message: expect.stringMatching(message), hint: expect.stringMatching(/^Run SET GLOBAL/) },
    ])
  })
})

test('the rights that are lacking to read a log are told in one statement', () => {
  const rights = (...everywhere: readonly string[]) => ({
    everywhere: new Set(everywhere),
    inDatabase: new Set<string>(),
    onTables: new Map<string, ReadonlySet<string>>(),
    account: undefined,
  })
  const mysql = { product: mysqlProduct }
  const mariadb = { product: mariadbProduct }
  expect(missingForLog(rights('SELECT'), mysql)).toBe('GRANT RELOAD, REPLICATION CLIENT, REPLICATION SLAVE ON *.*')
  expect(missingForLog(rights('RELOAD', 'REPLICATION CLIENT'), mysql)).toBe('GRANT REPLICATION SLAVE ON *.*')
  expect(missingForLog(rights('BINLOG MONITOR'), mariadb)).toBe('GRANT REPLICATION SLAVE ON *.*')
  expect(missingForLog(rights('REPLICATION SLAVE'), mariadb)).toBe('GRANT BINLOG MONITOR ON *.*')
  expect(missingForLog(rights('ALL PRIVILEGES'), mariadb)).toBeUndefined()
})
