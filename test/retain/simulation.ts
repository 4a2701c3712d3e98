import type { Retention } from '../../src/policy/policy.ts'
import { type SimulateOptions, simulate } from '../../src/retain/retain.ts'
import { duration, rules } from './entry.ts'

export const start = Date.UTC(2026, 0, 1)
export const minute = 60_000
export const day = 24 * 60 * minute

export function* every(ms: number, days: number): Generator<Date> {
  for (let at = start; at < start + days * day; at += ms) yield new Date(at)
}

export const run = (retention: Retention, options: Partial<SimulateOptions> = {}) =>
  simulate(retention, { ticks: every(day, 30), sizeAt: () => 100, timezone: 'UTC', ...options })

const tier = (until: string, every: string) => ({
  until: duration(until),
  every: every === 'all' ? ('all' as const) : duration(every),
})
export const frequent = rules(
  {},
  {
    minKeep: 3,
    tiers: [tier('4h', 'all'), tier('24h', '1h'), tier('7d', '1d'), tier('4w', '1w'), tier('6M', '1M')],
  },
)
export const classic = rules({ counts: { hourly: 24, daily: 7, weekly: 4, monthly: 12 } }, { minKeep: 3 })
