import { describe, expect, test, vi } from 'vitest'
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
  test('keeps a second run out until it is returned', async () => {
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

  test('expires by itself after its run was killed, and the next run names its holder', async () => {
    const store = memoryStore()
    const time = clock()
    await acquireLease(store, 'orders', { holder: 'killed', now: time.now, signal }).then(() => {}) // never given back
    const second = () => acquireLease(store, 'orders', { holder: 'two', now: time.now, signal })
    time.advance(119_000)
    await expect(second()).rejects.toMatchObject({ code: 'lease-held' })
    for (const ms of [2_000, 12 * 60_000]) {
      time.advance(ms)
      await expect(second()).rejects.toMatchObject({
        code: 'lease-abandoned',
        message: expect.stringMatching(
          /by killed, which has not renewed its lease since 2026-02-14 00:0\d UTC.* free at 2026-02-14 00:15 UTC$/,
        ),
      })
    }
    time.advance(60_000)
    await using next = await acquireLease(store, 'orders', { holder: 'two', now: time.now, signal })
    expect(next.expired).toBe('killed')
  })

  test.each([
    ['is spared the look before a renewal and before its return', 1_500, 0],
    ['is too old after some seconds, and each looks for itself', 2_500, 2],
  ])('a lease that was checked a moment ago %s', async (_, laterMs, looks) => {
    const time = clock()
    const inner = memoryStore()
    const puts: (boolean | undefined)[] = []
    const store: Store = {
      ...inner,
      put: (key, body, options) => {
        puts.push(options.looked)
        return inner.put(key, body, options)
      },
    }
    {
      await using lease = await acquireLease(store, 'orders', { holder: 'one', now: time.now, signal })
      puts.length = 0
      await lease.look()
      time.advance(laterMs)
      await lease.confirm()
      await lease.look()
      time.advance(laterMs)
    }
    expect(puts).toHaveLength(2)
    expect(puts.filter((looked) => !looked)).toHaveLength(looks)
  })

  test('is lost when another run has taken it, whatever was checked before', async () => {
    const time = clock()
    const store = memoryStore()
    const lease = await acquireLease(store, 'orders', { holder: 'one', now: time.now, signal })
    await lease.look()
    await store.put(objectName.lease('orders'), new TextEncoder().encode('{}'), { signal })
    await lease.look()
    await expect(lease.confirm()).rejects.toMatchObject({ code: 'run-failed' })
    await lease[Symbol.asyncDispose]()
    expect((await store.head(objectName.lease('orders'), signal))?.bytes).toBe(2)
  })

  test.each([
    ['ahead of the store, is not taken for one that has ended', 60_000, 'lease-held'],
    ['behind the store, is found to have ended', 130_000, 'lease-abandoned'],
  ])('a lease seen by a clock that is %s', async (_, sinceMs, code) => {
    const writtenAt = new Date('2026-02-14T00:00:00Z')
    const inner = memoryStore()
    const time = async () => new Date(writtenAt.getTime() + sinceMs)
    const store: Store = {
      ...inner,
      time,
      async head(key, signal) {
        const there = await inner.head(key, signal)
        return there && { ...there, writtenAt }
      },
    }
    await acquireLease(store, 'orders', { holder: 'one', now: clock().now, signal }).then(() => {}) // never given back
    const { now } = clock(Date.parse(code === 'lease-held' ? '2026-02-14T00:10:00Z' : '2026-02-13T23:50:00Z'))
    await expect(acquireLease(store, 'orders', { holder: 'two', now, signal })).rejects.toMatchObject({ code })
  })

  test('is renewed every minute, which tells a living holder from an abandoned lease', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const store = memoryStore()
      const time = clock()
      const lease = await acquireLease(store, 'orders', { holder: 'one', now: time.now, signal })
      for (let minute = 0; minute < 30; minute++) {
        time.advance(60_000)
        await vi.advanceTimersByTimeAsync(60_000)
      }
      const text = () => store.objects.get(objectName.lease('orders'))?.toString() ?? ''
      await expect.poll(text).toContain('"renewedAt": "2026-02-14T00:30:00.000Z"')
      await expect(acquireLease(store, 'orders', { holder: 'two', now: time.now, signal })).rejects.toMatchObject({
        code: 'lease-held',
      })
      await lease[Symbol.asyncDispose]()
    } finally {
      vi.useRealTimers()
    }
  })

  test('is renewed once for all callers that ask to confirm it before the renewal begins', async () => {
    const inner = memoryStore()
    const puts: string[] = []
    const store: Store = {
      ...inner,
      put(key, body, options) {
        puts.push(key)
        return inner.put(key, body, options)
      },
    }
    const lease = await acquireLease(store, 'orders', { holder: 'one', now: clock().now, signal })
    puts.length = 0
    await Promise.all(Array.from({ length: 20 }, () => lease.confirm()))
    expect(puts).toHaveLength(1)
    await lease.confirm()
    expect(puts).toHaveLength(2)
    await lease[Symbol.asyncDispose]()
  })

  test('is respected until it expires if an earlier version, which renews it less often, wrote it', async () => {
    const store = memoryStore()
    const { now } = clock(Date.parse('2026-02-14T00:04:00Z'))
    const body = { holder: 'old', acquiredAt: '2026-02-14T00:00:00Z', expiresAt: '2026-02-14T00:15:00Z' }
    store.objects.set(objectName.lease('orders'), Buffer.from(JSON.stringify(body)))
    await expect(acquireLease(store, 'orders', { holder: 'two', now, signal })).rejects.toMatchObject({
      code: 'lease-held',
    })
  })

  test('is free at once when a machine whose clock is ahead returns it', async () => {
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

  test('goes to exactly one of many runs that ask at the same time', async () => {
    const store = memoryStore()
    const { now } = clock()
    const asked = Array.from({ length: 20 }, (_, i) =>
      acquireLease(store, 'orders', { holder: `run ${i}`, now, signal }),
    )
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value[Symbol.asyncDispose]()
  })

  test('is found to be lost by reading it back on a store that ignores conditions', async () => {
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

  test('fires its signal at the next renewal after another run took it', async () => {
    const store = memoryStore()
    const lease = await acquireLease(store, 'orders', { holder: 'one', now: () => new Date(), signal, ttlMs: 60 })
    store.objects.set(objectName.lease('orders'), Buffer.from('{"holder":"thief"}'))
    await new Promise<void>((resolve) => lease.signal.addEventListener('abort', () => resolve()))
    expect(lease.signal.reason).toMatchObject({ code: 'run-failed', message: expect.stringContaining('was lost') })
    await lease[Symbol.asyncDispose]()
    expect(store.objects.get(objectName.lease('orders'))?.toString()).toContain('thief')
  })

  test('is kept when its store does not answer for longer than it lasts and no other run takes it', async () => {
    const memory = memoryStore()
    const time = clock()
    let puts = 0
    let down = false
    const store: Store = {
      ...memory,
      put(key, body, options) {
        puts += 1
        return down ? Promise.reject(new Problem('store-unavailable', 'put: 503')) : memory.put(key, body, options)
      },
    }
    await using lease = await acquireLease(store, 'orders', { holder: 'one', now: time.now, signal, ttlMs: 60 })
    down = true
    time.advance(120)
    const before = puts
    await expect.poll(() => puts, { timeout: 20_000 }).toBeGreaterThan(before + 1)
    expect(lease.signal.aborted).toBe(false)
    await expect(lease.confirm()).rejects.toMatchObject({ code: 'store-unavailable' })
    down = false
    await lease.confirm()
    expect(lease.signal.aborted).toBe(false)
  })

  test('is noticed at once as taken by another run when it is confirmed', async () => {
    const store = memoryStore()
    const { now } = clock()
    await using lease = await acquireLease(store, 'orders', { holder: 'one', now, signal })
    const ahead = clock(Date.parse('2026-02-15T00:00:00Z'))
    await using _ = await acquireLease(store, 'orders', { holder: 'ahead', now: ahead.now, signal })
    await expect(lease.confirm()).rejects.toMatchObject({ code: 'run-failed' })
  })

  test('in several stores costs one store if it has expired there, and all of them if another run has taken it', async () => {
    const memories = { a: memoryStore('a'), b: memoryStore('b') }
    const time = clock()
    let down = false
    const b: Store = {
      ...memories.b,
      put: (key, body, options) =>
        down ? Promise.reject(new Problem('store-unavailable', 'put: 503 in b')) : memories.b.put(key, body, options),
    }
    const places = [
      { name: 'a', store: memories.a },
      { name: 'b', store: b },
    ]
    await using leases = await acquireLeases(places, 'orders', { holder: 'one', now: time.now, signal, ttlMs: 60 })
    time.advance(120)
    down = true
    expect(await leases.expiredIn(['a', 'b'])).toMatchObject([{ store: 'b', problem: { code: 'store-unavailable' } }])
    await expect(leases.confirm()).rejects.toMatchObject({ code: 'store-unavailable' })
    await leases.confirm(['a'])
    down = false
    memories.b.objects.set(objectName.lease('orders'), Buffer.from('{"holder":"thief"}'))
    leases.forget('b')
    await leases.confirm()
    expect(leases.signal.aborted).toBe(false)
    memories.a.objects.set(objectName.lease('orders'), Buffer.from('{"holder":"thief"}'))
    await expect(leases.expiredIn(['a'])).rejects.toMatchObject({ code: 'run-failed' })
    expect(leases.signal.aborted).toBe(true)
  })

  test('reports that a wrong clock dated it, and what to remove', async () => {
    const store = memoryStore()
    const ahead = clock(Date.parse('2027-02-14T00:00:00Z'))
    await acquireLease(store, 'orders', { holder: 'ahead', now: ahead.now, signal }).then(() => {}) // never given back
    await expect(acquireLease(store, 'orders', { holder: 'two', now: clock().now, signal })).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('2027-02-14'),
      hint: expect.stringContaining('remove orders/lease.json'),
    })
  })

  test('is a failure when a run has held it for more than a day, because that run may hang', async () => {
    const store = memoryStore()
    const time = clock()
    const take = (holder: string) => acquireLeases([{ name: 'a', store }], 'orders', { holder, now: time.now, signal })
    await using lease = await acquireLease(store, 'orders', { holder: 'one', now: time.now, signal })
    time.advance(24 * 3_600_000)
    await lease.confirm()
    await expect(take('two')).rejects.toMatchObject({ code: 'lease-held' })
    time.advance(1)
    await expect(take('two')).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringMatching(/locked by one since .*, for more than a day/),
    })
  })

  test('is taken once in a place that has two names, and the second name is reported', async () => {
    const a = memoryStore('a')
    const places = [
      { name: 'b', store: { ...a, where: 'b' } },
      { name: 'c', store: memoryStore('c') },
      { name: 'a', store: a },
    ]
    const options = { holder: 'one', now: clock().now, signal }
    {
      await using leases = await acquireLeases(places, 'orders', options)
      expect(leases.places.map(({ name }) => name)).toEqual(['c', 'a'])
      expect(leases.failed).toMatchObject([
        { store: 'b', problem: { code: 'store-failed', message: expect.stringContaining('b is the same place as a') } },
      ])
    }
    await using _ = await acquireLease(a, 'orders', { ...options, holder: 'two' })
    await expect(acquireLeases(places, 'orders', options)).rejects.toMatchObject({ code: 'lease-held' })
  })

  test.each([Buffer.from('{'), Buffer.alloc(300 * 1024, '[')])(
    'covers nothing if it cannot be parsed',
    async (bytes) => {
      const store = memoryStore()
      store.objects.set(objectName.lease('orders'), bytes)
      await using lease = await acquireLease(store, 'orders', { holder: 'one', now: clock().now, signal })
      expect(lease.expired).toBeUndefined()
    },
  )

  test('is taken in every store that works, and a store that fails is named', async () => {
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
