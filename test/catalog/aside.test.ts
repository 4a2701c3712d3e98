import { expect, test } from 'vitest'
import { markAside, objectName, purgeAside, setAside } from '../../src/catalog/catalog.ts'
import { memoryStore } from '../../src/store/store.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const dayMs = 24 * 3_600_000

test('a copy set aside by a clock that was behind is still kept for the whole grace period', async () => {
  let now = new Date('2026-02-20T00:00:00Z')
  const store = memoryStore('memory', () => now)
  const manifest = sampleManifest('2026-02-14T00:00:00Z')
  await shelve(store, manifest)
  const { source, id } = manifest
  const key = objectName.data(source, id, 'database.sqlite')
  const stored = await store.put(key, Buffer.from('damaged'), { signal })
  const asideAt = new Date(now.getTime() - 20 * dayMs)
  const purgeAfter = new Date(asideAt.getTime() + 2 * dayMs)
  await markAside(store, source, id, { asideAt, purgeAfter, because: 'it is damaged' }, signal)
  await setAside(store, source, id, { name: 'database.sqlite', stored }, signal)

  now = new Date(now.getTime() + dayMs)
  expect(await purgeAside(store, source, now, signal)).toEqual([])
  expect(store.objects.has(objectName.aside(source, id, 'database.sqlite'))).toBe(true)
  now = new Date(now.getTime() + 2 * dayMs)
  expect(await purgeAside(store, source, now, signal)).toEqual([id])
  expect([...store.objects.keys()].filter((one) => one.includes('/aside/'))).toEqual([])
})
