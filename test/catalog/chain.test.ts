import { describe, expect, test } from 'vitest'
import { type Entry, isUsable, readCatalog, standing } from '../../src/catalog/catalog.ts'
import { basesOf, dependentsOf, maxChain, withChains } from '../../src/catalog/chain.ts'
import { memoryStore } from '../../src/store/store.ts'
import { type EntryOptions, entry, proof } from '../retain/entry.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const noCache = async () => ({ get: () => undefined, set: () => {}, save: async () => {} })
const now = new Date('2026-02-20T12:00:00Z')
const full = (over: EntryOptions = {}) => entry('2026-02-11 02:00', { id: 'full', ...over })
const first = (over: EntryOptions = {}) => entry('2026-02-12 02:00', { id: 'first', base: 'full', ...over })
const second = (over: EntryOptions = {}) => entry('2026-02-13 02:00', { id: 'second', base: 'first', ...over })
const standings = (entries: readonly Entry[], unread = false) =>
  withChains(entries, unread).map((one) => `${one.id} ${standing(one, now)}`)
const because = (entries: readonly Entry[], unread = false) => withChains(entries, unread)[0]?.broken?.because

const deleted = { trashed: { at: now, purgeAfter: now }, marked: ['primary'] }
const failed = { proofs: [proof('read', '2026-02-14 03:00', 'data')] }

describe('an increment', () => {
  test('counts while everything it builds on counts', () => {
    expect(standings([second(), first(), full()])).toEqual(['second good', 'first good', 'full good'])
  })

  test.each([
    ['is missing', [second(), first()], 'it builds on full, which is deleted or missing'],
    ['is deleted', [second(), first(), full(deleted)], 'it builds on full, which is deleted'],
    [
      'is marked in every store',
      [second(), first(), full({ marked: ['primary'] })],
      'it builds on full, which is deleted',
    ],
    [
      'is foreign',
      [second(), first(), full({ foreign: 'not signed' })],
      'it builds on full, which does not count: not signed',
    ],
    [
      'has no intact copy',
      [
        second(),
        first(),
        full({ damaged: [{ store: 'primary', because: 'x', proof: proof('check', '2026-02-14 03:00', 'data') }] }),
      ],
      'it builds on full, which has no intact copy left',
    ],
  ])('is orphaned, with everything that builds on it, when its base %s', (_, entries, expected) => {
    expect(standings(entries).slice(0, 2)).toEqual(['second orphaned', 'first orphaned'])
    expect(because(entries)).toBe(expected)
    expect(withChains(entries, false).filter((one) => isUsable(one, now) && one.id !== 'full')).toEqual([])
  })

  test('is damaged but may still be tried when its base failed a proof', () => {
    const chain = [second(), first(), full(failed)]
    expect(standings(chain)).toEqual(['second damaged', 'first damaged', 'full damaged'])
    expect(because(chain)).toBe('it builds on full, which is damaged: its read failed')
    expect(withChains(chain, false).every((one) => isUsable(one, now))).toBe(true)
  })

  test('keeps its own standing when that says more', () => {
    expect(standings([second(deleted), first({ foreign: 'not signed' })])).toEqual(['second deleted', 'first foreign'])
  })

  test('is orphaned when its base may be in a store that could not be read, and says so', () => {
    expect(because([first()], true)).toBe('it builds on full, which no store that could be read has')
  })

  test('is orphaned when its base is from another engine', () => {
    const base = full()
    const other = { ...base, manifest: { ...base.manifest, engine: 'files' as const } }
    expect(because([first(), other])).toBe('it builds on full, which is of files')
  })
})

describe('a forged manifest', () => {
  test('is orphaned when it names itself as its base', () => {
    expect(because([entry('2026-02-12 02:00', { id: 'x', base: 'x' })])).toBe(
      'it builds on x, which is not older than it',
    )
  })

  test('is orphaned, with everything that builds on it, when it is in a loop of two or names a newer base', () => {
    const loop = [
      entry('2026-02-14 02:00', { id: 'z', base: 'y' }),
      entry('2026-02-13 02:00', { id: 'y', base: 'x' }),
      entry('2026-02-12 02:00', { id: 'x', base: 'y' }),
    ]
    expect(standings(loop)).toEqual(['z orphaned', 'y orphaned', 'x orphaned'])
    expect(because(loop)).toBe('it builds on y, which is not older than it')
    for (const one of loop) {
      expect(basesOf(one, loop).length).toBeLessThanOrEqual(2)
      expect(dependentsOf(one.id, loop).length).toBeLessThanOrEqual(2)
    }
  })

  test('is judged at once at the end of a chain of 10,000, and counts only up to the longest chain that can be restored', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) =>
      entry(new Date(Date.UTC(2026, 0, 1) + i * 60_000), { id: `${i}`, ...(i > 0 ? { base: `${i - 1}` } : {}) }),
    ).reverse()
    const good = withChains(chain, false).filter((one) => standing(one, now) === 'good')
    expect(good).toHaveLength(maxChain)
    expect(good[0]?.id).toBe(`${maxChain - 1}`)
    expect(because(chain)).toContain('the most that a restore reads')
    expect(chain.slice(0, 1).flatMap((newest) => basesOf(newest, chain))).toHaveLength(9_999)
    expect(dependentsOf('0', chain)).toHaveLength(9_999)
  })
})

test('the catalog includes an increment whose base is in no store', async () => {
  const store = memoryStore('primary')
  const base = sampleManifest('2026-02-16T02:00:00.000Z')
  const increment = sampleManifest('2026-02-17T02:00:00.000Z', { kind: 'increment', base: base.id })
  await shelve(store, increment)
  const read = () =>
    readCatalog('orders', [{ name: 'primary', store }], {
      ...{ expected: ['primary'], signers: [], cache: noCache, now, signal },
    })
  const isNow = async () => (await read()).entries.map((one) => standing(one, now))
  expect(await isNow()).toEqual(['orphaned'])
  await shelve(store, base)
  expect(await isNow()).toEqual(['good', 'good'])
})
