import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cronFault, nextDue, ticksBetween } from '../../src/plan/plan.ts'

const field = (low: number, high: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: low, max: high }).map(String),
    fc.integer({ min: 2, max: 9 }).map((step) => `*/${step}`),
    fc
      .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
      .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high })).map((list) => list.join(',')),
  )
const line = fc
  .tuple(fc.integer({ min: 0, max: 59 }).map(String), field(0, 23), field(1, 28), field(1, 12), field(0, 7))
  .map((fields) => fields.join(' '))
const zone = fc.constantFrom(
  'UTC',
  'Europe/Stockholm',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
)
// Around the days on which clocks change in most zones, and the day that Samoa skipped.
const start = fc.oneof(
  fc
    .constantFrom(
      '2026-03-06T00:00:00Z',
      '2026-03-28T11:30:00Z',
      '2026-10-24T09:00:00Z',
      '2026-10-31T20:00:00Z',
      '2026-04-04T00:00:00Z',
      '2011-12-29T00:00:00Z',
    )
    .map((at) => new Date(at)),
  fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
)

/** The same by asking for one after the other. */
function oneByOne(line: string, zone: string, after: Date, until: Date): readonly Date[] {
  const found: Date[] = []
  for (let at = nextDue(line, zone, after); at && at <= until; at = nextDue(line, zone, at)) found.push(at)
  return found
}

test('the ticks of several days are in order, in every time zone and across clock changes', () => {
  fc.assert(
    fc.property(line, zone, start, (line, zone, start) => {
      fc.pre(cronFault(line, zone) === undefined)
      const until = new Date(start.getTime() + 3 * 86_400_000)
      expect(ticksBetween(line, zone, start, until)).toEqual(oneByOne(line, zone, start, until))
    }),
    { numRuns: 200 },
  )
})

test('a year has 52,560 ticks if there is one every ten minutes', () => {
  const [from, to] = [new Date('2026-03-02T12:05:00Z'), new Date('2027-03-02T12:05:00Z')]
  const ticks = ticksBetween('*/10 * * * *', 'Europe/Stockholm', from, to)
  expect(ticks).toHaveLength(52_560)
  expect([ticks[0], ticks.at(-1)]).toEqual([new Date('2026-03-02T12:10:00Z'), new Date('2027-03-02T12:00:00Z')])
})
