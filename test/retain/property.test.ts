import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import type { BackupType, Retention } from '../../src/policy/policy.ts'
import { type Decisions, decide } from '../../src/retain/retain.ts'
import { isOfType, keptAsManual } from '../../src/retain/type.ts'
import type { Period } from '../../src/time/time.ts'
import { decided } from './decided.ts'
import { duration, entry, proof, rules } from './entry.ts'

const now = new Date('2026-06-01T00:00:00Z')
const periods: readonly Period[] = ['hourly', 'daily', 'weekly', 'monthly', 'yearly']
const zones = fc.constantFrom('UTC', 'Europe/Stockholm', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia')
const tags = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.subarray(['legal', 'release-1', 'a', 'b']) },
  { weight: 2, arbitrary: fc.constantFrom(['daily'], ['daily', 'weekly'], ['daily', 'weekly', 'monthly']) },
)
const lengths = fc.constantFrom('1h', '6h', '1d', '3d', '2w', '1M', '5M', '1y', '1y6M').map(duration)

const entriesOf = (special: boolean) =>
  fc
    .array(
      fc.record({
        // Dense near the end, so that hours and days collide; minutes, so that instants do.
        minutesAgo: fc
          .oneof(fc.nat(200), fc.nat(20_000), fc.nat(1_500_000))
          .map((minutes) => (special ? minutes - 10 : minutes)),
        bytes: fc.nat(1000),
        tags,
        held: fc.nat(15).map((nat) => special && nat === 1),
        kind: fc.nat(special ? 40 : 0),
        base: fc.option(fc.nat(30), { nil: undefined }),
      }),
      { maxLength: 40, size: 'max' },
    )
    .map((made) =>
      made.map(({ minutesAgo, kind, base, ...rest }, index) => {
        const at = new Date(now.getTime() - minutesAgo * 60_000)
        return entry(at, {
          ...rest,
          id: `orders-${String(index).padStart(2, '0')}`,
          ...(special && base !== undefined && base < index ? { base: `orders-${String(base).padStart(2, '0')}` } : {}),
          ...(kind === 1 || kind === 11 ? { foreign: 'not signed' } : {}),
          ...(kind === 2 || kind === 12 ? { trashed: { at, purgeAfter: at } } : {}),
          ...(kind === 3 || kind === 13 ? { copies: [] } : {}),
          ...(kind === 4 || kind === 14 ? { proofs: [proof('restore', '2026-05-01 00:00')] } : {}),
          ...(kind === 5 || kind === 15 ? { proofs: [proof('check', '2026-05-02 00:00')] } : {}),
          ...(kind === 6 ? { proofs: [proof('read', '2026-04-01 00:00', 'data')] } : {}),
          ...(kind === 7 || kind === 17 ? { retain: true } : {}),
          ...(kind === 8 || kind === 18 ? { trigger: 'manual' as const } : {}),
          ...(kind === 9 ? { trigger: 'gate' as const } : {}),
          ...(kind === 10 ? { lockedUntil: new Date('2026-06-02T00:00:00Z') } : {}),
          ...(kind === 19 ? { lockedUntil: new Date('2026-05-31T00:00:00Z') } : {}),
          ...(kind === 20 ? { proofs: [proof('check', '2026-03-01 00:00', 'data')] } : {}),
        })
      }),
    )

const counts = fc.record(Object.fromEntries(periods.map((period) => [period, fc.nat(6)])), { requiredKeys: [] })
const withinPeriods = fc.record(Object.fromEntries(periods.map((period) => [period, lengths])), { requiredKeys: [] })
const keep = fc
  .record(
    { last: fc.nat(5), counts, withinPeriods, within: lengths, tags: fc.array(fc.subarray(['a', 'b', 'legal'])) },
    { requiredKeys: [] },
  )
  .map((made): Partial<Retention['keep']> => made)
