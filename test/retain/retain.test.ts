import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import { duration, entry, proof, rules } from './entry.ts'
import { days, lines, refusal, run } from './say.ts'

describe('the reasons of a decision', () => {
  test('name the slot in a ladder of periods', () => {
    const entries = [
      ...['2026-02-12 22:00', '2026-02-13 02:00', '2026-02-13 22:00', '2026-02-14 09:15', '2026-02-14 09:45'].map(
        (at) => entry(at),
      ),
      entry('2025-12-31 22:00', { tags: ['legal'] }),
      entry('2025-12-30 22:00', { tags: ['release-1'], held: true }),
    ]
    const retention = rules(
      { last: 1, counts: { hourly: 2, daily: 3, weekly: 4 }, within: duration('4h'), tags: [['legal']] },
      { protect: ['release-*'] },
    )
    expect(lines(entries, retention)).toMatchInlineSnapshot(`
      [
        "keep 02-14T09:45: last: 1 of 1; hourly: newest of 2026-02-14 09:00 (1 of 2); daily: newest of 2026-02-14 (1 of 3); weekly: newest of 2026-W07 (1 of 4); within 4h of the newest backup",
        "keep 02-14T09:15: within 4h of the newest backup",
        "keep 02-13T22:00: hourly: newest of 2026-02-13 22:00 (2 of 2); daily: newest of 2026-02-13 (2 of 3)",
        "delete 02-13T02:00: no rule keeps it: last is full (1 of 1), hourly is full (2 of 2), daily keeps orders-2026-02-13T22:00 for 2026-02-13, weekly keeps orders-2026-02-14T09:45 for 2026-W07, older than within 4h, not tagged legal",
        "keep 02-12T22:00: daily: newest of 2026-02-12 (3 of 3)",
        "keep 12-31T22:00: weekly: newest of 2026-W01 (2 of 4); tagged legal",
        "keep 12-30T22:00: weekly: oldest of all, and slots remain (3 of 4); held; protected: tagged release-1",
      ]
    `)
  })

  test('name the slot in tiers by age', () => {
    const hours = Array.from({ length: 9 }, (_, index) =>
      entry(new Date(Date.UTC(2026, 1, 14, 12) - index * 5_400_000)),
    )
    const tiers = [
      { until: duration('8h'), every: duration('2h') },
      { until: duration('3h'), every: 'all' as const },
      { until: duration('11h'), every: duration('1d') },
    ]
    expect(lines(hours, rules({}, { tiers }))).toMatchInlineSnapshot(`
      [
        "keep 02-14T12:00: tier until 3h: every backup",
        "keep 02-14T10:30: tier until 3h: every backup",
        "keep 02-14T09:00: tier until 8h: newest of its 2h",
        "keep 02-14T07:30: tier until 8h: newest of its 2h",
        "delete 02-14T06:00: no rule keeps it: tier until 8h keeps orders-2026-02-14T07:30 of that 2h",
        "keep 02-14T04:30: tier until 8h: newest of its 2h",
        "keep 02-14T03:00: tier until 11h: newest of its 1d",
        "delete 02-14T01:30: no rule keeps it: tier until 11h keeps orders-2026-02-14T03:00 of that 1d",
        "delete 02-14T00:00: no rule keeps it: older than the last tier (11h)",
      ]
    `)
  })
})

describe('the time zone', () => {
  test('decides where a day begins and ends', () => {
    const entries = [entry('2026-02-12 23:30'), entry('2026-02-13 00:30'), entry('2026-02-13 22:30')]
    const kept = (timezone: string) =>
      run(entries, rules({ counts: { daily: 2 } }), { timezone })
        .decisions.filter((made) => made.keep)
        .map((made) => made.entry.startedAt.toISOString().slice(8, 13))
    expect(kept('UTC')).toEqual(['13T22', '12T23'])
    expect(kept('Europe/Stockholm')).toEqual(['13T22', '12T23'])
    expect(kept('Pacific/Kiritimati')).toEqual(['13T22', '13T00'])
    expect(kept('America/New_York')).toEqual(['13T22', '13T00'])
  })

  test('decides how long a month of within is, by its calendar', () => {
    // A month before 12:00 (UTC+2) on 15 April is 12:00 (UTC+1) on 15 March: 11:00 UTC.
    const entries = [entry('2026-04-15 10:00'), entry('2026-03-15 10:59'), entry('2026-03-15 11:01')]
    const { decisions } = run(entries, rules({ within: duration('1M') }), {
      timezone: 'Europe/Stockholm',
      now: new Date('2026-05-01'),
    })
    expect(decisions.map((made) => made.keep)).toEqual([true, true, false])
  })
})

