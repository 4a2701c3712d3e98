import { describe, expect, test } from 'vitest'
import type { Entry, Proof, RunRecord, SourceCatalog } from '../../src/catalog/catalog.ts'
import { plan, type Task } from '../../src/plan/plan.ts'
import { type Policy, parsePolicy } from '../../src/policy/policy.ts'
import { catalogOf as catalog, entry, proof } from '../retain/entry.ts'

const now = new Date('2026-02-14T02:10:00Z')

function policyOf(source: string): Policy {
  const text = `
version: 1
project: shop
timezone: UTC
stores:
  primary: { directory: { path: /tmp/a } }
  offsite: { directory: { path: /tmp/b } }
encryption: { recipients: [rpub1x] }
sources:
  orders: { engine: sqlite, path: a.sqlite, stores: [primary, offsite], retention: { keep: { last: 3 } }, ${source} }
`
  const checks = {
    recipient: () => undefined,
    signer: () => undefined,
    cron: () => undefined,
    widestGap: () => undefined,
  }
  return parsePolicy(text, { path: 'p.yml', env: {}, checks })
}

function failedRun(at: string, command = 'backup'): RunRecord {
  const time = new Date(`${at.replace(' ', 'T')}Z`)
  const problem = { code: 'tool-failed', message: 'pg_dump failed' }
  return {
    id: at,
    source: 'orders',
    command,
    trigger: 'schedule',
    startedAt: time,
    finishedAt: time,
    outcome: 'failed',
    because: [],
    problem,
  }
}

function task(kind: Task['kind'], source: string, made: SourceCatalog, at = now): Task {
  const found = plan(policyOf(source), new Map([['orders', made]]), at).find((one) => one.kind === kind)
  if (!found) throw new Error(`no ${kind}`)
  return found
}

/** "due: a; b" */
const says = ({ due, because }: Task) => `${due ? 'due' : 'not due'}: ${because.join('; ')}`
const backup = (made: SourceCatalog, source = 'schedule: "*/30 * * * *"') => says(task('backup', source, made))
const at = (text: string, ...proofs: Proof[]) => entry(text, { proofs })

describe('a backup', () => {
  test('is due once for each tick', () => {
    expect(backup(catalog([]))).toBe('due: first backup: none exists yet')
    expect(backup(catalog([at('2026-02-14 01:30')]))).toBe(
      'due: last backup 2026-02-14 01:30 UTC is older than the tick of 02:00 UTC',
    )
    expect(backup(catalog([at('2026-02-14 02:00')]))).toBe(
      'not due: not due until 02:30 UTC: last backup 2026-02-14 02:00 UTC',
    )
    expect(backup(catalog([at('2026-02-13 23:45')]))).toBe(
      'due: last backup 2026-02-13 23:45 UTC is older than the tick of 2026-02-14 02:00 UTC; missed 4 ticks; one backup heals them',
    )
    expect(backup(catalog([at('2025-02-13 23:45')]))).toMatch(/; missed more than 1000 ticks; one backup heals them$/)
    expect(task('backup', 'schedule: "*/30 * * * *"', catalog([])).next).toEqual(new Date('2026-02-14T02:30:00Z'))
  })

  test('is only made on demand if there is no schedule', () => {
    expect(backup(catalog([]), '')).toBe('not due: no schedule: only on demand')
  })

  test('is not prevented by backups that do not count', () => {
    const trashed = { at: now, purgeAfter: now }
    const none = [
      entry('2026-02-14 02:01', { foreign: 'not signed' }),
      entry('2026-02-14 02:02', { trashed }),
      entry('2026-02-14 02:03', { copies: [] }),
      entry('2026-02-14 02:11'),
    ]
    expect(backup(catalog(none))).toBe('due: first backup: none exists yet')
  })

  test('is tried again after a failure', () => {
    const runs = [failedRun('2026-02-14 02:05'), failedRun('2026-02-14 02:08', 'prune'), failedRun('2026-02-13 02:00')]
    expect(backup(catalog([at('2026-02-14 01:30')], { runs }))).toBe(
      'due: last backup 2026-02-14 01:30 UTC is older than the tick of 02:00 UTC; the last attempt failed at 02:05 UTC: pg_dump failed',
    )
    expect(backup(catalog([at('2026-02-14 02:06')], { runs }))).not.toMatch(/failed/)
  })

  test('is not judged by an attempt from the future, which neither hides a failure nor counts as one', () => {
    const future = failedRun('2027-02-14 02:00')
    const made = [at('2026-02-14 01:30')]
    expect(backup(catalog(made, { runs: [future] }))).not.toMatch(/failed/)
    const runs = [{ ...future, outcome: 'succeeded' as const }, failedRun('2026-02-14 02:05')]
    expect(backup(catalog(made, { runs }))).toMatch(/the last attempt failed at 02:05 UTC/)
  })

  test('is not called the first if a store could not be listed', () => {
    const unread = [{ store: 'offsite', message: 'timed out' }]
    expect(backup(catalog([], { unread }))).toBe('due: no backup is known: store offsite could not be listed')
  })

  test('is due with a note that the RPO is exceeded', () => {
    expect(backup(catalog([at('2026-02-14 00:00')]), 'schedule: "0 * * * *", objectives: { rpo: 90min }')).toBe(
      'due: last backup 2026-02-14 00:00 UTC is older than the tick of 02:00 UTC; missed 1 tick; one backup heals it; the newest backup is older than the RPO of 1 h 30 min',
    )
  })
})

