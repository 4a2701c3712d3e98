import { array, assert as check, nat, option, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withChains } from '../../src/catalog/catalog.ts'
import { basesThatStay, dependencyLayers, dependentsFirst, Needed } from '../../src/retain/retain.ts'
import { entry, rules } from './entry.ts'
import { run } from './say.ts'

const chain = [
  entry('2026-02-13 02:00', { id: 'c', base: 'b' }),
  entry('2026-02-12 02:00', { id: 'b', base: 'a' }),
  entry('2026-02-11 02:00', { id: 'a' }),
]

describe('a base that a kept backup depends on', () => {
  test('stays with it, even through other backups', () => {
    expect([...basesThatStay(chain, new Set(['a', 'b']))]).toEqual([
      ['b', 'backup c depends on it'],
      ['a', 'backup b depends on it'],
    ])
    expect([...basesThatStay(chain, new Set(['a']))]).toEqual([['a', 'backup b depends on it']])
  })

  test('is deleted when everything that depends on it is deleted', () => {
    expect([...basesThatStay(chain, new Set(['a', 'b', 'c']))]).toEqual([])
    expect([...basesThatStay(chain, new Set(['c']))]).toEqual([])
  })

  test('is never deleted while a dependent stays, however the chains are built', () => {
    check(
      property(array(option(nat(9), { nil: undefined }), { maxLength: 10 }), array(nat(9)), (bases, gone) => {
        const entries = bases.map((base, i) =>
          entry('2026-02-13 02:00', { id: `${i}`, ...(base === undefined || base === i ? {} : { base: `${base}` }) }),
        )
        const going = new Set(gone.map(String))
        const stays = basesThatStay(entries, going)
        const left = entries.filter(({ id }) => !going.has(id) || stays.has(id))
        const gone2 = new Set(entries.map(({ id }) => id).filter((id) => going.has(id) && !stays.has(id)))
        for (const { manifest } of left) expect(gone2.has(manifest.base ?? '')).toBe(false)
      }),
    )
  })
})

test('dependents come before what they depend on, and by then it is known which of them stay', () => {
  const order = dependentsFirst([...chain].reverse(), (one) => one)
  expect(order.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  const needed = new Needed()
  const [c, b, a] = order
  if (!a || !b || !c) throw new Error('three entries')
  needed.stays(c)
  expect([needed.because(b), needed.because(a)]).toEqual(['backup c depends on it', undefined])
  needed.stays(b)
  expect(needed.because(a)).toBe('backup b depends on it')
})

test('a circle of bases, which only a forged manifest can have, does not loop forever', () => {
  const circle = [entry('2026-02-13 02:00', { id: 'x', base: 'y' }), entry('2026-02-12 02:00', { id: 'y', base: 'x' })]
  expect(dependentsFirst(circle, (one) => one)).toHaveLength(2)
  expect([...basesThatStay(circle, new Set(['y']))]).toEqual([['y', 'backup x depends on it']])
})

test('a chain of 10,000 is sorted at once, whatever order it arrives in', () => {
  const long = Array.from({ length: 10_000 }, (_, i) =>
    entry('2026-02-13 02:00', { id: `${i}`, ...(i > 0 ? { base: `${i - 1}` } : {}) }),
  )
  const mixed = [...long.filter((_, i) => i % 3 === 0), ...long.filter((_, i) => i % 3 !== 0)]
  const layers = dependencyLayers(mixed, (one) => one)
  expect(layers.map(([one]) => one?.id)).toEqual(long.map(({ id }) => id).reverse())
  expect([...basesThatStay(mixed, new Set(long.slice(0, -1).map(({ id }) => id)))]).toHaveLength(9_999)
})

test('an increment that cannot be restored is kept, and does not take the slot of one that can', () => {
  const entries = withChains(
    [
      entry('2026-02-13 02:00', { id: 'orphan', base: 'gone' }),
      entry('2026-02-12 02:00', { id: 'good' }),
      entry('2026-02-11 02:00', { id: 'old' }),
    ],
    false,
  )
  const { decisions, findings } = run(entries, rules({ last: 1 }, { minKeep: 1 }))
  expect(decisions.map(({ entry, keep }) => `${entry.id} ${keep}`)).toEqual(['orphan true', 'good true', 'old false'])
  expect(decisions[0]?.because).toEqual([
    'cannot be restored: it builds on gone, which is deleted or missing; fills no slot, kept until it is deleted by id',
  ])
  expect(decisions[1]?.because).toEqual(['last: 1 of 1', 'min-keep: 1 of 1'])
  expect(findings).toEqual([
    'backup orphan counts for no rule: it cannot be restored: it builds on gone, which is deleted or missing',
  ])
})
