import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '../../../src/problem.ts'
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
  await policy('{ every: 15m, window: 2d }')
})
afterEach(() => shop[Symbol.asyncDispose]())

const policy = (log: string, retention = 'keep: { last: 100 }', more = '') =>
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
    point-in-time: ${log}
    retention: { ${retention} }
    ${more}
`)

const run = () => shop.run('run')
const wait = (ms: number) => shop.world.advance(ms)
/** Restores to a moment; gives what is there then. */
async function restored(moment: Date | 'latest'): Promise<readonly string[]> {
  server.targets.clear()
  const when = moment === 'latest' ? moment : moment.toISOString()
  const result = await shop.run('restore', { source: ['orders'], at: when, into: '${BACK_URL}' })
  expect(result.problems).toEqual([])
  return [...server.targets.values()][0]?.map(({ value }) => value) ?? []
}

function refuse(): never {
  throw new Problem('store-denied', 'b refuses', { hint: 'Look at its rights.' })
}

test('a proof that fails for want of room on this machine says nothing against the log', async () => {
  await run()
  wait(16 * minute)
  server.write('one')
  await run()
  const engine = fakeEngine(server)
  const full = new Problem('restore-failed', 'no space left on device', { hint: 'Make room.', ofMachine: true })
  at.engine = { ...engine, replay: { ...engine.replay, recover: async () => Promise.reject(full) } }
  expect(codesOf(await shop.run('verify', { level: 'point-in-time' }))).toContain('proof-failed')
  at.engine = engine
  const { dumps } = server.asked
  wait(16 * minute)
  expect((await run()).problems).toEqual([])
  expect(server.asked.dumps).toBe(dumps)
  expect(await restored('latest')).toEqual(['one'])
})

test('a piece of log is not restored by itself, and the command that restores it is named', async () => {
  await run()
  const { entries } = await shop.catalog('orders/=log-000001')
  const refused = await shop.run('restore', { id: [entries[0]?.id ?? ''], into: '${BACK_URL}' }).catch((error) => error)
  expect(refused).toMatchObject({ code: 'usage', hint: expect.stringContaining('restore --source orders --at latest') })
})

describe('a table that --only names', () => {
  const ask = (only: string, at = 'latest') =>
    shop.run('restore', { source: ['orders'], at, into: '${BACK_URL}', only: [only] })
  const told = () => shop.world.lines.filter((line) => /it is looked for once the log is played back/.test(line))
  beforeEach(async () => {
    await run()
    wait(16 * minute)
    server.tables.push('later')
    server.write('one')
    await run()
    shop.world.lines.length = 0
  })

  test('and that was made after the base comes back, and it is said before that no dump knows it', async () => {
    expect((await ask('later')).problems).toEqual([])
    expect(told()).toEqual([expect.stringMatching(/has no table later;/)])
  })

  test('and that a dump knows is not remarked on', async () => {
    expect((await ask('journal')).problems).toEqual([])
    expect(told()).toEqual([])
  })

  test('and that was never there is told with the name that is near, and refused before anything is dumped', async () => {
    const dumps = server.asked.recoveredDumps
    await expect(ask('journla')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^orders had no table journla at .*; did you mean journal\?$/),
    })
    expect(told()).toEqual([expect.stringMatching(/has no table journla; did you mean journal\?; it is looked for/)])
    expect(server.asked.recoveredDumps).toBe(dumps)
  })
})

test('a target that is not fit is refused before the log is played back', async () => {
  await run()
  const engine = fakeEngine(server)
  const recover = vi.fn()
  const refused = new Problem('target-refused', 'it is not empty', { hint: 'Restore into a new database.' })
  const target: typeof engine.target = async (...args) =>
    Object.assign(await engine.target(...args), { admit: async () => Promise.reject(refused) })
  at.engine = { ...engine, target, replay: { ...engine.replay, recover } }
  await expect(shop.run('restore', { source: ['orders'], at: 'latest', into: '${BACK_URL}' })).rejects.toMatchObject({
    code: 'target-refused',
  })
  expect(recover).not.toHaveBeenCalled()
})

test('everything is restored to a moment, each source whose log is collected exactly', async () => {
  await policy('{ every: 15m, window: 2d }', 'keep: { last: 100 }', "recovery: { into: '${BACK_URL}' }")
  await run()
  wait(5 * minute)
  server.write('one')
  const moment = shop.world.now()
  wait(minute)
  server.write('two')
  wait(16 * minute)
  await run()
  const { problems } = await shop.run('restore', { what: 'everything', at: moment.toISOString() })
  expect(problems).toEqual([])
  expect([...server.targets.values()][0]?.map(({ value }) => value)).toEqual(['one'])
})

describe('what people and machines see of it', () => {
  test('is where any second can be restored, except where its log was lost', async () => {
    await run()
    wait(30 * minute)
    await run()
    wait(10 * minute)
    server.write('lost')
    server.lose()
    wait(30 * minute)
    await run()
    wait(30 * minute)
    await run()
    const { json, text } = await shop.run('list')
    const { windows } = json as { windows: { from: string; until: string }[] }
    expect(windows.length).toBe(2)
    expect(windows[0]?.from.slice(0, 16)).toBe('2026-03-02T13:10')
    expect(windows[1]?.until.slice(0, 16)).toBe('2026-03-02T12:30')
    const said = text({ colour: false, width: 200 })
    expect(said.match(/^orders: any second from 2026-03-02T\S+Z to 2026-03-02T\S+Z$/gm)?.length).toBe(2)
  })

  test('is a proof of the newest piece, by its schedule and on demand', async () => {
    await policy('{ every: 15m, window: 2d }', 'keep: { last: 100 }', 'verify: { point-in-time: "0 14 * * *" }')
    server.write('one')
    await run()
    for (let i = 0; i < 9; i += 1) {
      wait(15 * minute)
      await run()
    }
    const proofs = [...(shop.stores['a']?.objects.keys() ?? [])].filter((key) =>
      /^orders~=log-000001\/proofs\/.*restore\.a\.passed/.test(key),
    )
    // At the first run, and after 14:00; each has the end of the log and a moment before it.
    expect(proofs.length).toBe(4)
    const asked = await shop.run('verify', { level: 'point-in-time' })
    expect(asked.text({ colour: false, width: 200 })).toMatch(
      /✓ orders .*\n {2}playback +✓ passed in .*: as it was at /,
    )
    expect(asked.problems).toEqual([])
    const { sources } = asked.json as { sources: { proofs: { level: string; outcome: string; compared: string }[] }[] }
    expect(sources[0]?.proofs.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual([
      'point-in-time passed',
      'point-in-time passed',
    ])
    expect(sources[0]?.proofs[0]?.compared).toMatch(/^as it was at \S+, from orders-\S+ and \d+ pieces? of log$/)
    at.engine = {
      ...fakeEngine(server),
      replay: {
        ...fakeEngine(server).replay,
        recover: () => {
          throw new Problem('restore-failed', 'the log ends before that', { hint: 'Run it again.' })
        },
      },
    }
    expect(codesOf(await shop.run('verify', { level: 'point-in-time' }))).toEqual(['proof-failed', 'proof-failed'])
  })
})

test('a piece that is gone from every store ends the window once that is known, and a new base begins the next', async () => {
  await run()
  const ticks: Date[] = []
  for (let i = 0; i < 4; i += 1) {
    wait(16 * minute)
    server.write(`row ${i}`)
    ticks.push(shop.world.now())
    await run()
  }
  const { entries } = await shop.catalog('orders/=log-000001')
  const gone = entries.find(({ manifest }) => manifest.log?.number === 4)?.id.replace('/', '~')
  for (const { objects } of Object.values(shop.stores))
    for (const key of objects.keys()) if (key.startsWith(`orders~=log-000001/data/${gone}/`)) objects.delete(key)
  expect(codesOf(await shop.run('verify', { level: 'point-in-time' }))).toContain('proof-failed')
  const { windows } = (await shop.run('list')).json as { windows: { until: string }[] }
  expect(windows.length).toBe(1)
  expect(new Date(windows[0]?.until ?? 0).getTime()).toBeLessThan(ticks[2]?.getTime() ?? 0)
  const { dumps } = server.asked
  wait(16 * minute)
  const mended = await run()
  expect(codesOf(mended)).toEqual(['log-gap'])
  expect(String(mended.problems[0])).toMatch(/the piece of log orders\/=log-000001\S+Z is damaged/)
  expect(server.asked.dumps).toBe(dumps + 1)
  wait(16 * minute)
  expect((await run()).problems).toEqual([])
  expect(await restored('latest')).toEqual(server.rows.map(({ value }) => value))
  expect(await restored(ticks[1] ?? new Date())).toEqual(['row 0', 'row 1'])
})

describe('what a window needs', () => {
  const day = 86_400_000
  const volume = (store: string, name: string) =>
    [...(shop.stores[store]?.objects.keys() ?? [])]
      .filter((key) => key.startsWith('orders~=log-000001/') && key.includes(name))
      .sort()

  test('stays, whatever the rules of the dumps are, and nothing else stays', async () => {
    await policy('{ every: 6h, window: 2d }', 'keep: { last: 1 }, min-keep: 1, grace: 1d')
    for (let i = 0; i < 40; i += 1) {
      server.write(`row ${i}`)
      const { problems } = await shop.run('run', { apply: true })
      expect(problems).toEqual([])
      wait(6 * 3_600_000)
    }
    await shop.run('prune', { apply: true })
    const now = shop.world.now()
    for (let back = 7; back <= 47; back += 5) {
      const moment = new Date(now.getTime() - back * 3_600_000)
      expect(await restored(moment)).toEqual(server.until(moment))
    }
    // What is gone is what nothing in the window needs: an anchor of at most a day before it, and the grace period.
    expect(volume('a', '/manifests/').length - volume('a', '/trash/').length).toBeLessThan(20)
    expect(volume('a', '/manifests/').length).toBeLessThan(40)
    const { entries } = await shop.catalog('orders')
    expect(entries.filter(({ trashed }) => !trashed).length).toBeLessThanOrEqual(4)
    const before = new Date(now.getTime() - 8 * day)
    const refused = await shop
      .run('restore', { source: ['orders'], at: before.toISOString(), into: '${BACK_URL}' })
      .catch((error) => error)
    expect(refused).toMatchObject({ code: 'unknown-id' })
  })

  test('is copied to a store that was away', async () => {
    await run()
    wait(16 * minute)
    server.write('one')
    shop.wrap((store, name) => (name === 'b' ? { ...store, put: refuse } : store))
    await run()
    shop.wrap(undefined)
    wait(16 * minute)
    await run()
    expect(volume('b', '/manifests/')).toEqual(volume('a', '/manifests/'))
    expect(volume('b', '/data/').length).toBe(volume('a', '/data/').length)
    // Each store alone brings it back.
    shop.wrap((store, name) => (name === 'a' ? { ...store, get: refuse } : store))
    expect(await restored('latest')).toEqual(['one'])
  })
})

describe('a moment that cannot be restored', () => {
  test.each([
    ['after the last piece', 3_600_000, 'its log is collected until'],
    ['before the first base', -3_600_000, 'its log can be played back from'],
  ])('%s is refused with the nearest one', async (_, shift, message) => {
    await run()
    const now = shop.world.now()
    wait(16 * minute)
    await run()
    const when = new Date(now.getTime() + shift).toISOString()
    const refused = await shop
      .run('restore', { source: ['orders'], at: when, into: '${BACK_URL}' })
      .catch((error) => error)
    expect(refused).toMatchObject({
      code: 'unknown-id',
      message: expect.stringContaining(message),
      hint: expect.stringContaining('--at 2026'),
    })
  })
})
