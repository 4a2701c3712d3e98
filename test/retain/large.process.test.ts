import { describe, expect, test } from 'vitest'
import { plan } from '../../src/plan/plan.ts'
import { parsePolicy } from '../../src/policy/policy.ts'
import { simulate } from '../../src/retain/retain.ts'
import { decided } from './decided.ts'
import { duration, entry, proof, rules } from './entry.ts'
import { classic, day, every, frequent, minute, run, start } from './simulation.ts'

describe('retention at the size of a large shop', () => {
  test.each([
    ['frequent', frequent],
    ['classic', classic],
  ])('decides a year of backups, made every ten minutes, at each backup under %s', (_, retention) => {
    const { days, made, decided } = simulate(retention, {
      ticks: every(10 * minute, 365),
      sizeAt: (at) => 1_000_000 + (at.getTime() - start) / minute,
      timezone: 'Europe/Stockholm',
    })
    expect([made, decided]).toEqual([52_560, 52_560])
    expect(days.length).toBe(366)
    expect(days.at(-1)?.held).toBeLessThan(70)
  })

  test('is decided only now and then if a source has too many backups to decide each time', () => {
    const { made, decided, days } = run(rules({ within: duration('20d') }), { ticks: every(10 * minute, 60) })
    expect(made).toBe(60 * 144)
    expect(decided).toBeLessThan(1000)
    const held = days.at(-1)?.held ?? 0
    expect(held).toBeGreaterThanOrEqual(20 * 144)
    expect(held).toBeLessThan(21 * 144 + 1)
  })

  test('decides and plans for 10,000 backups at once', () => {
    const entries = Array.from({ length: 10_000 }, (_, index) => {
      const at = new Date(start + index * 60 * minute)
      return entry(at, { id: `e${index}`, proofs: [proof('check', '2026-01-02 00:00')] })
    })
    const yaml = `version: 1
project: shop
timezone: Europe/Stockholm
stores: { disk: { directory: { path: /backups } } }
encryption: { recipients: [rpub158m9ru327fstadan8frksv372zg73k977md70flp0mkftr3z6fmsce5j54] }
sources: { orders: { engine: sqlite, path: app.sqlite, schedule: "*/10 * * * *", verify: { restore: "0 4 * * 1" } } }
`
    const fine = () => undefined
    const lenient = { recipient: fine, signer: fine, cron: fine, widestGap: () => undefined }
    const policy = parsePolicy(yaml, { path: 'policy.yml', env: {}, checks: lenient })
    const now = new Date(start + 9 * 365 * day)
    const catalog = { source: 'orders', entries: entries.toReversed(), runs: [], unread: [], damaged: [] }
    const { decisions } = decided(entries, classic, { now, timezone: 'Europe/Stockholm' })
    const tasks = plan(policy, new Map([['orders', catalog]]), now)
    expect([decisions.length, tasks.filter(({ due }) => due).length]).toEqual([10_000, 3])
  })
})
