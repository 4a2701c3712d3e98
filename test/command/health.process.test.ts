import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import type { Options } from '../../src/command/option.ts'
import type { Health } from '../../src/judge/judge.ts'
import { memberName } from '../../src/policy/policy.ts'
import { Problem } from '../../src/problem.ts'
import { fingerprint } from '../../src/seal/seal.ts'
import { type Fault, faultyStore } from '../fault/faulty-store.ts'
import { expectValid } from '../judge/health/valid.ts'
import { plantDump } from './plant.ts'
import { codesOf, keys, openShop, otherKeys, policyOf, type Shop } from './shop.ts'

const hour = 3_600_000
const defaults = '  schedule: "0 * * * *"\n  retention: { keep: { last: 9 } }\n'
const objectives = '    objectives: { rpo: 2h, rto: 15m, copies: 2, verified-within: 8d }\n'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ defaults, source: objectives })
})
afterEach(() => shop[Symbol.asyncDispose]())

/** What `report --json` prints, which every shop's must be valid. */
async function healthOf(options: Options = {}): Promise<Health> {
  const { json } = await shop.run('report', options)
  expectValid(json)
  return json
}

const only = ({ sources }: Health) => {
  const [source] = sources
  if (!source || sources.length > 1) throw new Error(`${sources.length} sources`)
  return source
}

const failing = (store: string, fault: Fault) =>
  shop.wrap((inner, name) => (name === store ? faultyStore(inner, [fault]) : inner))

