import { describe, expect, test } from 'vitest'
import type { Retention } from '../../src/policy/policy.ts'
import { duration, entry, rules } from './entry.ts'
import { days, lines, refusal, run } from './say.ts'

describe('manual backups', () => {
  const entries = [
    entry('2026-02-14 02:00', { trigger: 'manual' }),
    entry('2026-02-13 02:00'),
    entry('2026-02-12 02:00', { trigger: 'manual' }),
    entry('2026-02-11 02:00'),
    entry('2026-02-10 02:00'),
    entry('2026-02-09 02:00', { trigger: 'manual' }),
  ]

  test('are kept until deleted, and fill no slots', () => {
    expect(lines(entries, rules({ last: 2 }))).toEqual([
      'keep 02-14T02:00: manual: kept until deleted',
      'keep 02-13T02:00: last: 1 of 2',
      'keep 02-12T02:00: manual: kept until deleted',
      'keep 02-11T02:00: last: 2 of 2',
      'delete 02-10T02:00: no rule keeps it: last is full (2 of 2)',
      'keep 02-09T02:00: manual: kept until deleted',
    ])
    expect(run(entries, rules({ last: 2 }, { manual: 'keep' }))).toEqual(run(entries, rules({ last: 2 })))
  })

  test('follow the rules like others if the policy says so', () => {
    const made = run(entries, rules({ last: 2 }, { manual: 'rules' }))
    expect(made.decisions.map(({ keep }) => keep)).toEqual([true, true, false, false, false, false])
  })

  test('do not count in the limit on all, which would push out the others, and their own limit removes the oldest', () => {
    const kept = (retention: Retention) =>
      run(entries, retention)
        .decisions.map(({ keep }) => (keep ? 1 : 0))
        .join('')
    expect(kept(rules({ last: 9 }, { max: { count: 2 } }))).toBe('111101')
    expect(kept(rules({ last: 9 }, { max: { bytes: 200 } }))).toBe('111101')
    expect(lines(entries, rules({ last: 9 }, { types: { manual: { max: 2 } } })).at(-1)).toBe(
      'delete 02-09T02:00: over max count of manual: 3 of 2, oldest first',
    )
  })
})

test('the rules apply to a backup made by the gate as to a scheduled one', () => {
  const entries = [entry('2026-02-13 02:00', { trigger: 'gate' }), entry('2026-02-12 02:00', { trigger: 'gate' })]
  expect(lines(entries, rules({ last: 1 }))).toEqual([
    'keep 02-13T02:00: last: 1 of 1',
    'delete 02-12T02:00: no rule keeps it: last is full (1 of 1)',
  ])
})

describe('the rule before a date', () => {
  const before = new Date('2026-02-12T02:00:00Z')

  test('deletes everything that is not protected', () => {
    const entries = [
      ...days,
      entry('2026-02-09 02:00', { held: true }),
      entry('2026-02-08 02:00', { trigger: 'manual' }),
    ]
    expect(lines(entries, rules({ last: 10 }, { before }))).toEqual([
      'keep 02-13T02:00: last: 1 of 10',
      'keep 02-12T02:00: last: 2 of 10',
      'delete 02-11T02:00: started before 2026-02-12 02:00 UTC, and the policy keeps nothing from then',
      'delete 02-10T02:00: started before 2026-02-12 02:00 UTC, and the policy keeps nothing from then',
      'keep 02-09T02:00: held',
      'keep 02-08T02:00: manual: kept until deleted',
    ])
    const kept = (more: Partial<Retention>) =>
      run(days, rules({ last: 10 }, { before: new Date('2026-03-01T00:00:00Z'), ...more }))
        .decisions.filter(({ keep }) => keep)
        .map(({ because }) => because[0])
    expect(kept({ minKeep: 1 })).toEqual(['min-keep: 1 of 1'])
    expect(refusal(days, rules({ last: 10 }, { before: new Date('2026-03-01T00:00:00Z') }))).toBe(
      'the retention rules would keep none of 4 backups',
    )
  })

  test('deletes nothing until its date if that is in the future, and is reported', () => {
    const retention = rules({ last: 3 }, { before: new Date('2026-03-01T00:01:00Z') })
    const { decisions, findings } = run(days, retention)
    expect(decisions.map(({ keep }) => keep)).toEqual([true, true, true, false])
    expect(findings).toEqual(['before: 2026-03-01 00:01 UTC is still to come, and takes nothing until then'])
    const then = { now: new Date('2026-03-01T00:01:00Z') }
    expect(refusal(days, retention, then)).toBe('the retention rules would keep none of 4 backups')
  })

  test('keeps nothing by itself', () => {
    expect(refusal(days, rules({}, { before }))).toMatch(/are empty/)
  })

  test('fills no slots, not even that of the oldest', () => {
    const made = run(days, rules({ counts: { monthly: 3 } }, { before }))
    expect(made.decisions.map(({ keep }) => keep)).toEqual([true, true, false, false])
  })
})

