import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CommandName } from '../../../src/command/name.ts'
import type { Options } from '../../../src/command/option.ts'
import { generateIndexKey } from '../../../src/seal/seal.ts'
import { Server, startMachine } from '../../engine/postgres/log/machine.ts'
import type { Container } from '../../server/docker.ts'
import { codesOf, keys, openShop, type Shop } from '../shop.ts'

/* Whole commands on a real server: bases of what has changed, a failover, and a machine that is set back. */

let shop: Shop
let machine: Container
let server: Server
let aheadMs = 0
const indexKey = generateIndexKey()

beforeAll(async () => {
  shop = await openShop()
  machine = await startMachine(17)
  server = await Server.make(machine, ['summarize_wal = on'])
  Object.assign(shop.env, {
    ORDERS_URL: `postgres://postgres@127.0.0.1:${server.port}/postgres`,
    BACK_URL: `postgres://postgres@127.0.0.1:${server.port}/back`,
  })
  await server.sql(
    'create table journal (i int);;create table big as select i, md5(i::text) from generate_series(1, 20000) i',
  )
  await shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: a } }
  b: { directory: { path: b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: postgres
    url: \${ORDERS_URL}
    tools: { service: machine }
    point-in-time: { every: 1m, base: "0 3 * * 0", incremental: "* * * * *" }
`)
})
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await machine?.[Symbol.asyncDispose]()
})
// Each run is of a minute of its own.
beforeEach(() => {
  aheadMs += 60_000
})

const command = (name: CommandName, options: Options = {}) =>
  shop.run(name, options, {
    env: { ...shop.env, BACKPROOF_INDEX_KEY: indexKey },
    services: { machine: { id: machine.id } },
    now: () => new Date(Date.now() + aheadMs),
  })

async function run(): Promise<readonly string[]> {
  aheadMs += 60_000
  return codesOf(await command('run'))
}

/** Writes a row. Gives a moment at which it is there, and the next one is not. */
async function written(row: number): Promise<string> {
  await server.sql(`insert into journal values (${row})`)
  const utc = "to_char(clock_timestamp() at time zone 'UTC' + interval '1 ms', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
  const moment = (await server.sql(`select ${utc}`)).trim()
  await server.sql('select pg_sleep(0.01)')
  return moment
}

/** What a restore to a moment brings. */
async function restored(at: string): Promise<string> {
  await server.sql('drop database if exists back;;create database back')
  const { problems } = await command('restore', { source: ['orders'], at, into: '${BACK_URL}' })
  expect(problems).toEqual([])
  const psql = ['psql', '-X', '-A', '-t', '-U', 'postgres', '-h', '/tmp', '-p', String(server.port), '-d', 'back']
  const rows = "select string_agg(i::text, ' ' order by i) || ' and ' || (select count(*) from big) from journal"
  return (await machine.exec([...psql, '-c', rows])).trim()
}

async function kinds(): Promise<readonly string[]> {
  const { entries } = await shop.catalog('orders/=log-base')
  return entries.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime()).map(({ manifest }) => manifest.kind)
}

test('bases of what has changed bring back any moment, into a server and as a data directory', async () => {
  await written(1)
  expect(await run()).toEqual([])
  const two = await written(2)
  expect(await run()).toEqual([])
  await written(3)
  await server.sql('truncate big')
  expect(await run()).toEqual([])
  expect(await kinds()).toEqual(['full', 'increment', 'increment'])
  const { entries } = await shop.catalog('orders/=log-base')
  const bytes = entries.map((entry) => entry.bytes)
  expect(Math.min(...bytes)).toBeLessThan(Math.max(...bytes) / 4)
  expect(await restored(two)).toBe('1 2 and 20000')
  const { problems } = await command('restore', { source: ['orders'], at: 'latest', into: './left' })
  expect(problems).toEqual([])
  expect(await readdir(shop.path('left'))).toContain('PG_VERSION')
})

test('a failover ends the log with a word, a full base begins it again, and both sides are restored', async () => {
  const before = await written(4)
  expect(await run()).toEqual([])
  await server.promote()
  const bases = (await kinds()).length
  await written(5)
  expect(await run()).toEqual(['log-gap'])
  // Where a run takes longer than its schedule, an increment follows.
  expect((await kinds())[bases]).toBe('full')
  const after = await written(6)
  expect(await run()).toEqual([])
  expect((await kinds()).slice(bases, bases + 2)).toEqual(['full', 'increment'])
  expect(await restored(before)).toBe('1 2 3 4 and 0')
  expect(await restored(after)).toBe('1 2 3 4 5 6 and 0')
})

test('a machine that was set back has a full base taken, and both histories are restored', async () => {
  await server.snapshot()
  const lost = await written(7)
  expect(await run()).toEqual([])
  await server.setBack()
  // Its log comes as far again, with something else in it.
  await server.fill(4)
  const bases = (await kinds()).length
  await written(8)
  expect(await run()).toEqual(['log-gap'])
  // Where a run takes longer than its schedule, an increment follows.
  expect((await kinds())[bases]).toBe('full')
  expect(await restored(lost)).toBe('1 2 3 4 5 6 7 and 0')
  expect(await restored('latest')).toBe('1 2 3 4 5 6 8 and 0')
})
