import { assert as check, dictionary, property, string, stringMatching, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { parseShell, shellText } from '../../../src/engine/environment/shell.ts'
import { mistakes, withSource } from '../../policy/example.ts'

const names = stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/)
const bytes = uint8Array({ maxLength: 60 }).map((value) => Buffer.from(value.filter((byte) => byte !== 0)))

test('any bytes but NUL come back unchanged', () => {
  check(
    property(dictionary(names, bytes), (values) => {
      const content = new Map(Object.entries(values))
      const text = shellText(content)
      expect(text.length % 1024).toBe(0)
      expect(parseShell(text)).toEqual(content)
    }),
  )
})

test('a file of another form, or a file that is cut off, is rejected', () => {
  const text = shellText(new Map([['A', Buffer.from("it's")]]))
  check(
    property(string({ minLength: 1 }), (more) => {
      expect(parseShell(Buffer.from(`B${more}`))).toBeUndefined()
    }),
  )
  for (const end of [text.indexOf('A=') + 1, text.indexOf("'") + 2, text.length - 1])
    expect(parseShell(text.subarray(0, end))).toBeUndefined()
})

test.each([
  ['variables: [API-KEY]', 'must be the name of a variable, or how it begins and a *'],
  ['variables: ["*"]', 'must be the name of a variable'],
  ['variables: ["A*B"]', 'must be the name of a variable'],
  ['variables: [A, A]', 'is A for the second time'],
  ['variables: [BACKPROOF_SECRET_KEY]', 'is a secret of the runner or of this program'],
  ['variables: []', 'at least one'],
  ['variables: [A]\npath: secrets.env', 'must have exactly one of variables, path'],
  ['tools: host', 'must have exactly one of variables, path'],
  ['variables: ["${A}"]', 'where no variable may stand'],
  [
    'variables: [A]\nverify: { assert: [{ required: [a] }] }',
    'has required, which an environment source does not answer',
  ],
])('%s is a mistake', (lines, message) => {
  expect(
    mistakes(withSource(`engine: environment\n${lines}`))
      .map((found) => found.message)
      .join('\n'),
  ).toContain(message)
})
