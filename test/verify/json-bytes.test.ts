import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJsonBytes } from '../../src/verify/json-bytes.ts'

/** What it gives, or that it throws. */
const outcome = (parse: () => unknown): unknown => {
  try {
    return { value: parse() }
  } catch (error) {
    return error instanceof SyntaxError ? 'refused' : error
  }
}
const same = (text: string) => {
  const ours = outcome(() => parseJsonBytes(Buffer.from(text)))
  expect(ours, text).toEqual(outcome(() => JSON.parse(text)))
}

describe('JSON that is parsed from bytes', () => {
  test('is the same as with JSON.parse', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), same))
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, '\t', '  '), (value, space) => {
        same(JSON.stringify(value, null, space))
      }),
    )
  })

  test('is refused if JSON.parse refuses it, with a character more, less, or changed', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.nat(1),
        fc.constantFrom(...'{}[]",:\\0-+.eEtfn\u0001\n x中'),
        (text, at, taken, sign) => {
          const where = at % (text.length + 1)
          same(text.slice(0, where) + sign + text.slice(where + taken))
          same(text.slice(0, where))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    '"\\',
    '"a',
    '01',
    '1.',
    '-',
    '+1',
    'nul',
    'NaN',
    '1 2',
    '"\u0000"',
    '[1}',
    '"\\u12"',
  ])('%j is refused', (text) => {
    expect(() => parseJsonBytes(Buffer.from(text))).toThrow(SyntaxError)
    same(text)
  })

  test('keeps names that objects already have, and uses the last of two equal names', () => {
    const value = parseJsonBytes(Buffer.from('{"__proto__":[1],"constructor":2,"a":1,"a":3}')) as object
    expect(Object.entries(value)).toEqual([
      ['__proto__', [1]],
      ['constructor', 2],
      ['a', 3],
    ])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('is refused if it is nested without end, and uses no stack', () => {
    expect(() => parseJsonBytes(Buffer.from('['.repeat(1_000_000)))).toThrow(/more than 32 levels deep/)
  })
})
