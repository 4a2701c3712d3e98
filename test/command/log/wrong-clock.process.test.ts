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

/** From now on the server's clock is so far ahead of that of the runner. */
const setServer = (aheadMs: number) => {
  server.now = () => new Date(shop.world.now().getTime() + aheadMs)
}

test('a piece is collected in each step of every, whatever the clock of the server says', async () => {
  // From here on it says a time of the next step.
  shop.world.advance(5 * hour)
  for (const aheadMs of [2.5 * hour, -2.5 * hour]) {
    setServer(aheadMs)
    for (let i = 0; i < 5; i += 1) {
      const { pieces } = server.asked
      shop.world.advance(6 * hour)
      await shop.run('run')
      expect(server.asked.pieces, `step ${i}, ${aheadMs} ms ahead`).toBeGreaterThan(pieces)
    }
  }
})

test('a server whose clock went back has a new base, in a run that fails and says so', async () => {
  server.write('one')
  await shop.run('run')
  shop.world.advance(6 * hour)
  server.write('two')
  const before = shop.world.now()
  await shop.run('run')
  shop.world.advance(6 * hour)
  setServer(-24 * hour)
  server.write('three')
  const { dumps } = server.asked
  const { problems } = await shop.run('run')
  expect(problems).toMatchObject([
    { code: 'log-gap', message: expect.stringContaining("the server's clock went back from 2026-") },
  ])
  expect(server.asked.dumps).toBe(dumps + 1)
  const asked = { source: ['orders'], into: '${BACK_URL}' }
  for (const [at, values] of [
    ['latest', 'one,two,three'],
    [before.toISOString(), 'one,two'],
  ] as const) {
    server.targets.clear()
    expect((await shop.run('restore', { ...asked, at })).problems).toEqual([])
    expect([...server.targets.values()][0]?.map(({ value }) => value).join()).toBe(values)
  }
})

test('a server whose clock is slow keeps as much of its log as any other', async () => {
  setServer(-20 * 24 * hour)
  for (let i = 0; i < 20; i += 1) {
    server.write(`row ${i}`)
    await shop.run('run', { apply: true })
    shop.world.advance(6 * hour)
  }
  const { windows } = (await shop.run('list')).json as { windows: { from: string; until: string }[] }
  const [span] = windows.map(({ from, until }) => Date.parse(until) - Date.parse(from))
  expect(windows).toHaveLength(1)
  expect(span).toBeGreaterThan(40 * hour)
})
