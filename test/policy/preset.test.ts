import { describe, expect, it } from 'vitest'
import type { Preset } from '../../src/policy/policy.ts'
import { parse, policyText } from './example.ts'

/** The retention of a source, and of the defaults where they have some. */
const retention = (own: string | undefined, defaults?: string) =>
  parse(
    policyText({
      ...(defaults === undefined ? {} : { defaults: `defaults: { retention: ${defaults} }` }),
      sources: `sources:\n  a: { engine: sqlite, path: a${own === undefined ? '' : `, retention: ${own}`} }`,
    }),
  ).sources['a']?.retention

/** What a preset stands for, written out. */
const written = {
  frequent:
    '{ tiers: [{ until: 4h, every: all }, { until: 24h, every: 1h }, { until: 7d, every: 1d }, { until: 4w, every: 1w }, { until: 6mo, every: 1mo }] }',
  classic: '{ keep: { hourly: 24, daily: 7, weekly: 4, monthly: 12 } }',
  light: '{ keep: { daily: 7, weekly: 4, monthly: 3 }, max: { count: 50 } }',
} as const satisfies Record<Preset, string>

describe('a preset', () => {
  it.each(Object.keys(written) as Preset[])('%s expands to its rules, and keeps its name', (preset) => {
    expect(retention(`{ preset: ${preset} }`)).toEqual({ ...retention(written[preset]), preset })
  })

  it('is overridden by the rules beside it', () => {
    expect(retention('{ preset: classic, keep: { daily: 14, last: 2 }, min-keep: 5 }')).toMatchObject({
      preset: 'classic',
      keep: { last: 2, counts: { hourly: 24, daily: 14, weekly: 4, monthly: 12 } },
      minKeep: 5,
    })
    expect(retention('{ preset: light, max: { size: 5GiB } }')?.max).toEqual({ count: 50, bytes: 5 * 2 ** 30 })
    expect(retention('{ preset: light, max: { count: 9 } }')?.max).toEqual({ count: 9 })
    expect(retention('{ preset: frequent, tiers: [{ until: 1d, every: all }] }')?.tiers).toMatchObject([
      { until: { text: '1d' }, every: 'all' },
    ])
  })

  it('is merged as if it were written out if it is in the defaults', () => {
    expect(retention(undefined, '{ preset: light, grace: 1d }')).toMatchObject({
      preset: 'light',
      max: { count: 50 },
      grace: { days: 1 },
    })
    expect(retention('{ max: { count: 9 } }', '{ preset: light }')).toMatchObject({
      preset: 'light',
      keep: { counts: { daily: 7 } },
      max: { count: 9 },
    })
    const own = retention('{ keep: { last: 5 } }', '{ preset: light }')
    expect(own?.keep).toMatchObject({ last: 5, counts: {} })
    expect(own?.max).toEqual({ count: 50 })
    expect(own).not.toHaveProperty('preset')
  })

  it('replaces all rules of the defaults if it is in a source', () => {
    const defaults = '{ preset: light, keep: { last: 9 }, tiers: [{ until: 9d, every: 1d }], grace: 1d }'
    expect(retention('{ preset: classic }', defaults)).toEqual({
      ...retention('{ preset: classic }'),
      grace: { years: 0, months: 0, days: 1, ms: 0, text: '1d' },
    })
  })
})
