import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Facts } from '../../src/engine/engine.ts'
import { tablesOf as postgresTables } from '../../src/engine/postgres/check.ts'
import { tablesOf as sqliteTables } from '../../src/engine/sqlite/check.ts'
import { readBackup } from '../../src/verify/verify.ts'

async function missing(
  facts: Pick<Facts, 'engine' | 'objects'>,
  tables: readonly string[],
): Promise<readonly string[]> {
  const whole: Facts = { version: 1, server: undefined, sizeBytes: 1, rows: { 'public.events_1': 1 }, ...facts }
  const backup = {
    facts: whole,
    parts: [],
    open: async () => Readable.from([]),
    whole: new Set<string>(),
    sealedBytes: 0,
    readBytes: () => 0,
  }
  const assertions = [{ kind: 'tables', name: 'there', tables }] as const
  const tablesOf = facts.engine === 'postgres' ? postgresTables : sqliteTables
  const contents = async () => ({ names: ['something'], missing: [], tables: tablesOf(whole) })
  const found = await readBackup(backup, contents, assertions)
  return found.map(({ message }) => message)
}

test('tables that must be in a backup are known by the names by which a restored database knows them', async () => {
  const objects = {
    table: ['public.events_1', 'shop."Odd ""Na.me"', 'public."Order"'],
    'partitioned table': ['public.events'],
    'foreign table': ['shop.far'],
    view: ['shop.big'],
  }
  const all = [
    'events',
    'public.events',
    'events_1',
    'Order',
    'public.Order',
    '"Order"',
    'Odd "Na.me',
    'shop.far',
    'far',
  ]
  expect(await missing({ engine: 'postgres', objects }, all)).toEqual([])
  expect(await missing({ engine: 'postgres', objects }, ['order', 'shop.events', 'vents', 'big'])).toEqual(
    ['order', 'shop.events', 'vents', 'big'].map((table) => `there: table ${table} is not in the backup`),
  )
  const sqlite = { table: ['orders', 'a.b'], view: ['big'] }
  expect(await missing({ engine: 'sqlite', objects: sqlite }, ['orders', 'a.b', 'big'])).toEqual([])
  expect(await missing({ engine: 'sqlite', objects: sqlite }, ['b'])).toHaveLength(1)
})
