import { describe, expect, test } from 'vitest'
import { leftovers, makeId, objectName, purge, staleRecords, trashMark } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import type { Duration } from '../../src/time/time.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const now = new Date('2026-02-20T00:00:00Z')
const grace: Duration = { years: 0, months: 0, days: 1, ms: 0, text: '1d' }
const old = sampleManifest('2026-02-14T00:00:00Z')
const put = (store: Store, key: string) => store.put(key, Buffer.from('x'), { signal })

/** As deleted, at this time. */
const mark = (store: Store, at: Date) =>
  store.put(objectName.trash('orders', old.id), Buffer.from(JSON.stringify(trashMark(at, grace, []))), { signal })

describe('leftovers of killed runs', () => {
  test('are objects that no manifest covers and that are older than a day', async () => {
    const store = memoryStore()
    const dead = makeId('orders', new Date('2026-02-18T00:00:00Z'), 0)
    const running = makeId('orders', new Date('2026-02-19T12:00:00Z'), 0)
    await shelve(store, old)
    await put(store, objectName.data('orders', old.id, 'database.sqlite'))
    for (const id of [dead, running]) {
      await put(store, objectName.data('orders', id, 'database.sqlite'))
      await put(store, objectName.key('orders', id))
    }
    await put(store, objectName.lease('orders'))
    await put(store, 'orders/somebody-elses-object')
    const found = await leftovers(store, 'orders', { now, grace }, signal)
    expect(found).toEqual([
      {
        id: dead,
        bytes: 2,
        keys: [objectName.data('orders', dead, 'database.sqlite'), objectName.key('orders', dead)],
      },
    ])
  })

  test('do not stay until a date in the future if a clock that was ahead dated them', async () => {
    const store = memoryStore()
    const ahead = makeId('orders', new Date('2099-01-01T00:00:00Z'), 0)
    const running = makeId('orders', new Date('2026-02-20T23:00:00Z'), 0)
    for (const id of [ahead, running]) await put(store, objectName.data('orders', id, 'database.sqlite'))
    expect((await leftovers(store, 'orders', { now, grace }, signal)).map(({ id }) => id)).toEqual([ahead])
  })

  test('do not include what is held, nor what is marked as deleted until its mark expires', async () => {
    const store = memoryStore()
    await put(store, objectName.data('orders', old.id, 'database.sqlite'))
    const found = async () => (await leftovers(store, 'orders', { now, grace }, signal)).map(({ id }) => id)
    expect(await found()).toEqual([old.id])
    await put(store, objectName.hold('orders', old.id))
    expect(await found()).toEqual([])
    await store.remove([objectName.hold('orders', old.id)], signal)
    await mark(store, new Date(now.getTime() - 3600_000))
    expect(await found()).toEqual([])
    await mark(store, new Date(now.getTime() - 30 * 3600_000))
    expect(await found()).toEqual([old.id])
  })

  test('are not derived from a listing that leaves out a manifest', async () => {
    const store = memoryStore()
    await shelve(store, old)
    await put(store, objectName.data('orders', old.id, 'database.sqlite'))
    const short: Store = {
      ...store,
      async *list(prefix, s) {
        for await (const stored of store.list(prefix, s)) if (!stored.key.includes('/manifests/')) yield stored
      },
    }
    await expect(leftovers(short, 'orders', { now, grace }, signal)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining(objectName.manifest('orders', old.id)),
    })
  })

  test('are not searched for while a listing fails', async () => {
    const store: Store = {
      ...memoryStore(),
      list: () => {
        throw new Problem('store-unavailable', 'list: 503')
      },
    }
    await expect(leftovers(store, 'orders', { now, grace }, signal)).rejects.toMatchObject({
      code: 'store-unavailable',
    })
  })
})

describe('run records', () => {
  test('are stale after 90 days', async () => {
    const store = memoryStore()
    const name = (daysAgo: number) =>
      objectName.run('orders', new Date(now.getTime() - daysAgo * 24 * 3600_000), old.id, 'failed')
    for (const days of [0, 89, 91, 400]) await put(store, name(days))
    await put(store, 'orders/runs/notes.txt')
    expect(await staleRecords('run', store, 'orders', now, signal)).toEqual([name(400), name(91)])
  })
})

describe('a purge', () => {
  test('removes the manifest first and the trash marker last, and resumes where it was killed', async () => {
    const whole = memoryStore()
    await shelve(whole, old)
    const rest = [
      objectName.data('orders', old.id, 'database.sqlite'),
      objectName.proof('orders', old.id, now, 'check', 'primary', 'passed'),
    ]
    for (const key of rest) await put(whole, key)
    await mark(whole, new Date('2026-02-16T00:00:00Z'))
    for (let after = 0; after < 6; after++) {
      const store = memoryStore()
      for (const [key, bytes] of whole.objects) store.objects.set(key, bytes)
      let removals = 0
      const killed: Store = {
        ...store,
        remove: (keys, s) =>
          removals++ < after ? store.remove(keys, s) : Promise.reject(new Problem('cancelled', 'killed')),
      }
      await purge(killed, 'orders', old.id, async () => true, signal).catch(() => {})
      if (after > 0) expect(store.objects.has(objectName.manifest('orders', old.id))).toBe(false)
      if (after < 6) expect(store.objects.has(objectName.trash('orders', old.id))).toBe(true)
      for (const left of await leftovers(store, 'orders', { now, grace }, signal)) await store.remove(left.keys, signal)
      if (after > 0) expect([...store.objects.keys()]).toEqual([])
      else expect(store.objects.size).toBe(whole.objects.size)
    }
  })

  test('puts the manifest back when the backup is undeleted after its manifest was removed, even if the store fails', async () => {
    const store = memoryStore()
    await shelve(store, old)
    await put(store, objectName.trash('orders', old.id))
    const before = new Map(store.objects)
    const seen: boolean[] = []
    const goes = async () => {
      seen.push(store.objects.has(objectName.manifest('orders', old.id)))
      return false
    }
    expect(await purge(store, 'orders', old.id, goes, signal)).toBe(false)
    const down = new Problem('store-unavailable', 'get: 503')
    await expect(purge(store, 'orders', old.id, () => Promise.reject(down), signal)).rejects.toBe(down)
    expect(seen).toEqual([false])
    expect(new Map([...store.objects].sort())).toEqual(new Map([...before].sort()))
  })
})
