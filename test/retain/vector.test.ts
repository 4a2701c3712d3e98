import { expect, test } from 'vitest'
import { decided } from './decided.ts'
import { duration, entry, rules } from './entry.ts'

// Measured on restic 0.18.0: `restic backup --time T`, then `restic forget --dry-run --json`.
const four = ['2025-01-01 08:00', '2025-01-01 20:00', '2025-01-02 10:00', '2025-01-03 10:00'].map((at) => entry(at))
const at10 = (...days: string[]) => days.map((day) => entry(`${day} 10:00`))
const same = ['a', 'b', 'c'].map((id) => entry('2025-01-01 08:00', { id }))
const spread = [
  entry('2025-01-01 08:00'),
  entry('2025-01-01 20:00'),
  entry('2025-01-09 10:00'),
  entry('2025-01-10 10:00'),
]
const month = ['2025-03-31 12:00', '2025-03-03 12:00', '2025-03-03 00:00', '2025-03-02 23:00'].map((at) => entry(at))
const tagged = [
  entry('2025-01-01 10:00', { tags: ['a', 'b'] }),
  entry('2025-01-02 10:00', { tags: ['a'] }),
  entry('2025-01-03 10:00'),
  entry('2025-01-04 10:00', { tags: ['c'] }),
]
const year = at10('2015-01-01', '2015-06-30', '2015-11-30', '2015-12-29', '2015-12-30', '2015-12-31')
const newYear = at10('2024-12-29', '2024-12-30', '2024-12-31', '2025-01-01', '2025-01-05', '2025-01-06')
const unlimited = Number.POSITIVE_INFINITY

test.each([
  ['1 daily 3', four, rules({ counts: { daily: 3 } }), ['01-03T10', '01-02T10', '01-01T20']],
  ['2 daily 4', four, rules({ counts: { daily: 4 } }), ['01-03T10', '01-02T10', '01-01T20', '01-01T08']],
  ['2 unlimited', four, rules({ counts: { daily: unlimited } }), ['01-03T10', '01-02T10', '01-01T20', '01-01T08']],
  [
    '2 all',
    four,
    rules({ counts: { daily: Number.MAX_SAFE_INTEGER } }),
    ['01-03T10', '01-02T10', '01-01T20', '01-01T08'],
  ],
  ['3 yearly 1', four, rules({ counts: { yearly: 1 } }), ['01-03T10']],
  ['4 yearly 2', four, rules({ counts: { yearly: 2 } }), ['01-03T10', '01-01T08']],
  [
    '5 daily 2, weekly 1, monthly 1',
    four,
    rules({ counts: { daily: 2, weekly: 1, monthly: 1 } }),
    ['01-03T10', '01-02T10'],
  ],
  ['6 within 1 month', month, rules({ within: duration('1M') }), ['03-31T12']],
  ['7 weekly 2', newYear, rules({ counts: { weekly: 2 } }), ['01-06T10', '01-05T10']],
  ['9 tags', tagged, rules({ last: 1, tags: [['a', 'b']] }), ['01-04T10', '01-01T10']],
  ['10 within-daily 3d', spread, rules({ withinPeriods: { daily: duration('3d') } }), ['01-10T10', '01-09T10']],
  [
    '10 within-daily 30d',
    spread,
    rules({ withinPeriods: { daily: duration('30d') } }),
    ['01-10T10', '01-09T10', '01-01T20', '01-01T08'],
  ],
  [
    '11 daily 2, monthly 2, yearly 1',
    year,
    rules({ counts: { daily: 2, monthly: 2, yearly: 1 } }),
    ['12-31T10', '12-30T10', '11-30T10'],
  ],
] as const)('retention decides vector %s as its table says', (_name, entries, retention, kept) => {
  const { decisions } = decided(entries, retention, { now: new Date('2030-01-01'), timezone: 'UTC' })
  expect(decisions.filter((made) => made.keep).map((made) => made.entry.startedAt.toISOString().slice(5, 13))).toEqual(
    kept,
  )
  expect(decisions).toHaveLength(entries.length)
})

test.each([
  [1, ['c']],
  [2, ['c', 'a']],
] as const)('vector 8 has three backups at the same instant and keeps daily %i', (daily, kept) => {
  const { decisions } = decided(same, rules({ counts: { daily } }), { now: new Date('2030-01-01'), timezone: 'UTC' })
  expect(decisions.filter((made) => made.keep).map((made) => made.entry.id)).toEqual(kept)
})
