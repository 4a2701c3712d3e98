import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import type { StoreRetention } from '../../src/policy/policy.ts'
import { type CopyOptions, decideCopies, narrowMissing, type StoreRules } from '../../src/retain/retain.ts'
import { decided } from './decided.ts'
import { type EntryOptions, entry, proof, rules } from './entry.ts'

const now = new Date('2026-03-01T00:00:00Z')
const all = rules({ last: Number.MAX_SAFE_INTEGER })
const last = (count: number, max: StoreRetention['max'] = {}): StoreRetention => ({ ...rules({ last: count }), max })

/** Newest first, a day between them. */
const made = (count: number, of: (index: number) => EntryOptions = () => ({})) =>
  Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 1, 20 - index, 2))
    return entry(at, { copies: ['primary', 'disk'], id: `orders-${20 - index}`, ...of(index) })
  })

/** "leaves disk 18 for primary: reason" or "stays in disk 20: reason" */
function said(entries: readonly Entry[], stores: StoreRules, options: Partial<CopyOptions> = {}): readonly string[] {
  const at = { now, timezone: 'UTC', ...options }
  return decideCopies(decided(entries, all, at), stores, at).map(({ entry, store, keep, because, needs }) => {
    const verb = keep ? 'stays in' : 'leaves'
    return `${verb} ${store} ${entry.id.slice(7)}${keep ? '' : ` for ${needs.join(' ')}`}: ${because.join('; ')}`
  })
}

