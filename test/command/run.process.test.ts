import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acquireLease } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { annotations, type Report, renderSummary } from '../../src/report/report.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

const defaults = `  schedule: "0 2 * * *"
  retention: { keep: { last: 3 }, grace: 7d }
  verify: { read: "0 3 * * *" }
`
const hour = 3600_000
const withoutKey = { env: { PATH: process.env['PATH'] } }

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ defaults })
})
afterEach(() => shop[Symbol.asyncDispose]())

const dueOf = async (over = {}) => {
  const result = await shop.run('run', {}, over)
  const { tasks, problems } = reportOf(result)
  return { due: tasks.filter(({ due }) => due).map(({ kind }) => kind), tasks, problems, result }
}

describe('run', () => {
  test('makes the first backup and its proof, and then nothing until the next tick', async () => {
    const first = await dueOf()
    expect(first.due).toEqual(['backup', 'read'])
    expect(first.problems).toEqual([])
    expect(reportOf(first.result)).toMatchObject({ proofs: [{ level: 'read', outcome: 'passed' }] })
    expect(first.result.ids).toHaveLength(1)
    const { entries } = await shop.catalog()
    expect(entries[0]?.manifest).toMatchObject({ trigger: 'schedule', tags: ['daily', 'weekly', 'monthly'] })
    expect(entries[0]?.proofs.map(({ level, store }) => `${level} ${store}`).sort()).toEqual([
      'check a',
      'check b',
      'read a',
    ])

    const second = await dueOf()
    expect(second.due).toEqual(['prune'])
    expect(second.tasks.find(({ kind }) => kind === 'backup')).toMatchObject({
      because: [expect.stringMatching(/not due until .*02:00/)],
      next: '2026-03-03T02:00:00.000Z',
    })
    shop.at('2026-03-03T02:00:01Z')
    expect((await dueOf()).due).toEqual(['backup', 'prune'])
    shop.at('2026-03-03T03:00:01Z')
    expect((await dueOf()).due).toEqual(['read', 'prune'])
    expect((await shop.catalog()).entries.map((entry) => entry.manifest.tags)).toEqual([
      ['daily'],
      ['daily', 'weekly', 'monthly'],
    ])
  })

  test('makes up for many missed ticks with one backup', async () => {
    await shop.run('run')
    shop.world.advance(10 * 24 * hour)
    const { due, tasks } = await dueOf()
    expect(due).toEqual(['backup', 'read', 'prune'])
    expect(tasks[0]?.because.join()).toMatch(/missed 9 ticks; one backup heals them/)
    expect((await shop.catalog()).entries).toHaveLength(2)
    expect((await dueOf()).due).toEqual(['prune'])
  })

  test('proves the backup that it has just made, or the newest existing one if that failed', async () => {
    const [first] = (await shop.run('run')).ids ?? []
    shop.world.advance(24 * hour)
    const { result } = await dueOf()
    expect(reportOf(result).proofs.map(({ id }) => id)).toEqual(result.ids)
    expect(result.ids).not.toContain(first)
    shop.world.advance(24 * hour)
    shop.wrap((store) => faultyStore(store, [{ call: 'put', key: '/data/', does: 'fail' }]))
    const failed = await dueOf()
    expect(codesOf(failed.result)).toEqual(['store-failed'])
    expect(reportOf(failed.result).proofs.map(({ id }) => id)).toEqual(result.ids)
  })

  test('reports once that the first backup failed, because no proof can be missed yet', async () => {
    shop.wrap((store) => faultyStore(store, [{ call: 'put', key: '/data/', does: 'fail' }]))
    const { result, tasks } = await dueOf()
    expect(codesOf(result)).toEqual(['store-failed'])
    expect(tasks.find(({ kind }) => kind === 'read')?.because.at(-1)).toBe('left alone: no backup to prove yet')
  })

  test('continues with the other sources when one cannot even be examined', async () => {
    const policy = await readFile(shop.path('backup-policy.yml'), 'utf8')
    await shop.policy(`${policy}  other: { engine: files, paths: [${shop.path('data')}] }\n`)
    shop.wrap((store) => ({
      ...store,
      list: (prefix, signal) => {
        if (prefix.startsWith('files/')) throw new TypeError('a bug')
        return store.list(prefix, signal)
      },
    }))
    const result = await shop.run('run')
    expect(result.problems).toEqual([expect.objectContaining({ message: 'a bug' })])
    expect(reportOf(result).problems).toMatchObject([{ code: 'bug', message: 'a bug' }])
    shop.wrap(undefined)
    expect((await shop.catalog('other')).entries).toHaveLength(1)
  })

  test('tries a failed backup again at the next tick, and says what happened', async () => {
    await shop.run('run')
    shop.world.advance(24 * hour)
    shop.wrap((store) => faultyStore(store, [{ call: 'put', key: '/data/', does: 'fail' }]))
    expect(codesOf((await dueOf()).result)).toEqual(['store-failed'])
    shop.wrap(undefined)
    const { due, tasks, problems } = await dueOf()
    expect(due).toContain('backup')
    expect(tasks[0]?.because.join()).toMatch(/the last attempt failed/)
    expect(problems).toEqual([])
  })

  test('completes a degraded backup from the existing copy', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    const degraded = await shop.run('run')
    expect(codesOf(degraded)).toContain('store-unavailable')
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a'], missing: ['b'] }])
    shop.wrap(undefined)
    const { due, result } = await dueOf()
    expect(due).toEqual(['copy', 'prune'])
    expect(result.problems).toEqual([])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'], missing: [], foreign: undefined }])
    const sealed = (name: string) => shop.objects(name).filter((key) => !key.includes('/proofs/'))
    expect(sealed('b')).toEqual(sealed('a'))
    for (const key of sealed('a'))
      expect(shop.stores['b']?.objects.get(key)).toEqual(shop.stores['a']?.objects.get(key))
    expect((await shop.run('verify', { store: 'b' })).problems).toEqual([])
  })

  test('does not spread a damaged copy, copies a good one instead, and fails if none is good', async () => {
    await using three = await openShop({ defaults, stores: ['a', 'b', 'c'] })
    three.wrap((store, name) => (name === 'c' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    await three.run('backup')
    three.wrap(undefined)
    const [key = ''] = three.objects('a').filter((name) => name.endsWith('files.tar'))
    const damage = (store: string) => {
      const bytes = three.stores[store]?.objects.get(key)
      bytes?.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    }
    damage('a')
    const healed = await three.run('run')
    // Met while it was copied, and on record: the proof that is due reads the good one.
    expect(codesOf(healed)).toEqual(['object-damaged'])
    expect(three.stores['c']?.objects.get(key)).toEqual(three.stores['b']?.objects.get(key))
    expect((await three.catalog()).entries).toMatchObject([{ copies: ['b', 'c'], damaged: [{ store: 'a' }] }])

    for (const name of three.objects('c')) three.stores['c']?.objects.delete(name)
    damage('b')
    const spread = await three.run('run')
    expect(codesOf(spread)).toContain('object-damaged')
    // Both are on record, none is whole: a new backup is made, and nothing of the old one reaches c.
    const { entries } = await three.catalog()
    expect(entries.at(-1)?.damaged).toMatchObject([{ store: 'a' }, { store: 'b' }])
    expect(entries.map((one) => one.id)).toEqual([spread.ids?.[0], entries.at(-1)?.id])
    expect(three.objects('c').filter((name) => name.includes(`/manifests/${entries.at(-1)?.id}`))).toEqual([])
  })

  test('leaves a source to the run that holds its lease, without failing', async () => {
    await shop.run('run')
    shop.at('2026-03-03T02:30:00Z')
    const { world, stores } = shop
    const before = shop.objects('a')
    const lease = { holder: 'octo/shop run 7', now: world.now, signal: world.signal }
    {
      await using _ = await acquireLease(stores['b'] as never, 'files', lease)
      const { due, tasks, result } = await dueOf({})
      expect(due).toEqual(['backup', 'prune'])
      expect(result.problems).toEqual([])
      expect(result.report?.status).toBe('succeeded')
      expect(tasks[0]?.because.at(-1)).toMatch(/left alone: files in memory b is being written by octo\/shop run 7/)
      const applied = await shop.run('run', { apply: true })
      expect(applied.problems).toEqual([])
      expect(shop.objects('a')).toEqual(before)
      // On demand it is a failure: a person waits for this backup.
      expect(codesOf(await shop.run('backup'))).toEqual(['lease-held'])
    }
    expect((await dueOf()).result.problems).toEqual([])
    expect((await shop.catalog()).entries).toHaveLength(2)
  })

  test('fails when due work waits for a lease that no run renews any more, and says until when', async () => {
    await shop.run('run')
    shop.at('2026-03-03T02:30:00Z')
    const { world, stores } = shop
    await acquireLease(stores['b'] as never, 'files', { holder: 'killed', now: world.now, signal: world.signal }).then(
      () => {}, // never given back
    )
    shop.at('2026-03-03T02:33:00Z')
    const { result } = await dueOf({})
    expect(codesOf(result)).toEqual(['lease-abandoned'])
    expect(result.report?.status).toBe('failed')
    expect(result.problems).toMatchObject([
      {
        message: expect.stringMatching(/free at 2026-03-03 02:45 UTC/),
        hint: expect.stringMatching(/Run this again after/),
      },
    ])
    // The other store has nobody who writes to it, and has the backup.
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a'] }, { copies: ['a', 'b'] }])
    shop.at('2026-03-03T02:46:00Z')
    expect((await dueOf()).result.problems).toEqual([])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'] }, { copies: ['a', 'b'] }])
  })

  test('fails when its lease is lost during the run, and commits nothing', async () => {
    let armed = true
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        // The lease expires and another run takes it while the data is on its way.
        if (armed && key.endsWith('facts.json') && name === 'a') {
          armed = false
          shop.world.advance(hour)
          await acquireLease(shop.stores['a'] as never, 'files', {
            holder: 'thief',
            now: shop.world.now,
            signal: options.signal,
          })
        }
        return store.put(key, body, options)
      },
    }))
    const result = await shop.run('backup')
    expect(armed).toBe(false)
    expect(codesOf(result)).toEqual(['run-failed'])
    expect((await shop.catalog()).entries).toEqual([])
  })

  test('leaves due proofs to a job with the secret key until they are overdue', async () => {
    const first = await dueOf(withoutKey)
    expect(first.due).toEqual(['backup', 'read'])
    expect(first.problems).toEqual([])
    expect(first.tasks.find(({ kind }) => kind === 'read')?.because.at(-1)).toMatch(
      /is waiting for a job that has BACKPROOF_SECRET_KEY/,
    )
    expect(shop.world.lines.join('\n')).toMatch(/is waiting for a job/)
    shop.at('2026-03-03T03:30:00Z')
    expect((await dueOf(withoutKey)).problems).toEqual([])
    shop.at('2026-03-04T03:30:00Z')
    const late = await dueOf(withoutKey)
    expect(late.problems).toMatchObject([
      { code: 'proof-overdue', message: expect.stringMatching(/overdue since 2026-03-03 03:00 UTC/) },
    ])
    expect(late.result.report?.status).toBe('failed')
    expect((await dueOf()).problems).toEqual([])
    expect((await dueOf(withoutKey)).problems).toEqual([])
  })

  test('deletes only with --apply, and nothing while any part of the source fails', async () => {
    for (const day of [2, 3, 4, 5, 6]) {
      shop.at(`2026-03-0${day}T12:00:00Z`)
      expect((await shop.run('run')).deleted).toEqual([])
    }
    expect((await shop.catalog()).entries.filter(({ trashed }) => trashed)).toEqual([])

    shop.at('2026-03-07T12:00:00Z')
    shop.wrap((store) => faultyStore(store, [{ call: 'put', key: '/data/', does: 'fail' }]))
    const failing = await shop.run('run', { apply: true })
    expect(codesOf(failing)).toEqual(['store-failed'])
    expect(reportOf(failing).retention).toMatchObject({ applied: false, deleted: [{}, {}] })
    expect(shop.world.lines.join('\n')).toMatch(/nothing is deleted while a part of it fails/)
    expect((await shop.catalog()).entries.filter(({ marked }) => marked.length > 0)).toEqual([])

    shop.wrap(undefined)
    const applied = await shop.run('run', { apply: true })
    expect(applied.problems).toEqual([])
    expect(applied.deleted).toHaveLength(3)
    expect((await shop.catalog()).entries.filter(({ trashed }) => trashed).map(({ id }) => id)).toEqual(applied.deleted)
  })

  test('continues when one store cannot be listed, fails, and deletes nothing', async () => {
    await shop.run('run')
    shop.at('2026-03-03T12:00:00Z')
    const denied = new Problem('store-denied', 'list: denied in b')
    shop.wrap((store, name) =>
      name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem: denied }]) : store,
    )
    const { due, result, problems } = await dueOf({})
    expect(due).toEqual(['backup', 'read'])
    expect(problems.map(({ message }) => message)).toEqual(['b could not be listed: list: denied in b'])
    expect(result.report?.status).toBe('failed')
    shop.wrap(undefined)
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'] }, { copies: ['a', 'b'] }])
  })

  test('reports a manifest that cannot be parsed in any store, and deletes nothing meanwhile', async () => {
    await shop.run('run')
    const [key = ''] = shop.objects('a').filter((name) => name.includes('/manifests/'))
    for (const store of Object.values(shop.stores)) store.objects.set(key, Buffer.from('{'))
    const { problems, result } = await dueOf()
    expect(problems).toMatchObject([{ code: 'manifest-damaged' }, { code: 'manifest-damaged' }])
    expect(result.deleted).toEqual([])
  })

  test('runs what is due for several sources, and only for those asked for', async () => {
    await expect(shop.run('run', { source: ['none'] })).rejects.toMatchObject({ code: 'usage' })
    expect((await shop.run('run', { source: ['files'] })).problems).toEqual([])
  })
})

