import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import { growthOf } from '../../src/command/plan/growth.ts'
import { outlookOf } from '../../src/command/plan/outlook.ts'
import { scheduleChecks } from '../../src/plan/plan.ts'
import { parsePolicy } from '../../src/policy/policy.ts'
import { entry } from '../retain/entry.ts'
import { held, now, policyText, twoStores } from './pair.ts'

const dayMs = 86_400_000
const gib = 2 ** 30
const monthAhead = new Date(now.getTime() + 30.44 * dayMs)

/** One backup a day, newest first. */
const daily = (sizes: readonly number[]): readonly Entry[] =>
  sizes.map((bytes, i) => entry(new Date(now.getTime() - (i + 1) * dayMs), { bytes }))

describe('growth', () => {
  const at = (entries: readonly Entry[]) => growthOf(entries, now).sizeAt(monthAhead)

  test('follows the trend of the backups despite a single outlier', () => {
    const steady = Array.from({ length: 30 }, (_, i) => 3000 - 10 * i)
    expect(at(daily(steady))).toBe(3304)
    expect(at(daily(steady.with(12, 90_000)))).toBeCloseTo(3304, -2)
  })

  test('is not estimated from few backups or from a short period', () => {
    expect(growthOf(daily([300, 200, 100]), now)).toMatchObject({ assumption: expect.stringContaining('too few') })
    expect(at(daily([300, 200, 100]))).toBe(300)
    const hours = [1, 2, 3, 4, 5].map((h) => entry(new Date(now.getTime() - h * 3_600_000), { bytes: 600 - h * 100 }))
    expect(at(hours)).toBe(500)
  })

  test('has bounds: a first import does not continue for a year, and nothing shrinks to nothing', () => {
    expect(at(daily([1000, 500, 200, 100, 1]))).toBe(1200)
    expect(at(daily([1000, 2000, 3000, 4000, 5000]))).toBe(950)
    expect(growthOf(daily([1000, 2000, 3000, 4000]), now).sizeAt(new Date('2046-01-01'))).toBe(100)
  })

  test('is zero if there is no backup, and the assumed size is stated', () => {
    const { sizeAt, assumption } = growthOf([], now)
    expect([sizeAt(monthAhead), assumption]).toEqual([gib, 'no backup is known, so 1.0 GiB sealed each is assumed'])
  })
})

describe('the outlook for a year', () => {
  const look = (source: string, entries: readonly Entry[] = [], head = '') => {
    const text = policyText(`${twoStores}${head}sources: { orders: { engine: sqlite, path: ./x, ${source} } }\n`)
    const checks = { recipient: () => undefined, signer: () => undefined, ...scheduleChecks }
    const policy = parsePolicy(text, { path: 'p.yml', env: {}, checks })
    const [one] = Object.values(policy.sources)
    return one && outlookOf({ policy, source: one, entries }, now)
  }
  const daily = 'stores: [primary, offsite], schedule: "0 2 * * *"'

  test('says that it counts on the acknowledgment of what is unusual now, and only then', () => {
    const sized = (plainBytes: number, ago: number) => {
      const one = entry(new Date(now.getTime() - ago * dayMs))
      const part = { name: 'x', bytes: 100, sha256: '0'.repeat(64), plainBytes, compression: 'zstd' as const }
      return { ...one, manifest: { ...one.manifest, parts: [part] } }
    }
    const usual = Array.from({ length: 9 }, (_, i) => sized(10_000_000, i + 2))
    const line = 'the unusual backups are acknowledged today: until they are, nothing is deleted'
    expect(look(daily, [sized(1_000_000, 1), ...usual])?.assumptions).toContain(line)
    expect(look(daily, [sized(10_000_000, 1), ...usual])?.assumptions).not.toContain(line)
  })

  test('has twelve months, and one entry for each day', () => {
    const ahead = look(`${daily}, retention: { keep: { last: 3 }, grace: 1d }`)
    expect(ahead?.months.map(({ month }) => month)).toEqual(
      ['04', '05', '06', '07', '08', '09', '10', '11', '12']
        .map((m) => `2026-${m}`)
        .concat('2027-01', '2027-02', '2027-03'),
    )
    expect(ahead?.days).toHaveLength(364)
    expect(ahead?.days.at(-1)).toMatchObject({ day: '2027-03-01', held: 3, oldestMs: 2 * dayMs + 22 * 3_600_000 })
  })

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Pago_Pago'])(
    'uses the days of its time zone: %s',
    (zone) => {
      for (const rules of [', retention: { keep: { last: 3 }, grace: 1d }', '']) {
        const ahead = look(`stores: [primary], schedule: "0 2 * * *"${rules}`, [], `timezone: ${zone}\n`)
        const days = ahead?.days.map(({ day }) => day) ?? []
        expect([days.length, days.at(-1), ahead?.months.at(-1)?.month]).toEqual([
          days[0] === '2026-03-02' ? 364 + 1 : 364,
          zone === 'Pacific/Kiritimati' ? '2027-03-02' : '2027-03-01',
          '2027-03',
        ])
        expect(ahead?.days.at(-1)?.oldestMs).toBe((rules ? 2 : days.length - 1) * dayMs + 22 * 3_600_000)
      }
    },
  )

  test('has every day even if the schedule is rare', () => {
    const ahead = look('stores: [primary], schedule: "0 2 1 * *", retention: { keep: { last: 2 }, min-keep: 1 }')
    expect(ahead?.days.at(-1)?.day).toBe('2027-03-01')
    expect(ahead?.months.at(-1)).toMatchObject({ held: 2 })
  })

  test('is the sum of all backups, including existing ones, if the rules delete nothing', () => {
    const there = held({ ages: [10, 20] })
    const ahead = look(daily, there)
    const simulated = look(`${daily}, retention: { keep: { last: 100000 } }`, there)
    expect(ahead?.months).toEqual(simulated?.months)
    expect(ahead?.days.at(-1)?.held).toBe(364 + 2)
    expect(ahead?.assumptions).toContain('no rule ever deletes anything')
  })

  test('shows costs at the prices of the policy, store by store', () => {
    const rules = `${daily}, retention: { keep: { last: 2 }, min-keep: 1, grace: 1d }`
    const prices = (stores: string) => `prices: { currency: EUR, per-gib-month: { ${stores} } }\n`
    const both = look(rules, [], prices('primary: 1.5, offsite: 0.5'))
    // Two backups, and one in its grace period, of 1 GiB in each store.
    expect([both?.days.at(-1)?.bytes, both?.price]).toEqual([6 * gib, { currency: 'EUR', perMonth: 6 }])
    const one = look(rules, [], prices('primary: 1.5'))
    expect([one?.price?.perMonth, one?.assumptions.at(-1)]).toEqual([4.5, 'no price is known for offsite'])
    expect(look(rules)).not.toHaveProperty('price')
  })

  test('is left out if no schedule makes backups, or if it makes too many', () => {
    expect(look('stores: [primary]')).toBeUndefined()
    expect(look(`${daily}, paused: true`)).toBeUndefined()
    expect(look('stores: [primary], schedule: "* * * * *"')).toMatchObject({
      months: [],
      assumptions: ['524,879 backups a year are too many to simulate'],
    })
  })
})
