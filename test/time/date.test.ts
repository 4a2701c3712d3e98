import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, parseDate } from '../../src/time/time.ts'
import { parse, policyText } from '../policy/example.ts'

const before = (text: string, zone: string) =>
  parse(
    policyText({
      top: `version: 1\nproject: shop\ntimezone: ${zone}`,
      sources: `sources:\n  a: { engine: sqlite, path: a, retention: { preset: classic, before: ${text} } }`,
    }),
  ).sources['a']?.retention.before?.toISOString()

describe('a date', () => {
  it.each([
    ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31', 'Europe/Stockholm', '2026-01-30T23:00:00.000Z'],
    ['2026-07-31', 'Europe/Stockholm', '2026-07-30T22:00:00.000Z'],
    ['"2026-07-31 09:30"', 'Europe/Stockholm', '2026-07-31T07:30:00.000Z'],
    ['2026-07-31T09:30', 'America/New_York', '2026-07-31T13:30:00.000Z'],
    ['2026-07-31T09:30:15.5', 'UTC', '2026-07-31T09:30:15.500Z'],
    ['2026-07-31T09:30Z', 'Europe/Stockholm', '2026-07-31T09:30:00.000Z'],
    ['2026-07-31T09:30:15+05:30', 'Europe/Stockholm', '2026-07-31T04:00:15.000Z'],
    ['2026-07-31T09:30-0330', 'UTC', '2026-07-31T13:00:00.000Z'],
    ['2024-02-29', 'UTC', '2024-02-29T00:00:00.000Z'],
    // Clocks were put forward from 0:00: the day began at 1:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    // 1:30 came twice: the earlier one deletes less.
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ])('is read from %s in %s', (text, zone, instant) => {
    expect(before(text, zone)).toBe(instant)
  })

  it.each([
    '',
    '2026',
    '2026-1-1',
    '2026-13-01',
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '26-01-01',
    '1969-12-31',
    '2026-01-01T',
    '2026-01-01T24:00',
    '2026-01-01T9:30',
    '2026-01-01T09:60',
    '2026-01-01Z',
    '2026-01-01T09:30+15:00',
    '2026-01-01T09:30 CET',
    '2026-01-01T09:30:61',
    '2026-01-01\n',
    'yesterday',
  ])('cannot be parsed from %j', (text) => {
    expect(parseDate(text)).toBeUndefined()
  })

  it('comes back from its machine format', () => {
    const [from, to] = [new Date('1970-01-01T00:00:00Z'), new Date('2999-12-31T00:00:00Z')]
    fc.assert(
      fc.property(fc.date({ min: from, max: to, noInvalidDate: true }), (at) => {
        const written = parseDate(at.toISOString())
        expect(written && instantOf(written, 'Asia/Kolkata')).toEqual(at)
      }),
      { numRuns: 100 },
    )
  })
})
