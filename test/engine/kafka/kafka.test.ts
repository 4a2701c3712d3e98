import { expect, test } from 'vitest'
import {
  lastChanges,
  loadingOf,
  moves,
  replicasOf,
  type TopicPlan,
  wantedOf,
  wouldExpire,
} from '../../../src/engine/kafka/plan.ts'
import { parseKafkaUrl, sameCluster } from '../../../src/engine/kafka/protocol/connection.ts'
import { isBefore, versionOf } from '../../../src/engine/kafka/protocol/version.ts'

const parse = (text: string) => parseKafkaUrl(text, 'source events, by KAFKA_URL', 'source events')

test('a URL names brokers, a user and how the user logs in', () => {
  expect(parse('kafka://ada:p%40ss@one,two:9093?sasl=scram-sha-256')).toMatchObject({
    servers: [
      { host: 'one', port: 9092 },
      { host: 'two', port: 9093 },
    ],
    login: { mechanism: 'SCRAM-SHA-256', user: 'ada', password: 'p@ss' },
    tls: undefined,
    where: 'one:9092 or two:9093',
  })
  expect(parse('kafka://ada:x@one').login?.mechanism).toBe('SCRAM-SHA-512')
  expect(parse('kafka://one').login).toBeUndefined()
  expect(parse('kafka://one?tls=on&tls-name=kafka').tls).toEqual({ servername: 'kafka' })
  expect(parse('kafka://one?tls=off').tls).toBeUndefined()
})

test.each([
  ['nats://one', 'it begins with nats:'],
  ['kafka://ada:secret@one/orders', 'has a path after the host'],
  ['kafka://ada@one', 'has a user, but no password'],
  ['kafka://one?sasl=PLAIN', 'names no user'],
  ['kafka://ada:secret@one?sasl=GSSAPI', 'sasl in the URL is unknown'],
  ['kafka://one?tls=yes', 'tls in the URL is neither on nor off'],
  ['kafka://one?tls-ca=/etc/ca.pem', 'has tls-ca, but not tls=on'],
  ['kafka://one?acks=1', 'has an unknown parameter acks'],
  ['kafka://one:99999', 'names no host, or no port'],
])('the URL %s is refused by a sentence without its password', (text, because) => {
  try {
    parse(text)
    expect.unreachable()
  } catch (error) {
    expect(String(error)).toContain('source events, by KAFKA_URL')
    expect(String(error)).toContain(because)
    expect(String(error)).not.toContain('secret')
  }
})

test('clusters that share a broker are one', () => {
  expect(sameCluster(parse('kafka://a:x@Localhost:9092'), parse('kafka://127.0.0.1,other'))).toBe(true)
  expect(sameCluster(parse('kafka://one'), parse('kafka://one:9093'))).toBe(false)
})

test('a version is told by how far the metadata can go', () => {
  expect([7, 19, 20, 25, 29, 33].map(versionOf)).toEqual(['3.3', '3.7', '3.8', '4.0', '4.2', '4.4'])
  expect(versionOf(0)).toBeUndefined()
  expect([isBefore('3.7', '3.8'), isBefore('3.8', '3.8'), isBefore('3.10', '3.9'), isBefore('4.0', '3.8')]).toEqual([
    ...[true, false, false, false],
  ])
})

const kept = {
  ...{ name: 'orders', partitions: 1, replicas: 3, maxMessageBytes: 1_048_588 },
  configuration: {
    ...{ 'retention.ms': '1000', 'cleanup.policy': 'compact', 'min.insync.replicas': '2', 'segment.ms': '5' },
    'remote.storage.enable': 'true',
  },
}
const plan = (effective: Readonly<Record<string, string>>, throwAway = false): TopicPlan => {
  const wanted = wantedOf(kept, throwAway)
  return { kept, replicas: 3, wanted, effective, loading: loadingOf(kept, wanted) }
}

test('while records come nothing removes or refuses them, and then all is as it was', () => {
  const { loading } = plan({})
  expect(loading).toMatchObject({ 'retention.ms': '-1', 'cleanup.policy': 'delete', 'segment.ms': '5' })
  expect(loading).toHaveProperty(['message.timestamp.type'], 'CreateTime')
  expect(Object.keys(loading)).not.toContain('min.insync.replicas')
  const changes = lastChanges(plan({}), false)
  const last = { ...loading, ...Object.fromEntries(changes) }
  expect(Object.fromEntries(Object.entries(last).filter(([, value]) => value !== undefined))).toEqual(
    kept.configuration,
  )
  expect(lastChanges(plan({}), true).has('retention.ms')).toBe(false)
})

test('a throw-away server is not asked for storage elsewhere', () => {
  expect(Object.keys(plan({}, true).wanted)).not.toContain('remote.storage.enable')
  expect(plan({}).wanted).toEqual(kept.configuration)
})

test('a topic has as many replicas as it had, or as the target makes', () => {
  expect([replicasOf(kept, 3), replicasOf(kept, 2)]).toEqual([3, -1])
})

test('records that the target would remove at once are known before it does', () => {
  const now = Date.UTC(2026, 0, 10)
  const day = 24 * 3_600_000
  const expires = (effective: Readonly<Record<string, string>>, ageMs: number) =>
    wouldExpire({ effective }, BigInt(now - ageMs), now)
  expect(expires({ 'cleanup.policy': 'delete', 'retention.ms': String(7 * day) }, 8 * day)).toBe(true)
  expect(expires({ 'cleanup.policy': 'delete', 'retention.ms': String(7 * day) }, 6 * day)).toBe(false)
  expect(expires({ 'cleanup.policy': 'delete', 'retention.ms': '-1' }, 800 * day)).toBe(false)
  expect(expires({ 'cleanup.policy': 'compact', 'retention.ms': '5' }, 800 * day)).toBe(false)
  expect(expires({ 'cleanup.policy': 'compact,delete', 'retention.ms': '5' }, 800 * day)).toBe(true)
  // What the target does not tell is taken for what Kafka does.
  expect([expires({}, 8 * day), expires({}, day)]).toEqual([true, false])
})

test('a topic that the target cleans is not compared', () => {
  expect(moves({ effective: { 'cleanup.policy': 'compact' } })).toBe(true)
  expect(moves({ effective: { 'cleanup.policy': 'delete', 'retention.bytes': '5' } })).toBe(true)
  expect(moves({ effective: { 'cleanup.policy': 'delete', 'retention.bytes': '-1' } })).toBe(false)
})
