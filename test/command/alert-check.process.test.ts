import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import type { Store } from '../../src/store/store.ts'
import { startMailServer } from '../channel/mail-server.ts'
import { type Receiver, startReceiver } from '../channel/receiver.ts'
import { startFakeGitHub } from '../github/fake-github.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

let shop: Shop
let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
  shop = await openShop()
})
afterEach(async () => {
  await shop[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

const env = () => ({ ...shop.world.env, HOOK: `${receiver.url}/hook/secret-path`, SECOND: `${receiver.url}/second` })
const run = (command: Parameters<Shop['run']>[0], options = {}, more: Record<string, string> = {}) =>
  shop.run(command, options, { env: { ...env(), ...more } })
const policy = (lines: string) => shop.policy(`${policyOf(shop.path('data'))}\n${lines}\n`)
const posted = (path = '/hook') =>
  receiver.received
    .filter((one) => one.path.startsWith(path))
    .flatMap(({ body }) => (JSON.parse(body) as { alerts: { kind: string; source: string; rule: string }[] }).alerts)
    .map(({ kind, source, rule }) => `${kind} ${source} ${rule}`)
const hook = 'notify: { webhook: { url: "${HOOK}" } }'
const state = (store: string) => shop.stores[store]?.objects.get('.alerts/files.json')

describe('alert check', () => {
  test('tells from the stores alone what a dead workflow cannot say, once', async () => {
    await policy(`alerts: [not-run-for: 24h]\n${hook}`)
    await run('backup')
    expect(codesOf(await run('alert'))).toEqual([])
    expect(posted()).toEqual([])
    shop.at('2026-03-03T12:30:00Z')
    const found = await run('alert', { words: ['check'] })
    expect(posted()).toEqual(['opened files not-run-for'])
    expect(found.json).toMatchObject({ status: 'succeeded', open: [{ source: 'files', rule: 'not-run-for' }] })
    expect(codesOf(found)).toEqual([])
    await run('alert')
    expect(posted()).toHaveLength(1)
    await run('backup')
    expect(posted()).toEqual(['opened files not-run-for', 'closed files not-run-for'])
  })

  test('a damaged copy is no failure any more once a run has healed it', async () => {
    await policy(`alerts: [failed, degraded]\n${hook}`)
    await run('backup')
    const damaged = [...(shop.stores['b']?.objects ?? [])].find(([key]) => key.endsWith('files.tar'))
    damaged?.[1].writeUInt8((damaged[1].readUInt8(60) + 1) % 256, 60)
    expect(codesOf(await run('verify', { level: 'check' }))).toEqual(['proof-failed'])
    expect(posted()).toEqual(['opened files failed', 'opened files degraded'])
    // Nothing else has changed: it stays open.
    await run('alert')
    expect(posted()).toHaveLength(2)
    shop.at('2026-03-02T13:30:00Z')
    await run('run')
    expect(posted().slice(2)).toEqual(['closed files failed', 'closed files degraded'])
    await run('alert')
    expect(posted()).toHaveLength(4)
  })

  test('tells of an objective that is missed, a schedule that is dead and a proof that failed, each by its own rule', async () => {
    const source = '    schedule: "0 * * * *"\n    objectives: { rpo: 2h }\n'
    const rules = 'alerts: [rpo-missed, schedule-dead, proof-failed, degraded, anomaly, too-large, too-small]'
    await shop.policy(`${policyOf(shop.path('data'), { source })}\n${rules}\n${hook}\n`)
    await run('run')
    expect(posted()).toEqual([])
    shop.at('2026-03-02T17:30:00Z')
    await run('alert')
    expect(posted()).toEqual(['opened files rpo-missed', 'opened files schedule-dead'])
    receiver.received.length = 0
    await run('run')
    expect(posted()).toEqual(['closed files rpo-missed', 'closed files schedule-dead'])
    receiver.received.length = 0
    await shop.file('data/one.txt', randomBytes(200_000))
    shop.at('2026-03-02T18:30:00Z')
    await run('run')
    expect(posted()).toContain('opened files too-large')
  })

  test('tells once where two of them look at the same time', async () => {
    await policy(`alerts: [not-run-for: 24h]\n${hook}`)
    await Promise.all([run('alert'), run('alert'), run('alert')])
    expect(posted()).toEqual(['opened files not-run-for'])
    await run('alert')
    expect(posted()).toHaveLength(1)
  })

  test('keeps what was told in every store, without an address, and one of them is enough', async () => {
    await policy(`alerts: [not-run-for: 24h]\n${hook}`)
    await run('alert')
    for (const store of ['a', 'b']) expect(JSON.stringify(state(store))).not.toContain('secret-path')
    shop.stores['a']?.objects.delete('.alerts/files.json')
    await run('alert')
    expect(posted()).toHaveLength(1)
  })

  test('tells again, and says so, where what was told cannot be read', async () => {
    await policy(`alerts: [not-run-for: 24h]\n${hook}`)
    await run('alert')
    for (const store of Object.values(shop.stores))
      await store.put('.alerts/files.json', Buffer.from('{"version":1,"revision":"many"}'), {
        signal: new AbortController().signal,
      })
    const found = await run('alert')
    expect(posted()).toEqual(['opened files not-run-for', 'opened files not-run-for'])
    expect((found.json as { warnings: string[] }).warnings.join()).toContain(
      'cannot be read from a, so it may be told again',
    )
    await run('alert')
    expect(posted()).toHaveLength(2)
  })

  test('keeps an alert open while no store can be read, and tells that', async () => {
    await policy(`alerts: [failed, not-run-for: 24h, degraded]\n${hook}`)
    await run('alert')
    expect(posted()).toEqual(['opened files not-run-for'])
    await shop.run('backup', {}, { env: {} })
    let away: readonly string[] = ['b']
    shop.wrap((store, name): Store => {
      const { survey: _, ...rest } = store
      async function* list(prefix: string, signal: AbortSignal) {
        if (away.includes(name)) throw new Problem('store-unavailable', `${name} does not answer`, { hint: 'Wait.' })
        yield* store.list(prefix, signal)
      }
      return { ...rest, list }
    })
    receiver.received.length = 0
    await run('alert')
    expect(posted()).toEqual(['closed files not-run-for', 'opened files degraded'])
    receiver.received.length = 0
    away = ['a', 'b']
    await run('alert')
    // The degraded one stays open: nobody knows.
    expect(posted()).toEqual(['opened files failed'])
    away = []
    await run('alert')
    expect(posted()).toEqual(['opened files failed', 'closed files failed', 'closed files degraded'])
  })

  test('tells that a store is nearly full, and closes that where a tenth more is free', async () => {
    await policy(`alerts: [storage-low: 10GiB]\n${hook}`)
    let free = 9
    shop.wrap((store, name) =>
      name === 'a' ? { ...store, room: async () => ({ freeBytes: free * 2 ** 30, totalBytes: 100 * 2 ** 30 }) } : store,
    )
    await run('alert')
    expect(posted()).toEqual(['opened store a storage-low'])
    free = 10.5
    await run('alert')
    expect(posted()).toHaveLength(1)
    free = 11.5
    await run('alert')
    expect(posted()).toEqual(['opened store a storage-low', 'closed store a storage-low'])
  })

  test('says what to add to a policy that tells nobody', async () => {
    await policy('')
    await expect(run('alert')).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('notify') })
    await policy(hook)
    await expect(run('alert', { words: ['tset'] })).rejects.toMatchObject({ code: 'usage', hint: 'Did you mean test?' })
  })
})

test('a channel that hangs delays a backup by its time limit, and no other channel', async () => {
  await policy('alerts: [not-run-for: 1s]\nnotify: { webhook: [{ url: "${HOOK}" }, { url: "${SECOND}" }] }')
  receiver.answers.push('hang')
  const began = performance.now()
  const made = await run('alert')
  expect(performance.now() - began).toBeLessThan(14_000)
  expect([...posted(), ...posted('/second')]).toHaveLength(2)
  expect(made.json).toMatchObject({ channels: [{ channel: 'webhook' }, { channel: 'webhook-2' }] })
  expect(codesOf(made)).toEqual(['channel-failed'])
  expect((await run('backup')).problems).toEqual([])
}, 30_000)

describe('alert test', () => {
  test('sends one of each kind to each channel, remembers nothing, and says which took it', async () => {
    await using github = await startFakeGitHub()
    await using mail = await startMailServer({ tls: false })
    await policy(`notify:
  github-issue: true
  webhook: { url: "\${HOOK}" }
  mail: { server: "smtp://bot:\${PW}@127.0.0.1:${mail.port}", from: a@example.com, to: b@example.com }
  ping: "\${SECOND}"`)
    const secrets = {
      PW: 'ge%25heim',
      GITHUB_TOKEN: 'good-token',
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_API_URL: github.url,
    }
    const found = await run('alert', { words: ['test'] }, secrets)
    expect(codesOf(found)).toEqual([])
    expect(found.json).toMatchObject({
      channels: [{ channel: 'github-issue' }, { channel: 'webhook' }, { channel: 'mail' }, { channel: 'ping' }],
    })
    expect(posted()).toEqual([
      'opened files failed',
      'reminded files failed',
      'closed files failed',
      'passed files failed',
    ])
    expect(mail.letters[0]?.source).toContain('Test: Backups of shop')
    expect(receiver.received.map(({ path }) => path).filter((path) => path.startsWith('/second'))).toEqual([
      '/second/start',
      '/second',
    ])
    expect(github.issues).toMatchObject([{ title: 'Test: Backups of files need attention', state: 'closed' }])
    expect(state('a')).toBeUndefined()
  })

  test('fails where one channel does not take it, and names it without its address', async () => {
    await policy('notify: { webhook: [{ url: "${HOOK}" }, { url: "${SECOND}" }], github-issue: true }')
    receiver.answers.push(410, 410)
    const found = await run('alert', { words: ['test'] })
    expect(codesOf(found)).toEqual(['secret-missing', 'channel-failed', 'channel-failed'])
    expect(JSON.stringify(found.json)).not.toContain('secret-path')
    expect(found.text({ colour: false, width: 100 })).toContain('✗ webhook: notify.webhook answered 410')
  })
})

test('an issue is opened for a source that fails, and closed when it is well', async () => {
  await using github = await startFakeGitHub()
  await policy('alerts: [not-run-for: 24h]\nnotify: { github-issue: true }')
  const secrets = { GITHUB_TOKEN: 'good-token', GITHUB_REPOSITORY: 'octo/shop', GITHUB_API_URL: github.url }
  await run('alert', {}, secrets)
  expect(github.issues).toMatchObject([{ state: 'open', title: 'Backups of files need attention' }])
  expect(github.issues[0]?.body).toContain('there is no backup of files yet')
  await run('backup', {}, secrets)
  expect(github.issues).toMatchObject([{ state: 'closed' }])
  expect(github.issues[0]?.comments).toHaveLength(1)
  expect(github.issues[0]?.body).toContain('Nothing is wrong with it any more')
})
