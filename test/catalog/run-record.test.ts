import { expect, test } from 'vitest'
import { makeId, objectName, readCatalog } from '../../src/catalog/catalog.ts'
import { memoryStore } from '../../src/store/store.ts'
import { signal } from './sample.ts'

const primary = memoryStore('primary')
const options = {
  expected: ['primary'],
  signers: [],
  cache: async () => ({ get: () => undefined, set: () => {}, save: async () => {} }),
  now: new Date('2026-03-02T00:00:00Z'),
  signal,
}

test('tells the work, the time and the end of a thousand run records by their names, and reads forty at most', async () => {
  const outcomes = ['succeeded', 'failed'] as const
  for (let minute = 0; minute < 1000; minute++) {
    const at = new Date(Date.UTC(2026, 1, 16, 2, minute))
    const command = minute % 3 === 0 ? 'backup' : 'prune'
    const value = { command: 'prune', trigger: 'schedule', finishedAt: at, because: [], origin: { actor: 'ada' } }
    const key = objectName.run('orders', at, makeId('orders', at, 0), outcomes[minute % 2] ?? 'failed', command)
    await primary.put(key, Buffer.from(JSON.stringify(value)), { signal })
  }
  let reads = 0
  const { get } = primary
  primary.get = (key, options) => {
    if (key.includes('/runs/')) reads += 1
    return get.call(primary, key, options)
  }
  const { runs } = await readCatalog('orders', [{ name: 'primary', store: primary }], options)
  expect(runs).toHaveLength(1000)
  expect(runs.filter(({ command }) => command === 'backup')).toHaveLength(334)
  expect(runs.filter(({ outcome }) => outcome === 'failed')).toHaveLength(500)
  expect(runs.filter(({ origin }) => origin?.['actor'] === 'ada').length).toBeLessThanOrEqual(40)
  expect(runs[0]).toMatchObject({ trigger: 'schedule', origin: { actor: 'ada' } })
  expect(runs.at(-1)).not.toHaveProperty('origin')
  expect(reads).toBeGreaterThan(0)
  expect(reads).toBeLessThanOrEqual(40)
})
