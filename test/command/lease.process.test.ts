import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acquireLease, objectName } from '../../src/catalog/catalog.ts'
import { exitCodeOf } from '../../src/cli.ts'
import { Problem } from '../../src/problem.ts'
import type { Store } from '../../src/store/store.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

const defaults = '  schedule: "0 2 * * *"\n  retention: { keep: { last: 100 } }'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ defaults })
})
afterEach(() => shop[Symbol.asyncDispose]())

const lease = (store: string): Record<string, string> =>
  JSON.parse(`${shop.stores[store]?.objects.get(objectName.lease('files'))}`)
const isFree = (store: string) => lease(store)['expiresAt'] === lease(store)['acquiredAt']

/** As a proxy that answers every `PUT /data/` with 503 and `Retry-After: 300`, and all else rightly. */
const refusingData = (store: Store): Store => ({
  ...store,
  async put(key, body, o) {
    if (!key.includes('/data/')) return store.put(key, body, o)
    throw new Problem('store-unavailable', `put ${key}: 503 in b`, { cause: { retryAfterMs: 300_000 } })
  },
})

/** The lease of a run that is at work in this store: taken at noon, renewed since. */
function atWork(store: string, renewedAfterMs = 60_000): void {
  const at = (ms: number) => new Date(shop.world.now().getTime() + ms).toISOString()
  const text = JSON.stringify({
    holder: 'a run that copies',
    acquiredAt: at(-renewedAfterMs - 1000),
    renewedAt: at(-1000),
    expiresAt: at(14 * 60_000),
  })
  shop.stores[store]?.objects.set(objectName.lease('files'), Buffer.from(text))
}

describe('a store that is dropped for the rest of a run', () => {
  test.each(['backup', 'run'] as const)(
    'gets its lease back from %s, and the next run does not have to wait',
    async (command) => {
      shop.wrap((store, name) => (name === 'b' ? refusingData(store) : store))
      const first = await shop.run(command)
      expect(new Set(codesOf(first))).toEqual(new Set(['store-unavailable']))
      expect((first.problems[0] as Problem).message).toMatch(/the store is given up for this run/)
      expect([isFree('a'), isFree('b')]).toEqual([true, true])

      shop.wrap(undefined)
      shop.world.advance(1000)
      const backup = await shop.run('backup')
      expect([backup.problems, reportOf(backup).backup?.copies.map(({ outcome }) => outcome)]).toEqual([
        [],
        ['stored', 'stored'],
      ])
      expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    },
  )

  test('delays a run by seconds at most when it no longer answers at all', async () => {
    let dead = false
    shop.wrap((store, name) => {
      const or = async <T>(call: () => Promise<T>): Promise<T> => (dead ? new Promise<never>(() => {}) : call())
      return name === 'b'
        ? {
            ...store,
            get: (key, o) => or(() => store.get(key, o)),
            head: (key, signal) => or(() => store.head(key, signal)),
            async put(key, body, o) {
              dead ||= key.includes('/data/')
              if (!dead) return store.put(key, body, o)
              if (!key.includes('/data/')) return new Promise<never>(() => {})
              throw new Problem('store-unavailable', `put ${key}: 503 in b`, { cause: { retryAfterMs: 300_000 } })
            },
          }
        : store
    })
    const began = performance.now()
    expect(new Set(codesOf(await shop.run('backup')))).toEqual(new Set(['store-unavailable']))
    expect(performance.now() - began).toBeLessThan(6_000)
    expect([dead, isFree('a'), isFree('b')]).toEqual([true, true, false])
  })

  test('does not affect another run that has taken the lease in the meantime', async () => {
    shop.wrap((store, name) => {
      if (name !== 'b') return store
      const refusing = refusingData(store)
      return {
        ...refusing,
        put: (key, body, o) => {
          if (key.includes('/data/')) atWork('b')
          return refusing.put(key, body, o)
        },
      }
    })
    await shop.run('backup')
    expect(lease('b')['holder']).toBe('a run that copies')
    expect(isFree('b')).toBe(false)
  })
})

describe('another run at work in one store', () => {
  test('lets backup continue in the other stores, name that one and exit with 1', async () => {
    atWork('a')
    const result = await shop.run('backup')
    expect([codesOf(result), exitCodeOf(result.problems)]).toEqual([['lease-held'], 1])
    expect((result.problems[0] as Problem).message).toMatch(
      /^files-.* is not in a: files in memory a is being written by a run that copies, until /,
    )
    expect((await shop.catalog()).entries).toMatchObject([{ id: result.ids?.[0], copies: ['b'], missing: ['a'] }])
    expect([lease('a')['holder'], isFree('b')]).toEqual(['a run that copies', true])
  })

  test('lets run continue in the other stores too, and leave the copy to the next tick', async () => {
    atWork('a')
    const result = await shop.run('run')
    expect(result.problems).toEqual([])
    expect(shop.world.lines.join('\n')).toMatch(/is not in a: files in memory a is being written by a run that copies/)
    shop.stores['a']?.objects.delete(objectName.lease('files'))
    shop.world.advance(60_000)
    expect((await shop.run('run')).problems).toEqual([])
    expect((await shop.catalog()).entries).toMatchObject([{ id: result.ids?.[0], copies: ['a', 'b'] }])
  })

  test('stops backup if it has just begun and may be about to take the other stores', async () => {
    await acquireLease(shop.stores['a'] as Store, 'files', {
      holder: 'a run that begins',
      now: shop.world.now,
      signal: new AbortController().signal,
    })
    const result = await shop.run('backup')
    expect(codesOf(result)).toEqual(['lease-held'])
    expect((await shop.catalog()).entries).toEqual([])
  })

  test('stops backup if it has all stores', async () => {
    atWork('a')
    atWork('b')
    const result = await shop.run('backup')
    expect(codesOf(result)).toEqual(['lease-held'])
    expect((result.problems[0] as Problem).message).toMatch(/^files in memory a is being written by a run that copies/)
    expect((await shop.catalog()).entries).toEqual([])
  })

  test('lets backup continue and name it if it has hung for more than a day', async () => {
    atWork('a', 2 * 86_400_000)
    const result = await shop.run('backup')
    expect(codesOf(result)).toEqual(['run-failed'])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['b'] }])
  })
})
