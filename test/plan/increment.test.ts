import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import { backupTicks } from '../../src/plan/cron/jitter.ts'
import { buildingOn, cadenceOf } from '../../src/plan/plan.ts'
import { filesSource } from '../engine/source.ts'
import { entry } from '../retain/entry.ts'

const increments = { schedule: '5 * * * *', maxChain: 3, content: false }
const source = { ...filesSource(['/srv']), schedule: '5 3 * * *', increments }
const now = new Date('2026-02-14T12:00:00Z')

/** With an index, as each backup of such a source has one. */
const indexed = (time: string, more: Parameters<typeof entry>[1] = {}): Entry => {
  const made = entry(time, more)
  const part = { name: 'files.index', bytes: 1, sha256: '0'.repeat(64), plainBytes: 1, compression: 'zstd' } as const
  return { ...made, manifest: { ...made.manifest, parts: [...made.manifest.parts, part] } }
}

describe('an increment', () => {
  const full = indexed('2026-02-14 03:05')
  const first = indexed('2026-02-14 04:05', { base: full.id })

  test('builds on the newest backup, with all that that builds on', () => {
    const on = buildingOn(source, { entries: [first, full] }, now)
    expect(on).toMatchObject({ base: { id: first.id }, chain: [{ id: full.id }, { id: first.id }] })
  })

  test('is not built on what does not count, has no index or ends the longest chain', () => {
    const why = (entries: readonly Entry[]) => {
      const on = buildingOn(source, { entries }, now)
      return 'full' in on ? on.full : on.base.id
    }
    expect(why([])).toBe('there is no backup yet that it could build on')
    const bare = entry('2026-02-14 04:05')
    expect(why([bare, full])).toBe(`${bare.id} has no index of its files`)
    const second = indexed('2026-02-14 05:05', { base: first.id })
    expect(why([second, first, full])).toBe(`the chain of ${full.id} has 3 backups, as many as max-chain allows`)
    const broken = { standing: 'orphaned', because: 'it builds on nothing', hint: '' } as const
    expect(why([{ ...first, broken }, full])).toBe(`${first.id} is orphaned: it builds on nothing`)
    // One of the future may be of a clock that was wrong.
    expect(why([indexed('2026-02-15 00:00'), full])).toBe(full.id)
  })
})

describe('the ticks of a source with increments', () => {
  test('are those of both schedules, each moment once', () => {
    const ticks = backupTicks(source, 'UTC')
    expect(ticks?.last(now)).toEqual(new Date('2026-02-14T11:05:00Z'))
    expect(ticks?.next(now)).toEqual(new Date('2026-02-14T12:05:00Z'))
    expect(ticks?.count(new Date('2026-02-14T01:00:00Z'), now, 100)).toBe(11)
    expect(ticks?.count(new Date('2025-02-14T01:00:00Z'), now, 100)).toBe(100)
  })

  test('are what its recovery point is measured by', () => {
    expect(cadenceOf(source, 'UTC', now).widestMs).toBe(3_600_000)
    const rare = { ...source, increments: { ...increments, schedule: '5 */6 * * *' } }
    // 00:05, 03:05 (full), 06:05, 12:05, 18:05
    expect(cadenceOf(rare, 'UTC', now).widestMs).toBe(6 * 3_600_000)
  })
})
