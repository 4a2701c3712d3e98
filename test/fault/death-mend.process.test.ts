import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { openShop, type Shop } from '../command/shop.ts'
import { type Death, deaths, faults, remember } from './death.ts'
import { openCopies } from './whole.ts'

const minute = 60_000
const defaults = '  schedule: "0 2 * * *"\n  retention: { keep: { last: 10 }, grace: 3d }'
const names = ['files.tar', 'facts.json'] as const

let shop: Shop
let id: string
let back: () => void
/** What each part is, as it was made. */
const right = new Map<string, Buffer>()
const partIn = (store: string, name: string) => shop.stores[store]?.objects.get(objectName.data('files', id, name))

beforeAll(async () => {
  shop = await openShop({ defaults })
  id = (await shop.run('run')).ids?.[0] ?? ''
  for (const [store, name] of [['a', names[0]] as const, ['b', names[1]] as const]) {
    const bytes = Buffer.from(partIn(store, name) ?? '')
    right.set(name, Buffer.from(bytes))
    bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)
    shop.stores[store]?.objects.set(objectName.data('files', id, name), bytes)
    await shop.run('verify', { level: 'check', store })
  }
  back = remember(shop)
})
afterAll(() => shop[Symbol.asyncDispose]())

/** Of no part the last right object is ever lost. */
function expectParts(what: string): void {
  for (const name of names) {
    const found = ['a', 'b'].some((store) => partIn(store, name)?.equals(right.get(name) ?? Buffer.alloc(0)))
    expect(found, `${what}: ${name}`).toBe(true)
  }
}

async function mendEverywhere(ends: Iterable<Death>): Promise<number> {
  let calls = 0
  for (const death of ends) {
    back()
    shop.wrap(death.wrap)
    await shop.run('run').catch(() => {})
    shop.wrap(undefined)
    const { met, nth, what } = death
    if (!met) break
    calls = nth
    expectParts(what)
    shop.world.advance(16 * minute)
    for (let i = 0; i < 2; i++) await shop.run('run')
    const entry = (await shop.catalog()).entries.find((one) => one.id === id)
    expect([entry?.copies, entry?.damaged], what).toEqual([['a', 'b'], undefined])
    if (entry) expect(await openCopies(entry, (name) => shop.stores[name]), what).toHaveLength(2)
  }
  return calls
}

test('copies that are merged by a process that dies at any store call lose no part, and are finished later', async () => {
  expect(await mendEverywhere(deaths())).toBeGreaterThan(60)
})

test('copies that are merged with one failing store call lose no part, and are finished later', async () => {
  expect(await mendEverywhere(faults())).toBeGreaterThan(60)
})