describe('a source', () => {
  test('is not backed up by run while it is paused, but can be backed up by hand', async () => {
    await using paused = await openShop({ defaults, source: '    paused: true\n' })
    const { tasks, problems } = reportOf(await paused.run('run'))
    expect(tasks[0]).toMatchObject({
      kind: 'backup',
      due: false,
      because: [expect.stringMatching(/^paused in the policy/)],
    })
    expect(problems).toEqual([])
    expect((await paused.catalog()).entries).toEqual([])
    expect((await paused.run('backup')).problems).toEqual([])
    expect((await paused.run('report')).json).toMatchObject({
      sources: [{ schedule: { state: 'paused' }, state: 'warning' }],
    })
  })

  test('causes a visible warning when its schedule was silent, and is caught up', async () => {
    await shop.run('run')
    shop.world.advance(10 * 24 * hour)
    const plan = await shop.run('plan')
    expect(plan.text({ colour: false, width: 100 })).toContain('warning: no tick for 10 days')
    const result = await shop.run('run')
    expect(reportOf(result).warnings).toEqual([
      expect.stringMatching(/^no tick for 10 days.* on test, which made the last one/),
    ])
    expect(result.text({ colour: false, width: 100 })).toContain('no tick for 10 days')
    expect(renderSummary(result.report as Report)).toContain('no tick for 10 days')
    expect(annotations(result.report as Report)).toMatchObject([{ level: 'warning', title: 'files: schedule' }])
    expect(reportOf(await shop.run('run')).warnings).toEqual([])
  })
})
