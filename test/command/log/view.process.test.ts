import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Health, SourceHealth } from '../../../src/judge/judge.ts'
import { Problem } from '../../../src/problem.ts'
import { codesOf, keys, openShop, type Shop } from '../shop.ts'
import { FakeServer, fakeEngine } from './fake.ts'

const at = vi.hoisted(() => ({ engine: undefined as unknown }))
vi.mock('../../../src/engine/all.ts', () => ({ engineOf: async () => at.engine }))

const minute = 60_000
const hour = 60 * minute
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

const policy = (more = '', log = '{ every: 15m, window: 2d }', top = '') =>
  shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
${top}
sources:
  orders:
    engine: mariadb
    url: \${ORDERS_URL}
    schedule: "0 2 * * *"
    point-in-time: ${log}
    ${more}
`)

const run = () => shop.run('run')
const wait = (ms: number) => shop.world.advance(ms)
async function orders(): Promise<SourceHealth> {
  const { json } = await shop.run('report')
  const [source] = (json as Health).sources
  if (!source) throw new Error('the report has no source')
  return source
}
const told = ({ findings }: SourceHealth) => findings.map(({ level, code }) => `${level} ${code}`)

/** Four runs, each a quarter of an hour after the one before. */
async function anHour(): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    wait(15 * minute)
    server.write(`row ${i}`)
    expect((await run()).problems).toEqual([])
  }
}

describe('the report of a source whose log is collected', () => {
  test('says where it can be restored, how old the newest piece is, and how long its proof took', async () => {
    await policy('verify: { point-in-time: "0 14 * * *" }\n    objectives: { rpo: 30m, rto: 1h }')
    await run()
    await anHour()
    wait(10 * minute)
    const source = await orders()
    expect(source.state).toBe('good')
    expect(source.recovery.windows).toEqual([
      { from: expect.stringMatching(/^2026-03-02T12:00/), to: expect.stringMatching(/^2026-03-02T13:00/) },
    ])
    expect(source.log).toMatchObject({
      everyMs: 15 * minute,
      windowMs: 48 * hour,
      windows: [{ from: expect.stringMatching(/^2026-03-02T12:00/) }],
      overdue: false,
      pieces: 5,
      bases: 1,
      proof: { level: 'restore', outcome: 'passed' },
    })
    expect(source.log?.newest?.ageMs).toBeGreaterThanOrEqual(10 * minute)
    expect(source.log?.newest?.ageMs).toBeLessThan(11 * minute)
    expect(source.log?.windows[0]).not.toHaveProperty('ended')
    expect(source.log?.bytes).toBeGreaterThan(0)
    expect(source.log?.ages.longestMs).toBeGreaterThanOrEqual(15 * minute)
    expect(source.log?.ages.longestMs).toBeLessThan(16 * minute)
    // What would be lost is ten minutes, and not the 70 since the dump.
    expect(source.objectives.rpo).toMatchObject({ met: true, ageMs: source.log?.newest?.ageMs })
    const [today] = source.objectives.rpo.days
    expect(today).toMatchObject({ day: '2026-03-02', met: true })
    expect(today?.gapMs).toBeLessThan(16 * minute)
  })

  test('tells that it stopped though dumps go on, and what becomes of it', async () => {
    await policy('objectives: { rpo: 30m }')
    await run()
    await anHour()
    wait(34 * minute)
    expect(told(await orders())).toEqual(['failure rpo-missed'])
    wait(2 * minute)
    expect((await shop.run('backup')).problems).toEqual([])
    const { findings, objectives, state } = await orders()
    expect(state).toBe('bad')
    expect(objectives.rpo.met).toBe(false)
    expect(findings.map(({ code }) => code)).toEqual(['rpo-missed', 'log-overdue'])
    expect(findings[1]?.message).toMatch(
      /^the log of orders is collected until 2026-03-02T13:00:\d\dZ, 36 m ago; every is 15 m$/,
    )
    expect(findings[1]?.hint).toMatch(/^If nobody acts, what is lost with the server grows/)
  })

  test('shows what was lost as a hole, and why', async () => {
    await run()
    await anHour()
    wait(10 * minute)
    server.write('lost')
    server.lose()
    wait(30 * minute)
    expect(codesOf(await run())).toEqual(['log-gap'])
    const { log, findings } = await orders()
    expect(log?.windows.length).toBe(2)
    expect(log?.windows[1]?.ended).toMatch(/^the server has its log from 5 on/)
    expect(log?.windows[0]).not.toHaveProperty('ended')
    // The same run took a new base: what had failed is over.
    expect(findings.map(({ level, code }) => `${level} ${code}`)).toEqual(['note log-gap'])
    expect(findings[0]?.message).toMatch(
      /^no moment of orders between 2026-03-02T13:0\S+ and 2026-03-02T13:4\S+ can be restored/,
    )
  })

  test('calls a piece that failed a failure until the next one, though dumps succeed', async () => {
    await run()
    wait(16 * minute)
    server.cut = new Problem('source-failed', 'the connection was reset', { hint: 'Run it again.' })
    await run()
    expect((await shop.run('backup')).problems).toEqual([])
    const failed = await orders()
    expect(told(failed)).toEqual(['failure failed'])
    expect(failed.findings[0]?.message).toMatch(
      /failed: the connection was reset; the log of orders is collected until/,
    )
    wait(15 * minute)
    await run()
    expect(told(await orders())).toEqual([])
  })
})