const limits = fc.option(
  fc.tuple(fc.nat(3), fc.nat(6)).map(([min, more]) => ({ min, max: min + more })),
  { nil: undefined, freq: 1 },
)
const types = fc
  .record({ automatic: limits, manual: limits, daily: limits, weekly: limits, monthly: limits })
  .map((made) => Object.fromEntries(Object.entries(made).filter(([, limit]) => limit !== undefined)))
const optional = fc.record(
  {
    manual: fc.constantFrom('keep' as const, 'rules' as const),
    before: fc.nat(1_500_000).map((minutes) => new Date(now.getTime() - minutes * 60_000)),
    types,
  },
  { requiredKeys: [] },
)
const retention = fc
  .record({
    keep,
    tiers: fc.array(fc.record({ until: lengths, every: fc.oneof(lengths, fc.constant('all' as const)) }), {
      maxLength: 3,
    }),
    minKeep: fc.nat(4),
    max: fc.record({ count: fc.nat(20), bytes: fc.nat(8000) }, { requiredKeys: [] }),
    protect: fc.subarray(['release-*', 'legal']),
    optional,
  })
  .map(({ keep, optional, ...rest }) => rules(keep, { ...rest, ...optional }))

/** undefined where retention refuses, which deletes nothing. */
function tried(entries: readonly Entry[], made: Retention, timezone: string): Decisions | undefined {
  const decisions = decide(entries, made, { now, timezone })
  return 'refused' in decisions ? undefined : decisions
}

const ids = (made: Decisions, keep: boolean) =>
  made.decisions.filter((one) => one.keep === keep).map((one) => one.entry.id)
const counts1 = (entry: Entry) => !entry.trashed && !entry.foreign && entry.copies.length > 0 && entry.startedAt <= now

test('every backup is decided once, with reasons, and what is protected stays', () => {
  let deleted = 0
  fc.assert(
    fc.property(entriesOf(true), retention, zones, (entries, made, zone) => {
      const result = tried(entries, made, zone)
      if (!result) return
      const untrashed = entries.filter((entry) => !entry.trashed)
      expect(result.decisions.map((one) => one.entry.id).sort()).toEqual(untrashed.map((one) => one.id).sort())
      const gone = new Set(ids(result, false))
      deleted += gone.size
      for (const { entry, keep, because } of result.decisions) {
        expect(because.length).toBeGreaterThan(0)
        expect(because.every((reason) => reason !== '' && !reason.includes('undefined'))).toBe(true)
        if (keep) {
          if (!entry.foreign) expect(gone.has(entry.manifest.base ?? '')).toBe(false)
          continue
        }
        expect(counts1(entry)).toBe(true)
        expect(entry.held || entry.manifest.retain).toBe(false)
        if (made.protect.includes('legal')) expect(entry.manifest.tags).not.toContain('legal')
        if (made.protect.includes('release-*')) expect(entry.manifest.tags).not.toContain('release-1')
        if (entry.lockedUntil) expect(entry.lockedUntil <= now).toBe(true)
        if (keptAsManual(entry, made)) expect(made.types?.manual?.max).toBeDefined()
      }
    }),
    { numRuns: 400 },
  )
  expect(deleted).toBeGreaterThan(1000)
})

