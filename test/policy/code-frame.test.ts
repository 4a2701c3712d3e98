import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../src/policy/policy.ts'

const text = ['one: 1', 'two: 2', 'three:', '  retenton: 3', 'five: 5', 'six: 6', 'seven: 7'].join('\n')
const finding = { message: 'm', path: 'three.retenton', line: 4, column: 3, endColumn: 11 }

describe('a code frame', () => {
  it('shows two lines on each side and points at the place', () => {
    expect(codeFrame(text, finding, { colour: false })).toBe(
      ['  2 | two: 2', '  3 | three:', '> 4 |   retenton: 3', '    |   ^^^^^^^^', '  5 | five: 5', '  6 | six: 6'].join(
        '\n',
      ),
    )
  })

  it('is the same in colour, apart from the colours', () => {
    const coloured = codeFrame(text, finding, { colour: true })
    expect(coloured).toContain('\u001b[31m')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(codeFrame(text, finding, { colour: false }))
  })

  it('stays inside the text at its ends, and aligns numbers of different length', () => {
    expect(codeFrame('a: 1', { ...finding, line: 1, column: 1, endColumn: 2 }, { colour: false })).toBe(
      '> 1 | a: 1\n    | ^',
    )
    const long = Array.from({ length: 12 }, (_, i) => `k${i}: 1`).join('\n')
    expect(codeFrame(long, { ...finding, line: 9, column: 1, endColumn: 3 }, { colour: false }).split('\n')).toEqual([
      '   7 | k6: 1',
      '   8 | k7: 1',
      '>  9 | k8: 1',
      '     | ^^',
      '  10 | k9: 1',
      '  11 | k10: 1',
    ])
    expect(codeFrame('', { ...finding, line: 9, column: 9 }, { colour: false })).toBe('')
  })

  it('cuts a long line around the place', () => {
    const frame = codeFrame(
      `x: "${'a'.repeat(5000)}" bad`,
      { ...finding, line: 1, column: 5007, endColumn: 5010 },
      { colour: false },
    )
    const [line, caret] = frame.split('\n')
    expect(line?.length).toBeLessThan(160)
    expect(line?.slice(caret?.indexOf('^'), (caret?.lastIndexOf('^') ?? 0) + 1)).toBe('bad')
  })

  it('contains nothing that a terminal would obey', () => {
    const frame = codeFrame('a: \u001b[2J\u009b1m \u202e', { ...finding, line: 1, column: 1 }, { colour: false })
    expect(frame).not.toMatch(/[\u001b\u009b\u202e]/)
  })

  it('masks secrets in the surrounding lines, but not variables', () => {
    const around = [
      'url: postgres://app:hunter2@db/orders',
      'url: postgres://app:${PASSWORD}@db/orders',
      'secret-access-key: hunter2',
      'key: rsec1qqqqhunter2',
    ].join('\n')
    const frame = codeFrame(around, { ...finding, line: 2, column: 1, endColumn: 4 }, { colour: false })
    expect(frame).not.toContain('hunter2')
    expect(frame).toContain('postgres://app:*******@db/orders')
    expect(frame).toContain('${PASSWORD}')
  })
})
