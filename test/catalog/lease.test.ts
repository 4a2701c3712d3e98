import { describe, expect, test } from 'vitest'
import { acquireLease, acquireLeases, objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import { signal } from './sample.ts'

const clock = (start = Date.parse('2026-02-14T00:00:00Z')) => {
  let at = start
  const advance = (ms: number) => {
    at += ms
  }
  return { now: () => new Date(at), advance }
}

describe('a lease', () => {
  test('keeps a second run out until it is given back', async () => {
    const store = memoryStore()
    const { now } = clock()
    {
      await using _first = await acquireLease(store, 'orders', { holder: 'one', now, signal })
      await expect(acquireLease(store, 'orders', { holder: 'two', now, signal })).rejects.toMatchObject({
        code: 'lease-held',
        message: expect.stringContaining('written by one'),
      })
      await using _other = await acquireLease(store, 'customers', { holder: 'two', now, signal })
    }
    await using second = await acquireLease(store, 'orders', { holder: 'two', now, signal })
    expect(second.expired).toBeUndefined()
  })

  test('of a killed run expires by itself, and the next run says whose it was', async () => {
    const store = memoryStore()
    const time = clock()
    await acquireLease(store, 'orders', { holder: 'killed', now: time.now, signal }).then(() => {}) // never given back
    time.advance(14 * 60_000)
    await expect(acquireLease(store, 'orders', { holder: 'two', now: time.now, signal })).rejects.toMatchObject({
      code: 'lease-held',
    })
    time.advance(61_000)
    await using next = await acquireLease(store, 'orders', { holder: 'two', now: time.now, signal })
    expect(next.expired).toBe('killed')
  })

  test('given back by a machine whose clock is ahead is free at once', async () => {
    const store = memoryStore()
    const ahead = clock(Date.parse('2026-02-14T05:00:00Z'))
    await using _ = await acquireLease(store, 'customers', { holder: 'ahead', now: ahead.now, signal })
    await (await acquireLease(store, 'orders', { holder: 'ahead', now: ahead.now, signal }))[Symbol.asyncDispose]()
    const { now } = clock()
    await using next = await acquireLease(store, 'orders', { holder: 'two', now, signal })
    expect(next.expired).toBeUndefined()
    await expect(acquireLease(store, 'customers', { holder: 'two', now, signal })).rejects.toMatchObject({
      code: 'lease-held',
    })
  })

  test('goes to exactly one of many that ask at once', async () => {
    const store = memoryStore()
    const { now } = clock()
    const asked = Array.from({ length: 20 }, (_, i) =>
      acquireLease(store, 'orders', { holder: `run ${i}`, now, signal }),
    )
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value[Symbol.asyncDispose]()
  })

  test('on a store that ignores conditions, is noticed as lost by the read-back', async () => {
    const inner = memoryStore()
    const careless: Store = { ...inner, put: (key, body, options) => inner.put(key, body, { signal: options.signal }) }
    const { now } = clock()
    // Another run writes between our write and our read-back.
    const raced: Store = {
      ...careless,
      async put(key, body, options) {
        const stored = await careless.put(key, body, options)
        const other = { holder: 'other', acquiredAt: now(), expiresAt: new Date(now().getTime() + 60_000) }
        await inner.put(key, Buffer.from(JSON.stringify(other)), { signal })
        return stored
      },
    }
    await expect(acquireLease(raced, 'orders', { holder: 'mine', now, signal })).rejects.toMatchObject({
      code: 'lease-held',
    })
  })

  test('that is taken away fires its signal at the next renewal', async () => {
    const store = memoryStore()
    const lease = await acquireLease(store, 'orders', { holder: 'one', now: () => new Date(), signal, ttlMs: 60 })
    store.objects.set(objectName.lease('orders'), Buffer.from('{"holder":"thief"}'))
    await new Promise<void>((resolve) => lease.signal.addEventListener('abort', () => resolve()))
    expect(lease.signal.reason).toMatchObject({ code: 'run-failed', message: expect.stringContaining('was lost') })
    await lease[Symbol.asyncDispose]()
    expect(store.objects.get(objectName.lease('orders'))?.toString()).toContain('thief')
  })

  test('is taken in every store that works; one that fails is named', async () => {
    const good = memoryStore('good')
    const bad: Store = {
      ...memoryStore('bad'),
      head: () => Promise.reject(new Problem('store-unavailable', 'head: 503 in bad')),
    }
    const places = [
      { name: 'b', store: good },
      { name: 'a', store: bad },
    ]
    await using leases = await acquireLeases(places, 'orders', { holder: 'one', now: () => new Date(), signal })
    expect(leases.places.map(({ name }) => name)).toEqual(['b'])
    expect(leases.failed).toMatchObject([{ store: 'a', problem: { code: 'store-unavailable' } }])
  })
})
