import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import type { Store } from '../../../src/store/store.ts'
import { keys, openShop, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine, ownLeases } from './fake.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))

let shop: Shop
let server: FakeServer

beforeEach(async () => {
  shop = await openShop()
  server = new FakeServer(() => shop.world.now())
  at.engine = fakeEngine(server)
  Object.assign(shop.env, { ORDERS_URL: 'mariadb://u@h/shop', BACK_URL: 'mariadb://u@h/back' })
  await shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders: { engine: mariadb, url: "\${ORDERS_URL}", schedule: "0 2 * * *", point-in-time: { every: 1m } }
`)
})
afterEach(() => shop[Symbol.asyncDispose]())

const run = () => shop.run('run')
const step = () => shop.world.advance(61 * 60_000)

async function restored(): Promise<readonly string[]> {
  server.targets.clear()
  const { problems } = await shop.run('restore', { source: ['orders'], at: 'latest', into: '${BACK_URL}' })
  expect(problems).toEqual([])
  return [...server.targets.values()][0]?.map(({ value }) => value) ?? []
}

/** From the n-th write on, no store takes or gives anything: what a process that is killed leaves behind. */
function dieAfter(writes: number): { readonly dead: () => boolean; readonly die: () => void } {
  let left = writes
  const dead = () => left < 0
  const guard = <T extends (...args: never[]) => Promise<unknown>>(call: T, counts: boolean): T =>
    (async (...args: never[]) => {
      if (counts) left -= 1
      if (dead()) throw new Problem('store-unavailable', 'killed', { hint: 'Run it again.' })
      return await call(...args)
    }) as T
  shop.wrap((store: Store) => ({
    ...store,
    put: guard(store.put.bind(store), true),
    remove: guard(store.remove.bind(store), true),
    head: guard(store.head.bind(store), false),
    get: guard(store.get.bind(store), false),
  }))
  const die = () => {
    left = -1
  }
  return { dead, die }
}

test('a run that dies at any write of a tick loses nothing, forks nothing, and the next one goes on', async () => {
  await run()
  let deaths = 0
  for (let writes = 0; ; writes += 1) {
    step()
    server.write(`row ${writes}`)
    const { dead } = dieAfter(writes)
    await run().catch(() => undefined)
    shop.wrap(undefined)
    // Only what is stored may be forgotten.
    server.begins = Math.max(server.begins, ...server.asked.releases.map((one) => Number(one.at)))
    step()
    expect((await run()).problems).toEqual([])
    expect(await restored()).toEqual(server.rows.map(({ value }) => value))
    if (!dead()) break
    deaths += 1
  }
  expect(deaths).toBeGreaterThan(10)
  expect(server.asked.dumps).toBeLessThan(6)
}, 120_000)

test('a run that is killed in the middle of a tick keeps the next one waiting for minutes, and not for longer', async () => {
  await run()
  step()
  server.write('one')
  const { die } = dieAfter(Number.POSITIVE_INFINITY)
  server.meanwhile = die
  await run().catch(() => undefined)
  server.meanwhile = undefined
  shop.wrap(undefined)
  shop.world.advance(60_000)
  expect((await run()).problems).toMatchObject([{ code: 'lease-held' }])
  shop.world.advance(5 * 60_000)
  expect((await run()).problems).toEqual([])
  expect(await restored()).toEqual(['one'])
})

test('of two runs at once, one collects; what both have stored is one log', async () => {
  await run()
  for (let i = 0; i < 8; i += 1) {
    step()
    server.write(`row ${i}`)
    const both = await Promise.all([run(), run()])
    for (const { problems } of both)
      expect(problems.filter((one) => (one as Problem).code !== 'lease-held')).toEqual([])
    expect(await restored()).toEqual(server.rows.map(({ value }) => value))
  }
  const windows = (await shop.run('list')).json as { windows: unknown[] }
  expect(windows.windows.length).toBe(1)
})

test('two pieces after the same one are a fork that costs nothing: the one that goes further counts', async () => {
  await run()
  step()
  server.write('one')
  // A lease is no promise: here each run has its own.
  ownLeases(shop)
  let again = true
  server.meanwhile = async () => {
    if (!again) return
    again = false
    server.write('two')
    await run()
  }
  await run()
  shop.wrap(undefined)
  server.meanwhile = undefined
  const { entries } = await shop.catalog('orders/=log-000001')
  expect(entries.map(({ manifest }) => manifest.log?.number).sort()).toEqual([1, 2, 2])
  step()
  server.write('three')
  await run()
  expect(await restored()).toEqual(['one', 'two', 'three'])
})
