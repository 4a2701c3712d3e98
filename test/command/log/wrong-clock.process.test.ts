import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import { keys, openShop, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine } from './fake.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))

const hour = 3_600_000
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
  orders:
    engine: mariadb
    url: \${ORDERS_URL}
    schedule: "0 2 * * *"
    point-in-time: { every: 6h, window: 2d }
    retention: { keep: { last: 1 }, min-keep: 1, grace: 1d }
`)
})
afterEach(() => shop[Symbol.asyncDispose]())

test('a piece that a runner collects whose clock is ahead is part of the window, which is one', async () => {
  const ahead = () => new Date(shop.world.now().getTime() + 20 * 24 * hour)
  for (let i = 0; i < 5; i += 1) {
    server.write(`row ${i}`)
    const moment = shop.world.now()
    await shop.run('run', { apply: true }, i === 2 ? { now: ahead } : {})
    shop.world.advance(6 * hour)
    const { windows } = (await shop.run('list')).json as { windows: { from: string; until: string }[] }
    expect(windows, `after run ${i}`).toHaveLength(1)
    server.targets.clear()
    const asked = { source: ['orders'], at: moment.toISOString(), into: '${BACK_URL}' }
    if (i > 0) expect((await shop.run('restore', asked)).problems).toEqual([])
    if (i > 0) expect([...server.targets.values()][0]?.map(({ value }) => value)).toEqual(server.until(moment))
  }
})

test('a piece that a runner collects whose clock is slow stays as long as the base before it is needed', async () => {
  const slow = () => new Date(shop.world.now().getTime() - 7 * hour)
  for (let i = 0; i < 15; i += 1) {
    server.write(`row ${i}`)
    // A dump would be due by that clock: here it fails, and the log is collected all the same.
    if (i === 4)
      shop.wrap((store) => ({
        ...store,
        put: async (key, body, options) => {
          if (key.startsWith('orders/data/'))
            throw new Problem('store-full', 'there is no room', { hint: 'Make some.' })
          return await store.put(key, body, options)
        },
      }))
    await shop.run('run', { apply: true }, i === 4 ? { now: slow } : {})
    shop.wrap(undefined)
    if (i > 10) await shop.run('prune', { apply: true })
    shop.world.advance(6 * hour)
  }
  const { windows } = (await shop.run('list')).json as { windows: { from: string; until: string }[] }
  expect(windows).toHaveLength(1)
  expect(Date.parse(windows[0]?.from ?? '')).toBeLessThan(shop.world.now().getTime() - 48 * hour)
})