test('the newest min-keep backups and the newest restored one stay', () => {
  fc.assert(
    fc.property(entriesOf(true), retention, zones, (entries, made, zone) => {
      const result = tried(entries, made, zone)
      if (!result) return
      const kept = new Set(ids(result, true))
      const good = result.decisions
        .map((one) => one.entry)
        .filter((one) => counts1(one) && one.proofs[0]?.outcome !== 'failed')
      for (const entry of good.slice(0, made.minKeep)) expect(kept.has(entry.id)).toBe(true)
      const restored = good.find((one) => one.proofs[0]?.level === 'restore')
      if (restored) expect(kept.has(restored.id)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('the newest of a type and the newest good one before an anomaly stay, and what must stay over a maximum is reported', () => {
  fc.assert(
    fc.property(entriesOf(true), retention, zones, (entries, made, zone) => {
      const result = tried(entries, made, zone)
      if (!result) return
      const kept = new Set(ids(result, true))
      const ours = result.decisions.map((one) => one.entry).filter(counts1)
      const good = ours.filter((one) => one.proofs[0]?.outcome !== 'failed')
      for (const odd of ours.filter((one) => !good.includes(one))) {
        const before = good.find((one) => one.startedAt < odd.startedAt)
        if (before) expect(kept.has(before.id)).toBe(true)
      }
      for (const [type, { min = 0, max = Number.POSITIVE_INFINITY }] of Object.entries(made.types ?? {})) {
        const of = good.filter((one) => isOfType(one, type as BackupType, made))
        for (const one of of.slice(0, min)) expect(kept.has(one.id)).toBe(true)
        const over = of.filter((one) => kept.has(one.id)).length > max
        if (over && !result.frozen) expect(result.findings.join('\n')).toContain(`of ${type} cannot be met`)
      }
    }),
    { numRuns: 300 },
  )
})

test('a thaw by a person deletes what is frozen, and nothing else', () => {
  let thawed = 0
  fc.assert(
    fc.property(entriesOf(true), retention, zones, (entries, made, timezone) => {
      const frozen = tried(entries, made, timezone)
      if (!frozen) return
      const free = decided(entries, made, { now, timezone, thawed: true })
      expect(free.frozen).toBeUndefined()
      if (frozen.frozen === undefined) {
        expect(ids(free, false)).toEqual(ids(frozen, false))
        return
      }
      expect(ids(frozen, false)).toEqual([])
      const would = frozen.decisions.filter((one) => one.because.some((reason) => reason.startsWith('once a ')))
      expect(ids(free, false)).toEqual(would.map((one) => one.entry.id))
      thawed += would.length
    }),
    { numRuns: 200 },
  )
  expect(thawed).toBeGreaterThan(10)
})

test('deciding again after deleting deletes nothing more', () => {
  fc.assert(
    fc.property(entriesOf(true), retention, zones, (entries, made, zone) => {
      const result = tried(entries, made, zone)
      if (!result) return
      const kept = result.decisions.filter((one) => one.keep).map((one) => one.entry)
      const again = tried(kept, made, zone)
      expect(again && ids(again, false)).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('the order of the entries does not matter', () => {
  const shuffled = entriesOf(true).chain((entries) =>
    fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
  )
  fc.assert(
    fc.property(shuffled, retention, zones, ([entries, other], made, zone) => {
      expect(tried(other, made, zone)).toEqual(tried(entries, made, zone))
    }),
    { numRuns: 100 },
  )
})

test('keeping more never keeps less', () => {
  const period = fc.constantFrom(...periods)
  fc.assert(
    fc.property(
      entriesOf(false),
      keep,
      period,
      fc.integer({ min: 1, max: 5 }),
      zones,
      (entries, less, which, more, zone) => {
        const bigger: readonly Partial<Retention['keep']>[] = [
          { ...less, last: (less.last ?? 0) + more },
          { ...less, counts: { ...less.counts, [which]: (less.counts?.[which] ?? 0) + more } },
          { ...less, ...(less.within ? { within: { ...less.within, days: less.within.days + more } } : {}) },
          { ...less, tags: [...(less.tags ?? []), ['legal']] },
        ]
        const result = tried(entries, rules(less), zone)
        if (!result) return
        for (const bigger1 of bigger) {
          const other = tried(entries, rules(bigger1), zone)
          const kept = new Set(other ? ids(other, true) : [])
          for (const id of ids(result, true)) expect(kept.has(id)).toBe(true)
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('a newer backup never makes an old backup failure delete more, because age counts from the newest, not from now', () => {
  fc.assert(
    fc.property(entriesOf(false), retention, fc.nat(3000), (entries, made, daysLater) => {
      const decideAt = (days: number) => {
        const later = new Date(now.getTime() + days * 86_400_000)
        const decisions = decide(entries, made, { now: later, timezone: 'UTC' })
        return 'refused' in decisions ? [] : ids(decisions, false)
      }
      expect(decideAt(daysLater)).toEqual(decideAt(0))
    }),
    { numRuns: 200 },
  )
})
