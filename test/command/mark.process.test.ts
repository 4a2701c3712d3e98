import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import type { Store } from '../../src/store/store.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { openShop, policyOf, type Shop } from './shop.ts'

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop()
  id = (await shop.run('backup')).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

const entry = async () => (await shop.catalog()).entries[0]
const held = (store: string) => shop.stores[store]?.objects.has(objectName.hold('files', id))
const marker = (store: string) => {
  const bytes = shop.stores[store]?.objects.get(objectName.trash('files', id))
  return bytes && JSON.parse(bytes.toString())
}

const said = async (command: 'hold' | 'unhold' | 'delete' | 'undelete') =>
  (await shop.run(command, { id: [id], confirm: [id] })).text({ colour: false, width: 80 }).replace(`${id}: `, '')

describe('hold and unhold', () => {
  test('say what they did, and what happens to a deleted backup', async () => {
    expect(await said('unhold')).toBe('was not held')
    expect(await said('undelete')).toBe('was not deleted')
    expect(await said('delete')).toMatch(/^deleted; /)
    expect(await said('hold')).toBe(`held, but still deleted: \`backproof undelete --id ${id}\` brings it back`)
    expect(await said('unhold')).toMatch(/^no longer held, and deleted: it is gone for good after 2026-03-09 12:00 UTC/)
    expect(await said('undelete')).toBe('brought back')
    expect(await said('hold')).toBe('held')
    expect(await said('unhold')).toBe('returned to retention')
  })

  test('mark every copy, and record who did it and why', async () => {
    const result = await shop.run('hold', { id: [id], because: 'audit 2026' }, { origin: { actor: 'octocat' } })
    expect(result).toMatchObject({ json: { version: 1, ids: [id] }, ids: [id], problems: [] })
    expect(result.text({ colour: false, width: 80 })).toBe(`${id}: held`)
    expect(await entry()).toMatchObject({ held: true })
    const mark = JSON.parse(shop.stores['b']?.objects.get(objectName.hold('files', id))?.toString() ?? '')
    expect(mark).toMatchObject({ by: 'octocat', because: 'audit 2026', heldAt: expect.stringMatching(/^2026-03-02T/) })
    await shop.run('unhold', { id: [id] })
    expect(await entry()).toMatchObject({ held: false })
    expect([held('a'), held('b')]).toEqual([false, false])
  })

  test('an unhold reaches a hold in a store whose copy never became whole', async () => {
    await shop.run('hold', { id: [id] })
    for (const key of shop.objects('b')) if (!key.includes('/holds/')) shop.stores['b']?.objects.delete(key)
    expect([held('b'), (await entry())?.copies]).toEqual([true, ['a']])
    await shop.run('unhold', { id: [id] })
    expect([held('a'), held('b'), (await entry())?.held]).toEqual([false, false, false])
  })

  test('a hold that one store refuses is a failure, but the backup is held all the same', async () => {
    shop.wrap((store, name) => (name === 'a' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    await expect(shop.run('hold', { id: [id] })).rejects.toMatchObject({ code: 'store-unavailable' })
    shop.wrap(undefined)
    expect(await entry()).toMatchObject({ held: true })
  })
})

describe('delete and undelete', () => {
  test('mark every copy with the grace period of the policy, and remove the marks', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: '  retention: { keep: { last: 1 }, grace: 3d }' }))
    await shop.run('delete', { id: [id], confirm: [id], because: 'personal data' })
    const { trashedAt, purgeAfter, because } = marker('b')
    expect(because).toEqual(['personal data'])
    expect(Date.parse(purgeAfter) - Date.parse(trashedAt)).toBe(3 * 24 * 3600_000)
    expect((await entry())?.trashed).toBeDefined()
    expect((await shop.run('list')).json).toMatchObject({ backups: [{ id, deletedAt: trashedAt, purgeAfter }] })
    const result = await shop.run('verify')
    expect(result.problems).toMatchObject([{ code: 'unknown-id' }])
    await expect(shop.run('restore', { into: 'out' })).rejects.toMatchObject({ code: 'unknown-id' })
    await shop.run('undelete', { id: [id] })
    expect((await entry())?.trashed).toBeUndefined()
    expect([marker('a'), marker('b')]).toEqual([undefined, undefined])
  })

  test('refuse a backup that is held', async () => {
    await shop.run('hold', { id: [id] })
    await expect(shop.run('delete', { id: [id], confirm: [id] })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining(`backproof unhold --id ${id}`),
    })
    expect((await entry())?.marked).toEqual([])
  })

  test('name the hold before they ask to confirm the deletion of the last backup', async () => {
    await shop.run('hold', { id: [id] })
    await expect(shop.run('delete', { id: [id] })).rejects.toMatchObject({
      message: `${id} is held, so it is not deleted`,
      hint: expect.stringContaining(`backproof unhold --id ${id}`),
    })
  })

  test('accept a backup that does not count, and one whose source has left the policy', async () => {
    for (const store of Object.values(shop.stores)) store.objects.delete(objectName.key('files', id))
    expect((await entry())?.foreign).toMatch(/key object is missing/)
    await shop.policy(policyOf(shop.path('data')).replace('  files:\n', '  others:\n'))
    await shop.run('delete', { id: [id], confirm: [id] })
    expect((await entry())?.trashed).toBeDefined()
    const { trashedAt, purgeAfter } = marker('a')
    expect(Date.parse(purgeAfter) - Date.parse(trashedAt)).toBe(7 * 24 * 3600_000)
    expect(shop.world.lines.filter((line) => line.startsWith('warning:'))).toMatchObject([
      expect.stringContaining(`${id} is marked, but nothing will remove it while files is not in the policy`),
    ])
  })

  test('say what is wrong with an id before anything is marked', async () => {
    for (const command of ['hold', 'unhold', 'delete', 'undelete'] as const) {
      await expect(shop.run(command)).rejects.toMatchObject({ code: 'usage', hint: expect.stringMatching(/by its id/) })
      const near = id.replace('12-00', '12-01')
      await expect(shop.run(command, { id: [near] })).rejects.toMatchObject({
        code: 'unknown-id',
        hint: `Did you mean ${id}?`,
      })
      await expect(shop.run(command, { id: ['../../etc'] })).rejects.toMatchObject({ code: 'unknown-id' })
    }
    expect(await entry()).toMatchObject({ held: false, marked: [] })
  })

  test('name the store in which they fail', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'head', does: 'fail' }]) : store))
    await expect(shop.run('delete', { id: [id], confirm: [id] })).rejects.toMatchObject({ code: 'store-unavailable' })
  })
})

