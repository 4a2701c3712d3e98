import { expect, test } from 'vitest'
import { connectionOf } from '../../../src/engine/valkey/protocol/connection.ts'
import { readInfo } from '../../../src/engine/valkey/protocol/product.ts'
import { loads } from '../../../src/engine/valkey/protocol/version.ts'

test.each([
  [11, 10, true],
  [11, 11, true],
  [11, 12, false],
  [12, 11, true],
  [80, 11, true],
  [80, 12, false],
  [80, 80, true],
  [12, 80, false],
])('a server that writes format %d loads format %d: %j', (own, written, expected) => {
  expect(loads(own, written)).toBe(expected)
})

test('a URL of another engine, or of one database, is refused by name', () => {
  const refusal = (url: string, product: 'valkey' | 'redis' = 'redis') => {
    try {
      return connectionOf(url, product, 'source cache')
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(refusal('postgres://u:secret@h/d')).toMatch(
    /^source cache: the URL is not one of a Redis server: it begins with postgres:/,
  )
  expect(refusal('valkey://h')).toMatch(/begins with valkey:/)
  expect(refusal('redis://h/3')).toMatch(/names one database/)
  expect(refusal('redis://h/0')).toMatchObject({ servers: [{ host: 'h', port: 6379 }] })
  expect(refusal('redis://h', 'valkey')).toMatchObject({ tls: undefined })
  expect(refusal('valkeys://h', 'valkey')).toMatchObject({ tls: {} })
})

const info = (...lines: readonly string[]) => ['# Server', ...lines].join('\r\n')

test('a server reports its product and version', () => {
  const valkey = info(
    'redis_version:7.2.4',
    'server_name:valkey',
    'valkey_version:9.1.2',
    'db0:keys=5,expires=2,avg_ttl=0',
  )
  expect(readInfo(valkey, 'valkey', 'here')).toMatchObject({
    server: { version: '9.1.2', major: 9, settings: { product: 'valkey', minor: '1' } },
    keyspace: new Map([[0, { keys: 5, expires: 2 }]]),
  })
  expect(() => readInfo(valkey, 'redis', 'here')).toThrow('here is Valkey 9.1.2, not Redis')
  expect(() => readInfo(info('redis_version:6.2.1'), 'redis', 'here')).toThrow('here is Redis 6.2.1, older than 7.0')
  expect(() => readInfo(info(), 'redis', 'here')).toThrow('says no version')
})
