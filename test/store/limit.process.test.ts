import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { type Limit, limitStore, memoryStore, retryStore, type Store } from '../../src/store/store.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { breaking, listAll, reject, storeContract, streaming } from './contract.ts'

const never = new AbortController().signal
const hang = () => new Promise<never>(() => {})
const limitOf = (over: Partial<Limit> = {}): Limit => ({
  idleMs: 100,
  monotonicMs: () => performance.now(),
  cancel: never,
  ...over,
})

/** A store that never answers again once it is told to, and hears no signal: as a file system on a dead server does. */
function hangingStore(calls: readonly (keyof Store)[] = ['put', 'get', 'head', 'list', 'remove', 'blank']) {
  const memory = memoryStore()
  const asked: string[] = []
  const state = { hangs: true }
  const stop = (call: keyof Store) => {
    asked.push(call)
    return state.hangs && calls.includes(call)
  }
  const store: Store = {
    where: memory.where,
    put: (key, body, o) => (stop('put') ? hang() : memory.put(key, body, o)),
    get: (key, o) => (stop('get') ? hang() : memory.get(key, o)),
    head: (key, signal) => (stop('head') ? hang() : memory.head(key, signal)),
    async *list(prefix, signal) {
      if (stop('list')) await hang()
      yield* memory.list(prefix, signal)
    },
    remove: (keys, signal) => (stop('remove') ? hang() : memory.remove(keys, signal)),
    blank: () => (stop('blank') ? hang() : Promise.resolve(false)),
  }
  return { memory, asked, state, store }
}

storeContract('limit', async () => ({
  store: limitStore(retryStore(memoryStore()), limitOf({ idleMs: 2_000, atOnce: 4 })),
  end: async () => {},
}))

const calls: Readonly<Record<string, (store: Store, signal: AbortSignal) => Promise<unknown>>> = {
  'put of bytes': (store, signal) => store.put('k', Buffer.from('x'), { signal }),
  'put of a stream': (store, signal) => store.put('k', streaming(Buffer.from('x')), { signal }),
  get: (store, signal) => store.get('k', { signal }),
  head: (store, signal) => store.head('k', signal),
  list: (store) => listAll(store, ''),
  remove: (store, signal) => store.remove(['k'], signal),
  blank: (store, signal) => store.blank?.(signal) ?? hang(),
}

