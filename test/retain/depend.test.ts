import { array, assert as check, nat, option, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { basesThatStay, dependentsFirst, Needed } from '../../src/retain/retain.ts'
import { entry } from './entry.ts'

const chain = [
  entry('2026-02-13 02:00', { id: 'c', base: 'b' }),
  entry('2026-02-12 02:00', { id: 'b', base: 'a' }),
  entry('2026-02-11 02:00', { id: 'a' }),
]

describe('what a kept backup depends on', () => {
  test('stays with it, through others', () => {
    expect([...basesThatStay(chain, new Set(['a', 'b']))]).toEqual([
      ['b', 'backup c depends on it'],
      ['a', 'backup b depends on it'],
    ])
    expect([...basesThatStay(chain, new Set(['a']))]).toEqual([['a', 'backup b depends on it']])
  })

  test('goes where all that depend on it go', () => {
    expect([...basesThatStay(chain, new Set(['a', 'b', 'c']))]).toEqual([])
    expect([...basesThatStay(chain, new Set(['c']))]).toEqual([])
  })

  test('never goes without it, whatever builds on whatever', () => {
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

test('dependents come before what they depend on, and what stays is known by then', () => {
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

test('a circle of bases, which only a forged manifest has, ends', () => {
  const circle = [entry('2026-02-13 02:00', { id: 'x', base: 'y' }), entry('2026-02-12 02:00', { id: 'y', base: 'x' })]
  expect(dependentsFirst(circle, (one) => one)).toHaveLength(2)
  expect([...basesThatStay(circle, new Set(['y']))]).toEqual([['y', 'backup x depends on it']])
})
