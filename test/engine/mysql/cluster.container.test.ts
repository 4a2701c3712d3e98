import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { engineOf, type OpenSource } from '../../../src/engine/engine.ts'
import type { Cluster, Role } from '../../../src/policy/policy.ts'
import { docker } from '../../server/docker.ts'
import { type Mysql, startMysql } from '../../server/mysql.ts'
import { startRelay } from '../../server/relay.ts'
import { hold } from '../memory.ts'
import { mysqlSource } from '../source.ts'
import { env } from './fixture.ts'

// What a server writes by itself may be on its way when it is asked: less than 5 s.
const hardlyAny = expect.closeTo(0, -1)

// Three servers are made from nothing: on a disk that is a minute each.
const tmpfs = ['--tmpfs', '/var/lib/mysql']
const nobody = '127.0.0.1:9'
const never = () => new AbortController().signal
const bench = {
  services: {},
  baseEnv: env,
  label: 'test-hosts',
  cwd: '/',
  temporaryDirectory: '/tmp',
  now: () => new Date(),
}

describe.each(['mysql:9.7', 'mariadb:11.8'])('a source of several hosts of %s', (image) => {
  const product = image.startsWith('mysql') ? 'mysql' : 'mariadb'
  const started = new AsyncDisposableStack()
  let primary: Mysql
  let fit: Mysql
  let other: Mysql
  const at = ({ host, port }: Pick<Mysql, 'host' | 'port'>) => `${host}:${port}`

  const server = async (id: number, logs = true) => {
    const log = logs ? '--log-slave-updates' : '--skip-log-slave-updates'
    const gtid = product === 'mysql' ? ['--gtid-mode=ON', '--enforce-gtid-consistency=ON'] : [log]
    return started.use(
      await startMysql(image, { args: [`--server-id=${id}`, '--log-bin=log', ...gtid], options: tmpfs }),
    )
  }
  const follow = (to: { host: string; port: number }) =>
    product === 'mysql'
      ? `change replication source to source_host='${to.host}', source_port=${to.port}, source_user='repl',
        source_password='repl', source_auto_position=1, get_source_public_key=1; start replica`
      : `change master to master_host='${to.host}', master_port=${to.port}, master_user='repl', master_password='repl',
        master_use_gtid=slave_pos, master_ssl=0; start slave`
  // The images make the same accounts and database in each: none of that is to be replicated again.
  const forget = product === 'mysql' ? 'reset binary logs and gtids' : "reset master; set global gtid_slave_pos = ''"
  const historyOf = async (one: Mysql) =>
    product === 'mysql'
      ? (await one.sql('select @@server_uuid')).trim()
      : `server ${(await one.sql('select @@server_id')).trim()}`
  const rowsAt = async (one: Mysql) => Number(await one.sql('select count(*) from orders').catch(() => '0'))
  const following = async (one: Mysql) => {
    const rows = await rowsAt(primary)
    await vi.waitFor(async () => expect(await rowsAt(one)).toBe(rows), { timeout: 60_000, interval: 250 })
  }
  const open = async (hosts: readonly string[], prefer: Role, more: Partial<Cluster> & { url?: string } = {}) => {
    const { url = primary.url, ...wish } = more
    const cluster = { hosts, prefer: 'auto', maxLagMs: 60_000, ...wish } as const
    const engine = await engineOf(product)
    const source = mysqlSource(product, url, { cluster, tools: { kind: 'image', image } })
    return (await engine.open(source, bench, never(), prefer)) as OpenSource
  }

  beforeAll(async () => {
    primary = await server(1)
    await primary.sql(forget)
    await primary.sql(`create user repl@'%' identified by 'repl'; grant replication slave on *.* to repl@'%';
      create user low@'%' identified by 'low'; grant select, show view, trigger, event on shop.* to low@'%';
      create table orders (id int auto_increment primary key, note text); insert into orders (note) values ('a'), ('b')`)
    const relay = started.use(await startRelay(primary.port))
    fit = await server(2)
    other = await server(3, false)
    for (const replica of [fit, other]) {
      await replica.sql(`${forget}; ${follow(relay)}`)
      await following(replica)
    }
  }, 480_000)
  afterAll(() => started[Symbol.asyncDispose]())

  test('an automatic backup is of the first replica that is fit, others of the primary', async () => {
    const hosts = [nobody, at(primary), at(fit), at(other)]
    {
      await using live = await open(hosts, 'replica')
      expect(live.host).toMatchObject({ name: at(fit), role: 'replica', lagSeconds: hardlyAny })
      expect(live.host?.findings).toMatchObject([
        { level: 'note', message: expect.stringMatching(/^127.0.0.1:9 was passed over: it cannot be reached/) },
      ])
      const { facts, result } = await hold(live.dump())
      expect(facts.rows).toEqual({ orders: 2 })
      expect(result.position).toMatchObject({ history: await historyOf(primary), at: expect.stringMatching(/^gtid:./) })
    }
    await using live = await open(hosts, 'primary')
    expect(live.host).toMatchObject({ name: at(primary), role: 'primary' })
  }, 60_000)

  test('a dump of a replica tells by GTID which transactions of its source it has, while more come', async () => {
    const transactions = (gtids: string) => Number(/[:-](\d+)$/.exec(gtids.trim())?.[1])
    const ofPrimary = product === 'mysql' ? 'select @@global.gtid_executed' : 'select @@global.gtid_current_pos'
    const before = transactions(await primary.sql(ofPrimary)) - (await rowsAt(primary))
    const writing = new AbortController()
    const writer = (async () => {
      while (!writing.signal.aborted) await primary.sql("insert into orders (note) values ('w');".repeat(50))
    })()
    try {
      for (const one of [1, 2, 3]) {
        await using live = await open([at(fit)], 'replica')
        const { facts, parts, result } = await hold(live.dump())
        const rows = facts.rows['orders'] ?? 0
        expect(rows, `dump ${one}`).toBeGreaterThan(2)
        expect(transactions(result.position?.at ?? '')).toBe(before + rows)
        // Of what sets them where it is restored, nothing: that would keep the restored from its own log.
        expect(parts.get('dump.sql')?.toString()).not.toMatch(/^SET .*(?:SQL_LOG_BIN|GTID_PURGED|gtid_slave_pos)/im)
      }
    } finally {
      writing.abort()
      await writer
    }
    // A dump of the primary is a place in its own log.
    await using live = await open([at(primary)], 'primary')
    const { position } = (await hold(live.dump())).result
    expect(position?.at).toMatch(/^log\.\d+:\d+;time=\d+$/)
    await following(fit)
    await following(other)
  }, 120_000)

  test('a replica that cannot tell which transactions it has says so, and records none', async () => {
    if (product === 'mysql') await other.sql('set global gtid_mode = on_permissive')
    await using live = await open([at(other)], 'replica')
    const { result } = await hold(live.dump())
    expect(result).not.toHaveProperty('position')
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        level: 'note',
        message: expect.stringMatching(/does not say where in the binary log it lies: the server is a replica/),
        hint: expect.stringMatching(/gtid_mode=ON|log_slave_updates=ON/),
      }),
    )
    if (product === 'mysql') await other.sql('set global gtid_mode = on')
  }, 60_000)

  test('a user who may not ask whether a server replicates is told which right is missing', async () => {
    const url = primary.urlOf('shop', 'low', 'low')
    await expect(open([at(fit), at(primary)], 'replica', { url })).rejects.toMatchObject({
      message: expect.stringContaining('it does not tell low whether it is a replica'),
      hint: expect.stringMatching(/GRANT (REPLICATION CLIENT|REPLICA MONITOR) ON \*\.\* TO `low`/),
    })
    const wrong = primary.urlOf('shop', 'low', 'wrong')
    await expect(open([nobody, at(fit)], 'replica', { url: wrong })).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be reached.*it refuses the connection: Access denied/),
      hint: expect.stringContaining('Check user and password'),
    })
  }, 60_000)

  test('a replica that lags is passed over, and so is one whose replication has stopped', async () => {
    const [stop, start, delay] =
      product === 'mysql'
        ? ['stop replica sql_thread', 'start replica sql_thread', 'change replication source to source_delay=']
        : ['stop slave', 'start slave', 'change master to master_delay=']
    await other.sql(`${stop}; ${delay}3600; ${start}`)
    await primary.sql("insert into orders (note) values ('c')")
    await following(fit)
    await expect.poll(() => other.sql('show replica status'), { timeout: 30_000 }).toMatch(/delay|DELAY|Delay/)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    {
      await using live = await open([at(other), at(primary)], 'replica', { maxLagMs: 1000 })
      expect(live.host).toMatchObject({ name: at(primary), role: 'primary' })
      expect(live.host?.findings).toMatchObject([
        { level: 'warning', message: expect.stringMatching(/it lags [\d.]+ s, more than the 1.0 s of max-lag/) },
      ])
    }
    await other.sql(`${stop}; ${delay}0`)
    {
      await using live = await open([at(other), at(fit)], 'replica')
      expect(live.host).toMatchObject({ name: at(fit) })
      expect(live.host?.findings).toMatchObject([
        { message: expect.stringMatching(/its replication is broken: it (applies|receives) nothing/) },
      ])
    }
    await other.sql(start)
    await following(other)
  }, 90_000)

  test('a stranger among the hosts is refused', async () => {
    await using stranger = await startMysql(image, { args: ['--server-id=77', '--log-bin=log'], options: tmpfs })
    await expect(open([at(primary), at(fit), at(stranger)], 'replica')).rejects.toMatchObject({
      code: 'policy-invalid',
      message: expect.stringContaining(`${at(primary)} and ${at(stranger)} are not servers of one cluster`),
    })
  }, 90_000)

  test('a promoted replica is passed over while another follows the primary, and is the primary once that is dead', async () => {
    const stop = product === 'mysql' ? 'stop replica; reset replica all' : 'stop slave; reset slave all'
    await using dumped = await open([at(other)], 'replica')
    const { result } = await hold(dumped.dump(), async () => void (await other.sql(stop)))
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('was promoted while it was dumped'),
      }),
    )
    const hosts = [at(other), at(fit), at(primary)]
    {
      await using live = await open(hosts, 'replica')
      expect(live.host).toMatchObject({ name: at(fit), role: 'replica' })
      expect(live.host?.findings).toMatchObject([{ message: expect.stringContaining('it was promoted') }])
      await expect(open([at(other), at(primary)], 'primary')).rejects.toMatchObject({
        message: expect.stringContaining('are all primaries'),
      })
    }
    await docker(['stop', '--time', '10', primary.id])
    await expect.poll(() => fit.sql('show replica status'), { timeout: 60_000 }).toMatch(/Connecting|reconnect/)
    await using live = await open(hosts, 'replica')
    expect(live.host).toMatchObject({ name: at(other), role: 'primary' })
  }, 120_000)
})
