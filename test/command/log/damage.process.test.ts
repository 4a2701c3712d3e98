import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '../../../src/problem.ts'
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
  await policy()
})
afterEach(() => shop[Symbol.asyncDispose]())

const policy = (more = '') =>
  shop.policy(`version: 1
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
    point-in-time: { every: 15m, window: 2d }
    ${more}
`)

const run = () => shop.run('run')
const wait = (ms: number) => shop.world.advance(ms)
async function restored(): Promise<readonly string[]> {
  server.targets.clear()
  const result = await shop.run('restore', { source: ['orders'], at: 'latest', into: '${BACK_URL}' })
  expect(result.problems).toEqual([])
  return [...server.targets.values()][0]?.map(({ value }) => value) ?? []
}

describe('a copy of a piece that is damaged in one store', () => {
  /** Alters a byte of the data of a piece in a store; gives its id. */
  async function damage(number: number, store: string): Promise<string> {
    const { entries } = await shop.catalog('orders/=log-000001')
    const id = entries.find(({ manifest }) => manifest.log?.number === number)?.id ?? ''
    const objects = shop.stores[store]?.objects ?? new Map<string, Buffer>()
    const [key, bytes] =
      [...objects].find(([name]) => name.includes(`data/${id.replace('/', '~')}/`) && !name.includes('piece.json')) ??
      []
    if (key === undefined || bytes === undefined) throw new Error(`${store} has no data of ${id}`)
    const altered = Buffer.from(bytes)
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
    objects.set(key, altered)
    return id
  }
  async function collectFour(): Promise<void> {
    await run()
    for (let i = 0; i < 4; i += 1) {
      wait(16 * minute)
      server.write(`row ${i}`)
      await run()
    }
  }

  test('is passed over by a restore, whichever store another piece is damaged in', async () => {
    await collectFour()
    await damage(3, 'a')
    await damage(4, 'b')
    expect(await restored()).toEqual(['row 0', 'row 1', 'row 2', 'row 3'])
    expect(shop.world.lines.join('\n')).toMatch(/the copy in a cannot be used: .*; trying the copy in b/)
  })

  test('is recorded by a proof, which passes, and healed by the next run', async () => {
    await collectFour()
    const id = await damage(3, 'a')
    expect((await shop.run('verify', { level: 'point-in-time' })).problems).toEqual([])
    const entry = async () => (await shop.catalog('orders/=log-000001')).entries.find((one) => one.id === id)
    expect((await entry())?.damaged?.map(({ store }) => store)).toEqual(['a'])
    wait(16 * minute)
    expect((await run()).problems).toEqual([])
    expect((await entry())?.damaged ?? []).toEqual([])
    expect((await entry())?.copies).toEqual(['a', 'b'])
  })

  test('of which no other is whole is named with the last moment before it, and no copy of the base is blamed', async () => {
    await collectFour()
    const id = await damage(3, 'a')
    await damage(3, 'b')
    const failed = await shop
      .run('restore', { source: ['orders'], at: 'latest', into: '${BACK_URL}' })
      .catch((error) => error)
    expect(failed.problems?.[0] ?? failed).toMatchObject({
      code: 'object-damaged',
      message: expect.stringContaining(`the piece of log ${id} cannot be read: `),
      hint: expect.stringMatching(/Moments until \S+Z can still be restored: `backproof restore --source orders --at /),
    })
    expect(shop.world.lines.join('\n')).not.toMatch(/orders-2026\S+: the copy in \w cannot be used/)
  })
})

test('a proof that the machine stopped is due again, an hour later at the earliest', async () => {
  await policy('verify: { point-in-time: "0 5 * * 1" }')
  const whole = fakeEngine(server)
  let tries = 0
  at.engine = {
    ...whole,
    replay: {
      ...whole.replay,
      recover: () => {
        tries += 1
        throw new Problem('sandbox-failed', 'docker does not answer', { hint: 'Start it.' })
      },
    },
  }
  await run()
  const first = tries
  expect(first).toBeGreaterThan(0)
  wait(16 * minute)
  await run()
  expect(tries).toBe(first)
  wait(50 * minute)
  at.engine = whole
  expect((await run()).problems).toEqual([])
  const proofs = [...(shop.stores['a']?.objects.keys() ?? [])].filter((key) => /restore\.a\.passed/.test(key))
  expect(proofs.length).toBe(2)
})

test('a piece that was taken out of every store is named by the run that mends it, by the report, and by a restore between', async () => {
  await run()
  for (let i = 0; i < 4; i += 1) {
    wait(16 * minute)
    server.write(`row ${i}`)
    await run()
  }
  const { entries } = await shop.catalog('orders/=log-000001')
  const id = entries.find(({ manifest }) => manifest.log?.number === 4)?.id ?? ''
  const between = shop.world.now()
  for (const { objects } of Object.values(shop.stores))
    for (const key of objects.keys()) if (key.includes(id.replace('/', '~'))) objects.delete(key)
  const end = await shop
    .run('restore', { source: ['orders'], at: 'latest', into: '${BACK_URL}' })
    .catch((error) => error)
  expect(end.message).toBe(`the end of the log of orders cannot be restored: the piece of log ${id} is missing`)
  expect(end.hint).toMatch(/^The latest moment is --at \S+Z\. Run `backproof run --source orders`: it takes a new base/)
  expect(String((await shop.run('verify', { level: 'point-in-time' })).problems[0])).toContain(id)
  expect((await shop.run('list')).text({ colour: false, width: 200 })).toContain(
    `, and nothing after it: the piece of log ${id} is missing`,
  )
  wait(16 * minute)
  const { problems } = await run()
  expect(problems.map(String).join('\n')).toContain(`the piece of log ${id} is missing`)
  wait(16 * minute)
  expect((await run()).problems).toEqual([])
  const { json } = await shop.run('report')
  const [source] = (json as { sources: { log: { windows: { ended?: string }[] } }[] }).sources
  expect(source?.log.windows.map(({ ended }) => ended)).toContain(`the piece of log ${id} is missing`)
  const refused = await shop
    .run('restore', { source: ['orders'], at: between.toISOString(), into: '${BACK_URL}' })
    .catch((error) => error)
  expect(refused.message).toContain(`(the piece of log ${id} is missing)`)
})
