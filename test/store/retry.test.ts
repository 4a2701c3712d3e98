import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { memoryStore, retryStore, type Store } from '../../src/store/store.ts'
import { type Fault, faultyStore } from '../fault/faulty-store.ts'
import { listAll, reject, storeContract } from './contract.ts'

const quick = { attempts: 4, firstMs: 1, longestMs: 2 }
const never = new AbortController().signal

// Puts of streams cannot be repeated: the contract puts those under keys of their own, which have no faults.
const faults: readonly Fault[] = [
  { call: 'put', every: 3, key: 'r/', does: 'fail' },
  { call: 'put', every: 3, key: 'once/race', does: 'lose' },
  { call: 'put', every: 3, key: 'match', does: 'lose' },
  { call: 'put', every: 7, key: 'many/', does: 'lose' },
  { call: 'put', every: 5, key: 'many/', does: 'fail' },
  { call: 'get', every: 3, does: 'fail' },
  { call: 'head', every: 3, does: 'fail' },
  { call: 'list', every: 2, does: 'half' },
  { call: 'remove', every: 2, does: 'half' },
  { call: 'remove', every: 3, does: 'lose' },
]

storeContract('retry over faults', async () => {
  const faulty = faultyStore(memoryStore(), faults)
  return {
    store: retryStore(faulty, quick),
    end: async () => {
      for (const fault of faults) expect(faulty.met.get(fault), JSON.stringify(fault)).toBeGreaterThan(0)
    },
  }
})

describe('retryStore', () => {
  const store = (...faults: Fault[]) => {
    const memory = memoryStore()
    const faulty = faultyStore(memory, faults)
    return { memory, faulty, store: retryStore(faulty, quick) }
  }

  test('gives up after its attempts, and reports how many it made', async () => {
    const { faulty, store: retrying } = store({ call: 'head', does: 'fail' })
    await reject(retrying.head('k', never), 'store-unavailable', 'tried 4 times')
    expect(faulty.calls.head).toBe(4)
  })

  test('does not repeat a call that cannot succeed', async () => {
    const problem = new Problem('store-denied', 'put k: access denied')
    const { faulty, store: retrying } = store({ call: 'put', does: 'fail', problem })
    await expect(retrying.put('k', Buffer.from('x'), { signal: never })).rejects.toBe(problem)
    expect(faulty.calls.put).toBe(1)
  })

  test('does not repeat a stream', async () => {
    const { faulty, memory, store: retrying } = store({ call: 'put', does: 'half' })
    const put = retrying.put('k', Readable.from([Buffer.alloc(10)]), { signal: never, expectedBytes: 10 })
    await reject(put, 'store-unavailable')
    expect(faulty.calls.put).toBe(1)
    expect(memory.objects.size).toBe(0)
  })

  test('accepts a put whose answer was lost only if the stored object is its own', async () => {
    const ours = store({ call: 'put', nth: 1, does: 'lose' })
    const stored = await ours.store.put('k', Buffer.from('ours'), { signal: never, ifAbsent: true })
    expect(stored).toEqual(await ours.memory.head('k', never))

    const theirs = store({ call: 'put', nth: 1, does: 'fail' })
    theirs.memory.objects.set('k', Buffer.from('them'))
    const put = theirs.store.put('k', Buffer.from('ours'), { signal: never, ifAbsent: true })
    await reject(put, 'store-exists')
    expect(theirs.memory.objects.get('k')?.toString()).toBe('them')
  })

  test('does not mistake equal bytes of another writer for its own, at the first attempt', async () => {
    const { memory, store: retrying } = store()
    memory.objects.set('k', Buffer.from('same'))
    await reject(retrying.put('k', Buffer.from('same'), { signal: never, ifAbsent: true }), 'store-exists')
  })

  test('continues a listing where it broke off', async () => {
    const {
      faulty,
      memory,
      store: retrying,
    } = store({ call: 'list', nth: 1, does: 'half' }, { call: 'list', nth: 2, does: 'fail' })
    for (let i = 0; i < 10; i++) memory.objects.set(`k${i}`, Buffer.from('x'))
    expect((await listAll(retrying, '')).map(({ key }) => key)).toEqual([...memory.objects.keys()])
    expect(faulty.calls.list).toBe(3)
  })

  test('returns no list if a listing never succeeds', async () => {
    const { store: retrying } = store({ call: 'list', does: 'half' })
    await reject(listAll(retrying, ''), 'store-unavailable', 'tried 4 times')
  })

  test('waits as long as the server asks, but a signal ends the wait, as it ends a stall', async () => {
    const problem = new Problem('store-unavailable', 'slow down', {
      cause: Object.assign(new Error('503'), { retryAfterMs: 100_000 }),
    })
    for (const fault of [{ call: 'head', does: 'fail', problem } as const, { call: 'head', does: 'stall' } as const]) {
      const { store: retrying } = store(fault)
      const stop = new AbortController()
      const head = retrying.head('k', stop.signal)
      setTimeout(() => stop.abort(), 10)
      await reject(head, 'cancelled')
    }
  })

  test('does not wait longer than the time limit, and still counts attempts that stand still', async () => {
    const fail = (cause: object) =>
      new Problem('store-unavailable', 'no', { hint: 'x', cause: Object.assign(new Error('x'), cause) })
    const patience = { attempts: 6, firstMs: 1, longestMs: 2, limitMs: 120_000 }
    const asking = faultyStore(memoryStore(), [
      { call: 'head', does: 'fail', problem: fail({ retryAfterMs: 300_000 }) },
    ])
    await reject(retryStore(asking, patience).head('k', never), 'store-unavailable', 'asks to come back in 300 s')
    expect(asking.calls.head).toBe(1)
    const stalling = faultyStore(memoryStore(), [{ call: 'head', does: 'fail', problem: fail({ stalledMs: 60_000 }) }])
    await reject(retryStore(stalling, patience).head('k', never), 'store-unavailable', 'tried 2 times')
    expect(stalling.calls.head).toBe(2)
  })
})

test('a survey that fails half-way continues after the last key that it returned', async () => {
  const pieces = [[{ key: 'b/1' }, { key: 'b/2' }], [{ key: 'a/1' }], [{ key: 'a/3' }]]
  let failures = 2
  const failing: Store = {
    ...memoryStore(),
    async *survey() {
      for (const [at, piece] of pieces.entries()) {
        if (at === failures) {
          failures -= 1
          throw new Problem('store-unavailable', 'busy')
        }
        yield piece
      }
    },
  }
  const found = await Array.fromAsync(retryStore(failing, quick).survey?.(['b/', 'a/'], () => true, never) ?? [])
  expect(found.flat().map(({ key }) => key)).toEqual(['b/1', 'b/2', 'a/1', 'a/3'])
})