describe('retention', () => {
  const last = rules({ last: 1 })

  test('never deletes a backup that is held, retained or protected', () => {
    const entries = [
      entry('2026-02-13 02:00'),
      entry('2026-02-12 02:00', { held: true }),
      entry('2026-02-11 02:00', { retain: true }),
      entry('2026-02-10 02:00', { tags: ['a', 'release-7-eu'] }),
      entry('2026-02-09 02:00', { tags: ['release'] }),
    ]
    expect(run(entries, { ...last, protect: ['release-*-*', 'legal'] }).decisions.map((made) => made.keep)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })

  test('never deletes the newest backup with the strongest proof', () => {
    const entries = [
      entry('2026-02-13 02:00', { proofs: [proof('check', '2026-02-13 03:00')] }),
      entry('2026-02-12 02:00', { proofs: [proof('read', '2026-02-12 03:00')] }),
      entry('2026-02-11 02:00', { proofs: [proof('restore', '2026-02-11 03:00')] }),
      entry('2026-02-10 02:00', { proofs: [proof('restore', '2026-02-13 03:00')] }),
    ]
    expect(lines(entries, last)).toEqual([
      'keep 02-13T02:00: last: 1 of 1',
      'delete 02-12T02:00: no rule keeps it: last is full (1 of 1)',
      'keep 02-11T02:00: newest backup proven by a restore (2026-02-11 03:00 UTC)',
      'delete 02-10T02:00: no rule keeps it: last is full (1 of 1)',
    ])
  })

  test('never deletes what a kept backup depends on, even through others', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'] as const
    const entries = [
      entry('2026-02-13 02:00', { id: a, base: b }),
      entry('2026-02-12 02:00', { id: b, base: c }),
      entry('2026-02-11 02:00', { id: c }),
      entry('2026-02-10 02:00', { id: d }),
    ]
    const { decisions } = run(entries, last)
    expect(decisions.map(({ entry, keep, because }) => [entry.id, keep, because[0]])).toEqual([
      [a, true, 'last: 1 of 1'],
      [b, true, 'backup a depends on it'],
      [c, true, 'backup b depends on it'],
      [d, false, 'no rule keeps it: last is full (1 of 1)'],
    ])
  })

  test('never deletes what an object lock holds, until the lock ends', () => {
    const locked = (until: string) =>
      lines([entry('2026-02-13 02:00'), entry('2026-02-12 02:00', { lockedUntil: new Date(until) })], last)[1]
    expect(locked('2026-03-01T00:00:01Z')).toBe('keep 02-12T02:00: object lock until 2026-03-01 00:00 UTC')
    expect(locked('2026-03-01T00:00:00Z')).toMatch(/^delete/)
    expect(
      lines([entry('2026-02-13 02:00'), entry('2026-02-12 02:00', { lockedUntil: new Date(8.64e15) })], last, {
        timezone: 'Pacific/Kiritimati',
      })[1],
    ).toBe('keep 02-12T02:00: object lock: a legal hold, which has no end')
  })

  test('never deletes the newest good backup before an anomaly, while the anomaly stands', () => {
    const odd = proof('check', '2026-02-13 03:00', 'data')
    const sizes = [
      entry('2026-02-14 02:00', { proofs: [proof('check', '2026-02-14 03:00'), proof('restore', '2026-02-14 04:00')] }),
      entry('2026-02-13 02:00', { proofs: [odd] }),
      entry('2026-02-12 02:00', { proofs: [odd] }),
      entry('2026-02-11 02:00'),
      entry('2026-02-10 02:00'),
    ]
    expect(lines(sizes, last).slice(3)).toEqual([
      'keep 02-11T02:00: newest good one before orders-2026-02-12T02:00, whose check failed',
      'delete 02-10T02:00: no rule keeps it: last is full (1 of 1)',
    ])
    const healed = { ...odd, outcome: 'passed', startedAt: new Date('2026-02-15T00:00:00Z') } as const
    const meant = sizes.map((one) => (one.proofs.includes(odd) ? { ...one, proofs: [healed, odd] } : one))
    expect(run(meant, last).decisions.map((made) => made.keep)).toEqual([true, false, false, false, false])
  })

  test('never deletes the newest backups up to min-keep', () => {
    expect(run(days, rules({ tags: [['none']] }, { minKeep: 2 })).decisions.map((made) => made.because[0])).toEqual([
      'min-keep: 1 of 2',
      'min-keep: 2 of 2',
      'no rule keeps it: not tagged none',
      'no rule keeps it: not tagged none',
    ])
  })
})