describe('the types of backups', () => {
  const [daily, weekly, monthly] = [['daily'], ['daily', 'weekly'], ['daily', 'weekly', 'monthly']]
  const entries = [
    entry('2026-02-14 02:00', { tags: daily }),
    entry('2026-02-13 02:00', { tags: daily }),
    entry('2026-02-12 02:00', { tags: weekly }),
    entry('2026-02-11 02:00', { tags: daily }),
    entry('2026-02-10 02:00', { tags: monthly }),
    entry('2026-02-09 02:00', { trigger: 'manual', tags: ['daily'] }),
  ]
  const kept = (retention: Retention) =>
    run(entries, retention)
      .decisions.map(({ keep }) => (keep ? 1 : 0))
      .join('')

  test('keep their newest backups always, and a backup has the longest type that it is tagged with', () => {
    const made = lines(
      entries,
      rules({ last: 1 }, { manual: 'rules', types: { daily: { min: 2 }, weekly: { min: 5 } } }),
    )
    expect(made).toEqual([
      'keep 02-14T02:00: last: 1 of 1; daily: 1 of at least 2',
      'keep 02-13T02:00: daily: 2 of at least 2',
      'keep 02-12T02:00: weekly: 1 of at least 5',
      'delete 02-11T02:00: no rule keeps it: last is full (1 of 1)',
      'delete 02-10T02:00: no rule keeps it: last is full (1 of 1)',
      'delete 02-09T02:00: no rule keeps it: last is full (1 of 1)',
    ])
    expect(kept(rules({ last: 1 }, { types: { automatic: { min: 4 } } }))).toBe('111101')
  })

  test('lose their oldest backups beyond their maximum', () => {
    expect(kept(rules({ last: 9 }, { types: { daily: { max: 2 } } }))).toBe('111011')
    expect(kept(rules({ last: 9 }, { types: { daily: { max: 2 } }, manual: 'rules' }))).toBe('111010')
    expect(kept(rules({ last: 9 }, { types: { automatic: { max: 3 } } }))).toBe('111001')
    expect(lines(entries, rules({ last: 9 }, { types: { daily: { max: 2 } } }))[3]).toBe(
      'delete 02-11T02:00: over max count of daily: 3 of 2, oldest first',
    )
  })

  test('never lose what is protected, nor fall below min-keep: what cannot be met is a finding', () => {
    const { decisions, findings } = run(
      entries.map((one, index) => (index === 3 ? { ...one, held: true } : one)),
      rules({ last: 9 }, { minKeep: 2, types: { daily: { max: 1 } } }),
    )
    expect(decisions.map(({ keep }) => keep)).toEqual([true, true, true, true, true, true])
    expect(findings).toEqual(['max count 1 of daily cannot be met: 3 backups must stay'])
  })
})

describe('the edges of a rule', () => {
  test('exclude a backup exactly as old as a duration, for every rule that has one', () => {
    const entries = [entry('2026-02-14 02:00'), entry('2026-02-12 02:00'), entry('2026-02-11 02:00')]
    const kept = (retention: Retention) => run(entries, retention).decisions.map(({ keep }) => keep)
    const two = duration('2d')
    const newest = [true, false, false]
    expect(kept(rules({ within: two }))).toEqual(newest)
    expect(kept(rules({ withinPeriods: { daily: two } }))).toEqual(newest)
    expect(kept(rules({}, { tiers: [{ until: two, every: 'all' }] }))).toEqual(newest)
  })

  test('follow the calendar for tiers of several months', () => {
    const months = ['06', '05', '04', '03', '02', '01'].map((month) => entry(`2025-${month}-15 02:00`))
    const quarterly = rules({}, { tiers: [{ until: duration('2y'), every: duration('3M') }] })
    expect(run(months, quarterly).decisions.map(({ keep }) => keep)).toEqual([true, false, false, true, false, false])
  })

  test('a pattern does not match the same letters twice, and an empty pattern matches nothing', () => {
    const entries = [entry('2026-02-14 02:00'), entry('2026-02-13 02:00', { tags: ['release-x'] })]
    const kept = (retention: Retention) => run(entries, retention).decisions.map(({ keep }) => keep)
    expect(kept(rules({ last: 1 }, { protect: ['release-*-x'] }))).toEqual([true, false])
    expect(kept(rules({ last: 1 }, { protect: ['release*-x'] }))).toEqual([true, true])
    expect(refusal(entries, rules({ tags: [[]] }))).toBe('the retention rules would keep none of 2 backups')
  })
})
