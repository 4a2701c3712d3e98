import { describe, expect, test } from 'vitest'
import { inert } from '../src/world.ts'

const esc = '\u001b'

describe('text from an untrusted place', () => {
  test('keeps its lines, its tabs, its letters and the colours of this program', () => {
    const text = `${esc}[31merror:${esc}[39m ${esc}[1mÅäö 🗑️ ✓${esc}[0m\n\tat 12:30:45, in postgres://h/d\n`
    expect(inert(text, false)).toBe(text)
    expect(inert(text, true)).toBe(text)
    expect(inert('a\r\nb', false)).toBe('a\nb')
  })

  test.each([
    ['a cleared screen', `${esc}[2J`],
    ['a title', `${esc}]0;owned\u0007`],
    ['a link', `${esc}]8;;https://example.com${esc}\\`],
    ['invisible text', `${esc}[8mhidden`],
    ['a line that is written over', 'failed\rpassed'],
    ['one that goes back', 'failed\b\b\b\b\b\b'],
    ['the other escape', '\u009b2J'],
    ['turned letters', '\u202egpj.exe'],
  ])('%s is shown and not obeyed', (_, text) => {
    expect(inert(text, false)).not.toMatch(/[\u001b\u0007\u0008\u000d\u009b\u202e]/)
    expect(inert(text, false)).toContain('\ufffd')
  })

  test.each([
    '::error::x',
    '  \t::set-output name=gate::x',
    '\u0085::error::x',
    '\u200b::error::x',
    '\u00ad:\u00ad:error::x',
    '\u2060\ufeff::error::x',
    `${esc}[31m::error::x`,
    'first\r::error::x',
    'first\n::stop-commands::x',
    'text ##[error]x',
    'text #\u200b#[error]x',
  ])('%j does not start a runner command', (text) => {
    for (const line of inert(text, true).split(/[\n\r\u0085\u2028]/)) {
      // As the runner reads it, which passes over what has no width.
      const read = line.replaceAll(/[\p{Cf}\p{Cc}]|\[\d+m/gu, '').trim()
      expect(read).not.toMatch(/^::/)
      expect(read).not.toContain('##[')
    }
  })

  test('many empty lines are processed quickly', () => {
    expect(inert(' \n'.repeat(300_000), true)).toHaveLength(600_000)
  })
})