describe('a backup that fills no slot', () => {
  const last = rules({ last: 2 })

  test('is kept and reported if it is dated in the future', () => {
    const { decisions, findings } = run([...days, entry('2027-01-01 02:00')], last)
    expect(decisions.map((made) => made.keep)).toEqual([true, true, true, false, false])
    expect(decisions[0]?.because).toEqual(['dated in the future (2027-01-01 02:00 UTC): fills no slot'])
    expect(findings).toEqual([
      'backup orders-2027-01-01T02:00 is dated in the future (2027-01-01 02:00 UTC): check the clock of the machine that made it',
    ])
  })

  test('is kept if it is foreign, and not decided on if it is in the trash', () => {
    const entries = [
      ...days,
      entry('2026-02-14 02:00', { foreign: 'not signed' }),
      entry('2026-02-15 02:00', { trashed: { at: new Date('2026-02-16'), purgeAfter: new Date('2026-02-23') } }),
      entry('2026-02-16 02:00', { copies: ['a'], marked: ['a', 'b'] }),
    ]
    expect(run(entries, last).decisions.map(({ keep, because }) => [keep, because[0]])).toEqual([
      [true, 'no store has an intact copy that is not being deleted: fills no slot'],
      [true, 'foreign, never deleted by retention: not signed'],
      [true, 'last: 1 of 2'],
      [true, 'last: 2 of 2'],
      [false, 'no rule keeps it: last is full (2 of 2)'],
      [false, 'no rule keeps it: last is full (2 of 2)'],
    ])
  })

  test('does not take the slot of a good one of the same day if it is damaged', () => {
    const entries = [
      entry('2026-02-12 02:00'),
      entry('2026-02-12 08:00', { proofs: [proof('read', '2026-02-12 09:00', 'data')] }),
      entry('2026-02-13 02:00', { proofs: [proof('restore', '2026-02-13 03:00')] }),
    ]
    const { decisions, findings } = run(entries, rules({ counts: { daily: 2 } }))
    expect(decisions.map((made) => made.keep)).toEqual([true, true, true])
    expect(decisions[1]?.because[0]).toMatch(/^its read failed \(2026-02-12 09:00 UTC\): fills no slot/)
    expect(decisions[2]?.because).toEqual([
      'daily: newest of 2026-02-12 (2 of 2)',
      'newest good one before orders-2026-02-12T08:00, whose read failed',
    ])
    expect(findings).toHaveLength(1)
  })
})

describe('a failed proof', () => {
  const last = rules({ last: 1 })
  const failed = (blame: 'data' | 'env' | 'source', ...more: ReturnType<typeof proof>[]) => [
    entry('2026-02-13 02:00', { proofs: more }),
    entry('2026-02-12 02:00', { proofs: [proof('read', '2026-02-12 03:00', blame)] }),
    entry('2026-02-11 02:00'),
    entry('2026-02-10 02:00'),
  ]

  test('freezes deletion', () => {
    const { decisions, findings } = run(failed('data', proof('check', '2026-02-13 03:00')), last)
    expect(decisions.every((made) => made.keep)).toBe(true)
    expect(decisions[2]?.because).toEqual([
      'deletion is frozen: the read of orders-2026-02-12T02:00 failed (2026-02-12 03:00 UTC)',
      'newest good one before orders-2026-02-12T02:00, whose read failed',
    ])
    expect(decisions[3]?.because).toEqual([
      'deletion is frozen: the read of orders-2026-02-12T02:00 failed (2026-02-12 03:00 UTC)',
      'once a read passes, it goes: no rule keeps it: last is full (1 of 1)',
    ])
    expect(findings.at(-1)).toBe(
      'deletion is frozen until a read of this backup or a newer one passes, or --thaw is given: the read of orders-2026-02-12T02:00 failed (2026-02-12 03:00 UTC)',
    )
  })

  test('no longer freezes after an equally strong proof of a backup as new, or if the environment was to blame', () => {
    const kept = (entries: readonly Entry[]) => run(entries, last).decisions.map((made) => made.keep)
    expect(kept(failed('data', proof('restore', '2026-02-13 03:00')))).toEqual([true, true, true, false])
    expect(kept(failed('env'))).toEqual([true, false, false, false])
    expect(kept(failed('source'))).toEqual([true, false, false, false])
    // An older backup that passes says nothing of the newer ones.
    const older = [entry('2026-02-09 02:00', { proofs: [proof('restore', '2026-02-14 03:00')] })]
    expect(kept([...failed('data'), ...older])).toEqual([true, true, true, true, true])
    // The damaged backup was deleted by hand.
    const [a, b, c] = failed('data')
    if (!a || !b || !c) throw new Error('three entries')
    const trashed = { ...b, trashed: { at: new Date(), purgeAfter: new Date() } }
    expect(kept([a, trashed, c])).toEqual([true, false])
  })

  test('is overridden by a person, for one run', () => {
    const { decisions, findings, frozen } = run(failed('data'), last, { thawed: true })
    expect(decisions.map((made) => made.keep)).toEqual([true, true, true, false])
    expect(frozen).toBeUndefined()
    expect(findings.at(-1)).toBe(
      'deletion continues because of --thaw, although the read of orders-2026-02-12T02:00 failed (2026-02-12 03:00 UTC)',
    )
    expect(run(failed('data'), last).frozen).toMatch(/^the read of orders-2026-02-12T02:00 failed/)
  })
})

