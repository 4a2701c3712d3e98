import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ack, type Entry, measuresOf } from '../../src/catalog/catalog.ts'
import { anomalyFindings, freezesBy, judgeAnomalies, saysShort } from '../../src/judge/judge.ts'
import type { SourceCommon } from '../../src/policy/policy.ts'
import { daily, dayAt, dice, normal, type Shape, shaped } from './past.ts'

const GiB = 2 ** 30
const MiB = 2 ** 20
const now = dayAt(400)

const judge = (entries: readonly Entry[], acks: readonly Ack[] = [], source: Pick<SourceCommon, 'anomalies'> = {}) =>
  judgeAnomalies(source, { entries, acks }, now)
const messages = (entries: readonly Entry[], acks: readonly Ack[] = []) =>
  judge(entries, acks).unusual.flatMap(({ anomalies }) => anomalies.map(({ message }) => message))
const measures = (entries: readonly Entry[]) =>
  judge(entries).unusual.map(({ anomalies }) => anomalies.map(({ measure }) => measure))
const acked = ({ id, startedAt, manifest }: Entry): Ack => ({
  id,
  startedAt,
  at: now,
  measures: measuresOf(manifest),
})

/** How a source's size goes over the days; the first is a Monday. */
const courses = {
  steady: () => GiB,
  'growing by 4 % a week': (day: number) => GiB * 1.04 ** (day / 7),
  'shrinking by 3 % a week': (day: number) => GiB * 0.97 ** (day / 7),
  'a third of its size at weekends': (day: number) => (day % 7 >= 5 ? 0.3 : 1) * GiB,
}
type Course = keyof typeof courses

/** A history with noise of its own in every number: of sizes and rows `noise`, of durations ten times as much. */
function simulated(course: Course, days: number, seed: number, noise: number): Shape[] {
  const roll = dice(seed)
  const about = (value: number, deviation: number) => value * Math.exp(deviation * normal(roll))
  return Array.from({ length: days }, (_, day) => ({
    plain: about(courses[course](day), noise),
    ratio: about(0.25, noise / 2),
    rows: about(courses[course](day) / 20_000, noise),
    tookMs: about(90_000, Math.min(0.4, noise * 10)),
  }))
}

const courseNames = Object.keys(courses) as Course[]
const anyCourse = fc.constantFrom(...courseNames)
const anySeed = fc.integer({ min: 1, max: 2 ** 31 - 1 })

describe('false alarms', () => {
  test.each(courseNames)(
    'a source that is %s, with noise of up to a tenth, gives one for fewer than one in a thousand backups',
    (course) => {
      let alarms = 0
      let total = 0
      for (const noise of [0, 0.02, 0.05, 0.1])
        for (let seed = 1; seed <= 12; seed++) {
          alarms += judge(daily(simulated(course, 90, seed * 7919, noise))).unusual.length
          total += 83
        }
      expect(total).toBeGreaterThan(3900)
      expect(alarms / total).toBeLessThan(0.001)
    },
  )

  test('none of a source that never changes at all, down to the last byte', () => {
    expect(messages(daily(Array.from({ length: 60 }, () => ({ plain: GiB, rows: 1000 }))))).toEqual([])
  })

  test('none where a thinned history of a growing source is compared again', () => {
    const all = daily(simulated('growing by 4 % a week', 350, 3, 0.03))
    const thinned = all.filter((_, age) => age < 7 || (age < 35 && age % 7 === 0) || age % 30 === 0)
    expect(messages(thinned)).toEqual([])
  })

  test('none of a few rows or bytes more or less, whatever part of a tiny source they are', () => {
    const shapes = [4, 5, 3, 4, 5, 4, 4, 9, 2].map((rows) => ({ plain: rows * 1000, rows }))
    expect(messages(daily(shapes))).toEqual([])
  })
})

