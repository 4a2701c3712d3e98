import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { engineOf, type OpenSource } from '../../../src/engine/engine.ts'
import type { Cluster, Role } from '../../../src/policy/policy.ts'
import { docker } from '../../server/docker.ts'
import { type KeyValueServer, startKeyValue } from '../../server/key-value.ts'
import { type Relay, startRelay } from '../../server/relay.ts'
import { hold } from '../memory.ts'
import { keyValueSource } from '../source.ts'
import { bench, never } from './fixture.ts'

// What a server writes by itself may be on its way when it is asked: less than 5 s.
const hardlyAny = expect.closeTo(0, -1)

const password = 'p@ss w/o:rd'
const nobody = '127.0.0.1:9'

describe.each(['valkey/valkey:9.1', 'redis:7.0'])('a source of several hosts of %s', (image) => {
  const product = image.startsWith('valkey') ? 'valkey' : 'redis'
  const started = new AsyncDisposableStack()
  let primary: KeyValueServer
  let fit: KeyValueServer
  let other: KeyValueServer
  /** To the primary, of the replica that was started last. */
  let relay: Relay
  const at = ({ host, port }: Pick<KeyValueServer, 'host' | 'port'>) => `${host}:${port}`

  const replica = async (): Promise<KeyValueServer> => {
    const server = started.use(await startKeyValue(image, { password, args: ['--masterauth', password] }))
    await server.ask(['REPLICAOF', relay.host, relay.port])
    await following(server)
    return server
  }
  const field = async (server: KeyValueServer, name: string): Promise<string> =>
    new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(String(await server.ask(['INFO', 'replication'])))?.[1] ?? ''
  const following = async (server: KeyValueServer) => {
    const end = Number(await field(primary, 'master_repl_offset'))
    const isFollowing = async () => {
      expect(await field(server, 'master_link_status')).toBe('up')
      expect(Number(await field(server, 'slave_repl_offset'))).toBeGreaterThanOrEqual(end)
    }
    await vi.waitFor(isFollowing, { timeout: 30_000, interval: 100 })
  }
  const open = async (hosts: readonly string[], prefer: Role, more: Partial<Cluster> = {}): Promise<OpenSource> => {
    const cluster = { hosts, prefer: 'auto', maxLagMs: 60_000, ...more } as const
    const engine = await engineOf(product)
    return await engine.open(keyValueSource(product, primary.url, { cluster }), bench, never(), prefer)
  }

  beforeAll(async () => {
    primary = started.use(await startKeyValue(image, { password }))
    await primary.run(Array.from({ length: 1000 }, (_, index) => ['SET', `user:${index}`, index]))
    relay = started.use(await startRelay(primary.port))
    fit = await replica()
    relay = started.use(await startRelay(primary.port))
    other = await replica()
  }, 120_000)
  afterAll(() => started[Symbol.asyncDispose]())

  test('an automatic backup is of the first replica that is fit, others of the primary', async () => {
    const hosts = [nobody, at(primary), at(fit), at(other)]
    {
      await using live = await open(hosts, 'replica')
      expect(live.host).toMatchObject({ name: at(fit), role: 'replica', lagSeconds: hardlyAny })
      expect(live.host?.findings).toMatchObject([
        { level: 'note', message: expect.stringMatching(/^127.0.0.1:9 was passed over: it cannot be reached/) },
      ])
      expect((await hold(live.dump())).facts.rows).toEqual({ 'db0 string': 1000 })
    }
    await using live = await open(hosts, 'primary')
    expect(live.host).toMatchObject({ name: at(primary), role: 'primary' })
  })

  test('a wrong password is not called dead', async () => {
    await fit.ask(['CONFIG', 'SET', 'requirepass', 'changed'])
    try {
      await using live = await open([at(fit), at(other)], 'replica')
      expect(live.host).toMatchObject({ name: at(other) })
      expect(live.host?.findings).toMatchObject([
        { level: 'warning', message: expect.stringMatching(/it refuses AUTH: WRONGPASS/) },
      ])
    } finally {
      const { Client } = await import('../../../src/engine/valkey/protocol/client.ts')
      await using client = await Client.open(
        { user: undefined, password: 'changed', tls: undefined },
        fit,
        'x',
        never(),
      )
      await client.ask('CONFIG', 'SET', 'requirepass', password)
    }
  })

  test('a replica that lags is passed over, and so is one whose link is down', async () => {
    relay.hold()
    await primary.ask(['SET', 'new', 1])
    await expect
      .poll(async () => Number(await field(other, 'master_last_io_seconds_ago')), { timeout: 30_000 })
      .toBeGreaterThanOrEqual(3)
    {
      await using live = await open([at(other), at(primary)], 'replica', { maxLagMs: 2000 })
      expect(live.host).toMatchObject({ name: at(primary), role: 'primary' })
      expect(live.host?.findings).toMatchObject([
        { level: 'warning', message: expect.stringMatching(/it lags [\d.]+ s, more than the 2.0 s of max-lag/) },
      ])
      await using within = await open([at(other), at(primary)], 'replica')
      expect(within.host).toMatchObject({ name: at(other), lagSeconds: expect.any(Number) })
      expect(within.host?.lagSeconds).toBeGreaterThanOrEqual(3)
    }
    await other.ask(['CONFIG', 'SET', 'repl-timeout', 2])
    await expect.poll(() => field(other, 'master_link_status'), { timeout: 30_000 }).toBe('down')
    await using live = await open([at(other), at(fit), at(primary)], 'replica')
    expect(live.host).toMatchObject({ name: at(fit) })
    expect(live.host?.findings).toMatchObject([
      { message: expect.stringContaining('its replication is broken: its link to the primary is down') },
    ])
    await other.ask(['CONFIG', 'SET', 'repl-timeout', 60])
    relay.release()
    await following(other)
  }, 120_000)

  test('a stranger among the hosts is refused', async () => {
    await using stranger = await startKeyValue(image, { password })
    await expect(open([at(primary), at(fit), at(stranger)], 'replica')).rejects.toMatchObject({
      code: 'policy-invalid',
      message: expect.stringContaining(`${at(primary)} and ${at(stranger)} are not servers of one cluster`),
    })
  })

  test('a promoted replica is passed over while another follows the primary, and is the primary once that is dead', async () => {
    await other.ask(['REPLICAOF', 'NO', 'ONE'])
    await other.ask(['SET', 'of the promoted', 1])
    const hosts = [at(other), at(fit), at(primary)]
    {
      await using live = await open(hosts, 'replica')
      expect(live.host).toMatchObject({ name: at(fit), role: 'replica' })
      expect(live.host?.findings).toMatchObject([{ message: expect.stringContaining('it was promoted') }])
      await using manual = await open(hosts, 'primary')
      expect(manual.host).toMatchObject({ name: at(primary) })
      await expect(open([at(other), at(primary)], 'primary')).rejects.toMatchObject({
        message: expect.stringContaining('are all primaries'),
      })
    }
    await docker(['stop', '--time', '2', primary.id])
    await expect.poll(() => field(fit, 'master_link_status'), { timeout: 30_000 }).toBe('down')
    await pause(100)
    await using live = await open(hosts, 'replica')
    expect(live.host).toMatchObject({ name: at(other), role: 'primary' })
    expect(live.host?.findings).toMatchObject([{ level: 'warning' }])
  }, 60_000)
})
