import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Health, SourceHealth } from '../../../src/judge/judge.ts'
import { Problem } from '../../../src/problem.ts'
import { type Receiver, startReceiver } from '../../channel/receiver.ts'
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

const policy = (more = '', log = '{ every: 15m, window: 2d }', top = '', schedule = '"0 2 * * *"') =>
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
    schedule: ${schedule}
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
      /^the log of orders is collected until 2026-03-02T13:00:\d\dZ, 36 m( \d+ s)? ago; every is 15 m$/,
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

describe('a gate', () => {
  test('asks how old the newest moment is that can be restored, by the log or by a backup', async () => {
    await run()
    await anHour()
    wait(10 * minute)
    expect((await shop.run('gate', { 'at-least-every': '15m' })).problems).toEqual([])
    wait(10 * minute)
    const unmet = await shop.run('gate', { 'at-least-every': '15m' })
    expect(codesOf(unmet)).toEqual(['gate-unmet'])
    expect(unmet.problems.map(String).join()).toMatch(
      /orders: stale: orders can be restored until \S+, 20 m( \d+ s)? ago; asked for: 15 m at most/,
    )
    expect(unmet.text({ colour: false, width: 300 })).toContain('→ `backproof run --source orders` collects its log.')
    expect(unmet.json).toMatchObject({
      sources: [
        {
          met: false,
          log: { until: expect.stringMatching(/^2026-03-02T13:00/) },
          conditions: { atLeastEverySeconds: 900 },
        },
      ],
    })
    expect((await shop.run('backup')).problems).toEqual([])
    expect((await shop.run('gate', { 'at-least-every': '15m' })).problems).toEqual([])
  })

  test('goes by the log for the RPO of the policy, and by the backup where its age is asked for', async () => {
    await policy('objectives: { rpo: 30m }')
    await run()
    await anHour()
    expect((await shop.run('gate')).problems).toEqual([])
    expect(codesOf(await shop.run('gate', { 'max-age': '30m' }))).toEqual(['gate-unmet'])
    wait(31 * minute)
    expect(codesOf(await shop.run('gate'))).toEqual(['gate-unmet'])
  })
})

