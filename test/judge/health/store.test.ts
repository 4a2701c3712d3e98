import { describe, expect, test } from 'vitest'
import { judgeStore, type StoreLook } from '../../../src/judge/judge.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { catalogOf, entry } from '../../retain/entry.ts'

const now = new Date('2026-02-14T12:00:00Z')
const gib = 2 ** 30
const policy = {
  stores: {
    primary: { kind: 'directory', path: '/var/backups', minFreeBytes: gib, timeoutMs: 1 },
    offsite: { kind: 's3', bucket: 'shop', prefix: 'prod', region: 'eu-north-1', timeoutMs: 1 },
  },
  prices: { currency: 'USD', perGibMonth: { primary: 0.5 } },
} as unknown as Policy
const reached: StoreLook = {
  probe: { state: 'reached', at: now.toISOString(), cached: false },
  lock: { state: 'impossible' },
}
const kept = entry('2026-02-14 02:00', { bytes: 2 * gib })
const deleted = entry('2026-02-13 02:00', {
  bytes: gib,
  marked: ['primary'],
  trashed: { at: now, purgeAfter: now },
})
const elsewhere = entry('2026-02-12 02:00', { bytes: gib, copies: ['offsite'] })
const catalog = catalogOf([kept, deleted, elsewhere])
const withRoom = (freeBytes: number) =>
  judgeStore(policy, 'primary', [catalog], { ...reached, room: { freeBytes, totalBytes: 100 * gib } }, now)

describe('a store', () => {
  test('has the copies that lie in it, and costs what it holds, with what is within its grace period', () => {
    expect(judgeStore(policy, 'primary', [catalog], reached, now)).toEqual({
      store: 'primary',
      kind: 'directory',
      where: '/var/backups',
      path: '/var/backups',
      state: 'good',
      probe: reached.probe,
      backups: {
        count: 1,
        bytes: 2 * gib,
        deleted: 1,
        deletedBytes: gib,
        sources: 1,
        oldestAt: '2026-02-14T02:00:00.000Z',
        newestAt: '2026-02-14T02:00:00.000Z',
        partial: false,
      },
      lock: { state: 'impossible' },
      cost: { currency: 'USD', perMonth: 1.5 },
      findings: [],
    })
    const { cost, ...offsite } = judgeStore(policy, 'offsite', [catalog], reached, now)
    expect(cost).toBeUndefined()
    expect(offsite).toMatchObject({ where: 's3://shop/prod', bucket: 'shop', backups: { count: 1 } })
  })

  test('has no number where it could not be read, and no cost where some of it could not be', () => {
    const unread = catalogOf([], { unread: [{ store: 'primary', message: 'no' }] })
    const dead = judgeStore(
      policy,
      'primary',
      [unread],
      { ...reached, probe: { ...reached.probe, state: 'unreachable' } },
      now,
    )
    expect(dead).toMatchObject({ state: 'bad', findings: [{ code: 'store-unreachable', level: 'failure' }] })
    for (const name of ['backups', 'cost', 'room']) expect(dead).not.toHaveProperty(name)
    const half = judgeStore(policy, 'primary', [catalog, unread], reached, now)
    expect(half.backups).toMatchObject({ count: 1, partial: true })
    expect(half).not.toHaveProperty('cost')
  })

  test('is low on room below min-free, and before that where one more backup of each source does not fit', () => {
    expect(withRoom(4 * gib)).toMatchObject({ state: 'good', room: { met: true, minFreeBytes: gib } })
    expect(withRoom(2 * gib)).toMatchObject({
      state: 'warning',
      room: { met: true },
      findings: [{ code: 'storage-low', level: 'warning', message: expect.stringContaining('takes 2.0 GiB') }],
    })
    expect(withRoom(gib / 2)).toMatchObject({
      state: 'bad',
      room: { met: false },
      findings: [{ code: 'storage-low', level: 'failure' }],
    })
  })

  test('says what could not be looked at although it was reached, and is no worse for it', () => {
    const unread = [{ what: 'the lock of the newest backup', message: 'head x: refused', hint: 'Allow it.' }]
    const store = judgeStore(policy, 'primary', [catalog], { ...reached, unread }, now)
    expect(store.findings).toEqual([
      {
        level: 'note',
        code: 'not-looked',
        message: 'the lock of the newest backup of primary is not known: head x: refused',
        hint: 'Allow it.',
        store: 'primary',
      },
    ])
    expect(store.state).toBe('good')
  })
})
