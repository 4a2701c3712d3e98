import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import { codesOf, keys, openShop, reportOf, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine, logOf, ownLeases } from './fake.ts'

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

describe('a log that is collected', () => {
  test('brings back every moment between two runs, with all that was committed until then and nothing later', async () => {
    server.write('before anything')
    expect((await run()).problems).toEqual([])
    const moments: Date[] = []
    for (let i = 0; i < 40; i += 1) {
      wait(1 + Math.floor((i * 7919) % (7 * minute)))
      server.write(`row ${i}`)
      moments.push(shop.world.now())
      wait(20)
      if (i % 3 === 0) expect((await run()).problems).toEqual([])
    }
    wait(16 * minute)
    await run()
    for (const moment of moments) expect(await restored(moment)).toEqual(server.until(moment))
    expect(await restored('latest')).toEqual(server.until(shop.world.now()))
  })

  test('is collected at once where its source is named, so that the last seconds can be restored', async () => {
    await run()
    wait(20_000)
    server.write('just before the mistake')
    const moment = shop.world.now()
    wait(20_000)
    server.write('the mistake')
    const { problems } = await shop.run('run', { source: ['orders'] })
    expect(problems).toEqual([])
    expect(await restored(moment)).toEqual(['just before the mistake'])
  })

  test('is played onto an older base where the newest lacks what the log only ends, and said so', async () => {
    server.write('one')
    await run()
    wait(24 * 60 * minute)
    server.write('two')
    await run()
    wait(20_000)
    server.write('three')
    wait(20 * minute)
    await run()
    server.lacking.add('2')
    expect(await restored('latest')).toEqual(['one', 'two', 'three'])
    expect((await shop.run('verify', { level: 'point-in-time' })).problems).toEqual([])
    server.lacking.add('1')
    const back = { source: ['orders'], at: 'latest', into: '${BACK_URL}' }
    await expect(shop.run('restore', back)).rejects.toMatchObject({ code: 'log-gap' })
  })

  test('is said to begin at the backup that was taken in the same run, and not to lack a base', async () => {
    const report = reportOf(await run(), 'orders')
    expect(report.tasks.find(({ kind }) => kind === 'base')).toMatchObject({ due: false })
  })

  test('is collected once for each step of every, and an idle server costs a piece without bytes', async () => {
    await run()
    const first = server.asked.pieces
    await run()
    expect(server.asked.pieces).toBe(first)
    wait(16 * minute)
    const report = reportOf(await run(), 'orders')
    expect(server.asked.pieces).toBe(first + 1)
    expect(report.tasks.find(({ kind }) => kind === 'tick')).toMatchObject({
      due: true,
      did: expect.stringMatching(/^collected 0 B of log/),
    })
    expect(server.asked.dumps).toBe(1)
  })

  test('that the server has lost a part of is a failure, after which a new base is there and the moments before stay', async () => {
    await run()
    wait(10 * minute)
    server.write('kept')
    const kept = shop.world.now()
    wait(6 * minute)
    await run()
    wait(minute)
    server.write('in the gap')
    const lost = shop.world.now()
    server.lose()
    wait(15 * minute)
    const failed = await run()
    expect(codesOf(failed)).toEqual(['log-gap'])
    expect(server.asked.dumps).toBe(2)
    wait(minute)
    server.write('after')
    const after = shop.world.now()
    wait(15 * minute)
    expect((await run()).problems).toEqual([])
    expect(await restored(kept)).toEqual(['kept'])
    expect(await restored(after)).toEqual(['kept', 'in the gap', 'after'])
    const refused = await shop
      .run('restore', { source: ['orders'], at: lost.toISOString(), into: '${BACK_URL}' })
      .catch((error) => error)
    expect(refused).toMatchObject({
      code: 'unknown-id',
      message: expect.stringContaining('its log is not there between'),
    })
  })

  test('begins no stream while no store can be read that may have one, and goes on after', async () => {
    await run()
    wait(16 * minute)
    server.write('one')
    shop.wrap((store) => ({
      ...store,
      async *list(prefix, signal) {
        if (prefix.startsWith('orders~=log-000001')) refuse()
        yield* store.list(prefix, signal)
      },
    }))
    const { problems } = await run()
    expect(problems[0]).toMatchObject({ code: 'store-denied', message: expect.stringContaining('no log of orders') })
    expect([server.asked.pieces, server.asked.dumps, server.asked.releases.length]).toEqual([1, 1, 1])
    shop.wrap(undefined)
    expect((await run()).problems).toEqual([])
    expect(((await shop.run('list')).json as { windows: unknown[] }).windows).toHaveLength(1)
    expect(await restored('latest')).toEqual(['one'])
  })

  test('is never taken for lost while a store that may have more of it cannot be read', async () => {
    await run()
    wait(16 * minute)
    server.write('one')
    await run()
    server.lose()
    server.write('two')
    wait(16 * minute)
    const { dumps } = server.asked
    shop.wrap((store, name) =>
      name === 'b' ? { ...store, list: refuse, folders: refuse, head: refuse, put: refuse } : store,
    )
    server.history = 'another'
    const failed = await run()
    expect(codesOf(failed)).toContain('log-gap')
    expect(server.asked.dumps).toBe(dumps)
  })

  test('that the server does not write is named at each run, and nothing is dumped for it', async () => {
    const engine = fakeEngine(server)
    const hint = 'Set log_bin=ON, then restart the server.'
    const refused = new Problem('source-failed', 'the server writes no binary log', { hint })
    at.engine = {
      ...engine,
      async open(...args: Parameters<typeof engine.open>) {
        const live = await engine.open(...args)
        const dump = () => {
          const made = live.dump()
          return {
            ...made,
            result() {
              const { position: _, ...bare } = made.result()
              return bare
            },
          }
        }
        return {
          ...live,
          dump,
          log: {
            ...logOf(server),
            rehearse: async () => {
              throw refused
            },
          },
        }
      },
    }
    for (let i = 0; i < 3; i += 1) {
      expect((await run()).problems).toMatchObject([{ message: 'the server writes no binary log', hint }])
      wait(16 * minute)
    }
    // The schedule's own.
    expect(server.asked.dumps).toBe(1)
  })

  test('goes on while bases fail, because the server may forget it', async () => {
    await run()
    const engine = fakeEngine(server)
    at.engine = {
      ...engine,
      async open(...args: Parameters<typeof engine.open>) {
        const live = await engine.open(...args)
        const refused = () => {
          throw new Problem('source-failed', 'the server is too busy for a dump', { hint: 'Run it again.' })
        }
        return { ...live, dump: refused }
      },
    }
    // Its only base is lost, and another cannot be made now.
    for (const name of ['a', 'b'])
      for (const key of shop.stores[name]?.objects.keys() ?? [])
        if (key.startsWith('orders/')) shop.stores[name]?.objects.delete(key)
    wait(16 * minute)
    server.write('one')
    const pieces = server.asked.pieces
    expect(codesOf(await run())).toContain('source-failed')
    expect(server.asked.pieces).toBe(pieces + 1)
  })

  test('that breaks off is not committed, and the next run collects all of it', async () => {
    await run()
    wait(16 * minute)
    server.write('one')
    const moment = shop.world.now()
    server.cut = new Problem('source-failed', 'the connection was reset', { hint: 'Run it again.' })
    expect(codesOf(await run())).toEqual(['source-failed'])
    expect(server.asked.releases.length).toBe(1)
    wait(16 * minute)
    await run()
    expect(await restored(moment)).toEqual(['one'])
  })

  test('that the server is about to lose is stored, and fails the run; what is less is a warning', async () => {
    const hint = 'Run it more often.'
    server.findings = [{ level: 'warning', blame: 'source', message: 'the slot holds back 9 GiB', hint }]
    expect((await run()).problems).toEqual([])
    expect(shop.world.lines.join('\n')).toContain('the slot holds back 9 GiB. Run it more often.')
    wait(16 * minute)
    server.write('one')
    server.findings = [{ level: 'failure', blame: 'source', message: 'the slot holds back 11 GiB', hint }]
    expect((await run()).problems).toMatchObject([
      { code: 'source-failed', message: 'the slot holds back 11 GiB', hint },
    ])
    expect(await restored('latest')).toEqual(['one'])
  })

  test('begins with a new base, and no failure, where the server has no log any more from its older backups', async () => {
    await policy('{ every: 15m, window: 2d }')
    await shop.run('backup')
    server.write('one')
    server.lose()
    wait(16 * minute)
    expect((await run()).problems).toEqual([])
    expect(server.asked.dumps).toBe(2)
    expect(await restored('latest')).toEqual(['one'])
  })

  test('that another run has collected meanwhile is no gap', async () => {
    await run()
    wait(16 * minute)
    server.write('one')
    ownLeases(shop)
    let again = true
    const { collect } = logOf(server)
    const engine = fakeEngine(server)
    at.engine = {
      ...engine,
      async open(...args: Parameters<typeof engine.open>) {
        const live = await engine.open(...args)
        return {
          ...live,
          log: {
            ...logOf(server),
            collect(from: Parameters<typeof collect>[0]) {
              if (!again) return logOf(server).collect(from)
              again = false
              return {
                // The other run stores its piece, and the server forgets it.
                parts: (async function* () {
                  yield* []
                  await shop.run('run')
                  throw new Problem('log-gap', 'the server has not all of it', { hint: 'A new base is taken.' })
                })(),
                result: () => {
                  throw new Error('not reached')
                },
              }
            },
          },
        }
      },
    }
    await run()
    expect(server.asked.dumps).toBe(1)
    expect(await restored('latest')).toEqual(['one'])
  })

  test('is released only up to what is stored and read back', async () => {
    await run()
    wait(16 * minute)
    server.write('one')
    shop.wrap((store) => ({ ...store, put: refuse }))
    expect((await run()).problems.length).toBeGreaterThan(0)
    shop.wrap(undefined)
    expect(server.asked.releases.map(({ at }) => at)).toEqual(['0'])
    wait(16 * minute)
    await run()
    expect(server.asked.releases.map(({ at }) => at)).toEqual(['0', '1'])
  })
})

function refuse(): never {
  throw new Problem('store-denied', 'b refuses', { hint: 'Look at its rights.' })
}
