import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bench, Facts, Position, Target } from '../../src/engine/engine.ts'
import { engineOf } from '../../src/engine/engine.ts'
import type { EngineName, Source, SshLogin } from '../../src/policy/policy.ts'
import type { Problem } from '../../src/problem.ts'
import { type Bastion, bastionImage, startBastion } from '../server/bastion.ts'
import { docker, dockerMissing, testLabel } from '../server/docker.ts'
import { startKeyValue } from '../server/key-value.ts'
import { startMysql } from '../server/mysql.ts'
import { startNats } from '../server/nats.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from './memory.ts'
import { chainOf, type Piece, positionOf, read, recovered } from './postgres/log/fixture.ts'
import { keyValueSource, mysqlSource, natsSource, postgresSource } from './source.ts'
import { bench as here } from './step.ts'

const never = (): AbortSignal => new AbortController().signal
const missing = await dockerMissing(bastionImage, 'postgres:17', 'mariadb:11.8', 'valkey/valkey:9.1')

/** The login of a policy. */
function loginOf({ server: { key, ...rest } }: Bastion): SshLogin {
  const template = `\${KEY}`
  return { ...rest, key: { template, reveal: () => key ?? '', origin: () => 'KEY', toJSON: () => template } }
}

/** By the name that only the bastion's network knows. */
const renamed = (url: string, name: string, port: number) => url.replace(/127\.0\.0\.1:\d+/, `${name}:${port}`)

