import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../../../src/catalog/catalog.ts'
import { rateOf } from '../../../src/judge/health/rate.ts'
import { rpoOf } from '../../../src/judge/health/rpo.ts'
import { entry, proof } from '../../retain/entry.ts'

const hour = 3_600_000
const now = new Date('2026-02-14T12:00:00Z')
const moment = { now, timezone: 'UTC' }

const attempt = (at: string, outcome: RunRecord['outcome'] = 'succeeded', command = 'backup'): RunRecord => {
  const startedAt = new Date(`${at.replace(' ', 'T')}Z`)
  return { id: 'x', source: 'orders', command, trigger: '', startedAt, finishedAt: startedAt, outcome, because: [] }
}

describe('the achieved RPO', () => {
  const runs = [
    attempt('2026-02-12 02:00'),
    attempt('2026-02-12 14:00'),
    attempt('2026-02-13 02:00', 'failed'),
    attempt('2026-02-13 20:00'),
    attempt('2026-02-14 10:00'),
    attempt('2026-02-13 21:00', 'succeeded', 'prune'),
  ]

  test('is the longest time without a good backup at any moment of a day, also of backups that are deleted since', () => {
    const { days, longestGapMs, ageMs, met, since } = rpoOf([entry('2026-02-14 10:00')], runs, 24 * hour, moment)
    expect(days).toEqual([
      { day: '2026-02-12', gapMs: 12 * hour, met: true },
      // From 14:00 of the day before until 20:00.
      { day: '2026-02-13', gapMs: 30 * hour, met: false },
      { day: '2026-02-14', gapMs: 14 * hour, met: true },
    ])
    expect({ longestGapMs, ageMs, met, since }).toEqual({
      longestGapMs: 30 * hour,
      ageMs: 2 * hour,
      met: true,
      since: '2026-02-12T02:00:00.000Z',
    })
  })

  test('goes on without a good backup for as long as there is none', () => {
    const [, last] = rpoOf([], [attempt('2026-02-13 08:00')], 4 * hour, moment).days
    expect(last).toEqual({ day: '2026-02-14', gapMs: 28 * hour, met: false })
  })

  test('does not count a backup that a proof has found damaged, though its attempt succeeded', () => {
    const damaged = entry('2026-02-14 10:00', { proofs: [proof('read', '2026-02-14 11:00', 'data')] })
    const { days, ageMs } = rpoOf([damaged, entry('2026-02-13 20:00')], runs, 24 * hour, moment)
    expect(ageMs).toBe(16 * hour)
    expect(days.at(-1)).toMatchObject({ day: '2026-02-14', gapMs: 16 * hour })
  })

  test('claims nothing of days before the first record, of which backups may be deleted', () => {
    const kept = [entry('2026-02-14 10:00'), entry('2025-06-01 10:00'), entry('2024-06-01 10:00')]
    expect(rpoOf(kept, [attempt('2026-02-14 10:00')], undefined, moment).days).toEqual([
      { day: '2026-02-14', gapMs: 2 * hour },
    ])
    expect(rpoOf(kept, [], undefined, moment).days).toEqual([{ day: '2026-02-14', gapMs: 2 * hour }])
    expect(rpoOf([], [], hour, moment)).toEqual({ targetMs: hour, days: [] })
  })

  test('has the days of the zone, also where clocks are changed, and ninety at most', () => {
    const zone = { now: new Date('2026-03-30T12:00:00Z'), timezone: 'Europe/Stockholm' }
    const hourly = Array.from({ length: 400 * 24 }, (_, i) =>
      attempt(new Date(zone.now.getTime() - i * hour).toISOString().slice(0, 19)),
    )
    const { days } = rpoOf([], hourly, undefined, zone)
    expect(days).toHaveLength(90)
    expect(days.map(({ day }) => day).slice(-2)).toEqual(['2026-03-29', '2026-03-30'])
    expect(new Set(days.map(({ day }) => day)).size).toBe(90)
    expect(new Set(days.map(({ gapMs }) => gapMs))).toEqual(new Set([hour]))
  })
})

describe('the rate of success', () => {
  test('is of the attempts of the period alone, and absent where there were none', () => {
    const attempts = [attempt('2026-02-14 10:00'), attempt('2026-02-10 10:00', 'failed'), attempt('2026-01-20 10:00')]
    expect(rateOf(attempts, 7, now)).toEqual({ succeeded: 1, failed: 1, rate: 0.5 })
    expect(rateOf(attempts, 30, now)).toEqual({ succeeded: 2, failed: 1, rate: 0.6667 })
    expect(rateOf([], 7, now)).toEqual({ succeeded: 0, failed: 0 })
  })
})
