import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Entry, standing } from '../../../src/catalog/catalog.ts'
import { generateIndexKey } from '../../../src/seal/seal.ts'
import type { World } from '../../../src/world.ts'
import { codesOf, keys, openShop, policyOf, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine } from './fake.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))

const hour = 3_600_000
let shop: Shop
let server: FakeServer
/** The job that ticks: it has no secret key. */
let env: World['env']

beforeEach(async () => {
  shop = await openShop()
  server = new FakeServer(() => shop.world.now())
  server.takesBases = true
  at.engine = fakeEngine(server)
  Object.assign(shop.env, { ORDERS_URL: 'postgres://u@h/shop', BACK_URL: 'postgres://u@h/back' })
  env = { ...shop.env, BACKPROOF_SECRET_KEY: undefined, BACKPROOF_INDEX_KEY: generateIndexKey() }
  await policy()
})
afterEach(() => shop[Symbol.asyncDispose]())

// A Monday at noon: the next full base is due on Sunday.
const weekly = 'base: "0 3 * * 0", incremental: "0 3 * * *"'
const policy = (log = weekly) =>
  shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: postgres
    url: \${ORDERS_URL}
    point-in-time: { every: 1h, window: 2d, ${log} }
    retention: { keep: { last: 100 }, grace: 1d }
