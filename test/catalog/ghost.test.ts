import { expect, test } from 'vitest'
import { makeId, objectName, readCatalog } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const monday = sampleManifest('2026-02-16T02:00:00.000Z')
const tuesday = sampleManifest('2026-02-17T02:00:00.000Z')
const options = {
  expected: ['primary'],
  signers: [],
  cache: async () => ({ get: () => undefined, set: () => {}, save: async () => {} }),
  now: new Date('2026-03-02T00:00:00Z'),
  signal,
}

test('the catalog contains everything that exists when a store permanently lists objects that it does not have', async () => {
  const primary = memoryStore('primary')
  for (const manifest of [monday, tuesday]) await shelve(primary, manifest)
  const ghosts = [
    objectName.manifest('orders', makeId('orders', new Date('2026-02-15T02:00:00Z'), 0)),
    objectName.signature('orders', monday.id),
    objectName.trash('orders', monday.id),
    objectName.proof('orders', monday.id, new Date('2026-02-18T02:00:00Z'), 'read', 'primary', 'failed'),
    objectName.run('orders', new Date('2026-02-18T02:00:00Z'), monday.id, 'failed'),
  ]
  const store: Store = {
    ...primary,
    async *list(prefix, s) {
      yield* primary.list(prefix, s)
      for (const key of ghosts) if (key.startsWith(prefix)) yield { key, bytes: 1, etag: 'ghost' }
    },
  }
  const { entries, unread, damaged, runs } = await readCatalog('orders', [{ name: 'primary', store }], options)
  expect(unread).toEqual([])
  expect(entries.map(({ id, trashed, foreign }) => [id, trashed, foreign])).toEqual([
    [tuesday.id, undefined, undefined],
    [monday.id, undefined, undefined],
  ])
  // A failed proof that nobody can read is one all the same.
  expect(entries[1]?.proofs).toMatchObject([{ outcome: 'failed', findings: [{ blame: 'data' }] }])
  expect(runs).toMatchObject([{ outcome: 'failed' }])
  expect(damaged).toMatchObject([{ message: expect.stringMatching(/2026-02-15.* is listed in .*, but is not there/) }])
})

test('an archived manifest makes only its own backup unreadable, not the whole store, and an archived mark still deletes', async () => {
  const memory = memoryStore('glacier')
  for (const manifest of [monday, tuesday]) await shelve(memory, manifest)
  memory.objects.set(objectName.trash('orders', tuesday.id), Buffer.from('{}'))
  const archived = [objectName.manifest('orders', monday.id), objectName.trash('orders', tuesday.id)]
  const store: Store = {
    ...memory,
    get: (key, options) =>
      archived.includes(key)
        ? Promise.reject(new Problem('object-archived', `get ${key}: in an archive class`))
        : memory.get(key, options),
  }
  const { entries, unread, damaged } = await readCatalog('orders', [{ name: 'primary', store }], options)
  expect(unread).toEqual([])
  expect(damaged).toMatchObject([{ id: monday.id, message: expect.stringContaining('archive') }])
  expect(entries).toMatchObject([{ id: tuesday.id, marked: ['primary'] }])
  expect(entries[0]?.trashed?.purgeAfter.getTime()).toBeGreaterThan(Date.parse('9999-01-01'))
})
