import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { formatCounts, namesSome, reasonOf } from '../../src/words/words.ts'

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('a sentence keeps %j readable', (names, text) => expect(namesSome(names, 3)).toBe(text))

test('a system error is described without its call and its path', async () => {
  const error = async (path: string) => reasonOf(await readFile(path).catch((error: unknown) => error))
  expect(await error('/nosuch/file')).toBe('no such file or directory (ENOENT)')
  expect(await error('/etc/passwd/x')).toBe('a part of its path is a file, not a folder (ENOTDIR)')
  expect(await error('/etc')).toBe('it is a folder, not a file (EISDIR)')
  expect(reasonOf(Object.assign(new Error('x'), { code: 'EPROTO', syscall: 'read' }))).toBe('EPROTO')
})

test('a JSON.parse message about a hidden text is not repeated', () => {
  try {
    JSON.parse('{ "a": sesame')
    throw new Error('it was parsed')
  } catch (error) {
    expect(reasonOf(error)).toBe('it is not JSON')
  }
})

test('an error of this program keeps its own words', () => {
  expect(reasonOf(new Error('it is larger than 5 bytes'))).toBe('it is larger than 5 bytes')
  expect(reasonOf(Object.assign(new Error('more than 16 MiB'), { code: 'EFBIG' }))).toBe('more than 16 MiB (EFBIG)')
})

test('one of what is counted is named in the singular', () => {
  const nouns = ['indexes', 'tables', 'entries', 'databases', 'boxes', 'rows']
  const one = 'index, table, entry, database, box, row'.replaceAll(/\w+/g, '1 $&')
  expect(formatCounts(nouns.map((noun) => ({ noun, count: 1 })))).toBe(one)
  expect(formatCounts([{ noun: 'indexes', count: 2 }])).toBe('2 indexes')
})
