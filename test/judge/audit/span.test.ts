import { describe, expect, test } from 'vitest'
import { lastSpan, spanOf } from '../../../src/judge/judge.ts'

describe('a week or a month by its name', () => {
  test.each([
    ['2026-W47', '2026-11-15T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['2026-W53', '2026-12-27T23:00:00.000Z', '2027-01-03T23:00:00.000Z'],
    ['2026-10', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['2025-W01', '2024-12-29T23:00:00.000Z', '2025-01-05T23:00:00.000Z'],
  ])('%s goes from its first moment in the zone to the first of the next', (name, from, to) => {
    const span = spanOf(name, 'Europe/Stockholm')
    expect([span?.from.toISOString(), span?.to.toISOString()]).toEqual([from, to])
  })

  test.each(['2025-W53', '2026-W00', '2026-13', '2026-00', '2026', 'W47', '2026-W4'])('%s is none', (name) =>
    expect(spanOf(name, 'UTC')).toBeUndefined(),
  )

  test('the last one is that which is over in the zone, not in UTC', () => {
    const at = new Date('2026-10-31T23:30:00Z')
    expect(lastSpan('month', at, 'Europe/Stockholm').name).toBe('2026-10')
    expect(lastSpan('month', at, 'UTC').name).toBe('2026-09')
    expect(lastSpan('week', new Date('2027-01-04T10:00:00Z'), 'UTC').name).toBe('2026-W53')
  })
})
