import { expect, test } from 'vitest'
import { keyPattern } from '../../../src/engine/valkey/pattern.ts'

test.each([
  ['session:*', 'session:1', true],
  ['session:*', 'sessions', false],
  ['*', '', true],
  ['user:?', 'user:12', false],
  ['user:?', 'user:\n', true],
  ['[abc]x', 'bx', true],
  ['[^abc]x', 'bx', false],
  ['[a-c0]x', '0x', true],
  ['[c-a]x', 'bx', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a.b', 'axb', false],
  ['(a|b)', '(a|b)', true],
  ['größe', 'größe', true],
  ['db1/a', 'a', false],
])('the pattern %s of a key matches %j in the first database: %j', (pattern, key, expected) => {
  expect(keyPattern(pattern).matches(Buffer.from(key), 0)).toBe(expected)
})

test('a pattern can name its database', () => {
  const pattern = keyPattern('db3/cached:*')
  expect([3, 0].map((database) => pattern.matches(Buffer.from('cached:1'), database))).toEqual([true, false])
  expect(keyPattern('cached:*').matches(Buffer.from('cached:1'), 9)).toBe(true)
})