describe('a store that hangs', () => {
  test.each(Object.keys(calls))('is abandoned after its time limit, at a %s', async (name) => {
    const { store, asked, state } = hangingStore()
    const limited = limitStore(store, limitOf())
    const error = await reject(
      calls[name]?.(limited, never) ?? hang(),
      'store-unavailable',
      'no progress for 0.1 s',
      store.where,
    )
    expect(error).toMatchObject({ hint: expect.stringContaining('timeout of this store in the policy') })
    // From then on each call fails at once, in the same words, and the store is left alone.
    state.hangs = false
    const before = asked.length
    const began = performance.now()
    for (const call of Object.values(calls)) await reject(call(limited, never), 'store-unavailable', error.message)
    expect(performance.now() - began).toBeLessThan(100)
    expect(asked).toHaveLength(before)
  })

  test('fails the other calls that wait for it, whether queued or not', async () => {
    const { store, asked } = hangingStore()
    const limited = limitStore(store, limitOf({ atOnce: 2 }))
    const began = performance.now()
    const waiting = Array.from({ length: 8 }, (_, i) => limited.head(`k${i}`, never))
    for (const outcome of await Promise.allSettled(waiting))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store-unavailable' } })
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(asked, 'a hanging file system keeps a thread for each call').toHaveLength(2)
  })

  test('costs two seconds after the run is cancelled, and is not asked to clean up', async () => {
    const { store, asked } = hangingStore()
    const cancel = new AbortController()
    const limited = limitStore(store, limitOf({ idleMs: 60_000, cancel: cancel.signal }))
    const put = limited.put('k', streaming(Buffer.from('x')), { signal: cancel.signal })
    setTimeout(() => cancel.abort(new Problem('cancelled', 'cancelled by SIGTERM')), 20)
    const began = performance.now()
    await reject(put, 'cancelled', 'SIGTERM')
    await reject(limited.remove(['k'], AbortSignal.timeout(30_000)), 'store-unavailable', 'given up')
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(asked).toEqual(['put'])
  })

  test('fails the stream in the middle of a download', async () => {
    const memory = memoryStore()
    await memory.put('k', Buffer.alloc(300_000), { signal: never })
    const stalling: Store = {
      ...memory,
      async get(key, o) {
        const stream = await memory.get(key, o)
        let chunks = 0
        const next = stream.read.bind(stream)
        stream.read = (size) => (++chunks > 2 ? null : next(size))
        return stream
      },
    }
    const limited = limitStore(stalling, limitOf())
    await reject(buffer(await limited.get('k', { signal: never })), 'store-unavailable', 'get k', 'no progress')
  })

  test('is recognised if no call succeeds for the time limit, though each fails at once', async () => {
    let nowMs = 0
    const { store, met } = ((faulty) => ({ store: faulty, met: faulty.calls }))(
      faultyStore(memoryStore(), [{ call: 'head', does: 'fail' }]),
    )
    const limited = limitStore(store, limitOf({ idleMs: 120_000, monotonicMs: () => nowMs }))
    await reject(limited.head('k', never), 'store-unavailable')
    nowMs += 60_000
    // Another call that succeeds says that the store is there.
    await limited.put('k', Buffer.from('x'), { signal: never })
    nowMs += 119_000
    await reject(limited.head('k', never), 'store-unavailable', 'a fault of the test')
    nowMs += 121_000
    await reject(limited.head('k', never), 'store-unavailable', 'given up for this run')
    await reject(limited.put('k', Buffer.from('x'), { signal: never }), 'store-unavailable', 'given up for this run')
    expect(met).toMatchObject({ head: 3, put: 1 })
  })

  test('is recognised if it asks for a pause longer than its limit, and nothing waits for it', async () => {
    const problem = new Problem('store-unavailable', 'HeadObject k: the server answered 503 SlowDown', {
      cause: Object.assign(new Error('503'), { retryAfterMs: 300_000 }),
    })
    const faulty = faultyStore(memoryStore(), [{ call: 'head', does: 'fail', problem }])
    const patience = { attempts: 6, firstMs: 1, longestMs: 2, limitMs: 120_000 }
    const limited = limitStore(retryStore(faulty, patience), limitOf({ idleMs: 120_000 }))
    const began = performance.now()
    await reject(limited.head('k', never), 'store-unavailable', 'asks to come back in 300 s', 'given up')
    await reject(listAll(limited, ''), 'store-unavailable', 'given up')
    expect(performance.now() - began).toBeLessThan(500)
    expect(faulty.calls).toMatchObject({ head: 1, list: 0 })
  })
})

describe('a slow store is not abandoned', () => {
  test('while a body is waited for', async () => {
    const slow = async function* () {
      yield Buffer.from('a')
      await pause(300)
      yield Buffer.from('b')
    }
    const { Readable } = await import('node:stream')
    for (const store of [memoryStore(), retryStore(memoryStore())]) {
      const limited = limitStore(store, limitOf())
      expect(await limited.put('k', Readable.from(slow()), { signal: never })).toMatchObject({ bytes: 2 })
    }
  })

  test('while it accepts bytes, or while its output is not read', async () => {
    const memory = memoryStore()
    const dripping: Store = {
      ...memory,
      async put(key, body, o) {
        for (let i = 0; i < 6; i++) {
          await pause(50)
          o.pace?.beat()
        }
        return memory.put(key, body, o)
      },
    }
    const limited = limitStore(dripping, limitOf())
    await limited.put('k', Buffer.alloc(300_000), { signal: never })
    const stream = await limited.get('k', { signal: never })
    await pause(300)
    expect((await buffer(stream)).length).toBe(300_000)
    const entries = limited.list('', never)[Symbol.asyncIterator]()
    await entries.next()
    await pause(300)
    expect(await entries.next()).toMatchObject({ done: true })
  })
})

test('a failure that does not mean that the store is gone changes nothing', async () => {
  const denied = new Problem('store-denied', 'no', { hint: 'x' })
  const faulty = faultyStore(memoryStore(), [{ call: 'head', does: 'fail', problem: denied }])
  const limited = limitStore(faulty, limitOf({ idleMs: 20 }))
  await reject(limited.head('k', never), 'store-denied')
  await pause(50)
  await reject(limited.head('k', never), 'store-denied')
  const broken = new Error('the dump broke')
  await expect(limited.put('k', breaking(Buffer.from('x'), broken), { signal: never })).rejects.toBe(broken)
  await limited.put('k', Buffer.from('x'), { signal: never })
})
