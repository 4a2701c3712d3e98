import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, policyOf, type Shop } from '../command/shop.ts'
import { deaths, remember } from './death.ts'
import { openCopies } from './whole.ts'

const minute = 60_000
const day = 24 * 60 * minute
const defaults = '  retention: { keep: { last: 10 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ defaults })
  const text = policyOf(shop.path('data'), { defaults })
  const own = '  b: { directory: { path: ./b }, retention: { keep: { last: 1 } } }'
  await shop.policy(text.replace(/^ {2}b: .*$/m, own))
  for (let i = 0; i < 3; i++) {
    await shop.run('backup')
    shop.world.advance(day)
  }
})
afterAll(() => shop[Symbol.asyncDispose]())

/** Every backup counts, in at least one store, and opens from each that it counts in. */
async function expectAll(what: string): Promise<string> {
  const { entries, damaged } = await shop.catalog()
  expect(damaged, what).toEqual([])
  expect(entries.length, what).toBe(3)
  for (const entry of entries) {
    const { foreign, copies, trashed } = entry
    expect([foreign, trashed, copies.includes('a')], what).toEqual([undefined, undefined, true])
    await openCopies(entry, (name) => shop.stores[name])
  }
  return entries.map(({ copies, released = [] }) => `${copies.join('')}(${released.join('')})`).join(' ')
}

/** Kills a prune at each of its calls; the states that are left, and how many calls there are. */
async function killEverywhere(): Promise<{ readonly states: ReadonlySet<string>; readonly calls: number }> {
  const back = remember(shop)
  const states = new Set<string>()
  let calls = 0
  for (const death of deaths()) {
    back()
    shop.wrap(death.wrap)
    await shop.run('prune', { apply: true }).catch(() => {})
    shop.wrap(undefined)
    if (!death.met) break
    calls = death.nth
    const state = await expectAll(`killed ${death.what}`)
    if (states.has(state)) continue
    states.add(state)
    // The next ones finish it, whatever was left.
    shop.world.advance(16 * minute)
    expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    shop.world.advance(9 * day)
    await shop.run('prune', { apply: true })
    expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    expect((await shop.run('run')).problems).toEqual([])
    expect(await expectAll(`after it was killed ${death.what}`)).toBe('ab() a() a()')
    expect(shop.objects('b').every((key) => key.includes((ids()[0] ?? '').slice(0, 25)))).toBe(true)
  }
  return { states, calls }
}

/** Newest first, by their manifests in a. */
const ids = () =>
  shop
    .objects('a')
    .flatMap((key) => /manifests\/(.*)\.json$/.exec(key)?.[1] ?? [])
    .sort()
    .reverse()

test('a prune that dies at any store call, while it marks or purges copies, loses no backup', async () => {
  const marking = await killEverywhere()
  expect([...marking.states]).toEqual(expect.arrayContaining(['ab() ab() ab()', 'ab() a(b) ab()', 'ab() a(b) a(b)']))
  await shop.run('prune', { apply: true })
  expect(await expectAll('marked')).toBe('ab() a(b) a(b)')
  shop.world.advance(4 * day)
  await shop.run('prune', { apply: true })
  const purging = await killEverywhere()
  expect([...purging.states]).toEqual(expect.arrayContaining(['ab() a(b) a(b)', 'ab() a() a(b)', 'ab() a() a()']))
  expect(marking.calls).toBeGreaterThan(30)
  expect(purging.calls).toBeGreaterThan(marking.calls)
})