describe('a purge in progress', () => {
  const over = '  retention: { keep: { last: 1 }, min-keep: 1, grace: 1d }'
  const there = (store: string) => shop.stores[store]?.objects.has(objectName.manifest('files', id))
  /** Prunes when the grace period of the backup is over, and does something else once the purge of it in `a` has begun. */
  const meanwhile = async (when: 'before' | 'after', step: () => Promise<unknown>): Promise<number> => {
    await shop.policy(policyOf(shop.path('data'), { defaults: over }))
    await shop.run('backup')
    await shop.run('delete', { id: [id], confirm: [id] })
    shop.at('2026-03-04T12:00:00Z')
    // An earlier run has found the grace period over.
    await shop.run('prune', { apply: true })
    let met = 0
    shop.wrap((store, name) => ({
      ...store,
      async remove(keys, signal) {
        const begins = name === 'a' && keys.includes(objectName.manifest('files', id)) && met++ === 0
        if (begins && when === 'before') await step()
        await store.remove(keys, signal)
        if (begins && when === 'after') await step()
      },
    }))
    const { problems } = await shop.run('prune', { apply: true })
    shop.wrap(undefined)
    expect(problems).toEqual([])
    return met
  }

  test('leaves a backup untouched if it is brought back or held in between', async () => {
    for (const command of ['undelete', 'hold'] as const) {
      await shop[Symbol.asyncDispose]()
      shop = await openShop()
      id = (await shop.run('backup')).ids?.[0] ?? ''
      const before = shop.objects('a')
      expect(await meanwhile('before', () => shop.run(command, { id: [id] }))).toBe(1)
      expect([there('a'), there('b')]).toEqual([true, true])
      const whole = shop.objects('a').filter((key) => !/trash|holds|\.undelete$/.test(key) && key.includes(id))
      expect(whole).toEqual(before.filter((key) => key.includes(id)))
      await shop.run('undelete', { id: [id] })
      expect((await shop.run('verify', { id: [id] })).problems).toEqual([])
    }
  })

  test('is reported by an undelete that comes when the manifest is gone', async () => {
    let said: unknown
    const late = async () => {
      // The catalog was read before: b still has it, and a had it a moment ago.
      const manifest = objectName.manifest('files', id)
      let heads = 0
      const wrapped = async (name: string): Promise<Store> => {
        const store = shop.stores[name] as Store
        const listed = (key: string) => name === 'a' && key === manifest && heads++ === 0
        const head: Store['head'] = async (key, signal) =>
          listed(key) ? { key, bytes: 1, etag: 'x' } : store.head(key, signal)
        return { ...store, head }
      }
      await shop.run('undelete', { id: [id] }, { openStore: wrapped }).catch((error: unknown) => {
        said = error
      })
    }
    expect(await meanwhile('after', late)).toBe(1)
    expect(said).toMatchObject({ code: 'store-changed', message: expect.stringMatching(/being removed from a/) })
    // It came in time all the same: the purge asks once more.
    expect([there('a'), there('b')]).toEqual([true, true])
  })

  test.each(['hold', 'delete', 'undelete'] as const)(
    'makes a %s fail if it has removed every copy since the catalog was read',
    async (command) => {
      const manifest = objectName.manifest('files', id)
      shop.wrap((store, name) => ({
        ...store,
        async head(key, signal) {
          if (key === manifest) shop.stores[name]?.objects.delete(key)
          return store.head(key, signal)
        },
      }))
      const late = shop.run(command, { id: [id], confirm: [id] })
      await expect(late).rejects.toMatchObject({
        code: 'store-changed',
        message: `${id} was just removed from every store: its grace period is over`,
      })
      expect([held('a'), held('b'), marker('a'), marker('b')]).toEqual([false, false, undefined, undefined])
    },
  )
})