describe('a store with rules of its own', () => {
  test('keeps its newest copies, and releases the others to the stores that should have them', () => {
    expect(said(made(4), { primary: undefined, disk: last(2) })).toEqual([
      'stays in disk 20: disk: last: 1 of 2',
      'stays in disk 19: disk: last: 2 of 2',
      'leaves disk 18 for primary: disk: no rule keeps it: last is full (2 of 2)',
      'leaves disk 17 for primary: disk: no rule keeps it: last is full (2 of 2)',
    ])
    expect(said(made(4), { primary: undefined })).toEqual([])
    expect(said(made(2), { primary: undefined, disk: { ...last(9), max: { count: 1 } } })[1]).toBe(
      'leaves disk 19 for primary: disk: over max count: 2 of 1, oldest first',
    )
  })

  test('counts only backups that the source keeps', () => {
    const entries = made(4, (index) => ({ trigger: index === 1 ? 'manual' : 'schedule' }))
    const at = { now, timezone: 'UTC' }
    const outcome = decided(entries, rules({ last: 1 }, { tiers: [], protect: [] }), at)
    expect(outcome.decisions.map(({ keep }) => keep)).toEqual([true, true, false, false])
    expect(decideCopies(outcome, { primary: undefined, disk: last(1) }, at).map(({ entry }) => entry.id)).toEqual([
      'orders-20',
      'orders-19',
    ])
  })

  test('waits for a store that should receive the backup first', () => {
    const entries = made(3, (index) => (index === 2 ? { copies: ['disk'], missing: ['primary', 'offsite'] } : {}))
    expect(said(entries, { primary: undefined, offsite: undefined, disk: last(1) })).toEqual([
      'stays in disk 20: disk: last: 1 of 1',
      'stays in disk 19: offsite should have it first, and has no intact copy of it',
      'stays in disk 18: primary, offsite should have it first, and has no intact copy of it',
    ])
    const marked = made(3, () => ({ marked: ['primary'] }))
    expect(said(marked, { primary: undefined, disk: last(1) })[2]).toBe(
      'stays in disk 18: primary should have it first, and has no intact copy of it',
    )
  })

  test('keeps the last copy if the rules of no store keep one', () => {
    expect(said(made(3), { primary: last(2), disk: last(1) })).toEqual([
      'stays in primary 20: primary: last: 1 of 2',
      'stays in disk 20: disk: last: 1 of 1',
      'stays in primary 19: primary: last: 2 of 2',
      'leaves disk 19 for primary: disk: no rule keeps it: last is full (1 of 1)',
      'stays in primary 18: the last copy stays: no store’s own rules keep orders-18'.replace('’', "'"),
      'leaves disk 18 for primary: disk: no rule keeps it: last is full (1 of 1)',
    ])
    const inDisk = made(3, () => ({ copies: ['disk'], missing: ['primary'] }))
    expect(said(inDisk, { primary: last(1), disk: last(1) })[2]).toMatch(/^stays in disk 18: the last copy stays/)
  })

  test('keeps what is held, locked there or outside its rules, and deletes nothing while deletion is frozen', () => {
    const lockedUntil = ({ id }: Entry, store: string) =>
      id === 'orders-18' && store === 'disk' ? new Date('2026-04-01T00:00:00Z') : undefined
    const entries = made(5, (index) => ({
      held: index === 1,
      ...(index === 3 ? { foreign: 'not signed' } : {}),
    }))
    expect(said(entries, { primary: undefined, disk: last(1) }, { lockedUntil }).slice(1)).toEqual([
      'stays in disk 19: held',
      'stays in disk 18: disk: object lock until 2026-04-01 00:00 UTC',
      'stays in disk 17: the rules of disk do not judge it: it fills no slot',
      'leaves disk 16 for primary: disk: no rule keeps it: last is full (1 of 1)',
    ])
    const failed = made(3, (index) => (index === 1 ? { proofs: [proof('read', '2026-02-19 03:00', 'data')] } : {}))
    expect(said(failed, { primary: undefined, disk: last(1) })[2]).toBe(
      'stays in disk 18: deletion is frozen: the read of orders-19 failed (2026-02-19 03:00 UTC)',
    )
  })

  test('counts no backup that is dated in the future or damaged, even after a thaw', () => {
    const stores = { primary: undefined, disk: last(1) }
    const future = made(3).map((one, index) =>
      index === 0 ? { ...one, startedAt: new Date('2026-03-02T00:00:00Z') } : one,
    )
    expect(said(future, stores)).toEqual([
      'stays in disk 20: the rules of disk do not judge it: it fills no slot',
      'stays in disk 19: disk: last: 1 of 1',
      'leaves disk 18 for primary: disk: no rule keeps it: last is full (1 of 1)',
    ])
    const damaged = made(3, (index) => (index === 0 ? { proofs: [proof('read', '2026-02-21 03:00', 'data')] } : {}))
    const at = { now, timezone: 'UTC' }
    const thawed = decideCopies(decided(damaged, all, { ...at, thawed: true }), stores, at)
    expect(thawed.map(({ entry, keep }) => `${entry.id} ${keep}`)).toEqual([
      'orders-20 true',
      'orders-19 true',
      'orders-18 false',
    ])
  })

  test('keeps the newest and what is held under a cap of its own', () => {
    const few = { primary: undefined, disk: last(9, { bytes: 10 }) }
    expect(said(made(2), few)).toEqual([
      'stays in disk 20: disk: last: 1 of 9',
      'leaves disk 19 for primary: disk: over max size: 200 of 10 sealed bytes, oldest first',
    ])
    const held = made(3, (index) => ({ held: index === 2 }))
    expect(said(held, { primary: undefined, disk: last(9, { count: 2 }) })).toEqual([
      'stays in disk 20: disk: last: 1 of 9',
      'leaves disk 19 for primary: disk: over max count: 3 of 2, oldest first',
      'stays in disk 18: disk: last: 3 of 9',
    ])
  })

  test('does not treat a copy that is already leaving as the last copy', () => {
    const going = made(2, () => ({ marked: ['primary'] }))
    expect(said(going, { primary: last(1), disk: last(1) }).at(-1)).toBe(
      "stays in disk 19: the last copy stays: no store's own rules keep orders-19",
    )
  })

  test('keeps what a copy there depends on, because a restore reads a single store', () => {
    const entries = made(3, (index) => (index === 0 ? { base: 'orders-18' } : {}))
    expect(said(entries, { primary: undefined, disk: last(1) })).toEqual([
      'stays in disk 20: disk: last: 1 of 1',
      'leaves disk 19 for primary: disk: no rule keeps it: last is full (1 of 1)',
      'stays in disk 18: disk: backup orders-20 depends on it',
    ])
  })
})