describe('the health data', () => {
  test('of a shop that is well say when, by whom, in how many copies, how proven, and to which keys', async () => {
    const by = { actor: 'ada', repository: 'acme/shop', workflow: 'backup', run: '7', host: 'test' }
    await shop.run('run', {}, { origin: by })
    shop.at('2026-03-02T13:00:30Z')
    const [id = ''] = (await shop.run('run', {}, { origin: by })).ids ?? []
    await shop.run('verify', { level: 'restore' })
    await shop.run('hold', { id: [id], because: 'audit' })
    const health = await healthOf()
    expect(health).toMatchObject({
      version: 1,
      state: 'good',
      totals: { sources: 1, good: 1, backups: 2, triggers: { total: 3, succeeded: 3, failed: 0 } },
      findings: [],
      stores: [
        {
          store: 'a',
          state: 'good',
          probe: { state: 'reached', cached: false },
          backups: { count: 2, partial: false },
        },
        {
          store: 'b',
          state: 'good',
          probe: { state: 'reached', cached: false },
          backups: { count: 2, partial: false },
        },
      ],
    })
    const source = only(health)
    expect(source).toMatchObject({
      state: 'good',
      schedule: { state: 'alive', cron: '0 * * * *', timezone: 'UTC', nextAt: '2026-03-02T14:00:00.000Z' },
      lastSuccess: { id, trigger: 'schedule', by, consistency: 'per-object', stores: ['a', 'b'] },
      triggers: {
        last: { command: 'backup', outcome: 'succeeded', backup: id, by, trigger: 'schedule' },
        running: [],
        success: { days7: { succeeded: 2, failed: 0, rate: 1 }, days90: { succeeded: 2, failed: 0, rate: 1 } },
        totals: { total: 3, succeeded: 3, failed: 0 },
      },
      copies: [
        { store: 'a', state: 'whole', count: 2, newestId: id, proofs: { check: { outcome: 'passed' } } },
        { store: 'b', state: 'whole', count: 2, newestId: id },
      ],
      objectives: {
        rpo: { targetMs: 2 * hour, met: true },
        rto: { targetMs: hour / 4, met: true, backup: id },
        copies: { target: 2, actual: 2, met: true },
        verified: { met: true },
      },
      encryption: {
        recipients: [{ fingerprint: fingerprint(keys.recipient), inPolicy: true, sealsNewest: true }],
        signed: { required: false },
        layers: [],
      },
      retention: { rules: ['last 9'], frozen: false, held: 1, deleted: 0 },
      recovery: { count: 2, windows: [] },
      unread: [],
      findings: [],
    })
    expect(source.triggers.recent.map(({ command }) => command)).toEqual(['restore', 'backup', 'backup'])
    expect(Object.keys(source.objectives.rto.steps ?? {})).toEqual(expect.arrayContaining(['start', 'restore']))
    expect(source.recovery.moments).toEqual(source.history.backups.map(({ at }) => at).reverse())
    const [, newest] = source.history.backups
    expect(newest?.bytes).toBeGreaterThan(0)
    expect(newest?.plainBytes).toBeGreaterThan(newest?.bytes ?? 0)
    expect(source.history.proofs.find(({ level }) => level === 'restore')).toMatchObject({ id, outcome: 'passed' })
    expect(source.history.proofs.find(({ level }) => level === 'restore')?.durations).toBeDefined()
  })

  test('of a shop that was never backed up have no number that stands for nothing', async () => {
    const health = await healthOf()
    expect(health).toMatchObject({ state: 'bad', totals: { withoutBackup: 1, backups: 0 } })
    const source = only(health)
    expect(source).toMatchObject({ state: 'bad', backups: { count: 0 }, recovery: { count: 0, moments: [] } })
    for (const name of ['lastSuccess', 'size', 'consistency']) expect(source).not.toHaveProperty(name)
    expect(source.backups).not.toHaveProperty('newest')
    expect(source.triggers.success.days7).toEqual({ succeeded: 0, failed: 0 })
    expect(source.triggers).not.toHaveProperty('last')
    expect(source.objectives).toMatchObject({ rpo: { days: [] }, copies: { target: 2 } })
    expect(source.objectives.rpo).not.toHaveProperty('met')
    expect(source.objectives.rpo).not.toHaveProperty('ageMs')
    expect(source.copies.map(({ state }) => state)).toEqual(['none', 'none'])
    expect(source.findings.map(({ code }) => code)).toEqual(['no-backup', 'unproven'])
  })

  test('of a store that cannot be read say so, and take nothing for missing there', async () => {
    await shop.run('run')
    const problem = new Problem('store-unavailable', 'list: connection refused', { hint: 'Start it.' })
    failing('b', { call: 'list', does: 'fail', problem })
    const health = await healthOf()
    expect(health.stores).toMatchObject([
      { store: 'a', state: 'good', backups: { count: 1 } },
      {
        store: 'b',
        state: 'bad',
        probe: { state: 'unreachable', hint: 'Start it.' },
        findings: [{ code: 'store-unreachable', store: 'b' }],
      },
    ])
    expect(health.stores[1]).not.toHaveProperty('backups')
    const source = only(health)
    expect(source.unread).toEqual([
      { store: 'b', code: 'store-unavailable', message: expect.any(String), hint: 'Start it.' },
    ])
    expect(source.triggers.runningUnread).toEqual(['b'])
    expect(source.copies).toMatchObject([
      { store: 'a', state: 'whole', count: 1 },
      { store: 'b', state: 'unread' },
    ])
    expect(source.copies[1]).not.toHaveProperty('count')
    expect(source.backups.newest?.missing).toEqual([])
    expect(source.objectives.copies).toEqual({ target: 2, actual: 1 })
    expect(source.findings).toEqual([
      expect.objectContaining({ code: 'degraded', level: 'failure' }),
      expect.objectContaining({ code: 'unproven', level: 'failure' }),
      expect.objectContaining({ code: 'store-unread', level: 'warning', store: 'b' }),
    ])
  })

  test('of a source whose stores cannot be read at all are unknown, which is neither good nor without a backup', async () => {
    await shop.run('run')
    shop.wrap((inner) => faultyStore(inner, [{ call: 'list', does: 'fail' }]))
    const health = await healthOf()
    expect(health).toMatchObject({ state: 'bad', totals: { unknown: 1, good: 0, withoutBackup: 0 } })
    expect(only(health)).toMatchObject({ state: 'unknown', copies: [{ state: 'unread' }, { state: 'unread' }] })
  })

  test('of the databases of a server have each of them, and whose it is', async () => {
    await shop.policy(`${policyOf('', { defaults }).replace(/ {2}files:[\s\S]*/, '')}  orders:
    engine: postgres
    url: '\${URL}'
    databases: ["tenant_*"]
`)
    await plantDump(shop, memberName('orders', 'tenant_1'))
    const record = { version: 1, at: shop.world.now().toISOString(), patterns: ['tenant_*'] }
    const databases = ['tenant_1', 'tenant_2', 'tenant_"3"<b>']
    shop.stores['a']?.objects.set('orders/databases.json', Buffer.from(JSON.stringify({ ...record, databases })))
    const health = await healthOf()
    expect(health.totals).toMatchObject({ sources: 3, withoutBackup: 2 })
    expect(health.sources.map(({ database }) => database)).toEqual(
      expect.arrayContaining(databases.map((name) => ({ of: 'orders', name }))),
    )
  })

  test('of an attempt that failed call it a failure until a later one succeeds, and count it for ever', async () => {
    await shop.run('run')
    const problem = new Problem('store-denied', 'put: denied')
    shop.wrap((inner) => faultyStore(inner, [{ call: 'put', does: 'fail', problem, key: '/data/' }]))
    shop.at('2026-03-02T13:00:30Z')
    await shop.run('run')
    shop.wrap(undefined)
    expect(only(await healthOf())).toMatchObject({
      state: 'bad',
      triggers: { last: { outcome: 'failed', problem: { code: expect.stringMatching(/^store-/) } } },
      findings: [{ code: 'unproven' }, { code: 'failed' }],
    })
    shop.at('2026-03-02T14:00:30Z')
    await shop.run('run')
    await shop.run('verify', { level: 'restore' })
    expect(only(await healthOf())).toMatchObject({
      state: 'good',
      findings: [],
      triggers: { success: { days7: { succeeded: 2, failed: 1, rate: 0.6667 } }, totals: { failed: 1 } },
    })
  })

  test('name a proof that was tried and could not begin, until one is made', async () => {
    await shop.run('run')
    await shop.run('verify', { level: 'restore' })
    const { BACKPROOF_SECRET_KEY: _, ...env } = shop.world.env
    await shop.run('verify', { level: 'restore' }, { env })
    const findings = only(await healthOf()).findings
    expect(findings).toEqual([
      expect.objectContaining({
        level: 'warning',
        code: 'proof-failed',
        message: expect.stringMatching(/BACKPROOF_SECRET_KEY|secret key/),
      }),
    ])
    await shop.run('verify', { level: 'restore' })
    expect(only(await healthOf()).findings).toEqual([])
  })

  test('name what is at work now', async () => {
    await shop.run('run')
    const at = (ms: number) => new Date(shop.world.now().getTime() + ms).toISOString()
    const lease = { holder: 'acme/shop run 8', acquiredAt: at(-60_000), renewedAt: at(-1000), expiresAt: at(600_000) }
    shop.stores['a']?.objects.set('files/lease.json', Buffer.from(JSON.stringify(lease)))
    const { holder, acquiredAt: since, renewedAt, expiresAt } = lease
    expect(only(await healthOf()).triggers.running).toEqual([{ store: 'a', holder, since, renewedAt, expiresAt }])
    shop.at('2026-03-02T13:00:30Z')
    expect(only(await healthOf()).triggers.running).toEqual([])
  })

  test('tell for how long each key has been in use at least', async () => {
    await shop.run('run')
    const text = await readFile(shop.path('backup-policy.yml'), 'utf8')
    shop.at('2026-03-02T13:00:30Z')
    await shop.policy(text.replace(keys.recipient, `${keys.recipient}, ${otherKeys.recipient}`))
    await shop.run('run')
    shop.at('2026-03-02T14:00:30Z')
    await shop.policy(text.replace(keys.recipient, otherKeys.recipient))
    await shop.run('run')
    const { encryption, history } = only(await healthOf())
    const [, second] = history.backups.map(({ at }) => at)
    expect(encryption.recipients).toEqual([
      { fingerprint: fingerprint(otherKeys.recipient), inPolicy: true, sealsNewest: true, inUseSince: second },
    ])
  })
})

