import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import { openShop, type Shop, treeOf } from '../command/shop.ts'
import { deaths, remember } from './death.ts'
import { openCopies } from './whole.ts'

const minute = 60_000
const day = 24 * 60 * minute
const defaults = '  retention: { keep: { last: 2 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
let data: Readonly<Record<string, string>>
beforeAll(async () => {
  shop = await openShop({ defaults })
  data = await treeOf(shop.path('data'))
})
afterAll(() => shop[Symbol.asyncDispose]())

/** Every copy that shows in a store opens from its first to its last byte; some are restored, and equal the source. */
async function expectWhole(nth: number): Promise<void> {
  const { entries, damaged, unread } = await shop.catalog()
  expect({ damaged, unread }).toEqual({ damaged: [], unread: [] })
  for (const entry of entries) {
    expect(entry.foreign).toBeUndefined()
    for (const { rows } of await openCopies(entry, (name) => shop.stores[name]))
      expect(rows[shop.path('data')]).toBe(Object.keys(data).length)
  }
  const [newest] = entries
  if (!newest || nth % 5 > 0) return
  for (const store of newest.copies) {
    expect((await shop.run('restore', { id: [newest.id], store, into: `restored${store}` })).problems).toEqual([])
    expect(await treeOf(shop.path(`restored${store}${shop.path('data')}`))).toEqual(data)
    await rm(shop.path(`restored${store}`), { recursive: true })
  }
}

/** After the lease and the grace period are over, a next run and a prune leave only what belongs to a backup that counts. */
async function expectHealed(): Promise<void> {
  shop.world.advance(16 * minute)
  expect((await shop.run('backup')).problems).toEqual([])
  shop.world.advance(4 * day)
  expect((await shop.run('run')).problems).toEqual([])
  expect((await shop.run('prune', { apply: true })).problems).toEqual([])
  const ids = new Set((await shop.catalog()).entries.map(({ id }) => id))
  for (const store of ['a', 'b']) {
    const strays = shop.objects(store).filter((key) => !ids.has(/files-2026[^/]*?Z/.exec(key)?.[0] ?? ''))
    expect(strays).toEqual([])
  }
  expect((await shop.catalog()).entries.every(({ missing }) => missing.length === 0)).toBe(true)
}

/** The names of all objects, without what differs between two equal runs. */
function stateOf(): string {
  const keys = Object.entries(shop.stores).flatMap(([name, { objects }]) =>
    [...objects.keys()].map((key) => name + key),
  )
  const ids = [...new Set(keys.flatMap((key) => /files-2026[^/.]*\.\d+Z/.exec(key) ?? []))].sort()
  const plain = keys.map((key) => ids.reduce((rest, id, i) => rest.replace(id, `id${i}`), key))
  return JSON.stringify(plain.map((key) => key.replace(/\/2026[^/.]*\.\d+Z/, '/time')).sort())
}

/** Kills the command at each of its calls; gives how many there are. Each outcome is checked once. */
async function killEverywhere(
  command: CommandName,
  options: Options,
  check: (turn: number) => Promise<void>,
): Promise<number> {
  const back = remember(shop)
  const checked = new Set<string>()
  let calls = 0
  for (const death of deaths()) {
    back()
    shop.wrap(death.wrap)
    const outcome = await shop.run(command, options).then(
      ({ problems }) => problems,
      (error) => [error],
    )
    shop.wrap(undefined)
    if (!death.met) break
    calls = death.nth
    expect(outcome.length, `killed ${death.what}, and nobody noticed`).toBeGreaterThan(0)
    const state = stateOf()
    if (checked.has(state)) continue
    checked.add(state)
    await check(checked.size)
  }
  return calls
}

describe('a process that dies at any call to a store', () => {
  test('leaves a whole backup or none, and the next run heals it', async () => {
    const back = remember(shop)
    const seen = new Set<string>()
    const calls = await killEverywhere('backup', {}, async (nth) => {
      const { entries } = await shop.catalog()
      expect(entries.length).toBeLessThanOrEqual(1)
      seen.add(entries.map(({ copies }) => copies.join()).join() || 'nothing')
      await expectWhole(nth)
      if (nth % 3 === 0) await expectHealed()
    })
    expect(calls).toBeGreaterThan(30)
    expect(seen).toContain('nothing')
    expect(seen).toContain('a,b')
    back()
  })

  test('leaves a copy that is being completed either degraded or complete', async () => {
    const back = remember(shop)
    await shop.run('backup')
    for (const key of shop.objects('b')) shop.stores['b']?.objects.delete(key)
    const seen = new Set<string>()
    const calls = await killEverywhere('run', {}, async (nth) => {
      const { entries } = await shop.catalog()
      seen.add(entries.map(({ copies }) => copies.join()).join())
      await expectWhole(nth)
      if (nth % 3 === 0) await expectHealed()
    })
    expect(calls).toBeGreaterThan(20)
    expect([...seen].sort()).toEqual(['a', 'a,b'])
    back()
  })

  test('loses no kept backup in a prune, marks or purges whole backups, and the next prune finishes it', async () => {
    const back = remember(shop)
    for (let i = 0; i < 4; i++) {
      await shop.run('backup')
      shop.world.advance(day)
    }
    const kept = (await shop.catalog()).entries.slice(0, 2).map(({ id }) => id)
    const expectKept = async (nth: number) => {
      const { entries } = await shop.catalog()
      const there = entries.filter(({ id }) => kept.includes(id))
      expect(there).toMatchObject([
        { copies: ['a', 'b'], marked: [] },
        { copies: ['a', 'b'], marked: [] },
      ])
      await expectWhole(nth)
    }
    const marking = await killEverywhere('prune', { apply: true }, async (nth) => {
      await expectKept(nth)
      if (nth % 3 > 0) return
      shop.world.advance(16 * minute)
      await shop.run('prune', { apply: true })
      const { entries } = await shop.catalog()
      expect(entries.filter(({ trashed }) => trashed === undefined).map(({ id }) => id)).toEqual(kept)
      expect(entries).toHaveLength(4)
    })
    await shop.run('prune', { apply: true })
    shop.world.advance(4 * day)
    // Finds the grace period over: the next one purges.
    await shop.run('prune', { apply: true })
    const purging = await killEverywhere('prune', { apply: true }, async (nth) => {
      await expectKept(nth)
      if (nth % 3 > 0) return
      shop.world.advance(16 * minute)
      expect((await shop.run('prune', { apply: true })).problems).toEqual([])
      expect((await shop.catalog()).entries.map(({ id }) => id)).toEqual(kept)
      for (const store of ['a', 'b']) {
        expect(shop.objects(store).filter((key) => !kept.some((id) => key.includes(id)))).toEqual([])
      }
    })
    expect(marking).toBeGreaterThan(20)
    expect(purging).toBeGreaterThan(marking)
    back()
  })
})