describe('a copy', () => {
  const lacking = [
    entry('2026-02-14 02:00', { id: 'c', missing: ['offsite'] }),
    entry('2026-02-13 02:00', { id: 'b', missing: ['offsite'], copies: ['primary'], marked: ['primary'] }),
    entry('2026-02-12 02:00', { id: 'a', missing: ['offsite'] }),
    entry('2026-02-11 02:00', { id: 'f', missing: ['offsite'], foreign: 'not signed' }),
  ]

  test('is due if a store lacks the backup', () => {
    const made = task('copy', '', catalog(lacking))
    expect(says(made)).toBe('due: store offsite lacks 2 backups, the newest c')
    expect(made).toHaveProperty('copies', [
      { id: 'c', from: 'primary', to: 'offsite' },
      { id: 'a', from: 'primary', to: 'offsite' },
    ])
    expect(says(task('copy', '', catalog([at('2026-02-14 02:00')])))).toBe(
      'not due: no backup that is known lacks a copy',
    )
  })

  test('is not planned for a store that could not be listed', () => {
    const unread = [{ store: 'offsite', message: 'timed out' }]
    expect(says(task('copy', '', catalog(lacking, { unread })))).toBe(
      'not due: no backup that is known lacks a copy; store offsite could not be listed: timed out',
    )
  })
})

