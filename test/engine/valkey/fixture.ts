import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Bench, Facts } from '../../../src/engine/engine.ts'
import { engineOf } from '../../../src/engine/engine.ts'
import type { KeyValueSource } from '../../../src/engine/valkey/key-value-source.ts'
import { type KeyValueServer, startKeyValue } from '../../server/key-value.ts'
import type { Fixture, Writer } from '../contract.ts'
import { keyValueSource } from '../source.ts'

export const bench: Bench = {
  services: {},
  baseEnv: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' },
  label: `test-${randomUUID()}`,
  cwd: '/',
  temporaryDirectory: '/tmp',
  now: () => new Date(),
}

export const never = () => new AbortController().signal

/** "valkey/valkey:9.1" is Valkey. */
export const productOf = (image: string) => (image.startsWith('valkey') ? 'valkey' : 'redis')

const library = `#!lua name=cart
server.register_function('total', function(keys) return #keys end)`

/** Every encoding that a server of today writes, in two databases. */
export async function seed(server: KeyValueServer, image: string): Promise<void> {
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)
  const long = (at: number) => `${at} `.repeat(60)
  await server.run(numbers(20_000).map((at) => ['SET', `user:${at}`, `value ${at} of ${at * 7}`]))
  await server.run([
    ['SET', '12345', '-42'],
    ['SET', 'big number', '3000000000'],
    ['SET', 'million', '1000000'],
    ['SET', 'compressed', 'abcabcabc '.repeat(1000)],
    ['SET', Buffer.from([0, 255, 13, 10, 36]), Buffer.from([10, 13, 0, 254])],
    ['SET', 'compressed key '.repeat(20), 'x'],
    ['SET', 'empty', ''],
    ['SET', 'large', Buffer.alloc(300_000, 'The quick brown fox. ')],
    ['RPUSH', 'list:small', 'a', '1', '-1', '300', '70000', '-9000000000', 'z'.repeat(100)],
    ['RPUSH', 'list:long', ...numbers(3000).map(long)],
    ['RPUSH', 'list:plain', 'p'.repeat(20_000), 'q'],
    ['SADD', 'set:numbers', ...numbers(100)],
    ['SADD', 'set:large numbers', '9000000000', '-9000000000'],
    ['SADD', 'set:small', 'a', 'b', '3'],
    ['SADD', 'set:long', ...numbers(2000).map(long)],
    ['ZADD', 'zset:small', '1.5', 'a', '-inf', 'b', '3', 'c'],
    ['ZADD', 'zset:long', ...numbers(2000).flatMap((at) => [at / 7, long(at)])],
    ['HSET', 'hash:small', 'a', '1', 'b', 'two'],
    ['HSET', 'hash:long', ...numbers(2000).flatMap((at) => [`field ${at}`, long(at)])],
    ['SET', 'session:1', 'soon', 'EX', 86_400],
    ['HSET', 'session:2', 'user', 'ada'],
    ['EXPIRE', 'session:2', 90_000],
    ['FUNCTION', 'LOAD', library.replace('server.', image.startsWith('redis') ? 'redis.' : 'server.')],
  ])
  await server.run(numbers(500).map((at) => ['XADD', 'stream', `${at + 1}-1`, 'field', `entry ${at}`, 'n', at]))
  await server.run([
    ['XGROUP', 'CREATE', 'stream', 'workers', '0'],
    ['XREADGROUP', 'GROUP', 'workers', 'ada', 'COUNT', 20, 'STREAMS', 'stream', '>'],
    ['XREADGROUP', 'GROUP', 'workers', 'grace', 'COUNT', 3, 'STREAMS', 'stream', '>'],
    ['XDEL', 'stream', '5-1'],
  ])
  if (hasFieldExpiry(image))
    await server.run([
      ['HSET', 'fields:small', 'a', '1', 'b', '2', 'c', '3'],
      ['HEXPIRE', 'fields:small', 86_400, 'FIELDS', 1, 'b'],
      ['HSET', 'fields:long', ...numbers(1000).flatMap((at) => [`field ${at}`, long(at)])],
      ['HEXPIRE', 'fields:long', 86_400, 'FIELDS', 2, 'field 1', 'field 2'],
    ])
  await server.run(
    numbers(50).map((at) => ['SET', `cached:${at}`, at, 'PX', 86_400_000 + at]),
    3,
  )
}