describe('a missing copy', () => {
  const options = { now, timezone: 'UTC' }
  const missing = (entries: readonly Entry[], stores: StoreRules) =>
    narrowMissing(entries, all, stores, options).map(({ missing }) => missing.join(' '))

  test('is not one that a store released by its own rules', () => {
    const entries = made(3, (index) => (index > 0 ? { copies: ['primary'], missing: ['disk', 'offsite'] } : {}))
    expect(missing(entries, { primary: undefined, offsite: undefined, disk: last(1) })).toEqual([
      '',
      'offsite',
      'offsite',
    ])
    expect(missing(entries, { primary: undefined, offsite: undefined, disk: last(2) })).toEqual([
      '',
      'disk offsite',
      'offsite',
    ])
    expect(missing(entries, { primary: undefined, offsite: undefined, disk: undefined })[2]).toBe('disk offsite')
  })

  test('is not one that a store released even if the rules of the source refuse to decide', () => {
    const entries = made(2, (index) => (index > 0 ? { copies: ['primary'], missing: ['disk'] } : {}))
    const stores = { primary: undefined, disk: last(1) }
    expect(narrowMissing(entries, rules(), stores, options).map(({ missing }) => missing)).toEqual([[], []])
  })
})

test('every backup stays in a store that was not asked to release it, whatever is released', () => {
  const names = ['a', 'b', 'c']
  const store = fc.option(
    fc.record({ last: fc.nat(3), daily: fc.nat(3), count: fc.option(fc.nat(4), { nil: undefined }) }).map(
      ({ last, daily, count }): StoreRetention => ({
        ...rules({ last, counts: { daily } }),
        max: count === undefined ? {} : { count },
      }),
    ),
    { nil: undefined },
  )
  const entries = fc.array(
    fc.record({
      hours: fc.nat(200),
      copies: fc.subarray(names),
      marked: fc.subarray(names, { maxLength: 1 }),
      released: fc.subarray(names, { maxLength: 2 }),
      held: fc.nat(9).map((nat) => nat === 0),
      manual: fc.boolean(),
      kind: fc.nat(20),
    }),
    { minLength: 1, maxLength: 12 },
  )
  let left = 0
  fc.assert(
    fc.property(entries, fc.tuple(store, store, store), fc.nat(3), (drawn, [a, b, c], lastOfAll) => {
      const found = drawn.map(({ hours, manual, kind, copies, ...rest }, index) =>
        entry(new Date(now.getTime() - hours * 3_600_000), {
          ...rest,
          id: `orders-${String(index).padStart(2, '0')}`,
          copies,
          missing: names.filter((name) => !copies.includes(name) && !rest.released.includes(name)),
          trigger: manual ? 'manual' : 'schedule',
          ...(kind === 1 ? { foreign: 'not signed' } : {}),
          ...(kind === 2 ? { proofs: [proof('restore', '2026-02-27 00:00')] } : {}),
        }),
      )
      const at = { now, timezone: 'UTC' }
      const stores: StoreRules = { a, b, c }
      const outcome = decided(found, rules({ last: lastOfAll + 1 }), at)
      const decisions = decideCopies(outcome, stores, at)
      const kept = new Set(outcome.decisions.filter(({ keep }) => keep).map(({ entry }) => entry.id))
      for (const { entry, store, keep, because, needs } of decisions) {
        expect(kept.has(entry.id)).toBe(true)
        expect(because.length).toBeGreaterThan(0)
        expect(because.join()).not.toMatch(/undefined/)
        expect(stores[store]).toBeDefined()
        expect(keep).toBe(needs.length === 0)
        if (keep) continue
        left += 1
        expect(entry.held).toBe(false)
        for (const other of needs) {
          expect(other).not.toBe(store)
          expect(entry.copies).toContain(other)
          expect(entry.marked).not.toContain(other)
          expect(entry.released).not.toContain(other)
          const same = decisions.find((one) => one.entry === entry && one.store === other)
          expect(same?.keep ?? true).toBe(true)
        }
      }
      // The stores agree with themselves: what was let go is not missing, and nothing more is let go.
      const after = found.map((one) => {
        const gone = decisions.filter((made) => !made.keep && made.entry === one).map((made) => made.store)
        const copies = one.copies.filter((name) => !gone.includes(name))
        return { ...one, copies, missing: [...one.missing, ...gone] }
      })
      const live = after.filter(({ id }) => kept.has(id))
      for (const one of narrowMissing(live, rules({ last: lastOfAll + 1 }), stores, at)) {
        const gone = decisions.filter((made) => !made.keep && made.entry.id === one.id).map((made) => made.store)
        for (const store of gone) expect(one.missing).not.toContain(store)
      }
    }),
    { numRuns: 400 },
  )
  expect(left).toBeGreaterThan(100)
})
