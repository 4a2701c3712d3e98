import { expect, test } from 'vitest'
import type { Facts } from '../../src/engine/engine.ts'
import { missingTables as missingInPostgres } from '../../src/engine/postgres/check.ts'
import { missingTables as missingInSqlite } from '../../src/engine/sqlite/check.ts'
import { readBackup } from '../../src/verify/verify.ts'

const factsOf = (engine: Facts['engine'], objects: Facts['objects']): Facts => ({
  version: 1,
  engine,
  server: undefined,
  sizeBytes: 1,
  rows: { 'public.events_1': 1 },
  objects,
})

test('a backup without a required object fails its read, with the name', async () => {
  const backup = { facts: factsOf('sqlite', {}), parts: [], open: async () => Promise.reject(new Error('no part')) }
  const found = await readBackup(
    { ...backup, whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 },
    async (required) => ({ names: ['something'], missing: required.filter((name) => name !== 'orders') }),
    [{ kind: 'required', name: 'there', names: ['orders', 'customers'] }],
  )
  expect(found).toEqual([
    { level: 'failure', blame: 'data', message: 'there: nothing in the backup matches customers' },
  ])
})

test('the tables of a backup have the same names as in a restored database', () => {
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
  const postgres = factsOf('postgres', objects)
  expect(missingInPostgres(postgres, all)).toEqual([])
  const others = ['order', 'shop.events', 'vents', 'big']
  expect(missingInPostgres(postgres, others)).toEqual(others)
  const sqlite = factsOf('sqlite', { table: ['orders', 'a.b'], view: ['big'] })
  expect(missingInSqlite(sqlite, ['orders', 'a.b', 'big', 'b'])).toEqual(['b'])
})