describe.skipIf(missing)(`servers that only a bastion reaches ${missing ?? ''}`, () => {
  const network = `backproof-test-${randomUUID()}`
  const beside = (name: string) => ['--network', network, '--network-alias', name]
  const bench: Bench = { ...here, label: `test-${randomUUID()}` }
  let bastion: Bastion
  const stack = new AsyncDisposableStack()
  beforeAll(async () => {
    await docker(['network', 'create', '--label', testLabel, network])
    stack.defer(async () => void (await docker(['network', 'rm', network])))
    bastion = stack.use(await startBastion(network))
  })
  afterAll(() => stack.disposeAsync())

  async function backedUp(source: Source, where: RegExp) {
    const engine = await engineOf(source.engine)
    await using live = await engine.open(source, bench, never())
    expect(live.where).toMatch(where)
    await live.rehearse()
    return await hold(live.dump())
  }

  async function listed(source: Source): Promise<readonly string[]> {
    const engine = await engineOf(source.engine)
    return (await engine.list?.(source, bench, never())) ?? []
  }

  async function restored(facts: Facts, target: Target): Promise<void> {
    const after = await target.facts(facts)
    expect(after.rows).toEqual(facts.rows)
    expect(after.objects).toEqual(facts.objects)
  }

  async function proven(source: Source, where: RegExp): Promise<void> {
    const held = await backedUp(source, where)
    expect(Object.values(held.facts.rows).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
    const engine = await engineOf(source.engine)
    await using target = await engine.sandbox(held.facts, undefined, bench, never(), source)
    await target.restore(plainBackup(held), { overwrite: false, only: [] })
    await restored(held.facts, target)
    expect(await leftThere()).toEqual([])
  }

  async function restoredThrough(name: EngineName, held: MemoryDump, into: string): Promise<void> {
    const engine = await engineOf(name)
    const by = { tools: { kind: 'auto' }, via: loginOf(bastion) } as const
    await using target = await engine.target(into, by, bench, never())
    expect(target.where).toMatch(/ via ssh backup@127\.0\.0\.1/)
    await target.restore(plainBackup(held), {
      overwrite: false,
      only: [],
      create: engine.can.restores.includes('create'),
    })
    await restored(held.facts, target)
  }

  /** What runs on the bastion besides its sshd: nothing, soon after each use. */
  async function leftThere(): Promise<readonly string[]> {
    const list = async () =>
      (await bastion.exec(['ps', '-e', '-o', 'args=']))
        .split('\n')
        .filter(
          (line) => line !== '' && !/^(sshd|\/usr\/sbin\/sshd|\/usr\/lib\/openssh|ps |\S*init|\S*tini)/.test(line),
        )
    let left = await list()
    for (let looks = 0; looks < 50 && left.length > 0; looks++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      left = await list()
    }
    return left
  }

  const rows = 'create table orders (id int primary key, note varchar(100)); '
  const seed = `${rows}insert into orders values (1, 'one'), (2, 'two'), (3, null)`

  describe('PostgreSQL', () => {
    let pg: Postgres
    let url = ''
    beforeAll(async () => {
      const settings = { max_slot_wal_keep_size: '1GB', summarize_wal: 'on' }
      pg = stack.use(await startPostgres(17, { options: beside('orders-db'), settings }))
      await pg.sql(seed)
      await pg.sql('insert into orders select i, repeat(md5(i::text), 3) from generate_series(10, 200000) i')
      url = renamed(pg.url, 'orders-db', 5432)
    })

    test('is dumped by programs on the bastion, and a proof restores it here', async () => {
      await proven(postgresSource(url, { tools: { kind: 'ssh', login: loginOf(bastion) } }), /^ssh backup@127\.0\.0\.1/)
    })

    test('is restored by programs on the bastion', async () => {
      const tools = { kind: 'ssh', login: loginOf(bastion) } as const
      const held = await backedUp(postgresSource(url, { tools, jobs: 2 }), /^ssh/)
      await pg.sql('create database copy')
      const engine = await engineOf('postgres')
      const into = renamed(pg.urlOf('copy'), 'orders-db', 5432)
      await using target = await engine.target(into, { tools }, bench, never())
      await target.restore(plainBackup(held), { overwrite: false, only: [] })
      await restored(held.facts, target)
      expect(await leftThere()).toEqual([])
    })

    test('is restored by the image of its version through a forwarded port', async () => {
      const held = await backedUp(postgresSource(url, { via: loginOf(bastion) }), / via ssh/)
      await pg.sql('create database beside')
      await restoredThrough('postgres', held, renamed(pg.urlOf('beside'), 'orders-db', 5432))
    })

    test('is dumped by the image of its version through a forwarded port, and a proof restores it here', async () => {
      await proven(postgresSource(url, { via: loginOf(bastion) }), /^docker run postgres:17 via ssh backup@/)
    })

    test('its log and bases, full ones and of what has changed, are taken in each way, and belong together', async () => {
      // As docs/point-in-time.md has it.
      await pg.exec(['sh', '-c', 'echo "host replication all all scram-sha-256" >>"$PGDATA/pg_hba.conf"'])
      await pg.sql('select pg_reload_conf()')
      await pg.sql('create table journal (way text)')
      const folder = mkdtempSync(join(tmpdir(), 'backproof-kubectl-'))
      stack.defer(() => rmSync(folder, { recursive: true, force: true }))
      const kubectl = `#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift\nexec docker exec -i ${pg.id} "$@"\n`
      writeFileSync(join(folder, 'kubectl'), kubectl, { mode: 0o755 })
      const inPod = { ...bench, baseEnv: { ...bench.baseEnv, PATH: `${folder}:${bench.baseEnv['PATH']}` } }
      const pod = { kind: 'pod', namespace: 'shop', pod: 'orders-0' } as const
      const ways: readonly (readonly [string, Source, Bench])[] = [
        ['ssh', postgresSource(url, { tools: { kind: 'ssh', login: loginOf(bastion) } }), bench],
        ['via', postgresSource(url, { via: loginOf(bastion) }), bench],
        ['pod', postgresSource(renamed(pg.url, '127.0.0.1', 5432), { tools: pod }), inPod],
      ]
      const bases: MemoryDump[] = []
      const pieces: Piece[] = []
      for (const [way, source, at] of ways) {
        await using live = await (await engineOf('postgres')).open(source, at, never())
        const { log } = live
        if (log?.base === undefined) throw new Error('it has no log')
        await log.rehearse()
        const before = bases.at(-1)
        const state = async (take: (body: Readable) => Promise<void>) =>
          take(Readable.from([before?.parts.get('backup_manifest.index') ?? '']))
        bases.push(await hold(log.base(before && { id: 'before', states: [{ id: 'before', read: state }] })))
        expect([way, bases.at(-1)?.result.findings]).toEqual([way, []])
        await pg.sql(`insert into journal values ('${way}')`)
        const first = bases[0] as MemoryDump
        pieces.push(await read(log.collect(pieces.at(-1)?.to ?? positionOf(first))))
        await log.release(pieces.at(-1)?.to as Position)
      }
      expect(bases.map(({ result }) => result.base)).toEqual([undefined, 'before', 'before'])
      const [full, ...increments] = bases as [MemoryDump, ...MemoryDump[]]
      await using there = await recovered(pg, chainOf(full, pieces, increments), 'end')
      const ask = "select string_agg(way, ' ') from journal"
      const expected = { kind: 'sql', name: 'a', ask, expect: { equals: 'ssh via pod' } } as const
      expect(await there.target.check(expected)).toBeUndefined()
      expect(await leftThere()).toEqual([])
    })

    test('all of its databases are listed through a forwarded port', async () => {
      const all = { databases: { include: [], exclude: [] }, via: loginOf(bastion) }
      expect(await listed(postgresSource(url.replace(/\/[^/]*$/, ''), all))).toContain(new URL(url).pathname.slice(1))
    })

    test('a wrong password is one through either, and shows none', async () => {
      const wrong = url.replace(/:[^:@]*@/, ':not-the-one@')
      for (const by of [{ tools: { kind: 'ssh', login: loginOf(bastion) } as const }, { via: loginOf(bastion) }]) {
        const problem = await backedUp(postgresSource(wrong, by), /./).catch((error: unknown) => error as Problem)
        expect(problem).toMatchObject({ message: expect.stringMatching(/password authentication failed/) })
        expect((problem as Problem).message).not.toContain('not-the-one')
      }
    })

    test('a server that the bastion does not know is told as such', async () => {
      const source = postgresSource(url.replace('orders-db', 'orders-dc'), {
        via: loginOf(bastion),
        tools: { kind: 'image', image: 'postgres:17' },
      })
      const problem = await backedUp(source, /./).catch((error: unknown) => error as Problem)
      expect(problem).toMatchObject({
        code: 'source-failed',
        message: expect.stringMatching(/^source orders: ssh backup@\S+ does not connect to the server: /),
        hint: expect.stringContaining('what that machine calls the server'),
      })
    })

    test.each(['tools', 'via'] as const)(
      'a bastion that goes away in the middle of a dump fails it, by %s',
      async (by) => {
        await using own = await startBastion(network)
        const login = loginOf(own)
        const source = postgresSource(url, by === 'via' ? { via: login } : { tools: { kind: 'ssh', login } })
        const engine = await engineOf('postgres')
        await pg.sql(
          'create table if not exists large as select repeat(md5(i::text), 300) as text from generate_series(1, 20000) i',
        )
        await using live = await engine.open(source, bench, never())
        const read = async () => {
          for await (const part of live.dump().parts) {
            let first = true
            for await (const _ of part.body) {
              if (first) await docker(['kill', own.id])
              first = false
            }
          }
        }
        await expect(read()).rejects.toThrow(/lost|was stopped|closed|unexpectedly|failed in/)
      },
    )
  })

  test('MariaDB is dumped on the bastion, and through a forwarded port', async () => {
    await using db = await startMysql('mariadb:11.8', { options: beside('shop-db') })
    await db.sql(seed)
    const url = renamed(db.url, 'shop-db', 3306)
    await proven(mysqlSource('mariadb', url, { tools: { kind: 'ssh', login: loginOf(bastion) } }), /^ssh/)
    await proven(mysqlSource('mariadb', url, { via: loginOf(bastion) }), /^docker run mariadb:11\.8 via ssh/)
    const held = await backedUp(mysqlSource('mariadb', url, { via: loginOf(bastion) }), / via ssh/)
    await restoredThrough('mariadb', held, url.replace(/[^/]*$/, 'copy'))
    const all = { databases: { include: [], exclude: [] }, via: loginOf(bastion) }
    expect(await listed(mysqlSource('mariadb', url.replace(/\/[^/]*$/, ''), all))).toContain(
      new URL(url).pathname.slice(1),
    )
  })

  test('Valkey and NATS are read through a forwarded port', async () => {
    await using valkey = await startKeyValue('valkey/valkey:9.1', { options: beside('cache') })
    await valkey.run([['SET', 'a', '1']])
    const source = keyValueSource('valkey', renamed(valkey.url, 'cache', 6379), { via: loginOf(bastion) })
    await proven(source, /^this program via ssh backup@/)
    await using next = await startKeyValue('valkey/valkey:9.1', { options: beside('cache-next') })
    await restoredThrough('valkey', await backedUp(source, / via ssh/), renamed(next.url, 'cache-next', 6379))
    await using nats = await startNats('2.15')
    await docker(['network', 'connect', '--alias', 'events', network, nats.id])
    const events = natsSource(renamed(nats.urlOf('source'), 'events', 4222), {
      via: loginOf(bastion),
      allowEmpty: true,
    })
    await using live = await (await engineOf('nats')).open(events, bench, never())
    expect(live.where).toMatch(/ via ssh backup@/)
  })
})
