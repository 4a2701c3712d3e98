import { describe, expect, test } from 'vitest'
import { adviceOf, complianceOf, type Health, type SourceHealth } from '../../../src/judge/judge.ts'
import { health, now, offsite, oldest, orders, primary } from '../../report/health-sample.ts'

const [day, week] = [86_400_000, 7 * 86_400_000]
const ago = (ms: number) => new Date(Date.parse(now) - ms).toISOString()
const of = (over: Partial<SourceHealth>, rest: Partial<Health> = {}) => {
  const source = { ...orders, unread: [], ...over }
  return adviceOf({ ...health, sources: [source], stores: [primary, offsite], ...rest })
}
const said = (code: string, ...given: Parameters<typeof of>) => of(...given).filter((one) => one.code === code)

describe('the advice', () => {
  const trend = { backups: 40, spanMs: 39 * day, medianBytes: 1e8, perWeekBytes: 4_000_000, perWeek: 0.04 }
  const backups = { ...orders.backups, count: 40, bytes: 4_000_000_000 }
  const retention = { ...orders.retention, max: { bytes: 5_440_000_000 } }

  test('says in how many weeks max.size is reached', () => {
    const [one] = said('max-size-near', { size: trend, backups, retention })
    expect(one?.message).toBe(
      'orders grows 4 % a week: max.size is reached in 9 weeks (3.7 GiB of 5.1 GiB, 152.6 MiB more a week)'.replace(
        '152.6 MiB',
        '153 MiB',
      ),
    )
    expect(one?.numbers).toMatchObject({ weeks: 9, bytes: 4e9, maxBytes: 5.44e9, bytesPerWeek: 1.6e8 })
  })

  test.each([
    ['from three points', { size: { ...trend, backups: 3 } }],
    ['from a few days', { size: { ...trend, spanMs: 3 * day } }],
    ['of what shrinks', { size: { ...trend, perWeekBytes: -4, perWeek: -0.1 } }],
    ['of what is years ahead', { size: { ...trend, perWeekBytes: 1000 } }],
    ['without a limit', { size: trend, retention: orders.retention }],
  ])('says nothing of growth %s', (_, over) => {
    expect(said('max-size-near', { backups, retention, ...over })).toEqual([])
  })

  test('says when min-free is reached by what the sources of the store add', () => {
    const [one] = said('min-free-near', { size: trend, backups: { ...backups, count: 400 } })
    expect(one).toMatchObject({ store: 'primary', numbers: { weeks: 5, bytesPerWeek: 1.6e9, freeBytes: 9e9 } })
    expect(one?.message).toContain('min-free is reached in 5 weeks')
  })

  test('says for how long nobody has restored', () => {
    const history = (back: number) => ({
      ...orders.history,
      proofs: [{ id: 'x', at: ago(back), level: 'restore', outcome: 'passed', store: 'primary' } as const],
    })
    const old = { ...orders.backups, oldest: { ...oldest, at: ago(200 * day) } }
    expect(said('no-restore', { history: history(63 * day), backups: old })[0]?.message).toBe(
      'nobody has restored orders for 63 days',
    )
    expect(said('no-restore', { history: history(59 * day), backups: old })).toEqual([])
    expect(said('no-restore', { history: { ...orders.history, proofs: [] }, backups: old })[0]?.message).toBe(
      'nobody has ever restored orders, and its oldest backup is 200 days old',
    )
    // A source of a week has not had its chance, and of a store that is away nobody knows.
    expect(said('no-restore', { history: { ...orders.history, proofs: [] } })).toEqual([])
    const unread = [{ store: 'offsite', message: 'down' }]
    expect(said('no-restore', { history: { ...orders.history, proofs: [] }, backups: old, unread })).toEqual([])
  })

  test('says how near a restore is to its RTO, and that it grows where five of them say so', () => {
    const proofs = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...{ id: `x${i}`, at: ago((count - i) * week), level: 'restore', outcome: 'passed', store: 'primary' },
        durations: { start: 4000, restore: 96_000 + i * 5000 },
      })) as unknown as SourceHealth['history']['proofs']
    const [one] = said('rto-near', { history: { ...orders.history, proofs: proofs(5) } })
    expect(one?.message).toBe(
      'the restore of orders takes 80 % of its RTO and grows by 5.0 s a week: it is reached in 6 weeks (2 m of 2 m 30 s)',
    )
    const [few] = said('rto-near', { history: { ...orders.history, proofs: proofs(4) } })
    expect(few?.message).toBe('the restore of orders takes 80 % of its RTO (2 m of 2 m 30 s)')
    const rto = { ...orders.objectives.rto, measuredMs: 60_000 }
    expect(said('rto-near', { objectives: { ...orders.objectives, rto } })).toEqual([])
  })

  test('names the one provider that has all copies, and the one store', () => {
    const both = [
      { ...offsite, store: 'primary', provider: 'amazonaws.com' },
      { ...offsite, provider: 'amazonaws.com' },
    ]
    expect(said('one-provider', {}, { stores: both })[0]?.message).toBe(
      'the copies of orders are all with one provider, amazonaws.com (primary and offsite)',
    )
    expect(said('one-provider', {}, { stores: [both[0] as never, { ...offsite, provider: 'example.net' }] })).toEqual(
      [],
    )
    // An address out of the environment may be anybody's.
    expect(said('one-provider', {}, { stores: [offsite, { ...offsite, store: 'primary' }] })).toEqual([])
    const copies = orders.copies.slice(0, 1)
    expect(said('one-store', { copies })[0]?.message).toBe('the copies of orders are all in one store, primary')
  })

  test('counts the attempts that fail', () => {
    const days30 = { succeeded: 26, failed: 4, rate: 0.8667 }
    const triggers = { ...orders.triggers, success: { ...orders.triggers.success, days30 } }
    expect(said('attempts-fail', { triggers })[0]?.message).toBe(
      '4 of 30 attempts to back up orders failed in 30 days, most with tool-failed',
    )
    expect(said('attempts-fail', {})).toEqual([])
  })

  test('has a hint and numbers each time', () => {
    for (const one of of({ size: trend, backups, retention })) {
      expect(one.hint).toMatch(/^[A-Z].*\.$/)
      expect(Object.values(one.numbers).every(Number.isFinite)).toBe(true)
    }
  })
})

