import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Manifest, objectName } from '../../../src/catalog/catalog.ts'
import { codesOf, keys, openShop, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine } from './fake.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))
// Four to a volume: four hundred would take as many runs.
vi.mock('../../../src/catalog/log/name.ts', async (original) => ({
  ...(await original<object>()),
  piecesPerVolume: 4,
  volumeOf: (piece: number) => Math.floor((piece - 1) / 4) + 1,
}))

const minute = 60_000
let shop: Shop
let server: FakeServer

beforeEach(async () => {
  shop = await openShop()
  server = new FakeServer(() => shop.world.now())
  at.engine = fakeEngine(server)
  Object.assign(shop.env, { ORDERS_URL: 'mariadb://u@h/shop' })
  await shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders: { engine: mariadb, url: "\${ORDERS_URL}", schedule: "0 2 * * *", point-in-time: { every: 15m } }
`)
})
afterEach(() => shop[Symbol.asyncDispose]())

/** Collects so many pieces; the codes of what went wrong with each. */
async function collect(pieces: number): Promise<readonly string[][]> {
  const codes: string[][] = []
  for (let i = 0; i < pieces; i += 1) {
    codes.push([...codesOf(await shop.run('run'))])
    server.write(`row ${i}`)
    shop.world.advance(15 * minute)
  }
  return codes
}

const volume = async (number: number): Promise<readonly Manifest[]> => {
  const { entries } = await shop.catalog(`orders/=log-00000${number}`)
  return entries.map(({ manifest }) => manifest).reverse()
}

async function windows(): Promise<number> {
  const { windows = [] } = (await shop.run('list')).json as { windows?: unknown[] }
  return windows.length
}

test('the first piece of a volume names the one before, where all pieces of that one lead to it', async () => {
  expect((await collect(14)).flat()).toEqual([])
  const named = async (number: number) => (await volume(number)).map(({ log }) => log?.volume !== undefined)
  expect(await named(1)).toEqual([false, false, false, false])
  expect(await named(2)).toEqual([true, false, false, false])
  expect(await named(4)).toEqual([true, false])
  expect(await windows()).toBe(1)
  server.lose()
  server.write('lost')
  server.lose()
  expect((await collect(4)).flat()).toEqual(['log-gap'])
  // It has the end of one stream, and the beginning of another.
  expect(await named(4)).toEqual([true, false, false, false])
  expect(await named(5)).toEqual([false, false])
  expect(await windows()).toBe(2)
})

test('a manifest that rotted in an older volume is found within as many ticks as there are volumes, or sixteen', async () => {
  expect((await collect(14)).flat()).toEqual([])
  const [, piece] = await volume(1)
  for (const store of Object.values(shop.stores)) {
    const key = objectName.manifest(piece?.source ?? '', piece?.id ?? '')
    const bytes = Buffer.from(store.objects.get(key) ?? '')
    bytes[100] = (bytes[100] ?? 0) ^ 1
    store.objects.set(key, bytes)
  }
  const codes = await collect(4)
  expect(codes.slice(0, 2)).toEqual([[], []])
  expect(codes[2]).toContain('log-gap')
  expect(codes[3]).not.toContain('log-gap')
  expect(await windows()).toBeGreaterThan(1)
})
