import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keys, openShop, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine } from './fake.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))

const minute = 60_000
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
encryption: { recipients: [${keys.recipient}] }
sources:
  orders: { engine: mariadb, url: "\${ORDERS_URL}", schedule: "0 2 * * *", point-in-time: { every: 15m } }
`)
})
afterEach(() => shop[Symbol.asyncDispose]())

test('the record of a restore tells which moment it was of', async () => {
  server.write('one')
  await shop.run('run')
  shop.world.advance(16 * minute)
  server.write('two')
  await shop.run('run')
  const moment = new Date(shop.world.now().getTime() - minute).toISOString()
  const restored = await shop.run('restore', { source: ['orders'], at: moment, into: '${BACK_URL}' })
  expect(restored.problems).toEqual([])
  const { restores } = (await shop.run('restore', { status: true })).json as {
    readonly restores: readonly { readonly id: string; readonly moment?: string }[]
  }
  expect(restores.map((one) => one.moment)).toEqual([moment])
  const one = await shop.run('restore', { status: true, id: [restores[0]?.id ?? ''] })
  expect(one.text({ colour: false, width: 200 })).toMatch(/as of +2026-/)
})
