import type { Entry, Proof, SourceCatalog } from '../../src/catalog/catalog.ts'
import type { Retention } from '../../src/policy/policy.ts'
import type { Duration } from '../../src/time/time.ts'

export interface EntryOptions extends Partial<Omit<Entry, 'manifest'>> {
  readonly tags?: readonly string[]
  readonly retain?: boolean
  readonly base?: string
  readonly trigger?: Entry['manifest']['trigger']
}

/** A complete backup; `at` like "2025-01-01 08:00" (UTC). */
export function entry(
  at: string | Date,
  { tags = [], retain = false, base, trigger = 'schedule', ...rest }: EntryOptions = {},
): Entry {
  const startedAt = typeof at === 'string' ? new Date(`${at.replace(' ', 'T')}Z`) : at
  const id = rest.id ?? `orders-${startedAt.toISOString().slice(0, 16)}`
  return {
    id,
    startedAt,
    bytes: 100,
    copies: ['primary'],
    missing: [],
    held: false,
    trashed: undefined,
    marked: [],
    proofs: [],
    foreign: undefined,
    ...rest,
    manifest: {
      format: 'backproof/v1',
      id,
      source: 'orders',
      engine: 'postgres',
      kind: base === undefined ? 'full' : 'increment',
      consistency: 'snapshot',
      trigger,
      tags,
      retain,
      startedAt: startedAt.toISOString(),
      finishedAt: startedAt.toISOString(),
      parts: [],
      versions: {},
      origin: {},
      ...(base === undefined ? {} : { base }),
    },
  }
}

/** All that is known of the source orders. */
export function catalogOf(entries: readonly Entry[], over: Partial<SourceCatalog> = {}): SourceCatalog {
  return { source: 'orders', entries, runs: [], unread: [], damaged: [], ...over }
}

export function proof(level: Proof['level'], at: string, blame?: 'data' | 'env' | 'source'): Proof {
  const time = new Date(`${at.replace(' ', 'T')}Z`)
  return {
    id: 'proof',
    level,
    outcome: blame ? 'failed' : 'passed',
    startedAt: time,
    finishedAt: time,
    store: 'primary',
    findings: blame ? [{ level: 'failure', blame, message: 'no' }] : [],
    durations: {},
  }
}

const units = { y: 'years', M: 'months', d: 'days', w: 'weeks', h: 'hours' } as const

/** "1y6M", "3d", "4h". */
export function duration(text: string): Duration {
  const made = { years: 0, months: 0, days: 0, weeks: 0, hours: 0 }
  for (const [, number, unit] of text.matchAll(/(\d+)([yMdwh])/g)) made[units[unit as 'y']] += Number(number)
  const { years, months, days, weeks, hours } = made
  return { years, months, days: days + weeks * 7, ms: hours * 3_600_000, text }
}

export function rules(keep: Partial<Retention['keep']> = {}, rest: Partial<Retention> = {}): Retention {
  return {
    keep: { counts: {}, withinPeriods: {}, tags: [], ...keep },
    tiers: [],
    minKeep: 0,
    max: {},
    protect: [],
    grace: duration('7d'),
    ...rest,
  }
}
