import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { type Receiver, startReceiver } from '../channel/receiver.ts'
import { codesOf, openShop, policyOf, type Shop, type ShopOptions } from './shop.ts'

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

const env = () => ({ ...shop.world.env, HOOK: `${receiver.url}/hook/secret-path`, PING: `${receiver.url}/ping/uuid` })
const run = (command: Parameters<Shop['run']>[0], options = {}, over = {}) =>
  shop.run(command, options, { env: env(), ...over })

async function policy(lines: string, options: ShopOptions = {}): Promise<void> {
  const data = shop.path('data')
  await shop.policy(`${policyOf(data, { ...options })}\n${lines}\n`)
}

interface Posted {
  readonly alerts: readonly {
    readonly kind: string
    readonly source: string
    readonly rule: string
    readonly message: string
  }[]
}
const posted = () =>
  receiver.received
    .filter(({ path }) => path.startsWith('/hook'))
    .map(({ body }) => (JSON.parse(body) as Posted).alerts.map(({ kind, rule }) => `${kind} ${rule}`))

const hook = 'notify: { webhook: { url: "${HOOK}" } }'
const daily = { source: '    schedule: "0 2 * * *"\n' }

describe('a run with alerts', () => {
  test('tells of a failed backup once, and of the end of it', async () => {
    await policy(`alerts: [failed]\n${hook}`, daily)
    expect(codesOf(await run('run'))).toEqual([])
    expect(posted()).toEqual([])
    await rm(shop.path('data'), { recursive: true })
    shop.at('2026-03-03T03:00:00Z')
    expect(codesOf(await run('run'))).not.toEqual([])
    expect(posted()).toEqual([['opened failed']])
    shop.at('2026-03-03T03:10:00Z')
    await run('run')
    expect(posted()).toHaveLength(1)
    await shop.file('data/one.txt', 'back\n')
    shop.at('2026-03-03T04:00:00Z')
    expect(codesOf(await run('run'))).toEqual([])
    expect(posted()).toEqual([['opened failed'], ['closed failed']])
  })

  test('is not failed by a channel that fails, says so, and tells with the next run', async () => {
    await policy(`alerts: [not-run-for: 1h]\n${hook}`)
    receiver.answers.push(404)
    const checked = await run('alert')
    expect(codesOf(checked)).toEqual(['channel-failed'])
    receiver.answers.push(404)
    await rm(shop.path('data'), { recursive: true })
    const failed = await run('backup')
    expect((failed.report as Report).warnings?.join()).toContain('alerts could not be sent to webhook')
    expect((failed.report as Report).warnings?.join()).not.toContain('secret-path')
    expect(codesOf(failed)).not.toContain('channel-failed')
    receiver.received.length = 0
    await run('alert')
    expect(posted()).toEqual([['opened not-run-for']])
  })
})

describe('a ping', () => {
  test('is sent at the start and the end of a run, and says how it ended', async () => {
    await policy('notify: { ping: "${PING}" }', daily)
    await run('run')
    await rm(shop.path('data'), { recursive: true })
    shop.at('2026-03-03T03:00:00Z')
    await run('run')
    expect(receiver.received.map(({ path }) => path)).toEqual([
      '/ping/uuid/start',
      '/ping/uuid',
      '/ping/uuid/start',
      '/ping/uuid/fail',
    ])
    expect(receiver.received.at(-1)?.body).toContain('files: ')
  })

  test('is not sent by a run of some sources alone', async () => {
    await policy('notify: { ping: "${PING}" }', daily)
    await run('run', { source: ['files'] })
    expect(receiver.received).toEqual([])
  })
})

test('a reader of a foreign branch sends nothing: prune without --apply', async () => {
  await policy(`alerts: [not-run-for: 1h]\n${hook}`)
  await run('prune')
  expect(receiver.received).toEqual([])
  expect(shop.stores['a']?.objects.has('.alerts/files.json')).toBe(false)
})