describe('what is found, on any course of a source, whatever its noise of up to 3 %', () => {
  const after = (change: (shape: Shape) => Shape) =>
    fc.assert(
      fc.property(anyCourse, anySeed, fc.double({ min: 0, max: 0.03, noNaN: true }), (course, seed, noise) => {
        // 59 days, so that the last is a weekday.
        const shapes = simulated(course, 59, seed, noise)
        const last = shapes.at(-1)
        if (!last) throw new Error('no history')
        const odd = judge(daily([...shapes.slice(0, -1), change(last)])).unusual[0]
        expect(odd?.entry.startedAt).toEqual(dayAt(58))
        expect(odd?.freezes).toBe(true)
      }),
      { numRuns: 60 },
    )
  const rows = (shape: Shape) => shape.rows ?? 0

  test('half of the rows are gone, although the size stays', () =>
    after((shape) => ({ ...shape, rows: rows(shape) / 2 })))
  test('a table is missing', () => after((shape) => ({ ...shape, tables: 11 })))
  test('the contents are encrypted', () => after((shape) => ({ ...shape, ratio: 1.0003 })))
  test('five times as large', () => after((shape) => ({ ...shape, plain: shape.plain * 5 })))
  test('nothing is left', () => after((shape) => ({ ...shape, plain: 1000, rows: 0, tables: 12 })))
})

describe('what is said', () => {
  const steady = (days: number) => simulated('steady', days, 5, 0.02)

  test('the numbers, beside what is usual and over how many backups', () => {
    const small = { plain: 412 * MiB, rows: 52_000 }
    expect(messages(daily([...steady(21), small]))).toEqual([
      expect.stringMatching(/^size 412 MiB; usual 1\.0 GiB ± \d+(\.\d)? MiB over 21 backups$/),
    ])
    const rows = { plain: GiB, rows: 20_000 }
    expect(messages(daily([...steady(21), rows]))).toEqual([
      expect.stringMatching(/^rows 20,000; usual 5\d,\d{3} ± [\d,]+ over 21 backups$/),
    ])
  })

  test('"suddenly incompressible" is named as what ransomware looks like, ahead of the rest, and is a failure', () => {
    const verdict = judge(daily([...steady(21), { plain: 6 * GiB, ratio: 1 }]))
    expect(anomalyFindings(verdict)).toEqual([
      {
        level: 'failure',
        code: 'anomaly',
        backup: 'orders-2026-01-26T02:00',
        message: expect.stringMatching(
          /so nothing is deleted: suddenly incompressible, which is what ransomware looks like: 100 % of its size is left after compression; usual 25 % ± 0 % over 21 backups; size 6\.0 GiB; usual /,
        ),
        hint: expect.stringContaining('backproof ack orders-'),
      },
    ])
  })

  test('where part of it is encrypted, that it compresses much worse', () => {
    expect(messages(daily([...steady(21), { plain: GiB, ratio: 0.6 }]))).toEqual([
      expect.stringMatching(/^it compresses much worse, as where part of it is encrypted: 60 %/),
    ])
  })

  test('of photographs, which never were compressible, nothing', () => {
    const photos = Array.from({ length: 20 }, () => ({ plain: GiB, ratio: 0.97 }))
    expect(messages(daily([...photos, { plain: GiB, ratio: 1 }]))).toEqual([])
  })

  test('that a table is gone, with how many are left', () => {
    const shapes = Array.from({ length: 10 }, () => ({ plain: GiB, rows: 5000, tables: 12 }))
    expect(messages(daily([...shapes, { plain: GiB, rows: 5000, tables: 11 }]))).toEqual([
      '1 of 12 tables is gone: 11 left, over 10 backups before',
    ])
  })

  test('that there is not enough history, where there is not', () => {
    const verdict = judge(daily([...steady(6), { plain: 1 }]))
    expect(verdict).toMatchObject({ newest: 'short', history: { has: 6, needs: 7 }, unusual: [] })
    expect(saysShort(verdict)).toBe('not enough history to compare the newest backup with: 6 of 7 backups')
    expect(judge([]).newest).toBe('none')
  })
})

