import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../src/words/words.ts'

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['retenton', 'retention', 1],
    ['last', 'lats', 1],
  ])('is right between %j and %j', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  it('is symmetric, zero only for equal texts, and no more than the longer text', () => {
    const word = fc.stringMatching(/^[abc]{0,8}$/)
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b)
        expect(distance).toBe(editDistance(b, a))
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })
})

describe('the nearest name', () => {
  it.each([
    ['retenton', 'retention'],
    ['Retention', 'retention'],
    ['min_keep', 'min-keep'],
    ['zzz', undefined],
    ['k', undefined],
    ['x'.repeat(5000), undefined],
  ])('is found: %s: %s', (name, meant) => {
    expect(nearest(name, ['retention', 'min-keep', 'verify'])).toBe(meant)
  })
})
