import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import type { Retention } from '../../src/policy/policy.ts'
import { decided } from './decided.ts'
import { duration, entry, proof, rules } from './entry.ts'
import { classic, day, every, frequent, minute, run, start } from './simulation.ts'

/** What a run at each tick leaves, decided afresh from plain entries each time. */
function stepByStep(retention: Retention, ticks: Iterable<Date>, timezone: string): readonly string[] {
  let held: readonly Entry[] = []
  for (const at of ticks) {
    const fresh = entry(new Date(at), {
      id: `orders-${at.toISOString()}`,
      proofs: [proof('check', '2020-01-01 00:00')],
    })
    const again = [fresh, ...held].map((one) => ({ ...one, startedAt: new Date(one.startedAt) }))
    held = decided(again, retention, { now: at, timezone }).decisions.flatMap(({ entry, keep }) =>
      keep ? [entry] : [],
    )
  }
  return held.map(({ startedAt }) => startedAt.toISOString())
}

describe('a simulation', () => {
  test('lists for each day what is kept and since when, and the bytes including those in their grace period', () => {
    const { days, made, deleted, decided } = run(rules({ last: 3 }))
    expect([made, deleted, decided, days.length]).toEqual([30, 27, 30, 30])
    expect(days[0]).toEqual({
      day: '2026-01-01',
      held: 1,
      oldestAt: new Date(start),
      bytes: 100,
      stores: { store: { held: 1, bytes: 100 } },
    })
    expect(days[4]).toMatchObject({ day: '2026-01-05', held: 3, oldestAt: new Date(start + 2 * day), bytes: 500 })
    // Seven days of grace: three held and seven on their way out.
    expect(days[29]).toMatchObject({ day: '2026-01-30', held: 3, bytes: 1000 })
  })

  test('decides as a run at each tick would decide', () => {
    for (const timezone of ['UTC', 'Europe/Stockholm', 'America/New_York'])
      for (const retention of [frequent, classic, rules({ within: duration('2d') }, { max: { count: 7 } })]) {
        const expected = stepByStep(retention, every(137 * minute, 40), timezone)
        const { days } = run(retention, { ticks: every(137 * minute, 40), timezone })
        expect(days.at(-1)?.held).toBe(expected.length)
        expect(days.at(-1)?.oldestAt?.toISOString()).toBe(expected.at(-1))
      }
  })

  test('uses the days of the time zone, including those without a tick', () => {
    const ticks = [new Date(start + 23.5 * 3_600_000), new Date(start + 4 * day)]
    const { days } = run(rules({ last: 1 }), { ticks, timezone: 'Europe/Stockholm' })
    expect(days.map(({ day, held }) => `${day} ${held}`)).toEqual([
      '2026-01-02 1',
      '2026-01-03 1',
      '2026-01-04 1',
      '2026-01-05 1',
    ])
    expect(run(classic, { ticks: [] })).toEqual({ days: [], made: 0, deleted: 0, decided: 0 })
  })

  test('begins with existing backups, including the trash, and keeps the newest that a restore has proven', () => {
    const old = (ago: number, more = {}) =>
      entry(new Date(start - ago * day), { bytes: 10, copies: ['store'], ...more })
    const trashed = { at: new Date(start - day), purgeAfter: new Date(start + 2 * day) }
    const entries = [old(1), old(2, { proofs: [proof('restore', '2025-12-30 12:00')] }), old(3, { trashed })]
    const { days } = run(rules({ last: 1 }), { entries })
    expect(days.slice(0, 3).map(({ held, bytes }) => `${held} ${bytes}`)).toEqual(['2 130', '2 230', '2 320'])
    expect(days.at(-1)?.oldestAt).toEqual(new Date(start - 2 * day))
    const restores = [new Date(start + 10 * day)]
    const later = run(rules({ last: 1 }), { entries, restores }).days
    expect(later.at(-1)?.oldestAt).toEqual(new Date(start + 10 * day))
  })

  test('deletes nothing while a proof of an existing backup is failed, or if the rules refuse', () => {
    const entries = [
      entry(new Date(start - day), { copies: ['store'], proofs: [proof('read', '2025-12-31 12:00', 'data')] }),
    ]
    expect(run(rules({ last: 1 }), { entries }).deleted).toBe(0)
    expect(run(rules({ last: 1 }), { entries, restores: [new Date(start + 10 * day)] }).deleted).toBe(28)
    const refused = run(rules())
    expect(refused).toMatchObject({ deleted: 0, refused: 'the retention rules are empty: nothing says what to keep' })
  })

  test('proves at its scheduled time the newest backup so far, or the first one if there is none yet', () => {
    const restores = [new Date(start - day), new Date(start + 10.5 * day)]
    const { days } = run(rules({ last: 1 }, { minKeep: 1 }), { restores })
    // Beside the newest, the newest that is proven.
    expect(days.map(({ oldestAt }) => oldestAt?.toISOString().slice(5, 10)).slice(8, 14)).toEqual([
      '01-01',
      '01-01',
      '01-01',
      '01-11',
      '01-11',
      '01-11',
    ])
  })

  test('resumes deletion after a failed read has passed again', () => {
    const entries = [
      entry(new Date(start - day), { copies: ['store'], proofs: [proof('read', '2025-12-31 12:00', 'data')] }),
    ]
    expect(run(rules({ last: 1 }), { entries, reads: [new Date(start + 3.5 * day)] }).deleted).toBeGreaterThan(20)
  })

  test('counts the copies of each store by its own rules', () => {
    const stores = { primary: undefined, disk: rules({ last: 2 }) }
    const { days } = run(rules({ last: 10 }), { stores })
    expect(days.at(-1)).toMatchObject({
      held: 10,
      stores: { primary: { held: 10, bytes: 1700 }, disk: { held: 2, bytes: 900 } },
      bytes: 2600,
    })
  })
})

test('a copy that is leaving its store when the year begins is counted once', () => {
  const there = [2, 3, 4].map((ago) =>
    entry(new Date(start - ago * day), { bytes: 100, copies: ['a'], ...(ago > 2 ? { released: ['b'] } : {}) }),
  )
  const disk = rules({ last: 1 })
  const stores = { a: undefined, b: { keep: disk.keep, tiers: [], max: {} } }
  const { days } = run(rules({ last: 100 }), { entries: there, stores })
  expect(days[0]?.stores).toMatchObject({ a: { held: 4, bytes: 400 }, b: { held: 1, bytes: 300 } })
  expect(days.at(-1)?.stores).toMatchObject({ a: { held: 33, bytes: 3300 }, b: { held: 1, bytes: 800 } })
})
