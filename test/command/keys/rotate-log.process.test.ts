import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeServer, fakeEngine } from '../log/fake.ts'
import { otherKeys as fresh, keys as old, openShop, type Shop } from '../shop.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))

let shop: Shop
let server: FakeServer
const policy = (recipient: string) => `version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${recipient}] }
sources:
  orders: { engine: mariadb, url: "\${ORDERS_URL}", schedule: "0 2 * * *", point-in-time: { every: 1m } }
`

beforeEach(async () => {
  shop = await openShop()
  server = new FakeServer(() => shop.world.now())
  at.engine = fakeEngine(server)
  Object.assign(shop.env, { ORDERS_URL: 'mariadb://u@h/shop', BACK_URL: 'mariadb://u@h/back' })
  await shop.policy(policy(old.recipient))
})
afterEach(() => shop[Symbol.asyncDispose]())

test('pieces of log are sealed to other keys, in one chain with those that were collected before and after', async () => {
  const tick = async (value: string) => {
    server.write(value)
    shop.world.advance(61 * 60_000)
    expect((await shop.run('run')).problems).toEqual([])
  }
  await tick('one')
  await tick('two')
  await shop.policy(policy(fresh.recipient))
  await tick('three')
  const rotated = await shop.run('keys', { words: ['rotate'] })
  expect(rotated.json).toMatchObject({ failed: [], sources: [{ source: 'orders' }] })
  await tick('four')
  const env = { ...shop.env, BACKPROOF_SECRET_KEY: fresh.secret }
  const back = { source: ['orders'], at: 'latest', into: '${BACK_URL}' }
  expect((await shop.run('restore', back, { env })).problems).toEqual([])
  expect([...server.targets.values()][0]?.map(({ value }) => value)).toEqual(['one', 'two', 'three', 'four'])
  expect((await shop.run('keys', { words: ['check'] })).problems).toEqual([])
})
