import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { kafka } from '../../../src/engine/kafka/kafka.ts'
import { groupsOf } from '../../../src/engine/kafka/protocol/offsets.ts'
import { buildKafka, type Kafka, password, startKafka } from '../../server/kafka.ts'
import type { Fixture, Writer } from '../contract.ts'
import { kafkaSource } from '../source.ts'
import { bench } from '../step.ts'
import { Administrator, never, type Right } from './admin.ts'

/** What docs/engines.md tells to give to the user of a backup. */
export const backupRights: readonly Right[] = [
  ['TOPIC', '*', 'DESCRIBE', 'READ', 'DESCRIBE_CONFIGS'],
  ['GROUP', '*', 'DESCRIBE'],
]

const old = Date.UTC(2020, 0, 2)
const records = 3000

/** One of each thing that a cluster has. */
export async function seed(admin: Administrator): Promise<void> {
  await admin.topic('orders', 3, { 'retention.ms': '2592000000', 'max.message.bytes': '2000000' })
  for (const [at, compression] of (['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const).entries()) {
    for (let partition = 0; partition < 3; partition++) {
      const messages = Array.from({ length: records / 15 }, (_, index) => ({
        ...{ partition, key: `order ${at} ${index}`, value: randomBytes(200).toString('base64') },
        ...{ timestamp: Date.now() - 3_600_000 + index },
        headers: new Map([[Buffer.from('trace'), randomBytes(8)]]),
      }))
      await admin.send('orders', messages, compression)
    }
  }
  await admin.topic('users', 1, { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.1' })
  await admin.send('users', [
    { key: 'ada', value: 'one', timestamp: old },
    { key: 'grace', value: Buffer.alloc(0), timestamp: old + 1 },
    { key: 'ada', timestamp: old + 2 },
    { key: Buffer.alloc(0), value: 'the empty key', timestamp: Date.UTC(2026, 0, 1) },
  ])
  await admin.topic('payments')
  await admin.transactions('payments', ['no', 'abort'], ['no', 'abort'], ['yes', 'commit'], ['no', 'abort'])
  await admin.topic('empty', 2)
  await admin.commit('billing', { 'orders/0': 150, 'orders/2': 0, 'payments/0': 5 })
  await admin.commit('the audit', { 'payments/0': 8 })
}

async function writeInto(server: Kafka): Promise<Writer> {
  const admin = new Administrator(server)
  const stopped = new AbortController()
  let writes = 0
  const writing = (async () => {
    for (let index = 0; !stopped.signal.aborted; index++) {
      await admin.send(
        'orders',
        Array.from({ length: 10 }, (_, at) => ({
          partition: at % 3,
          key: `${index}`,
          value: `written ${index} ${at}`,
        })),
      )
      writes += 10
      await pause(2)
    }
  })()
  await expect.poll(() => writes, { timeout: 60_000 }).toBeGreaterThan(0)
  return {
    writes: async () => writes,
    async stop() {
      stopped.abort()
      await writing
      await admin[Symbol.asyncDispose]()
    },
  }
}

export interface KafkaFixture extends Fixture {
  readonly server: Kafka
  readonly admin: Administrator
  /** The cluster that is restored into. */
  readonly other: Administrator
  readonly otherServer: Kafka
}

export async function startFixture(): Promise<KafkaFixture> {
  await buildKafka()
  const server = await startKafka()
  const otherServer = await startKafka()
  const [admin, other] = [new Administrator(server), new Administrator(otherServer)]
  await seed(admin)
  const url = await admin.user('backup', ...backupRights)
  const blind = await admin.user('blind', ['TOPIC', '*', 'DESCRIBE', 'DESCRIBE_CONFIGS'], ['GROUP', '*', 'DESCRIBE'])
  const secret = `wrong/${randomUUID()}`
  return {
    ...{ server, admin, other, otherServer },
    source: kafkaSource(url),
    bench: { ...bench, label: `test-${randomUUID()}` },
    seeded: {
      rows: {
        ...{ 'orders/0': records / 3, 'orders/1': records / 3, 'orders/2': records / 3 },
        ...{ 'users/0': 4, 'payments/0': 1, 'empty/0': 0, 'empty/1': 0 },
      },
      objects: {
        topic: ['empty', 'orders', 'payments', 'users'],
        configuration: [
          'orders max.message.bytes=2000000',
          'orders retention.ms=2592000000',
          'users cleanup.policy=compact',
          'users min.cleanable.dirty.ratio=0.1',
        ],
        group: ['billing', 'the audit'],
        // Of the five offsets before, four are of what was rolled back and of markers; of eight, all but one.
        'group offset': [
          'orders/0 150 billing',
          'orders/2 0 billing',
          'payments/0 1 billing',
          'payments/0 1 the audit',
        ],
      },
    },
    contents: ['topic orders (3 partitions, 3000 records)', 'topic payments (1 partition, 1 record)', 'group billing'],
    write: () => writeInto(server),
    async target() {
      await other.clear()
      const into = `kafka://${otherServer.open}`
      return (await kafka.target(into, { tools: { kind: 'auto' } }, bench, never)) as Target
    },
    isEmpty: async () => (await other.topics()).length === 0,
    locked: {
      source: kafkaSource(url.replace(encodeURIComponent(password), encodeURIComponent(secret))),
      secret,
      place: `Kafka at ${server.locked}`,
    },
    powerless: { source: kafkaSource(blind), lacking: /TOPIC_AUTHORIZATION_FAILED\n.*kafka-acls/ },
    async traces() {
      using cluster = await admin.cluster()
      const groups = (await groupsOf(cluster)).map(({ name }) => `group ${name}`)
      return [...groups, ...(await admin.topics()).map((name) => `topic ${name}`)].sort()
    },
    self: url.replace('127.0.0.1', 'localhost'),
    some: 'us*',
    async [Symbol.asyncDispose]() {
      for (const one of [admin, other, server, otherServer]) await one[Symbol.asyncDispose]()
    },
  }
}
