import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationMs, parseDuration } from '../../src/time/time.ts'
import { parseSize } from '../../src/words/words.ts'

const hour = 3_600_000

describe('a duration', () => {
  it.each([
    ['30s', 0, 0, 0, 30_000],
    ['15m', 0, 0, 0, 15 * 60_000],
    ['15min', 0, 0, 0, 15 * 60_000],
    ['4h', 0, 0, 0, 4 * hour],
    ['1h30m', 0, 0, 0, 1.5 * hour],
    ['7d', 0, 0, 7, 0],
    ['2w', 0, 0, 14, 0],
    ['2w1d', 0, 0, 15, 0],
    ['6mo', 0, 6, 0, 0],
    ['1y', 1, 0, 0, 0],
    ['1y6mo', 1, 6, 0, 0],
    ['1y6mo2w3d4h5m6s', 1, 6, 17, 4 * hour + 306_000],
  ])('%s', (text, years, months, days, ms) => {
    expect(parseDuration(text)).toEqual({ years, months, days, ms, text })
  })

  it.each([
    '',
    'm',
    '5',
    '-1d',
    '1.5h',
    '1 d',
    '1D',
    'd1',
    '6mo1y',
    '1d1d',
    '0d',
    '0h0m',
    '1001y',
    '9999999999y',
    '1m30',
    '1minute',
  ])('cannot be parsed from %j', (text) => {
    expect(parseDuration(text)).toHaveProperty('wrong')
  })

  it('requires minutes in full where m could also mean months', () => {
    const spelt = { minutes: 'spelt-out' } as const
    expect(parseDuration('6m', spelt)).toEqual({ wrong: 'a duration in which m is spelt out: 6min or 6mo' })
    expect(parseDuration('1h6m', spelt)).toHaveProperty('wrong')
    expect(parseDuration('6min', spelt)).toHaveProperty('ms', 360_000)
    expect(parseDuration('6mo', spelt)).toHaveProperty('months', 6)
  })

  it('is exact in milliseconds up to weeks', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.nat(50),
        fc.integer({ min: 1, max: 50 }),
        (weeks, days, hours, minutes) => {
          const duration = parseDuration(`${weeks}w${days}d${hours}h${minutes}m`)
          if ('wrong' in duration) throw new Error(duration.wrong)
          expect(durationMs(duration)).toBe((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000)
        },
      ),
    )
  })
})

describe('a size', () => {
  it.each([
    ['0B', 0],
    ['1B', 1],
    ['500MB', 500_000_000],
    ['1kB', 1000],
    ['1KiB', 1024],
    ['5GiB', 5 * 2 ** 30],
    ['1.5 TiB', 1.5 * 2 ** 40],
  ])('%s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes)
  })

  it.each(['', '5', '5 gigs', '-5GB', '5gb', '5Gb', '1e3MB', '.5GB', '99999999PiB'])(
    'cannot be parsed from %j',
    (text) => {
      expect(parseSize(text)).toBeUndefined()
    },
  )
})