describe('the limit max', () => {
  const all = { last: 10 }

  test('removes the oldest first', () => {
    expect(lines(days, rules(all, { max: { count: 3 } })).at(-1)).toBe(
      'delete 02-10T02:00: over max count: 4 of 3, oldest first',
    )
    expect(run(days, rules(all, { max: { bytes: 250 } })).decisions.map((made) => made.keep)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('is a rule by itself', () => {
    expect(lines(days, rules({}, { max: { count: 1 } })).slice(0, 2)).toEqual([
      'keep 02-13T02:00: kept until max: no other rule exists',
      'delete 02-12T02:00: over max count: 2 of 1, oldest first',
    ])
  })

  test('never breaks protection or min-keep: a cap that cannot be met is a finding', () => {
    const entries = [...days, entry('2026-02-01 02:00', { held: true })]
    const { decisions, findings } = run(entries, rules(all, { minKeep: 2, max: { count: 1, bytes: 10 } }))
    expect(decisions.map((made) => made.keep)).toEqual([true, true, false, false, true])
    expect(findings).toEqual([
      'max count 1 cannot be met: 3 backups must stay',
      'max size of 10 sealed bytes cannot be met: what must stay has 300',
    ])
  })

  test('never removes the newest, however small it is', () => {
    const { decisions, findings } = run(days, rules({ last: 3 }, { max: { bytes: 10 } }))
    expect(decisions.map((made) => made.keep)).toEqual([true, false, false, false])
    expect(findings).toEqual(['max size of 10 sealed bytes cannot be met: what must stay has 100'])
  })

  test('removes a base only after everything that depends on it', () => {
    const entries = [
      entry('2026-02-13 02:00', { id: 'c' }),
      entry('2026-02-12 02:00', { id: 'b', base: 'a' }),
      entry('2026-02-11 02:00', { id: 'a' }),
    ]
    const kept = (count: number) =>
      run(entries, rules(all, { max: { count } }))
        .decisions.filter((made) => made.keep)
        .map((made) => made.entry.id)
    expect(kept(3)).toEqual(['c', 'b', 'a'])
    expect(kept(2)).toEqual(['c', 'a'])
    expect(kept(1)).toEqual(['c'])
  })
})

describe('a decision', () => {
  test('is refused for an empty rule set, including one of zeros', () => {
    expect(refusal(days, rules())).toBe('the retention rules are empty: nothing says what to keep')
    expect(refusal([], rules())).toMatch(/are empty/)
    expect(refusal(days, rules({ last: 0, counts: { daily: 0 } }, { minKeep: 3, protect: ['a'] }))).toMatch(/are empty/)
  })

  test('is refused for rules that keep nothing', () => {
    expect(refusal(days, rules({ tags: [['none']] }))).toBe('the retention rules would keep none of 4 backups')
    expect(refusal([], rules({ tags: [['none']] }))).toBeUndefined()
  })

  test('is refused after a listing that failed', () => {
    expect(refusal(days, rules({ last: 1 }), { unread: [{ store: 'offsite', message: 'timed out' }] })).toBe(
      'nothing is deleted: store offsite could not be listed: timed out',
    )
  })
})
