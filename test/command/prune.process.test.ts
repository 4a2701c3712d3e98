import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acquireLease, objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 2 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
/** Oldest first. */
let ids: readonly string[]
beforeEach(async () => {
  shop = await openShop({ defaults })
  const made: string[] = []
  for (let i = 1; i <= 4; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
})
afterEach(() => shop[Symbol.asyncDispose]())

const shown = async () => {
  const { entries } = await shop.catalog()
  return entries.map(({ id, trashed }) => `${ids.indexOf(id) + 1}${trashed ? ' deleted' : ''}`).reverse()
}
const damageEverywhere = (id: string) => {
  for (const { objects } of Object.values(shop.stores)) {
    const damaged = objects.get(objectName.data('files', id, 'files.tar'))
    damaged?.writeUInt8(damaged.readUInt8(60) ^ 1, 60)
  }
}
const numbers = (found: readonly string[] | undefined) => (found ?? []).map((id) => ids.indexOf(id) + 1).sort()

describe('prune', () => {
  test('shows what it would delete and why, and deletes nothing', async () => {
    const before = shop.objects('a')
    const result = await shop.run('prune')
    expect(result.problems).toEqual([])
    expect(result.deleted).toEqual([])
    const { retention } = reportOf(result)
    expect(retention).toMatchObject({ applied: false, kept: 2, purged: [] })
    expect(numbers(retention?.deleted.map(({ id }) => id))).toEqual([1, 2])
    for (const { because } of retention?.decisions ?? []) expect(because.length).toBeGreaterThan(0)
    expect(retention?.deleted[0]?.because.join()).toMatch(/no rule keeps it/)
    expect(shop.objects('a')).toEqual(before)
    expect((await shop.catalog()).runs.map(({ command }) => command)).not.toContain('prune')
  })

  test('deletes with --apply in three steps: it marks, waits for the grace period, and purges in a later run', async () => {
    const result = await shop.run('prune', { apply: true })
    expect(numbers(result.deleted)).toEqual([1, 2])
    expect(await shown()).toEqual(['1 deleted', '2 deleted', '3', '4'])
    expect(reportOf(result).retention?.purged).toEqual([])

    shop.world.advance(3 * day - 60_000)
    expect(reportOf(await shop.run('prune', { apply: true })).retention?.purged).toEqual([])
    expect(await shown()).toEqual(['1 deleted', '2 deleted', '3', '4'])
    shop.world.advance(2 * 60_000)
    // One run alone, whose clock may be wrong, purges nothing.
    expect(reportOf(await shop.run('prune', { apply: true })).retention?.purged).toEqual([])
    expect(await shown()).toEqual(['1 deleted', '2 deleted', '3', '4'])
    const later = await shop.run('prune', { apply: true })
    expect(numbers(reportOf(later).retention?.purged)).toEqual([1, 2])
    expect(later.deleted).toEqual([])
    expect(await shown()).toEqual(['3', '4'])
    for (const store of ['a', 'b']) {
      expect(shop.objects(store).filter((key) => key.includes(ids[0] ?? '') || key.includes(ids[1] ?? ''))).toEqual([])
    }
    expect((await shop.run('verify')).problems).toEqual([])
  })

  test('purges backups past their grace period before it marks more, which a full disk may refuse', async () => {
    await shop.run('prune', { apply: true })
    shop.world.advance(3 * day + 60_000)
    await shop.run('prune', { apply: true })
    const newer = (await shop.run('backup')).ids ?? []
    const full = new Problem('store-failed', 'no space left on the disk (ENOSPC)')
    shop.wrap((store) => ({
      ...store,
      async put(key, body, options) {
        if (key === objectName.trash('files', ids[2] ?? '')) throw full
        return store.put(key, body, options)
      },
    }))
    const result = await shop.run('prune', { apply: true })
    expect(codesOf(result)).toEqual(['store-failed'])
    expect(result.deleted).toEqual([])
    expect(numbers(reportOf(result).retention?.purged)).toEqual([1, 2])
    expect(newer).toHaveLength(1)
    expect(await shown()).toEqual(['3', '4', '0'])
  })

  test('lets a deleted backup come back within its grace period, and deletes it again by the rules', async () => {
    await shop.run('prune', { apply: true })
    await shop.run('undelete', { id: [ids[0] ?? ''] })
    expect(await shown()).toEqual(['1', '2 deleted', '3', '4'])
    expect((await shop.run('restore', { id: [ids[0] ?? ''], into: 'out' })).problems).toEqual([])
    const again = await shop.run('prune', { apply: true })
    expect(numbers(again.deleted)).toEqual([1])
  })

  test('spares backups that are held or to be retained, and deletes them once they are no longer held', async () => {
    await shop.run('hold', { id: [ids[0] ?? ''], because: 'audit' })
    const retained = (await shop.run('backup', { retain: true })).ids?.[0] ?? ''
    for (let i = 0; i < 2; i++) {
      shop.world.advance(day)
      await shop.run('backup')
    }
    const first = await shop.run('prune', { apply: true })
    expect(numbers(first.deleted)).toEqual([2, 3, 4])
    const { decisions = [] } = reportOf(first).retention ?? {}
    expect(decisions.find(({ id }) => id === ids[0])?.because).toContain('held')
    expect(decisions.find(({ id }) => id === retained)?.because.join()).toMatch(/retained until/)
    await shop.run('unhold', { id: [ids[0] ?? ''] })
    expect(numbers((await shop.run('prune', { apply: true })).deleted)).toEqual([1])
  })

  test('respects a hold or an undelete that arrives while it purges', async () => {
    await shop.run('prune', { apply: true })
    shop.world.advance(4 * day)
    await shop.run('prune', { apply: true })
    let once = true
    shop.wrap((store, name) => ({
      ...store,
      async remove(keys, signal) {
        if (once && name === 'a') {
          once = false
          for (const inner of Object.values(shop.stores)) {
            inner.objects.set(objectName.hold('files', ids[0] ?? ''), Buffer.from('{}'))
            inner.objects.delete(objectName.trash('files', ids[0] ?? ''))
          }
        }
        return store.remove(keys, signal)
      },
    }))
    const result = await shop.run('prune', { apply: true })
    expect(once).toBe(false)
    expect(numbers(reportOf(result).retention?.purged)).toEqual([2])
    expect(await shown()).toEqual(['1', '3', '4'])
  })

  test('gives a new full grace period to a backup that is brought back and deleted again in the meantime', async () => {
    await shop.run('prune', { apply: true })
    shop.world.advance(4 * day)
    await shop.run('prune', { apply: true })
    const trash = objectName.trash('files', ids[0] ?? '')
    const purgeAfter = new Date(shop.world.now().getTime() + 3 * day)
    const again = Buffer.from(JSON.stringify({ trashedAt: shop.world.now(), purgeAfter, because: [] }))
    let once = true
    shop.wrap((store, name) => ({
      ...store,
      async remove(keys, signal) {
        if (once && name === 'a') for (const inner of Object.values(shop.stores)) inner.objects.set(trash, again)
        once = false
        return store.remove(keys, signal)
      },
    }))
    const result = await shop.run('prune', { apply: true })
    expect(once).toBe(false)
    expect(numbers(reportOf(result).retention?.purged)).toEqual([2])
    expect(await shown()).toEqual(['1 deleted', '3', '4'])
    shop.wrap(undefined)
    shop.world.advance(3 * day + 1000)
    await shop.run('prune', { apply: true })
    expect(numbers(reportOf(await shop.run('prune', { apply: true })).retention?.purged)).toEqual([1])
  })

  test('is not unfrozen by a proof dated in the future', async () => {
    const [{ id = '' } = {}] = (await shop.catalog()).entries
    const put = (at: Date, outcome: 'passed' | 'failed') =>
      shop.stores['a']?.objects.set(objectName.proof('files', id, at, 'read', 'a', outcome), Buffer.from('{}'))
    put(new Date(shop.world.now().getTime() - 1000), 'failed')
    put(new Date(shop.world.now().getTime() + 300 * day), 'passed')
    expect((await shop.run('prune', { apply: true })).deleted).toEqual([])
    put(shop.world.now(), 'passed')
    expect(numbers((await shop.run('prune', { apply: true })).deleted)).toEqual([1, 2])
  })

  test('does not purge a backup that is held in the trash', async () => {
    await shop.run('prune', { apply: true })
    await shop.run('hold', { id: [ids[0] ?? ''] })
    shop.world.advance(10 * day)
    await shop.run('prune', { apply: true })
    expect(numbers(reportOf(await shop.run('prune', { apply: true })).retention?.purged)).toEqual([2])
    expect(await shown()).toEqual(['1 deleted', '3', '4'])
  })

  test('is frozen by a failed proof, until a newer one passes', async () => {
    damageEverywhere(ids[3] ?? '')
    expect(codesOf(await shop.run('verify'))).toEqual(['proof-failed', 'proof-failed'])
    const frozen = await shop.run('prune', { apply: true })
    expect(frozen.deleted).toEqual([])
    expect(reportOf(frozen).retention?.findings.join()).toMatch(/read of .* failed/)
    expect(await shown()).toEqual(['1', '2', '3', '4'])

    shop.world.advance(day)
    await shop.run('backup')
    expect((await shop.run('prune', { apply: true })).deleted).toEqual([])
    expect((await shop.run('verify')).problems).toEqual([])
    expect(numbers((await shop.run('prune', { apply: true })).deleted)).toEqual([1, 2])
  })

  test('purges nothing while a failed proof freezes deletion, because a deleted backup may be the one that works', async () => {
    await shop.run('prune', { apply: true })
    damageEverywhere(ids[3] ?? '')
    expect(codesOf(await shop.run('verify'))).toEqual(['proof-failed', 'proof-failed'])
    shop.world.advance(9 * day)
    const { retention } = reportOf(await shop.run('prune', { apply: true }))
    expect(retention?.purged).toEqual([])
    expect(retention?.findings.join()).toMatch(/2 deleted backups past the grace period are not purged while .* frozen/)
    expect(await shown()).toEqual(['1 deleted', '2 deleted', '3', '4'])
    for (const command of ['prune', 'run'] as const)
      await expect(shop.run(command, { apply: true, thaw: true })).rejects.toMatchObject({ code: 'usage' })
    const thawed = await shop.run('prune', { apply: true, thaw: true, because: 'the disk was replaced' })
    expect(numbers(reportOf(thawed).retention?.purged)).toEqual([1, 2])
  })

  test.each([true, false])('refuses to run while a store cannot be listed (apply: %s)', async (apply) => {
    const problem = new Problem('store-denied', 'list: denied')
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem }]) : store))
    const result = await shop.run('prune', { apply })
    expect(codesOf(result)).toEqual(['retention-refused'])
    shop.wrap(undefined)
    expect(await shown()).toEqual(['1', '2', '3', '4'])
  })

  test('refuses to run while a store cannot be written or another run is writing', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    expect(codesOf(await shop.run('prune', { apply: true }))).toEqual(['retention-refused'])
    shop.wrap(undefined)
    const { now, signal } = shop.world
    await using _ = await acquireLease(shop.stores['b'] as never, 'files', { holder: 'other', now, signal })
    expect(codesOf(await shop.run('prune', { apply: true }))).toEqual(['lease-held'])
    expect(await shown()).toEqual(['1', '2', '3', '4'])
  })

  test('removes the stray marker of an interrupted deletion if the rules now keep the backup', async () => {
    shop.stores['a']?.objects.set(objectName.trash('files', ids[3] ?? ''), Buffer.from('{}'))
    await shop.run('prune')
    expect((await shop.catalog()).entries[0]?.marked).toEqual(['a'])
    await shop.run('prune', { apply: true })
    expect((await shop.catalog()).entries[0]).toMatchObject({ id: ids[3], marked: [], trashed: undefined })
  })

  test('treats an unreadable marker as a deletion, and purges nothing because of it', async () => {
    for (const store of Object.values(shop.stores)) {
      store.objects.set(objectName.trash('files', ids[0] ?? ''), Buffer.from('{'))
    }
    shop.world.advance(300 * day)
    await shop.run('prune', { apply: true })
    expect((await shown())[0]).toBe('1 deleted')
    await shop.run('undelete', { id: [ids[0] ?? ''] })
    expect((await shown())[0]).toBe('1')
  })

  test('sweeps leftovers of a killed run after a day or the grace period, and never what is committed or damaged', async () => {
    const id = 'files-2026-03-06T12-00-00.000000Z'
    const left = [objectName.data('files', id, 'files.tar'), objectName.key('files', id)]
    for (const key of left) shop.stores['b']?.objects.set(key, Buffer.from('x'))
    const damaged = objectName.manifest('files', ids[3] ?? '')
    shop.stores['b']?.objects.set(damaged, Buffer.from('{'))
    // Killed before it wrote its key object.
    shop.stores['a']?.objects.set(left[0] ?? '', Buffer.from('x'))
    const there = (store = 'b') => left.filter((key) => shop.stores[store]?.objects.has(key)).length
    shop.at('2026-03-07T11:59:00Z')
    await shop.run('prune', { apply: true })
    expect([there('a'), there()]).toEqual([1, 2])
    shop.at('2026-03-07T12:01:00Z')
    await shop.run('prune')
    expect([there('a'), there()]).toEqual([1, 2])
    await shop.run('prune', { apply: true })
    // What lacks only its manifest waits for the grace period.
    expect([there('a'), there()]).toEqual([0, 2])
    shop.world.advance(20 * day)
    await shop.run('backup')
    await shop.run('prune', { apply: true })
    expect(there()).toBe(0)
    expect(shop.objects('b').filter((key) => key.includes(ids[3] ?? '')).length).toBeGreaterThanOrEqual(4)
    expect(shop.world.lines.join('\n')).toMatch(/sweeping 2 objects of files-2026-03-06/)
  })

  test('sweeps nothing after another run took the lease, because that run may have completed a copy from the leftovers', async () => {
    const id = ids[0] ?? ''
    const name = objectName.manifest('files', id)
    const manifest = shop.stores['b']?.objects.get(name) ?? Buffer.alloc(0)
    for (const gone of [name, objectName.key('files', id)]) shop.stores['b']?.objects.delete(gone)
    const rest = () => shop.objects('b').filter((key) => key.includes(id) && !key.includes('trash'))
    const before = rest()
    let slept = false
    shop.wrap((store, of) => ({
      ...store,
      async head(key, signal) {
        const found = await store.head(key, signal)
        if (of !== 'b' || key !== name || found) return found
        // What the sweep asks last of what no manifest covers; then this machine sleeps.
        slept = true
        await store.put(objectName.lease('files'), Buffer.from('{"holder":"another"}'), { signal })
        await store.put(name, manifest, { signal })
        return found
      },
    }))
    expect(codesOf(await shop.run('prune', { apply: true }))).toEqual(['run-failed'])
    expect(slept).toBe(true)
    expect(rest()).toEqual([...before, name].sort())
  })

  test('leaves foreign backups and those dated in the future alone, and counts neither', async () => {
    await using signed = await openShop({ defaults, signers: true })
    const made: string[] = []
    for (let i = 0; i < 4; i++) {
      made.push(...((await signed.run('backup')).ids ?? []))
      signed.world.advance(day)
    }
    for (const store of Object.values(signed.stores)) store.objects.delete(`files/manifests/${made[3]}.sig`)
    const result = await signed.run('prune', { apply: true })
    expect(result.deleted).toEqual([made[0]])
    expect(reportOf(result).retention?.decisions[0]).toMatchObject({ id: made[3], keep: true })
  })

  test('refuses empty rules as a mistake in the policy', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: '  retention: { keep: {} }' }))
    await expect(shop.run('prune', { apply: true })).rejects.toMatchObject({ code: 'policy-invalid' })
    expect(await shown()).toEqual(['1', '2', '3', '4'])
  })
})
