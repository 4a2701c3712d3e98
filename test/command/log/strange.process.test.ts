import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  encodeManifest,
  type Manifest,
  makeId,
  objectName,
  piecesPerVolume,
  volumeOf,
} from '../../../src/catalog/catalog.ts'
import type { Problem } from '../../../src/problem.ts'
import { boxDataKey, newDataKey } from '../../../src/seal/seal.ts'
import { codesOf, keys, openShop, type Shop } from '../shop.ts'
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
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders: { engine: mariadb, url: "\${ORDERS_URL}", schedule: "0 2 * * *", point-in-time: { every: 15m } }
`)
})
afterEach(() => shop[Symbol.asyncDispose]())

const run = () => shop.run('run')

async function restored(): Promise<readonly string[]> {
  server.targets.clear()
  const { problems } = await shop.run('restore', { source: ['orders'], at: 'latest', into: '${BACK_URL}' })
  expect(problems).toEqual([])
  return [...server.targets.values()][0]?.map(({ value }) => value) ?? []
}

/** What was released is gone from the server: its log cannot be read again from there. */
function forget(): void {
  server.begins = Math.max(0, ...server.asked.releases.map((one) => Number(one.at)))
}

async function pieces(volume = 1): Promise<readonly Manifest[]> {
  const { entries, damaged } = await shop.catalog(`orders/=log-${String(volume).padStart(6, '0')}`)
  expect(damaged).toEqual([])
  return entries.map(({ manifest }) => manifest)
}

/** Puts a manifest into both stores that anybody can make who may write there: the newest piece with some of it changed. */
async function plant(number: number, change: Partial<Manifest> = {}, volume = volumeOf(number)): Promise<string> {
  const [like] = await pieces()
  if (!like?.log) throw new Error('there is no piece')
  const source = `orders/=log-${String(volume).padStart(6, '0')}`
  const now = shop.world.now()
  const id = makeId(source, now, 7)
  const startedAt = now.toISOString()
  const manifest = { ...like, source, id, startedAt, finishedAt: startedAt, log: { ...like.log, number }, ...change }
  for (const store of Object.values(shop.stores)) {
    store.objects.set(objectName.key(source, id), Buffer.from(boxDataKey(id, newDataKey(), [keys.recipient])))
    store.objects.set(objectName.manifest(source, id), Buffer.from(encodeManifest(manifest)))
  }
  return id
}

/** Two pieces, of a server that has forgotten what is in them. */
async function begin(): Promise<void> {
  await run()
  server.write('one')
  shop.world.advance(16 * minute)
  await run()
  forget()
  server.write('two')
  shop.world.advance(16 * minute)
}

describe('what anybody can put beside the pieces of a log', () => {
  test('folders of volumes that are none hide no piece: the log goes on', async () => {
    await begin()
    for (const volume of ['000002', '999999999', '888888888'])
      shop.stores['b']?.objects.set(`orders~=log-${volume}/x`, Buffer.from('x'))
    const { dumps } = server.asked
    expect((await run()).problems).toEqual([])
    expect(server.asked.dumps).toBe(dumps)
    expect((await pieces()).map(({ log }) => log?.number)).toEqual([3, 2, 1])
    expect(await restored()).toEqual(['one', 'two'])
  })

  test('a piece with a number that its volume does not have is none', async () => {
    await begin()
    await plant(999_999_999, {}, 1)
    expect((await run()).problems).toEqual([])
    expect((await pieces()).map(({ log }) => log?.number).sort()).toEqual([1, 2, 3, 999_999_999])
    expect(await restored()).toEqual(['one', 'two'])
  })

  test('a piece with the last number that there is, which no piece leads to, is none that the next one follows', async () => {
    await begin()
    await plant(999_999_999)
    const { dumps } = server.asked
    expect((await run()).problems).toEqual([])
    expect(server.asked.dumps).toBe(dumps)
    expect((await pieces()).map(({ log }) => log?.number)).toEqual([3, 2, 1])
    expect(await restored()).toEqual(['one', 'two'])
  })

  test('the same with a volume before it is named, and the log goes on once it is deleted', async () => {
    await begin()
    const before = await plant(999_999_999 - piecesPerVolume)
    const id = await plant(999_999_999)
    shop.world.advance(16 * minute)
    const failed = await run()
    expect(codesOf(failed)).toEqual(['object-damaged'])
    expect(String(failed.problems[0])).toContain(id)
    expect((failed.problems[0] as Problem).hint).toContain(`backproof delete ${id} --confirm ${id} --because`)
    expect(server.asked.releases.at(-1)?.at).toBe('1')
    const deleted = await shop.run('delete', { id: [id, before], confirm: [id, before], because: 'planted' })
    expect(deleted.problems).toEqual([])
    expect((await run()).problems).toEqual([])
    expect((await pieces()).map(({ log }) => log?.number)).toEqual([3, 2, 1])
    expect(await restored()).toEqual(['one', 'two'])
  })

  test('a piece of the year 9999 is where a stream ends, and a new one begins', async () => {
    await begin()
    const [newest] = await pieces()
    if (!newest?.log) throw new Error('there is no piece')
    const covers = { from: newest.log.covers.from, until: '9999-12-31T23:59:59.999Z' }
    await plant(3, { log: { ...newest.log, number: 3, covers } })
    expect((await pieces()).length).toBe(3)
    for (let i = 0; i < 3; i += 1) {
      await run()
      server.write(`row ${i}`)
      shop.world.advance(16 * minute)
    }
    expect((await run()).problems).toEqual([])
    expect(await restored()).toEqual(['one', 'two', 'row 0', 'row 1', 'row 2'])
  })

  test('a place that no server has ends a stream, and a new one begins', async () => {
    await begin()
    await plant(3, { position: { at: 'x'.repeat(1000), history: '\n'.repeat(1000) } })
    expect((await pieces()).length).toBe(3)
    for (let i = 0; i < 3; i += 1) {
      // That the pieces do not join, and that the server has no such place.
      expect(codesOf(await run())).toEqual(i === 0 ? ['log-gap', 'log-gap'] : [])
      server.write(`row ${i}`)
      shop.world.advance(16 * minute)
    }
    expect((await run()).problems).toEqual([])
    expect(await restored()).toEqual(['one', 'two', 'row 0', 'row 1', 'row 2'])
  })
})

describe('a clock of the server that goes back', () => {
  test('begins another stream, and the end of the log is what was collected last, not what has the latest time', async () => {
    await run()
    server.write('one')
    // It is a year ahead for a while.
    server.now = () => new Date(shop.world.now().getTime() + 365 * 86_400_000)
    shop.world.advance(16 * minute)
    await run()
    server.now = () => shop.world.now()
    for (const [i, value] of ['two', 'three', 'four'].entries()) {
      server.write(value)
      shop.world.advance(16 * minute)
      expect(codesOf(await run())).toEqual(i === 0 ? ['log-gap'] : [])
      expect((await restored()).at(-1)).toBe(value)
    }
    expect(await restored()).toEqual(['one', 'two', 'three', 'four'])
    const { windows } = (await shop.run('list')).json as { windows: { until: string }[] }
    expect(windows.map(({ until }) => until.slice(0, 4))).toEqual(['2026', '2027'])
  })
})