describe('the unusual', () => {
  const steady = (days: number) => simulated('steady', days, 9, 0.02)
  const half = { plain: GiB / 2, rows: 26_000 }
  const days = (entries: readonly Entry[], acks: readonly Ack[] = []) =>
    judge(entries, acks)
      .unusual.map(({ entry }) => Math.round((entry.startedAt.getTime() - dayAt(0).getTime()) / 86_400_000))
      .reverse()

  test('does not become usual by coming again, however often', () => {
    const shapes = [...steady(15), ...Array.from({ length: 40 }, () => half)]
    expect(days(daily(shapes))).toEqual(Array.from({ length: 40 }, (_, index) => 15 + index))
  })

  test('stays unusual where the next backup is as before, and where the history is trimmed', () => {
    const entries = daily([...steady(15), half, ...steady(5)])
    expect(days(entries)).toEqual([15])
    expect(days(entries.filter((_, age) => age < 6 || age > 12))).toEqual([15])
  })

  test('is usual once it is acknowledged, and what follows is compared with it', () => {
    const entries = daily([...steady(15), half, half, half])
    const first = entries[2] as Entry
    expect(days(entries, [acked(first)])).toEqual([])
    const gone = { ...half, plain: GiB / 8, rows: 26_000 }
    expect(days(daily([...steady(15), half, half, gone]), [acked(first)])).toEqual([17])
  })

  test('needs one acknowledgment where several are alike, whichever of them', () => {
    const entries = daily([...steady(15), half, half, half])
    for (const entry of entries.slice(0, 3)) expect(days(entries, [acked(entry)])).toEqual([])
  })

  test('stays acknowledged after its backup is gone', () => {
    const entries = daily([...steady(15), half, half, half])
    const ack = acked(entries[2] as Entry)
    expect(days(entries.toSpliced(2, 1), [ack])).toEqual([])
    expect(days(entries.toSpliced(2, 1))).toEqual([16, 17])
  })

  test('of a set that shrinks for good needs one acknowledgment', () => {
    const of = (tables: number) => ({ plain: GiB, rows: 5000, tables })
    const entries = daily([...Array.from({ length: 10 }, () => of(12)), of(11), of(11), of(11)])
    expect(days(entries)).toEqual([10, 11, 12])
    expect(days(entries, [acked(entries[1] as Entry)])).toEqual([])
    expect(days(daily([...Array.from({ length: 10 }, () => of(12)), of(13), of(14), of(13)]))).toEqual([12])
  })

  test('freezes nothing if it is only slow, if the policy only reports, or compares nothing', () => {
    const slow = daily([...steady(15), { plain: GiB, rows: 52_000, tookMs: 3_600_000 }])
    expect(measures(slow)).toEqual([['duration']])
    expect(freezesBy(judge(slow))).toEqual([])
    const small = daily([...steady(15), half])
    expect(freezesBy(judge(small))).toMatchObject([{ because: expect.stringContaining('size 512 MiB; usual') }])
    const anomalies = { history: 7, ignore: [] } as const
    expect(freezesBy(judge(small, [], { anomalies: { ...anomalies, effect: 'report' } }))).toEqual([])
    expect(judge(small, [], { anomalies: { ...anomalies, effect: 'report' } }).unusual).toHaveLength(1)
    expect(judge(small, [], { anomalies: { ...anomalies, effect: 'none' } }).newest).toBe('none')
    expect(
      judge(small, [], { anomalies: { ...anomalies, effect: 'freeze', ignore: ['size', 'counts'] } }).unusual,
    ).toEqual([])
  })

  test('is not looked for in increments, foreign, deleted or future backups', () => {
    const odd = (over: Parameters<typeof shaped>[2], day = 15) => [shaped(dayAt(day), half, over), ...daily(steady(15))]
    expect(days(odd({}))).toEqual([15])
    const at = new Date(0)
    for (const over of [{ base: 'orders-x' }, { foreign: 'not signed' }, { trashed: { at, purgeAfter: at } }])
      expect(days(odd(over))).toEqual([])
    expect(days(odd({}, 500))).toEqual([])
  })
})
