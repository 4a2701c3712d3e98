import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDue, cronFault, lastDue, nextDue } from '../../src/plan/plan.ts'

const utc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`)
const minuteMs = 60_000

describe('a schedule', () => {
  test.each([
    '* * * * *',
    '*/30 * * * *',
    '0 2 * * *',
    '15,45 1-5 1 jan mon-fri',
    '0 0 29 2 *',
    '0 2 * * 7',
    '0,30,*/15 2 * * *',
    '0 2 1,1-7 jan,1 MON-FRI,wed,0,7',
    '* 3,* * *,2 *',
    '  0 2 * * 1 ',
  ])('may be written as %j', (line) => expect(cronFault(line, 'Europe/Stockholm')).toBeUndefined())

  test.each([
    ['', 'a schedule has five fields (minute hour day month weekday), such as "0 2 * * *"; "" has 0'],
    ['0 2 * *', /has 4$/],
    ['0 0 2 * * *', /has 6$/],
    ['@daily', /has 1$/],
    ['H 2 * * *', 'the minute "H" is not a number, *, a list (1,15), a range (1-5) or a step (*/10)'],
    ['0 2 L * *', /^the day of the month "L" is not/],
    ['0 2 * * 1#2', /^the weekday "1#2" is not/],
    ['0 2 ? * *', /^the day of the month "\?" is not/],
    ['0 2 * foo *', /^the month "foo" has an unknown name: the names are jan, feb, /],
    ['0 2 * * h', /^the weekday "h" has an unknown name: the names are sun, mon, /],
    [
      '60 * * * *',
      'the minute "60" has 60, which is not from 0 to 59; a schedule is such as "0 2 * * *", which is 02:00 every day',
    ],
    ['0 24 * * *', /^the hour "24" has 24, which is not from 0 to 23; a schedule is such as "0 2/],
    ['0 2 0 * *', /^the day of the month "0" has 0, which is not from 1 to 31/],
    ['0 2 * 13 *', /^the month "13" has 13, which is not from 1 to 12/],
    ['0 2 * * 8', /^the weekday "8" has 8, which is not from 0 to 7/],
    ['*/0 * * * *', 'the minute "*/0" has a step of 0; a step is 1 or more, such as */10'],
    ['5-1 * * * *', 'the minute "5-1" ends before it begins: write 5-59,0-1 where it goes round'],
    ['0 2 * * fri-mon', 'the weekday "fri-mon" ends before it begins: write 5-7,0-1 where it goes round'],
    ['0-99/2 * * * *', /^the minute "0-99\/2" has 99, which is not from 0 to 59/],
    ['1-2-3 * * * *', /^the minute "1-2-3" is not a number, /],
    ['/5 * * * *', /^the minute "\/5" is not a number, /],
    ['5/ * * * *', /^the minute "5\/" is not a number, /],
    ['** * * * *', /^the minute "\*\*" is not a number, /],
    ['0,60 * * * *', /^the minute "0,60" has 60, which is not from 0 to 59/],
    ['0 2 * * 1,8', /^the weekday "1,8" has 8, which is not from 0 to 7/],
    ['1,,2 * * * *', /^the minute "1,,2" is not/],
    ['1, * * * *', /^the minute "1," is not/],
    ['0 0 31 2 *', 'the schedule "0 0 31 2 *" never fires: there is no such day'],
    ['0 0 31 4,6,9,11 *', /never fires/],
  ])('may not be written as %j', (line, fault) => {
    if (typeof fault === 'string') expect(cronFault(line, 'UTC')).toBe(fault)
    else expect(cronFault(line, 'UTC')).toMatch(fault)
  })

  test('is refused in our own words, whatever its fields contain', () => {
    const field = fc.array(
      fc.constantFrom('*', '/', '-', ',', '0', '1', '5', '9', '31', '60', 'mon', 'jan', 'x', 'L'),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    fc.assert(
      fc.property(fc.array(field, { minLength: 5, maxLength: 5 }), (parts) => {
        const line = parts.map((part) => part.join('')).join(' ')
        const fault = cronFault(line, 'UTC')
        if (fault === undefined) expect(nextDue(line, 'UTC', utc('2026-01-01'))).toBeInstanceOf(Date)
        else
          expect(fault).toMatch(
            /^the (minute|hour|day of the month|month|weekday) ".*" |^the schedule ".*" never fires/,
          )
      }),
      { numRuns: 2000, examples: [[[['*'], ['*'], ['31'], ['*'], ['*']]]] },
    )
  })

  test('needs a time zone', () => {
    expect(cronFault('0 2 * * *', 'Mars/Base')).toBe('"Mars/Base" is not a time zone, such as Europe/Stockholm or UTC')
  })
})

describe('a schedule across a clock change', () => {
  const days = (line: string, zone: string, from: string, count: number) => {
    const found: string[] = []
    for (let at = utc(from); found.length < count; ) {
      const next = nextDue(line, zone, at)
      if (!next) throw new Error('never')
      found.push(next.toISOString().slice(0, 16))
      at = next
    }
    return found
  }

  test('is due at the moment of the jump for a time that is skipped', () => {
    expect(days('30 2 * * *', 'Europe/Stockholm', '2026-03-28 00:00', 3)).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ])
  })

  test('is due once for a time that occurs twice, unless it runs every hour', () => {
    expect(days('30 2 * * *', 'Europe/Stockholm', '2026-10-24 12:00', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ])
    expect(days('30 * * * *', 'Europe/Stockholm', '2026-10-24 23:45', 3)).toEqual([
      '2026-10-25T00:30',
      '2026-10-25T01:30',
      '2026-10-25T02:30',
    ])
  })

  test('is never due on a day that does not exist', () => {
    expect(days('0 12 30 12 *', 'Pacific/Apia', '2011-06-01 00:00', 1)).toEqual(['2011-12-30T10:00'])
  })
})

/** What is due, minute by minute, from what the zone's wall clock shows: another way to the same answer. */
function enumerate(line: string, zone: string, from: number, to: number): readonly number[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const shown = (ms: number) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 0) - 1, parts['day'], parts['hour'], parts['minute'])
  }
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = line.split(' ')
  const has = (field: string, value: number) =>
    field === '*' ||
    field
      .split(',')
      .some((item) => (item.startsWith('*/') ? value % Number(item.slice(2)) === 0 : Number(item) === value))
  const fits = (wall: number) => {
    const at = new Date(wall)
    const days = [has(day, at.getUTCDate()), has(weekday, at.getUTCDay())]
    return (
      has(minute, at.getUTCMinutes()) &&
      has(hour, at.getUTCHours()) &&
      has(month, at.getUTCMonth() + 1) &&
      (day === '*' || weekday === '*' ? days.every(Boolean) : days.some(Boolean))
    )
  }
  const found: number[] = []
  let latest = shown(from - minuteMs)
  for (let ms = from; ms <= to; ms += minuteMs) {
    const wall = shown(ms)
    // From the last minute that was ever shown: what was skipped is due now.
    let due = hour.startsWith('*') && wall <= latest && fits(wall)
    for (let skipped = latest + minuteMs; skipped <= wall; skipped += minuteMs) due ||= fits(skipped)
    if (due) found.push(ms)
    latest = Math.max(latest, wall)
  }
  return found
}

const lines = [
  '30 2 * * *',
  '*/20 * * * *',
  '15 2 * * 0',
  '0 3 * * *',
  '0 0 1 * *',
  '30 0 * * *',
  '5,35 1,2 * * *',
  '45 */2 13 * 5',
]
// Days on which the zones' clocks change, and others.
const places = [
  ['Europe/Stockholm', '2026-03-28 12:00'],
  ['Europe/Stockholm', '2026-10-24 12:00'],
  ['America/New_York', '2026-03-07 12:00'],
  ['America/New_York', '2026-10-31 12:00'],
  ['Australia/Lord_Howe', '2026-04-04 00:00'],
  ['Australia/Lord_Howe', '2026-10-03 00:00'],
  ['America/Havana', '2026-03-07 12:00'],
  ['America/Havana', '2026-10-31 12:00'],
  ['Africa/Cairo', '2026-04-23 12:00'],
  ['Africa/Cairo', '2026-10-29 12:00'],
  ['Pacific/Apia', '2011-12-29 12:00'],
  ['Asia/Kathmandu', '2026-06-01 00:00'],
  ['UTC', '2026-02-28 00:00'],
] as const

test.each(places)('agrees with the wall clock of %s from %s', (zone, start) => {
  const from = utc(start).getTime()
  const to = from + 60 * 60 * minuteMs
  for (const line of lines) {
    const due = enumerate(line, zone, from, to)
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (ms) => {
        const next = due.find((tick) => tick > ms)
        const last = due.findLast((tick) => tick <= ms)
        if (next !== undefined) expect(nextDue(line, zone, new Date(ms))).toEqual(new Date(next))
        if (last !== undefined) expect(lastDue(line, zone, new Date(ms))).toEqual(new Date(last))
      }),
      { numRuns: 30, examples: due.slice(0, 40).flatMap((tick): [number][] => [[tick], [tick - 1]]) },
    )
    expect(countDue(line, zone, new Date(from - 1), new Date(to), 1000)).toBe(due.length)
  }
})

test('the last due time lies between two next ones', () => {
  const line = fc.constantFrom(...lines, '0 0 29 2 *')
  const zone = fc.constantFrom(...places.map(([zone]) => zone))
  const date = fc.date({ min: utc('2000-01-01 00:00'), max: utc('2060-01-01 00:00'), noInvalidDate: true })
  fc.assert(
    fc.property(line, zone, date, (line, zone, now) => {
      const last = lastDue(line, zone, now)
      const next = nextDue(line, zone, now)
      if (!last || !next) throw new Error('every line is due within nine years')
      expect(last <= now && now < next).toBe(true)
      expect(nextDue(line, zone, last)).toEqual(next)
      expect(lastDue(line, zone, new Date(next.getTime() - 1))).toEqual(last)
      expect(lastDue(line, zone, last)).toEqual(last)
    }),
    { numRuns: 150 },
  )
})