describe('a proof', () => {
  const verify = 'verify: { read: "0 1 * * *", restore: "0 0 * * 6" }'
  const read = (...entries: Entry[]) => says(task('read', verify, catalog(entries)))
  const restore = (...entries: Entry[]) => says(task('restore', verify, catalog(entries)))

  test('is due once for each tick, for the newest backup', () => {
    expect(read()).toBe('not due: no backup to prove yet')
    expect(read(at('2026-02-14 02:00'))).toBe('due: first read: no backup has one yet')
    expect(read(at('2026-02-14 02:00'), at('2026-02-13 00:00', proof('read', '2026-02-13 01:00')))).toBe(
      'due: last read 2026-02-13 01:00 UTC is older than the tick of 2026-02-14 01:00 UTC',
    )
    expect(read(at('2026-02-14 02:00', proof('read', '2026-02-14 01:00')))).toBe(
      'not due: not due until 2026-02-15 01:00 UTC: last read 2026-02-14 01:00 UTC',
    )
    expect(task('read', verify, catalog([at('2026-02-14 02:00'), at('2026-02-13 02:00')]))).toHaveProperty(
      'id',
      'orders-2026-02-14T02:00',
    )
  })

  test('is due with the first backup', () => {
    expect(says(task('restore', `${verify}, schedule: "0 * * * *"`, catalog([])))).toBe(
      'due: first restore: no backup has one yet',
    )
  })

  test('covers the backup that the same run makes, if it makes one', () => {
    const made = catalog([at('2026-02-14 01:30')])
    expect(task('read', `${verify}, schedule: "0 * * * *"`, made)).not.toHaveProperty('id')
    expect(task('read', `${verify}, schedule: "0 1 * * *"`, made)).toHaveProperty('id', 'orders-2026-02-14T01:30')
  })

  test('does not delay the next proof if it is from the future', () => {
    const proofs = [proof('read', '2027-01-01 00:00'), proof('read', '2026-02-13 01:00')]
    expect(read(at('2026-02-13 00:00', ...proofs))).toBe(
      'due: last read 2026-02-13 01:00 UTC is older than the tick of 2026-02-14 01:00 UTC',
    )
  })

  test('by restore counts as a read, but not the other way round', () => {
    const proofs = [proof('check', '2026-02-14 02:00'), proof('restore', '2026-02-14 02:00')]
    expect(read(at('2026-02-14 02:00', ...proofs))).toMatch(/^not due: .*last restore 2026-02-14 02:00 UTC$/)
    expect(restore(at('2026-02-14 02:00', proof('read', '2026-02-14 02:00')))).toBe(
      'due: first restore: no backup has one yet',
    )
  })

  test('counts as a result if it failed, unless the environment caused the failure', () => {
    expect(read(at('2026-02-14 02:00', proof('read', '2026-02-14 01:00', 'data')))).toMatch(
      /^not due: .*read \(failed\)/,
    )
    expect(read(at('2026-02-14 02:00', proof('read', '2026-02-14 01:00', 'env')))).toBe(
      'due: first read: no backup has one yet; the last attempt failed at 01:00 UTC: no',
    )
  })

  test('is only made on demand if there is no schedule', () => {
    expect(says(task('read', '', catalog([at('2026-02-14 02:00')])))).toBe('not due: no schedule: only on demand')
  })
})

describe('retention', () => {
  test('is decided in every run, if everything is known', () => {
    const at7 = new Date(now.getTime() - 7 * 86_400_000)
    const gone = entry('2026-02-01 02:00', { trashed: { at: at7, purgeAfter: at7 } })
    expect(says(task('prune', '', catalog([at('2026-02-14 02:00'), gone])))).toBe(
      'due: evaluated on every run (1 backup); 1 deleted backup is past the grace period',
    )
    expect(says(task('prune', '', catalog([])))).toBe('not due: no earlier backup to decide on')
    expect(says(task('prune', '', catalog([gone], { unread: [{ store: 'offsite', message: 'timed out' }] })))).toBe(
      'not due: nothing is deleted on partial knowledge: store offsite could not be listed: timed out',
    )
  })
})

test('a plan has every kind of task for every requested source, with reasons', () => {
  const policy = policyOf('schedule: "0 2 * * *"')
  const two: Policy = {
    ...policy,
    sources: { ...policy.sources, app: { ...policy.sources['orders'], name: 'app' } as never },
  }
  const tasks = plan(two, new Map(), now)
  expect(tasks.map(({ source, kind }) => `${source} ${kind}`)).toEqual(
    ['orders', 'app'].flatMap((name) =>
      ['backup', 'copy', 'check', 'read', 'restore', 'prune'].map((kind) => `${name} ${kind}`),
    ),
  )
  expect(tasks.every(({ because }) => because.length > 0 && because.every((reason) => reason !== ''))).toBe(true)
  expect(new Set(plan(two, new Map(), now, ['app']).map(({ source }) => source))).toEqual(new Set(['app']))
})

test('times in the reasons are in the time zone of the policy, like the ticks', () => {
  const stockholm: Policy = { ...policyOf('schedule: "0 3 * * *"'), timezone: 'Europe/Stockholm' }
  const tasks = plan(stockholm, new Map([['orders', catalog([at('2026-02-14 01:55')])]]), now)
  expect(tasks[0]?.because).toEqual(['last backup 2026-02-14 02:55 CET is older than the tick of 03:00 CET'])
})