`)

const run = (over: Partial<World> = {}, apply = false) => shop.run('run', { apply }, { env, ...over })
const bases = async (): Promise<readonly Entry[]> =>
  (await shop.catalog('orders/=log-base')).entries.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
const kinds = async () => (await bases()).map(({ manifest }) => manifest.kind)

/** A row and a run each twelve hours. Gives the moments after each row. */
async function days(count: number, apply = false): Promise<readonly Date[]> {
  const moments: Date[] = []
  for (let i = 0; i < count * 2; i += 1) {
    shop.world.advance(12 * hour)
    server.write(`row ${server.rows.length}`)
    moments.push(shop.world.now())
    shop.world.advance(1000)
    expect((await run({}, apply)).problems).toEqual([])
  }
  return moments
}

async function restored(moment: Date | 'latest'): Promise<readonly string[]> {
  server.targets.clear()
  const when = moment === 'latest' ? moment : moment.toISOString()
  const result = await shop.run('restore', { source: ['orders'], at: when, into: '${BACK_URL}' })
  expect(result.problems).toEqual([])
  return [...server.targets.values()][0]?.map(({ value }) => value) ?? []
}

/** Nothing can be read of the data of a backup any more. */
function damage({ id }: Entry): void {
  for (const { objects } of Object.values(shop.stores))
    for (const key of objects.keys()) if (key.endsWith(`/data/${id.replace('/', '~')}/base`)) objects.delete(key)
}

describe('bases of what has changed', () => {
  test('are taken between the full ones by a job that cannot read them, and every moment is restored', async () => {
    await run()
    const moments = await days(7)
    expect(await kinds()).toEqual(['full', ...Array(5).fill('increment'), 'full', 'increment'])
    const [full, first, second] = await bases()
    expect([first?.manifest.base, second?.manifest.base]).toEqual([full?.id, first?.id])
    for (const moment of moments) expect(await restored(moment)).toEqual(server.until(moment))
    shop.world.lines.length = 0
    await restored(moments[7] as Date)
    expect(shop.world.lines.join('\n')).toMatch(
      /from \S+, which builds on \S+ and \d increments?, and \d pieces? of log/,
    )
    expect((await shop.run('verify', { level: 'point-in-time' })).problems).toEqual([])
    expect((await run()).problems).toEqual([])
  })

  test('are full ones where nothing opens what the last one left, or the server cannot tell what has changed', async () => {
    await run()
    const why = () => shop.world.lines.filter((line) => /this is a full backup/.test(line)).join()
    await days(1)
    expect(await kinds()).toEqual(['full', 'increment'])
    env = { ...env, BACKPROOF_INDEX_KEY: undefined }
    await days(1)
    expect(why()).toMatch(/this is a full backup instead of an increment: this job cannot open its index/)
    env = { ...env, BACKPROOF_INDEX_KEY: generateIndexKey() }
    shop.world.advance(24 * hour)
    expect((await run()).text({ colour: false, width: 500 })).toMatch(
      /base +done: took \S+; this is a full backup instead of an increment: /,
    )
    expect(why()).toMatch(/is sealed to another index key/)
    await days(1)
    server.unmarked = {
      ...{ level: 'warning', blame: 'source', message: 'this is a full backup: it has no marks' },
      hint: 'Turn marks on.',
    }
    await days(1)
    expect(why()).toMatch(/warning: orders: this is a full backup: it has no marks\. Turn marks on\./)
    expect(await kinds()).toEqual(['full', 'increment', 'full', 'full', 'increment', 'full'])
    const { text } = await shop.run('doctor')
    expect(text({ colour: false, width: 200 })).toMatch(
      /every base is a full one: this is a full backup: it has no marks/,
    )
  })

  test('with keys that the machine keeps itself, build on each other as well', async () => {
    env = { ...env, BACKPROOF_INDEX_KEY: undefined }
    const kept = { stateDirectory: shop.path('state') }
    await run(kept)
    for (let day = 0; day < 2; day += 1) {
      shop.world.advance(24 * hour)
      await run(kept)
    }
    expect(await kinds()).toEqual(['full', 'increment', 'increment'])
  })

  test('are retired with their source, with what its server still has of it', async () => {
    await run()
    await days(1)
    await shop.file('data/one.txt', 'one')
    await shop.policy(policyOf(shop.path('data')))
    const { problems, text } = await shop.run('retire', { source: ['orders'], confirm: ['orders'] })
    expect(problems).toEqual([])
    expect(text({ colour: false, width: 200 })).toContain('If its server lives on, it keeps log for orders.')
    expect((await bases()).map(({ trashed }) => trashed !== undefined)).toEqual([true, true])
  })

  test('end a chain at max-chain', async () => {
    await policy(`${weekly}, max-chain: 2`)
    await run()
    await days(3)
    expect(await kinds()).toEqual(['full', 'increment', 'full', 'increment'])
  })

  test('are never built upon another history: where the log breaks, the next one is full', async () => {
    await run()
    const [before] = await days(1)
    shop.world.advance(10 * hour)
    server.write('the last of the old one')
    await run()
    // The same rows and more, in a server that was set back: nothing but its log tells.
    server.history = 'two'
    server.write('the first of the new one')
    shop.world.advance(6 * hour)
    expect(codesOf(await run())).toEqual(['log-gap'])
    expect(await kinds()).toEqual(['full', 'increment', 'full'])
    expect(await restored('latest')).toEqual(server.rows.map(({ value }) => value))
    expect(await restored(before as Date)).toEqual(server.until(before as Date))
  })

  test('give way to an older base where one of their chain is damaged, which a proof names', async () => {
    await run()
    const moments = await days(3)
    const [, , second] = await bases()
    damage(second as Entry)
    const failed = await shop.run('verify', { level: 'point-in-time' })
    expect(codesOf(failed)).toContain('proof-failed')
    const [full, first, broken, third] = await bases()
    const now = shop.world.now()
    const are = [full, first, broken].map((entry) => standing(entry as Entry, now))
    expect(are).toEqual(['good', 'good', 'damaged'])
    expect(third?.broken?.because).toContain(broken?.id)
    for (const moment of moments) expect(await restored(moment)).toEqual(server.until(moment))
    shop.world.advance(hour)
    await run()
    shop.world.advance(24 * hour)
    await run()
    expect((await kinds()).slice(-1)).toEqual(['full'])
  })

  test('that are damaged themselves are named by a proof, and no piece of log is', async () => {
    await run()
    const moments = await days(3)
    const last = (await bases()).at(-1)
    damage(last as Entry)
    const failed = await shop.run('verify', { level: 'point-in-time' })
    expect(codesOf(failed)).toContain('proof-failed')
    const { entries } = await shop.catalog('orders/=log-000001')
    const now = shop.world.now()
    expect(entries.filter((entry) => standing(entry, now) !== 'good')).toEqual([])
    expect(standing((await bases()).at(-1) as Entry, now)).toBe('damaged')
    for (const moment of moments) expect(await restored(moment)).toEqual(server.until(moment))
  })

  test('keep what they build on from being deleted, and the window stays whole', async () => {
    await run()
    await days(9, true)
    const left = await bases()
    const ids = new Set(left.map(({ id }) => id))
    for (const { manifest, trashed } of left)
      if (!trashed && manifest.base !== undefined) expect(ids).toContain(manifest.base)
    expect(left.filter(({ trashed }) => trashed).length + 10 - left.length).toBeGreaterThan(0)
    const moment = new Date(shop.world.now().getTime() - 47 * hour)
    expect(await restored(moment)).toEqual(server.until(moment))
  })
})
