import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RunRecord, type SourceCatalog, withChains } from '../../src/catalog/catalog.ts'
import { plan, putOffMs, scheduleHealth } from '../../src/plan/plan.ts'
import type { Policy, Source } from '../../src/policy/policy.ts'
import { sqliteSource } from '../engine/source.ts'
import { catalogOf, entry } from '../retain/entry.ts'

const hour = 3_600_000
const now = new Date('2026-02-14T12:00:00Z')
const source = { ...sqliteSource('a.sqlite'), name: 'orders', schedule: '*/30 * * * *' }
const catalog = (over: Partial<SourceCatalog> = {}) => catalogOf([], over)
const backupOf = (made: Source, known: SourceCatalog, at = now) => {
  const policy = { timezone: 'UTC', sources: { [made.name]: made } } as unknown as Policy
  const task = plan(policy, new Map([[made.name, known]]), at).find(({ kind }) => kind === 'backup')
  if (!task) throw new Error('no backup')
  return task
}
const run = (at: string, over: Partial<RunRecord> = {}): RunRecord => {
  const startedAt = new Date(`${at.replace(' ', 'T')}Z`)
  const of = { id: at, source: 'orders', command: 'backup', trigger: 'schedule', because: [] } as const
  return { ...of, startedAt, finishedAt: startedAt, outcome: 'failed', ...over }
}

describe('a paused source', () => {
  test('is never due, not even for its first backup, and gives the reason', () => {
    for (const known of [catalog(), catalog({ entries: [entry('2026-01-01 00:00')] })]) {
      const { due, because, next } = backupOf({ ...source, paused: true }, known)
      expect({ due, next }).toEqual({ due: false, next: undefined })
      expect(because.join()).toMatch(/^paused in the policy/)
    }
  })
})

test('a backup is due if the newest is an increment that cannot be restored', () => {
  const daily = { ...source, schedule: '0 2 * * *' }
  const known = (base: string) =>
    catalog({
      entries: withChains([entry('2026-02-14 03:00', { base }), entry('2026-02-12 03:00', { id: 'full' })], false),
    })
  expect(backupOf(daily, known('full')).due).toBe(false)
  expect(backupOf(daily, known('gone'))).toMatchObject({
    due: true,
    because: [expect.stringContaining('last backup 2026-02-12 03:00'), expect.stringContaining('missed 1 tick')],
  })
})

describe('jitter', () => {
  test('is the same at every call, different for each source, and never more than asked for', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 24 * hour }), (name, jitterMs) => {
        const off = putOffMs({ name, jitterMs })
        expect(off).toBe(putOffMs({ name, jitterMs }))
        expect(off).toBeGreaterThanOrEqual(0)
        expect(off).toBeLessThanOrEqual(jitterMs)
      }),
    )
    const names = Array.from({ length: 100 }, (_, i) => `source-${i}`)
    expect(new Set(names.map((name) => putOffMs({ name, jitterMs: hour }))).size).toBeGreaterThan(95)
    expect(putOffMs({ name: 'orders' })).toBe(0)
  })

  test('delays each tick by that much: it is not due before, and due once from then on', () => {
    const daily = { ...source, schedule: '0 2 * * *', jitterMs: hour }
    const off = putOffMs(daily)
    expect(off).toBeGreaterThan(60_000)
    const tick = new Date(Date.parse('2026-02-14T02:00:00Z') + off)
    const known = catalog({ entries: [entry('2026-02-13 05:00')] })
    const before = backupOf(daily, known, new Date(tick.getTime() - 1))
    expect(before).toMatchObject({ due: false, next: tick })
    expect(backupOf(daily, known, tick)).toMatchObject({ due: true, because: [expect.stringMatching(/delayed by/)] })
    const done = catalog({ entries: [entry(tick)] })
    expect(backupOf(daily, done, new Date(tick.getTime() + 20 * hour)).due).toBe(false)
  })

  test('does not delay the first backup', () => {
    expect(backupOf({ ...source, jitterMs: hour }, catalog()).due).toBe(true)
  })
})