describe('a store that no source has', () => {
  beforeEach(async () => {
    const text = policyOf(shop.path('data'), { defaults })
    const more = text.replace('  b: {', '  c: { directory: { path: ./c } }\n  b: {')
    await shop.policy(more)
    Object.assign(shop.stores, { c: shop.stores['b'] })
  })
  const probeOf = async () => (await healthOf()).stores.find(({ store }) => store === 'c')?.probe

  test('is asked once in five minutes, and the answer says when it was', async () => {
    const problem = new Problem('store-unavailable', 'list: connection refused in c')
    failing('c', { call: 'list', key: '.retired/', does: 'fail', problem })
    const first = await probeOf()
    expect(first).toMatchObject({ state: 'unreachable', cached: false, message: 'list: connection refused in c' })
    shop.wrap(undefined)
    shop.world.advance(4 * 60_000)
    expect(await probeOf()).toEqual({ ...first, cached: true })
    shop.world.advance(2 * 60_000)
    expect(await probeOf()).toMatchObject({ state: 'reached', cached: false })
  })
})

describe('report --fail-on', () => {
  const exit = async (state?: string) => {
    const { problems } = await shop.run('report', state === undefined ? {} : { 'fail-on': state })
    return [exitCodeOf(problems), ...codesOf({ problems } as never)]
  }

  test('exits 3 for what is bad, or for a warning as well, and only if it is asked to', async () => {
    await shop.run('run')
    await shop.run('verify', { level: 'restore' })
    for (const state of [undefined, 'warning', 'bad']) expect(await exit(state)).toEqual([0])
    const text = await readFile(shop.path('backup-policy.yml'), 'utf8')
    await shop.policy(`${text}    paused: true\n`)
    expect(await exit('bad')).toEqual([0])
    expect(await exit('warning')).toEqual([3, 'gate-unmet'])
    shop.world.advance(3 * hour)
    expect(await exit('bad')).toEqual([3, 'gate-unmet'])
    expect(await exit()).toEqual([0])
    const { problems } = await shop.run('report', { 'fail-on': 'bad' })
    expect(problems[0]).toMatchObject({ message: 'the health of shop is bad: files; --fail-on bad asks for better' })
    await expect(shop.run('report', { 'fail-on': 'worse' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('takes what could not be read for no better than bad', async () => {
    await shop.run('run')
    shop.wrap((inner) => faultyStore(inner, [{ call: 'list', does: 'fail' }]))
    expect(await exit('bad')).toEqual(expect.arrayContaining([1, 'gate-unmet']))
  })
})

test('report --badge writes a picture that says to when everything can be restored', async () => {
  await shop.run('run')
  await shop.run('verify', { level: 'restore' })
  await shop.run('report', { badge: 'backups.svg' })
  const picture = await readFile(shop.path('backups.svg'), 'utf8')
  expect(picture).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /)
  expect(picture).toMatch(/<title>backups: restorable to 2026-03-02 12:00 UTC \(as of/)
  await expect(shop.run('report', { badge: 'no/such/folder.svg' })).rejects.toMatchObject({ code: 'usage' })
})