describe('the compliance', () => {
  const rows = (over: Partial<SourceHealth> = {}) => complianceOf({ ...health, sources: [{ ...orders, ...over }] })
  const met = (rule: string, over: Partial<SourceHealth> = {}) => rows(over).find((one) => one.rule === rule)

  test('holds each rule against what was found, with the object that shows it', () => {
    const id = orders.lastSuccess?.id
    expect(met('rpo')).toMatchObject({ met: 'unmet', evidence: [`orders/manifests/${id}.json`] })
    expect(met('rto')).toMatchObject({ met: 'met', found: 'the last test restore that passed took 2 m' })
    expect(met('rto')?.evidence).toEqual([
      `orders/proofs/${id}/2026-11-23T04-00-00.000000Z.restore.primary.passed.json`,
    ])
    expect(met('copies')).toMatchObject({ met: 'met', found: 'in 2 stores' })
    expect(met('encryption')).toMatchObject({ met: 'met', evidence: [`orders/keys/${id}.json`] })
    expect(met('deletion')).toMatchObject({ met: 'met', asked: 'keep the last 40' })
    expect(met('min-free')).toMatchObject({ store: 'primary', met: 'met' })
    expect(met('signature')).toBeUndefined()
  })

  test('of what could not be read is not known, and of what is not there is not met', () => {
    const rpo = { targetMs: 7_200_000, days: [] }
    const { lastSuccess: _, ...rest } = orders
    const none = { ...rest, objectives: { ...orders.objectives, rpo } }
    expect(complianceOf({ ...health, sources: [none] }).find(({ rule }) => rule === 'rpo')?.met).toBe('unknown')
    expect(
      complianceOf({ ...health, sources: [{ ...none, unread: [] }] }).find(({ rule }) => rule === 'rpo')?.met,
    ).toBe('unmet')
    const recipients = orders.encryption.recipients.map(({ sealsNewest: _no, ...one }) => one)
    expect(met('encryption', { encryption: { ...orders.encryption, recipients } })?.met).toBe('unknown')
    const other = [{ fingerprint: 'f'.repeat(16), inPolicy: true, sealsNewest: false }]
    expect(met('encryption', { encryption: { ...orders.encryption, recipients: other } })?.met).toBe('unmet')
  })

  test('meets nothing by what only looks well', () => {
    const [check, restore] = orders.proofs
    if (!check || !restore) throw new Error('no proofs')
    // The last restore failed, though the one before it was in time.
    const failed = { ...restore, outcome: 'failed' as const }
    expect(met('rto', { proofs: [check, failed] })).toMatchObject({
      met: 'unmet',
      found: expect.stringMatching(/failed; the last test restore that passed took 2 m$/),
      evidence: [expect.stringMatching(/restore\.primary\.failed\.json$/)],
    })
    // The scheduler is alive, and the backup failed.
    const last = { at: ago(day), command: 'backup', outcome: 'failed' as const }
    expect(met('schedule')?.met).toBe('met')
    expect(met('schedule', { triggers: { ...orders.triggers, last } })).toMatchObject({
      met: 'unmet',
      found: expect.stringContaining('failed'),
    })
    // A name in the store that says "passed", and nothing in it: anybody may have written it.
    const { durations: _, durationMs: __, ...planted } = restore
    const history = { ...orders.history, proofs: [...orders.history.proofs, planted] }
    const named = { history, proofs: [check, planted], verification: { restore: '0 4 * * 1', assertions: 0 } }
    expect(met('verified-within')?.met).toBe('met')
    for (const rule of ['verified-within', 'restore-proofs'])
      expect(met(rule, named)).toMatchObject({ met: 'unknown', found: expect.stringContaining('by its name alone') })
  })

  test('of proofs goes by their schedule', () => {
    const verification = { restore: '0 4 * * 1', assertions: 1 }
    expect(met('restore-proofs', { verification })?.met).toBe('met')
    const [check, restore] = orders.proofs
    const late = [check, { ...restore, overdueSince: ago(day) }] as SourceHealth['proofs']
    expect(met('restore-proofs', { verification, proofs: late })?.met).toBe('unmet')
    expect(met('restore-proofs', { verification, proofs: [] })?.met).toBe('unknown')
    expect(met('read-proofs', { verification })).toBeUndefined()
  })
})
