import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shellLine } from '../../../src/report/runbook/shell.ts'

const words = [
  'orders',
  "it's",
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '${HOME}',
  '~',
  '~root',
  '*',
  '!!',
  '-n',
  '',
  ' ',
  'a\nb; touch pwned\n',
  'a\rtouch pwned\r',
  '\u001b[201~touch pwned\n',
  '\u0003touch pwned\n',
  '\u202etxt',
  'å日本語',
  '\\',
  "\\'; touch pwned; \\'",
  '#x',
  '=ls',
  'a=b',
  '&& touch pwned',
  '<(touch pwned)',
  '{a,b}',
]

describe('a command of the recovery plan', () => {
  test.each(['bash', 'sh'])('gives %s each word as it was, whatever it is made of', (shell) => {
    const folder = mkdtempSync(join(tmpdir(), 'shell-'))
    // dash of before 2023 has no $'...': what bash has is what a person types into.
    const given = shell === 'sh' ? words.filter((word) => /^[ -~]*$/.test(word) && !word.includes('!')) : words
    const line = shellLine(['printf', '%s\\0', ...given]) ?? ''
    expect(line).toMatch(/^[ -~]+$/)
    const said = execFileSync(shell, ['-c', line], { cwd: folder, encoding: 'utf8' })
    expect(said.split('\0').slice(0, -1)).toEqual(given)
    expect(readdirSync(folder)).toEqual([])
  })

  test('in an interactive shell recalls no command of before', () => {
    const line = shellLine(['printf', '%s\\n', '!!', 'a!b', '!touch']) ?? ''
    const said = execFileSync('bash', ['--norc', '-i'], {
      input: `echo first\n${line}\nexit\n`,
      encoding: 'utf8',
      stdio: 'pipe',
    })
    expect(said).toContain('!!\na!b\n!touch\n')
  })

  test('with a word that is too long, or is no text, is not written at all', () => {
    expect(shellLine(['restore', 'x'.repeat(100_000)])).toBeUndefined()
    expect(shellLine(['restore', 'a\0b'])).toBeUndefined()
    expect(shellLine(['restore', '\ud800'])).toBeUndefined()
  })
})
