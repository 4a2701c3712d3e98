import { describe, expect, test } from 'vitest'
import { drillTurn, planDrills } from '../../src/plan/plan.ts'

const at = (text: string) => new Date(text)
const drills = { drills: { partial: '0 4 * * 1', sample: 1 } }
const since = at('2026-01-01T00:00:00Z')
// Mondays: 2026-03-02, 2026-03-09.
const planned = (now: string, made: Parameters<typeof planDrills>[1]['made'] = [], more = {}) =>
  planDrills(drills, { made, unread: false, since, ...more }, { now: at(now), timezone: 'UTC' })[0]
const one = (kind: 'partial' | 'full' | 'manual', when: string) => ({ kind, at: at(when), outcome: 'passed' as const })

describe('a drill with a schedule', () => {
  test('is due from its tick on until one was made, also a full one, and never by one of the future', () => {
    expect(planned('2026-03-02T05:00:00Z')).toMatchObject({ due: true, next: at('2026-03-09T04:00:00Z') })
    expect(planned('2026-03-02T05:00:00Z', [one('partial', '2026-03-02T04:10:00Z')])).toMatchObject({ due: false })
    expect(planned('2026-03-02T05:00:00Z', [one('full', '2026-03-02T04:10:00Z')])).toMatchObject({ due: false })
    expect(planned('2026-03-02T05:00:00Z', [one('manual', '2026-03-02T04:10:00Z')])).toMatchObject({ due: true })
    expect(planned('2026-03-02T05:00:00Z', [one('partial', '2027-03-02T04:10:00Z')])).toMatchObject({ due: true })
  })

  test('is overdue a quarter of a period after its tick', () => {
    expect(planned('2026-03-03T21:59:00Z')?.overdueSince).toBeUndefined()
    expect(planned('2026-03-03T22:00:00Z')?.overdueSince).toEqual(at('2026-03-02T04:00:00Z'))
  })

  test('is not concluded to be missing from a store that could not be listed, nor asked for without a backup', () => {
    expect(planned('2026-03-05T00:00:00Z', [], { unread: true })).toMatchObject({ due: false })
    const none = planned('2026-03-05T00:00:00Z', [], { since: undefined })
    expect(none).toMatchObject({ due: false, because: ['no backup to practise with yet'] })
    expect(planned('2026-03-05T00:00:00Z', [], { since: at('2026-03-03T00:00:00Z') })?.overdueSince).toBeUndefined()
  })
})

test('the source that was in a drill longest ago is the next', () => {
  const drilled = [
    { at: at('2026-03-02T00:00:00Z'), sources: ['a'] },
    { at: at('2026-03-09T00:00:00Z'), sources: ['b'] },
  ]
  expect(drillTurn(['b', 'a', 'c'], drilled, 2)).toEqual(['c', 'a'])
})
