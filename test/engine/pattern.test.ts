import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePatterns } from '../../src/engine/pattern.ts'
import { Problem } from '../../src/problem.ts'

const covers = (pattern: string, path: string, directory = false) =>
  compilePatterns([pattern])('/srv/up', path, directory)

describe('a pattern of file names', () => {
  test.each([
    ['*.tmp', '/srv/up/a.tmp', true],
    ['*.tmp', '/srv/up/deep/er/a.tmp', true],
    ['*.tmp', '/srv/up/.hidden/.a.tmp', true],
    ['*.tmp', '/srv/up/a.tmpx', false],
    ['*.tmp', '/srv/up/a.tmp/inside', true],
    ['a?c', '/srv/up/abc', true],
    ['a?c', '/srv/up/a/c', false],
    ['a?c', '/srv/up/a🙂c', true],
    ['*', '/srv/up/with\nnewline', true],
    ['cache/*.bin', '/srv/up/x/cache/a.bin', true],
    ['cache/*.bin', '/srv/up/cache/deep/a.bin', false],
    ['cache/**/*.bin', '/srv/up/cache/a.bin', true],
    ['cache/**/*.bin', '/srv/up/cache/deep/er/a.bin', true],
    ['cache/**', '/srv/up/cache/a', true],
    ['/srv/up/a', '/srv/up/a', true],
    ['/srv/up/a', '/srv/up/a/b', true],
    ['/srv/up/a', '/srv/up/b/srv/up/a', false],
    ['/srv/*/a', '/srv/up/a', true],
    ['/', '/srv/up/a', true],
    ['a.b', '/srv/up/axb', false],
    ['[ab]', '/srv/up/a', false],
    ['[ab]', '/srv/up/[ab]', true],
    ['{a,b}', '/srv/up/{a,b}', true],
    ['\\*', '/srv/up/*', true],
    ['\\*', '/srv/up/x', false],
    ['\\!x', '/srv/up/!x', true],
    ['up', '/srv/up/a', false],
    ['srv', '/srv/up/a', false],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(covers(pattern, path)).toBe(expected)
  })

  test('with a slash at its end matches directories only', () => {
    expect(covers('cache/', '/srv/up/cache', true)).toBe(true)
    expect(covers('cache/', '/srv/up/cache', false)).toBe(false)
    expect(covers('cache/', '/srv/up/cache/x', false)).toBe(true)
  })

  test('covers the content of a directory with **, but not the directory itself', () => {
    expect(covers('cache/**', '/srv/up/cache', true)).toBe(false)
    expect(covers('cache/**', '/srv/up/cache/x', true)).toBe(true)
  })

  test('treats the root "/" like any other directory', () => {
    expect(compilePatterns(['a'])('/', '/a', false)).toBe(true)
    expect(compilePatterns(['a'])('/', '/b/a', false)).toBe(true)
    expect(compilePatterns(['/a'])('/', '/b/a', false)).toBe(false)
  })

  test.each(['', '.', './', '!x', '../x', 'a/../b'])('is refused as %j', (pattern) => {
    expect(() => compilePatterns([pattern])).toThrow(Problem)
  })

  const name = fc.string({ unit: fc.constantFrom(...'ab.*?[]{}()+^$|\\! é🙂\n'), minLength: 1, maxLength: 8 })
  const literal = (text: string) => text.replace(/[\\*?!]/g, '\\$&')

  test('with everything escaped matches exactly its own text', () => {
    fc.assert(
      fc.property(name, name, (wanted, other) => {
        fc.pre(wanted !== '.' && wanted !== '..')
        expect(covers(literal(wanted), `/srv/up/x/${wanted}`)).toBe(true)
        expect(covers(literal(wanted), `/srv/up/x/${other}`)).toBe(wanted === other)
      }),
    )
  })

  test('matches * like a loop that tries every split', () => {
    const matches = (pattern: string, text: string): boolean => {
      if (pattern === '') return text === ''
      if (pattern[0] !== '*') return pattern[0] === text[0] && matches(pattern.slice(1), text.slice(1))
      return Array.from({ length: text.length + 1 }, (_, at) => at).some((at) =>
        matches(pattern.slice(1), text.slice(at)),
      )
    }
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 6 })
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(pattern, text, (glob, word) => {
        // A component of nothing but two stars or more is any number of directories.
        fc.pre(glob !== '**')
        expect(covers(glob, `/srv/up/${word}`)).toBe(matches(glob, word))
      }),
    )
  })
})
