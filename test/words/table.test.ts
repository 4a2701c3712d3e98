import { expect, test } from 'vitest'
import { table } from '../../src/words/words.ts'

test('columns are as wide as a terminal shows their widest cell, whatever its characters', () => {
  const rows = [
    ['name', 'n', 'end'],
    ['日本', '1', ''],
    ['e\u0301te\u0301', '22', 'x'],
  ]
  expect(table(rows)).toBe('name  n   end\n日本  1\ne\u0301te\u0301   22  x')
})