describe('the health of a schedule', () => {
  const health = (known: SourceCatalog, made: Source = source, at = now) =>
    scheduleHealth(made, known, { now: at, timezone: 'UTC' })

  test('is silent when several due ticks produced nothing, and says what to type', () => {
    const silent = health(catalog({ entries: [entry('2026-02-14 05:00')] }))
    expect(silent).toEqual({
      state: 'silent',
      since: new Date('2026-02-14T05:00:00Z'),
      missed: 12,
      message: 'no tick for 7 h, though the schedule is "*/30 * * * *" (12 missed)',
      hint: 'See whether the cron line or the timer that calls `backproof run` is still there (`crontab -l`, `systemctl list-timers`) and what it prints; then call it once.',
    })
  })

  test('is stated in days if the silence is long, and mentions GitHub only if a workflow made the last backup', () => {
    const made = entry('2025-01-10 11:00')
    const from = (origin: Readonly<Record<string, string>>, trigger: 'schedule' | 'manual' = 'schedule') => {
      const known = catalog({ entries: [{ ...made, manifest: { ...made.manifest, origin, trigger } }] })
      const found = health(known)
      return found.state === 'silent' ? [found.message, found.hint].join('. ') : found.state
    }
    expect(from({ host: 'db1' })).toMatch(/^no tick for 400 days, though/)
    expect(from({ host: 'db1' })).toContain('calls `backproof run` on db1, which made the last one')
    expect(from({ host: 'db1' })).not.toContain('GitHub')
    expect(from({ host: 'laptop' }, 'manual')).not.toContain('laptop')
    expect(from({ host: 'runner', workflow: 'Backup' })).toContain('GitHub disables schedules')
  })

  test('names the workflow that made the last scheduled backup, unless its name cannot be pasted', () => {
    const from = (workflow: string) => {
      const made = entry('2026-02-14 05:00')
      const origin = { workflow }
      const found = health(catalog({ entries: [{ ...made, manifest: { ...made.manifest, origin } }] }))
      return found.state === 'silent' ? found.hint : found.state
    }
    expect(from('Backup')).toContain('`gh workflow enable Backup`')
    expect(from('Nightly backup')).toContain('`gh workflow enable "Nightly backup"`')
    expect(from('x`; rm -rf ~; `')).toContain('`gh workflow enable scheduled.yml`')
  })

  test('tolerates one late tick', () => {
    expect(health(catalog({ entries: [entry('2026-02-14 10:31')] })).state).toBe('alive')
    expect(health(catalog({ entries: [entry('2026-02-14 10:29')] })).state).toBe('silent')
    const daily = { ...source, schedule: '0 2 * * *' }
    expect(health(catalog({ entries: [entry('2026-02-13 02:10')] }), daily).state).toBe('alive')
    expect(health(catalog({ entries: [entry('2026-02-12 02:10')] }), daily).state).toBe('silent')
  })

  test('is alive if scheduled runs fail, because that is a different problem', () => {
    const entries = [entry('2026-02-14 05:00')]
    expect(health(catalog({ entries, runs: [run('2026-02-14 11:40')] })).state).toBe('alive')
    expect(health(catalog({ entries, runs: [run('2026-02-14 11:40', { trigger: 'manual' })] })).state).toBe('silent')
  })

  test('is alive if a backup took longer than the period of its schedule', () => {
    const made = entry('2026-02-14 08:00')
    const long = { ...made, manifest: { ...made.manifest, finishedAt: '2026-02-14T11:50:00.000Z' } }
    expect(health(catalog({ entries: [long] })).state).toBe('alive')
    const failed = run('2026-02-14 08:00', { finishedAt: new Date('2026-02-14T11:50:00Z') })
    expect(health(catalog({ runs: [failed] })).state).toBe('alive')
    expect(health(catalog({ runs: [{ ...failed, finishedAt: new Date('2026-02-15T00:00:00Z') }] })).state).toBe(
      'silent',
    )
  })

  test('ignores signs of life from the future or from strangers', () => {
    const entries = [entry('2026-02-14 05:00')]
    const future = [...entries, entry('2026-02-14 13:00')]
    const foreign = [...entries, entry('2026-02-14 11:50', { foreign: 'its manifest is not signed' })]
    expect(health(catalog({ entries: future })).state).toBe('silent')
    expect(health(catalog({ entries: foreign })).state).toBe('silent')
  })

  test('is not judged for new, paused and unscheduled sources', () => {
    const old = catalog({ entries: [entry('2025-01-01 00:00')] })
    const { schedule: _, ...unscheduled } = source
    expect(health(catalog()).state).toBe('alive')
    expect(health(old, { ...source, paused: true }).state).toBe('paused')
    expect(health(old, unscheduled).state).toBe('none')
  })
})