/** Redis from 7.4, Valkey from 9.0. */
export const hasFieldExpiry = (image: string) => /valkey:9|redis:8/.test(image)

const seeded = (image: string): Pick<Facts, 'rows' | 'objects'> => ({
  rows: {
    'db0 string': 20_009,
    'db0 list': 3,
    'db0 set': 4,
    'db0 zset': 2,
    'db0 hash': hasFieldExpiry(image) ? 5 : 3,
    'db0 stream': 1,
    'db0 (expiring keys)': 2,
    'db3 string': 50,
    'db3 (expiring keys)': 50,
  },
  objects: { 'function library': ['cart'] },
})

async function writeInto(server: KeyValueServer): Promise<Writer> {
  const client = await server.client()
  let stopped = false
  const writing = (async () => {
    for (let at = 0; !stopped; at++) {
      await client.ask('INCR', 'writes')
      await client.ask('SET', `new:${at}`, at)
      if (at % 3 === 0) await client.ask('DEL', `user:${at}`)
      await client.ask('RPUSH', 'list:small', at)
    }
  })()
  writing.catch(() => undefined)
  const writes = async () => Number(await server.ask(['GET', 'writes']))
  await expect.poll(writes).toBeGreaterThan(0)
  return {
    writes,
    async stop() {
      stopped = true
      await writing
      await client[Symbol.asyncDispose]()
    },
  }
}

/** True where it has neither a key nor a function. */
export async function isEmpty(server: KeyValueServer): Promise<boolean> {
  const info = String(await server.ask(['INFO', 'keyspace']))
  const functions = await server.ask(['FUNCTION', 'LIST'])
  return !/^db\d/m.test(info) && Array.isArray(functions) && functions.length === 0
}

export async function startFixture(
  image: string,
  args: readonly string[] = [],
): Promise<
  Fixture & { readonly server: KeyValueServer; readonly other: KeyValueServer; readonly source: KeyValueSource }
> {
  await using started = new AsyncDisposableStack()
  const product = productOf(image)
  const engine = await engineOf(product)
  const server = started.use(await startKeyValue(image, { password: 'p@ss w/o:rd', args }))
  const other = started.use(await startKeyValue(image))
  await seed(server, image)
  await server.ask(['ACL', 'SETUSER', 'weak', 'reset', 'on', '>pw', '+ping'])
  const source = keyValueSource(product, server.url)
  const secret = `wrong/${randomUUID()}`
  const all = started.move()
  return {
    server,
    other,
    source,
    bench,
    seeded: seeded(image),
    contents: ['db0 string: 20,009', 'db3 (expiring keys): 50', 'function library cart'],
    write: () => writeInto(server),
    target: async () => {
      await other.run([['FLUSHALL'], ['FUNCTION', 'FLUSH']])
      return await engine.target(other.url, source, bench, never())
    },
    isEmpty: () => isEmpty(other),
    locked: {
      source: keyValueSource(product, `redis://:${encodeURIComponent(secret)}@127.0.0.1:${server.port}`),
      secret,
      place: 'source cache',
    },
    powerless: {
      source: keyValueSource(product, server.url.replace(/\/\/.*@/, '//weak:pw@')),
      lacking: /ACL SETUSER NAME \+sync/,
    },
    traces: async () => {
      const clients = String(await server.ask(['CLIENT', 'LIST']))
      return clients.split('\n').filter((line) => line !== '' && !line.includes('cmd=client|list'))
    },
    self: server.url.replace('127.0.0.1', 'localhost'),
    some: 'user:1*',
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
