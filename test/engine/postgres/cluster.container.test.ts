import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bench, OpenSource } from '../../../src/engine/engine.ts'
import { postgres } from '../../../src/engine/postgres/postgres.ts'
import type { Cluster, Role } from '../../../src/policy/policy.ts'
import { docker } from '../../server/docker.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { type PostgresCluster, startPostgresCluster } from '../../server/postgres-cluster.ts'
import { hold } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { env } from './fixture.ts'

// What a server writes by itself may be on its way when it is asked: less than 5 s.
// Less than what makes it unfit, also where everything takes long.
const hardlyAny = expect.closeTo(0, -2)

const bench: Bench = {
  services: {},
  baseEnv: env,
  label: `test-${randomUUID()}`,
  cwd: '/',
  temporaryDirectory: '/tmp',
  now: () => new Date(),
}
const never = () => new AbortController().signal

describe('a source of several PostgreSQL hosts', () => {
  let cluster: PostgresCluster
  let fit: Postgres
  let other: Postgres
  const at = ({ host, port }: Pick<Postgres, 'host' | 'port'>) => `${host}:${port}`
  const nobody = '127.0.0.1:9'

  const open = (
    hosts: readonly string[],
    prefer: Role,
    more: Partial<Cluster> & { readonly user?: string; readonly url?: string } = {},
  ): Promise<OpenSource> => {
    const { user = 'postgres', url, ...wish } = more
    const written = url ?? cluster.primary.url.replace('//postgres:', `//${user}:`)
    const policy = { hosts, prefer: 'auto', maxLagMs: 60_000, ...wish } as const
    const source = postgresSource(written, {
      tools: { kind: 'image', image: 'postgres:17' },
      ...(url === undefined ? { cluster: policy } : {}),
    })
    return postgres.open(source, bench, never(), prefer)
  }
  const refusalOf = async (opening: Promise<OpenSource>): Promise<{ code: string; message: string; hint: string }> => {
    const error: unknown = await opening.then(
      () => undefined,
      (reason) => reason,
    )
    expect(error).toBeInstanceOf(Error)
    return error as never
  }

  beforeAll(async () => {
    cluster = await startPostgresCluster(17)
    await cluster.primary.sql(`
      create table orders (id int primary key, note text);
      insert into orders select i, repeat(md5(i::text), 10) from generate_series(1, 200000) i;
      create role plain login password 'p@ss:w/o rd''$%'; grant pg_read_all_data to plain`)
    fit = await cluster.standby()
    other = await cluster.standby({ max_standby_streaming_delay: '0' })
    await cluster.caughtUp(fit)
    await cluster.caughtUp(other)
  }, 240_000)
  afterAll(() => cluster?.[Symbol.asyncDispose]())

  test('an automatic backup is of the first replica that is fit, others of the primary', async () => {
    const hosts = [at(cluster.primary), nobody, at(fit), at(other)]
    {
      await using live = await open(hosts, 'replica')
      expect(live.host).toMatchObject({ name: at(fit), role: 'replica', lagSeconds: hardlyAny })
      expect(live.host?.findings).toEqual([
        expect.objectContaining({
          level: 'note',
          message: expect.stringContaining(`${nobody} was passed over: it cannot be reached`),
        }),
      ])
      const held = await hold(live.dump())
      expect(held.facts.rows).toEqual({ 'public.orders': 200_000 })
    }
    await using live = await open(hosts, 'primary')
    expect(live.host).toMatchObject({ name: at(cluster.primary), role: 'primary' })
  })

  test('the hosts of a URL that came with a secret are named by their places', async () => {
    const url = cluster.primary.url.replace(at(cluster.primary), `${at(cluster.primary)},${at(fit)}`)
    await using live = await open([], 'replica', { url })
    expect(live.host).toMatchObject({ name: 'host 2 of 2', role: 'replica' })
    await using asked = await open([], 'replica', { url: `${url}?target_session_attrs=read-write` })
    expect(asked.host).toMatchObject({ name: 'host 1 of 2', role: 'primary', findings: [] })
  })

  test('a replica that lags too much is passed over, and the primary is dumped with a warning', async () => {
    await other.sql('select pg_wal_replay_pause()')
    await cluster.primary.sql("update orders set note = 'new' where id = 1")
    await pause(2500)
    await cluster.caughtUp(fit)
    const hosts = [nobody, at(other), at(cluster.primary)]
    {
      await using live = await open(hosts, 'replica', { maxLagMs: 2000 })
      expect(live.host).toMatchObject({ name: at(cluster.primary), role: 'primary' })
      expect(live.host?.findings).toMatchObject([
        {
          level: 'warning',
          message: expect.stringMatching(
            /^the backup is of the primary .*: 127.0.0.1:9: it cannot be reached: .*Connection refused.*; 127.0.0.1:\d+: it lags [\d.]+ s, more than the 2.0 s of max-lag/,
          ),
        },
      ])
    }
    {
      await using live = await open(hosts, 'replica', { maxLagMs: 3_600_000 })
      expect(live.host).toMatchObject({ name: at(other), lagSeconds: expect.any(Number) })
      expect(live.host?.lagSeconds).toBeGreaterThan(2)
    }
    await other.sql('select pg_wal_replay_resume()')
    await cluster.caughtUp(other)
  }, 60_000)

  test('a host that refuses is not called dead', async () => {
    await other.exec(['sh', '-c', `sed -i '1i host shop all all reject' "$PGDATA/pg_hba.conf"`])
    await other.sql('select pg_reload_conf()', 'postgres')
    await using live = await open([at(other), at(fit)], 'replica')
    expect(live.host).toMatchObject({ name: at(fit) })
    expect(live.host?.findings).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/it refuses the connection: pg_hba.conf rejects connection/) },
    ])
    await other.exec(['sh', '-c', `sed -i '1d' "$PGDATA/pg_hba.conf"`])
    await other.sql('select pg_reload_conf()', 'postgres')
    const wrong = cluster.primary.url
      .replace(/:[^:@]+@/, ':wrong@')
      .replace(at(cluster.primary), `${nobody},${at(fit)}`)
    const refusal = await refusalOf(open([], 'replica', { url: wrong }))
    expect(refusal.message).toMatch(
      /127.0.0.1:9: it cannot be reached.*it refuses the connection: password authentication failed/,
    )
    expect(refusal.hint).toContain('Check user and password')
  })

  test('a role with no more than the right to read is enough as long as the primary is among the hosts', async () => {
    await using live = await open([at(fit), at(cluster.primary)], 'replica', { user: 'plain' })
    expect(live.host).toMatchObject({ name: at(fit), role: 'replica', lagSeconds: hardlyAny })
    // So that it has nothing to replay once it is started again.
    await cluster.primary.sql('checkpoint')
    await cluster.caughtUp(other)
    await other.sql('checkpoint')
    await docker(['restart', other.id])
    const up = async () => other.sql('select 1').catch(() => '')
    await expect.poll(up, { timeout: 30_000 }).toContain('1')
    await expect.poll(() => other.sql('select count(*) from pg_stat_wal_receiver'), { timeout: 30_000 }).toContain('1')
    const [port = ''] = (await docker(['port', other.id, '5432'])).split('\n')
    Object.assign(other, { port: Number(port.split(':').at(-1)) })
    const refusal = await refusalOf(open([at(other)], 'replica', { user: 'plain' }))
    expect(refusal.message).toContain('its lag is unknown: plain may not see what it receives')
    expect(refusal.hint).toContain('grant pg_read_all_stats to plain')
  }, 60_000)

  test('a stranger among the hosts is refused, whichever is wanted', async () => {
    await using stranger = await startPostgres(17)
    for (const prefer of ['replica', 'primary'] as const) {
      const refusal = await refusalOf(open([at(cluster.primary), at(fit), at(stranger)], prefer))
      expect(refusal.code).toBe('policy-invalid')
      expect(refusal.message).toContain(`${at(cluster.primary)} and ${at(stranger)} are not servers of one cluster`)
    }
  }, 60_000)

  test('a dump that a standby cancels fails, and says what to set', async () => {
    await using live = await open([at(other)], 'replica', { maxLagMs: 86_400_000 })
    const reading = hold(live.dump(), async () => {
      await cluster.primary.sql('begin; lock table orders in access exclusive mode; commit')
      await pause(1500)
    })
    await expect(reading).rejects.toMatchObject({
      message: expect.stringContaining('conflict with recovery'),
      hint: expect.stringContaining('max_standby_streaming_delay'),
    })
  }, 60_000)

  test('a replica that is promoted while it is dumped gives its snapshot, and says so', async () => {
    await using live = await open([at(other)], 'replica', { maxLagMs: 86_400_000 })
    const held = await hold(live.dump(), async () => {
      await other.sql('select pg_promote()')
      await other.sql('insert into orders select i from generate_series(300000, 300099) i')
    })
    expect(held.facts.rows).toEqual({ 'public.orders': 200_000 })
    expect(held.result.findings).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/was promoted while it was dumped/) },
    ])
  }, 60_000)

  test('a promoted replica is passed over as long as another follows the primary', async () => {
    await cluster.primary.sql(
      'insert into orders select i from generate_series(300000, 300049) i on conflict do nothing',
    )
    await cluster.caughtUp(fit)
    await using live = await open([at(other), at(fit), at(cluster.primary)], 'replica')
    expect(live.host).toMatchObject({ name: at(fit), role: 'replica', lagSeconds: hardlyAny })
    expect(live.host?.findings).toMatchObject([{ message: expect.stringContaining('it was promoted') }])
    await using manual = await open([at(other), at(fit), at(cluster.primary)], 'primary')
    expect(manual.host).toMatchObject({ name: at(cluster.primary) })
    const refusal = await refusalOf(open([at(other), at(cluster.primary)], 'primary'))
    expect(refusal.message).toMatch(/\(timeline 2\) and .* \(timeline 1\) are all primaries/)
  }, 60_000)

  test('with its primary dead, a replica that receives nothing is not fit', async () => {
    await docker(['kill', '--signal', 'STOP', cluster.primary.id])
    try {
      const began = performance.now()
      const refusal = await refusalOf(open([at(cluster.primary), nobody], 'primary'))
      expect(refusal.message).toMatch(/timeout expired|does not answer within/)
      expect(performance.now() - began).toBeLessThan(40_000)
    } finally {
      await docker(['kill', '--signal', 'CONT', cluster.primary.id])
    }
    await docker(['stop', '--time', '5', cluster.primary.id])
    const gone = async () => (await fit.sql('select count(*) from pg_stat_wal_receiver')).trim()
    await expect.poll(gone, { timeout: 30_000 }).toBe('0')
    const refusal = await refusalOf(open([at(cluster.primary), at(fit)], 'replica'))
    expect(refusal.message).toContain('its replication is broken: it receives nothing from a primary')
    await fit.sql('select pg_promote()')
    await using live = await open([at(cluster.primary), at(fit)], 'replica')
    expect(live.host).toMatchObject({ name: at(fit), role: 'primary' })
  }, 120_000)
})