describe('a source that has left the policy', () => {
  const other = () =>
    shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  others:
    engine: mariadb
    url: \${ORDERS_URL}
`)

  test('is named once with its log, which retire lets go with its backups', async () => {
    await run()
    await anHour()
    await other()
    const { json } = await shop.run('report')
    const { findings, unclaimed } = json as Health
    expect(unclaimed).toEqual([{ source: 'orders', stores: ['a', 'b'], backups: 1, log: 5 }])
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^1 backup and 5 pieces of the log of orders are in a and b, and no source of the policy claims them/,
      ),
    ])
    const retired = await shop.run('retire', { source: ['orders'], confirm: ['orders'] })
    expect(retired.text({ colour: false, width: 200 })).toMatch(
      /^retired orders: 1 backup and 5 pieces of its log deleted/,
    )
    expect((await shop.run('report')).json).not.toHaveProperty('unclaimed')
    wait(40 * 24 * hour)
    expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    // The first look after a long silence deletes nothing.
    expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    const left = ['a', 'b'].flatMap((store) => [...(shop.stores[store]?.objects.keys() ?? [])])
    expect(left.filter((key) => key.startsWith('orders') && /\/(data|manifests|keys)\//.test(key))).toEqual([])
  })
})

describe('plan and doctor', () => {
  test('say what is due of a log, what is promised, and that no schedule makes its bases', async () => {
    await run()
    const { json } = await shop.run('plan')
    const [source] = (
      json as {
        sources: { applies: Record<string, string>; tasks: { kind: string; due: boolean }[]; warnings: string[] }[]
      }
    ).sources
    expect(source?.applies['point-in-time']).toBe(
      'any second of the last 2 d: a piece of its log every 15 m, onto its own backups',
    )
    expect(source?.tasks.map(({ kind, due }) => `${kind} ${due}`)).toEqual(
      expect.arrayContaining(['tick false', 'base false']),
    )
    expect(source?.warnings).toEqual([])
    wait(16 * minute)
    const later = (await shop.run('plan')).text({ colour: false, width: 200 })
    expect(later).toMatch(/DUE +tick +the log is collected until/)
    await policy('', '{ every: 15m, window: 2d }', '', 'never')
    const never = (await shop.run('plan')).text({ colour: false, width: 200 })
    expect(never).toMatch(/warning: no schedule makes backups of orders, which its log is played onto: it is kept/)
    expect(never).toMatch(/Add schedule: "0 3 \* \* \*"\./)
  })

  test('ask the server for its log before anything is written', async () => {
    expect((await shop.run('doctor')).text({ colour: false, width: 400 })).toMatch(
      /any second of the last 2 d: .*; 96 pieces a day, about 192 kept/,
    )
    const engine = fakeEngine(server)
    at.engine = {
      ...engine,
      open: async (...given: Parameters<typeof engine.open>) => {
        const open = await engine.open(...given)
        const rehearse = async () => {
          throw new Problem('source-failed', 'the binary log of the server is off', { hint: 'Set log_bin.' })
        }
        return { ...open, log: { ...open.log, rehearse }, [Symbol.asyncDispose]: async () => {} }
      },
    }
    const off = await shop.run('doctor')
    expect(codesOf(off)).toEqual(['source-failed'])
    expect(off.text({ colour: false, width: 400 })).toMatch(/BAD +source orders +the binary log of the server is off/)
  })
})

describe('alerts', () => {
  let receiver: Receiver
  beforeEach(async () => {
    receiver = await startReceiver()
    Object.assign(shop.env, { HOOK: `${receiver.url}/hook` })
  })
  afterEach(() => receiver[Symbol.asyncDispose]())

  const rules = (alerts: string) =>
    policy(
      'objectives: { rpo: 1h }',
      '{ every: 15m, window: 2d }',
      `alerts: ${alerts}\nnotify: { webhook: { url: "\${HOOK}" } }`,
    )
  const posted = () =>
    receiver.received.flatMap(({ body }) =>
      (JSON.parse(body) as { alerts: { kind: string; rule: string }[] }).alerts.map(
        ({ kind, rule }) => `${kind} ${rule}`,
      ),
    )

  test('tell of a log that nothing collects though dumps go on, once, and of the objective that breaks by it', async () => {
    await rules('[failed, not-run-for: 70m, rpo-missed, schedule-dead]')
    await run()
    await anHour()
    expect(posted()).toEqual([])
    wait(20 * minute)
    await shop.run('backup')
    await shop.run('alert')
    expect(posted()).toEqual([])
    wait(20 * minute)
    await shop.run('alert')
    await shop.run('alert')
    expect(posted()).toEqual(['opened schedule-dead'])
    wait(35 * minute)
    await shop.run('backup')
    await shop.run('alert')
    expect(posted()).toEqual(['opened schedule-dead', 'opened rpo-missed'])
    await run()
    expect(posted().slice(2).sort()).toEqual(['closed rpo-missed', 'closed schedule-dead'])
  })

  test('tell of it by the age alone where nothing else is asked for', async () => {
    await rules('[not-run-for: 2h]')
    await run()
    await anHour()
    wait(119 * minute)
    await shop.run('backup')
    await shop.run('alert')
    expect(posted()).toEqual([])
    wait(2 * minute)
    await shop.run('alert')
    expect(posted()).toEqual(['opened not-run-for'])
  })

  test('tell of a piece that failed until the next one is there, and by no other rule', async () => {
    await rules('[failed, schedule-dead]')
    await run()
    wait(16 * minute)
    server.cut = new Problem('source-failed', 'the connection was reset', { hint: 'Run it again.' })
    await run()
    wait(40 * minute)
    await shop.run('backup')
    await shop.run('alert')
    expect(posted()).toEqual(['opened failed'])
    await run()
    expect(posted()).toEqual(['opened failed', 'closed failed'])
  })
})
