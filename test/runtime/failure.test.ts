import { expect, test } from 'vitest'
import { lastLines } from '../../src/runtime/failure.ts'

const rule = '-'.repeat(14)
const because = "ERROR 1062 (23000) at line 30: Duplicate entry '7' for key 'PRIMARY'"

test.each([
  ['whole', `${rule}\nINSERT INTO people VALUES (7,'Ada','secret');\n${rule}\n\n${because}\n`],
  ['of which only the end is kept', `'Ada','secret'),(8,'Grace','too');\n${rule}\n\n${because}\n`],
])('a message never shows the statement that failed, which has rows in it: %s', (_, stderr) => {
  expect(lastLines(stderr)).toBe(because)
})

test('a message has the last lines, and begins with the error', () => {
  expect(lastLines('a\nb\r\n\nERROR: it is full.\nDETAIL: x')).toBe('a / b / ERROR: it is full. / DETAIL: x')
  expect(lastLines('')).toBe('')
})
