import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { openShop, reportOf, type Shop } from '../command/shop.ts'
import { type Death, deaths, faults, remember } from './death.ts'
import { openCopies } from './whole.ts'

const minute = 60_000
const defaults = '  schedule: "0 2 * * *"\n  retention: { keep: { last: 10 }, grace: 3d }'

let shop: Shop
/** To the damaged copy, and before it was healed. */
let back: () => void
let id: string
/** What the damaged objects of b hold, by their names in aside. */
let bad: ReadonlyMap<string, Buffer>
/** The sealed objects of the intact copies, as they were. */
let whole: ReadonlyMap<string, Buffer>

beforeAll(async () => {
  shop = await openShop({ defaults, stores: ['a', 'b', 'c'] })
  id = (await shop.run('run')).ids?.[0] ?? ''
  const b = shop.stores['b']?.objects
  const part = objectName.data('files', id, 'files.tar')
  const bytes = Buffer.from(b?.get(part) ?? '')
  bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)
  b?.set(part, bytes)
  b?.delete(objectName.data('files', id, 'facts.json'))
  b?.set(objectName.manifest('files', id), Buffer.from('{'))
  b?.set(objectName.key('files', id), Buffer.from('[]'))
  bad = new Map([
    ['files.tar', Buffer.from(bytes)],
    ['manifest.json', Buffer.from('{')],
    ['keys.json', Buffer.from('[]')],
  ])
  whole = sealedIn('a')
  expect(sealedIn('c')).toEqual(whole)
  back = remember(shop)
})
afterAll(() => shop[Symbol.asyncDispose]())

function sealedIn(store: string): ReadonlyMap<string, Buffer> {
  const all = [...(shop.stores[store]?.objects ?? [])]
  return new Map(
    all.filter(([key]) => /\/(data|keys|manifests)\//.test(key)).map(([key, bytes]) => [key, Buffer.from(bytes)]),
  )
}

/** The intact copies are as they were, and whatever counts opens to its end; gives what is known of b. */
async function expectNothingLost(what: string): Promise<string> {
  expect(sealedIn('a'), what).toEqual(whole)
  expect(sealedIn('c'), what).toEqual(whole)
  const { entries } = await shop.catalog()
  const [entry] = entries
  expect(entries, what).toHaveLength(1)
  expect(entry?.copies, what).toEqual(expect.arrayContaining(['a', 'c']))
  if (entry) await openCopies(entry, (name) => shop.stores[name])
  // What was not replaced is where it was; what was is kept.
  for (const [name, bytes] of bad) {
    const held = [...(shop.stores['b']?.objects ?? [])].filter(([key]) => key.includes(id) && !key.includes('/proofs/'))
    expect(
      held.some(([, other]) => other.equals(bytes)),
      `${what}: what ${name} held`,
    ).toBe(true)
  }
  return entry?.copies.includes('b') ? 'healed' : 'damaged'
}

async function healEverywhere(ends: Iterable<Death>) {
  let calls = 0
  const seen = new Map<string, number>()
  for (const death of ends) {
    back()
    shop.wrap(death.wrap)
    await shop.run('run').catch(() => {})
    shop.wrap(undefined)
    const { met, nth, what } = death
    if (!met) break
    calls = nth
    const state = await expectNothingLost(what)
    seen.set(state, (seen.get(state) ?? 0) + 1)
    // The next one finishes it, whatever was left: the lease of one that was killed expires.
    shop.world.advance(16 * minute)
    const next = await shop.run('run')
    expect(next.problems, what).toEqual([])
    expect(await expectNothingLost(`after ${what}`)).toBe('healed')
    const [entry] = (await shop.catalog()).entries
    expect(entry?.damaged, what).toBeUndefined()
    if (state === 'damaged') expect(reportOf(next).healed, what).toMatchObject([{ store: 'b' }])
    for (const name of bad.keys()) {
      const aside = shop.objects('b').filter((key) => key.startsWith(objectName.aside('files', id, name)))
      expect(aside, `${what}: kept once`).toHaveLength(1)
    }
  }
  return { seen, calls }
}

test('a healing that dies at any store call loses no whole copy, and the next run finishes it', async () => {
  const { seen, calls } = await healEverywhere(deaths())
  expect(calls).toBeGreaterThan(60)
  expect([...seen.keys()].sort()).toEqual(['damaged', 'healed'])
})

test('a healing with one failing store call loses no whole copy, and the next run finishes it', async () => {
  const { seen, calls } = await healEverywhere(faults())
  expect(calls).toBeGreaterThan(60)
  expect([...seen.keys()].sort()).toEqual(['damaged', 'healed'])
})
