import { pbkdf2Sync, randomBytes } from 'node:crypto'
import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  alterUserScramCredentialsV0,
  Producer,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka'
import { Cluster } from '../../../src/engine/kafka/protocol/cluster.ts'
import { parseKafkaUrl } from '../../../src/engine/kafka/protocol/connection.ts'
import { commit } from '../../../src/engine/kafka/protocol/offsets.ts'
import { type Kafka, password } from '../../server/kafka.ts'

export const never: AbortSignal = new AbortController().signal

export interface Message {
  readonly partition?: number
  readonly key?: Buffer | string | undefined
  readonly value?: Buffer | string | undefined
  readonly timestamp?: number | bigint
  readonly headers?: ReadonlyMap<Buffer, Buffer>
}

export type Right = readonly [
  resource: 'TOPIC' | 'GROUP' | 'CLUSTER',
  name: string,
  ...operations: readonly (keyof typeof AclOperations)[],
]

/** Whoever may do everything in a cluster, by the library's own clients and not by the engine. */
export class Administrator implements AsyncDisposable {
  readonly #server: Kafka
  readonly #admin: Admin
  readonly #producer: Producer<Buffer, Buffer, Buffer, Buffer>

  constructor(server: Kafka) {
    this.#server = server
    const options = { clientId: 'test', bootstrapBrokers: [server.open] }
    this.#admin = new Admin(options)
    this.#producer = new Producer({ ...options, idempotent: true, maxInflights: 1 })
  }

  async topic(
    name: string,
    partitions = 1,
    configuration: Readonly<Record<string, string>> = {},
    replicas = 1,
  ): Promise<void> {
    const configs = Object.entries(configuration).map(([name, value]) => ({ name, value }))
    await this.#admin.createTopics({ topics: [name], partitions, replicas, configs })
  }

  async topics(): Promise<readonly string[]> {
    return (await this.#admin.listTopics()).filter((name) => !name.startsWith('__'))
  }

  /** Removes all topics. */
  async clear(): Promise<void> {
    const topics = await this.topics()
    if (topics.length > 0) await this.#admin.deleteTopics({ topics: [...topics] })
    for (let tries = 0; (await this.topics()).length > 0 && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100))
  }

  async send(
    topic: string,
    messages: readonly Message[],
    compression: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd' = 'none',
  ): Promise<void> {
    await this.#producer.send({ messages: messages.map((message) => plain(topic, message)), acks: -1, compression })
  }

  /** One transaction each. */
  async transactions(
    topic: string,
    ...all: readonly (readonly [value: string, end: 'abort' | 'commit'])[]
  ): Promise<void> {
    const id = randomBytes(6).toString('hex')
    const options = { clientId: 'test', bootstrapBrokers: [this.#server.open], idempotent: true, transactionalId: id }
    const producer = new Producer<Buffer, Buffer, Buffer, Buffer>(options)
    for (const [value, end] of all) {
      const transaction = await producer.beginTransaction()
      await transaction.send({ messages: [plain(topic, { key: 'k', value, partition: 0 })] })
      await transaction[end]()
    }
    await producer.close()
  }

  /** One that stays open until it is disposed of. */
  async openTransaction(topic: string, value: string): Promise<AsyncDisposable> {
    const id = randomBytes(6).toString('hex')
    const options = { clientId: 'test', bootstrapBrokers: [this.#server.open], idempotent: true, transactionalId: id }
    const producer = new Producer<Buffer, Buffer, Buffer, Buffer>(options)
    const transaction = await producer.beginTransaction()
    await transaction.send({ messages: [plain(topic, { value, partition: 0 })] })
    return {
      async [Symbol.asyncDispose]() {
        await transaction.abort()
        await producer.close()
      },
    }
  }

  async commit(group: string, offsets: Readonly<Record<string, number>>): Promise<void> {
    using cluster = await this.cluster()
    const list = Object.entries(offsets).map(([key, offset]) => {
      const [topic = '', partition = '0'] = key.split('/')
      return { topic, partition: Number(partition), offset, metadata: `from ${group}` }
    })
    await commit(cluster, group, list)
  }

  /** All that is before this offset goes. */
  async deleteBefore(topic: string, partition: number, offset: number): Promise<void> {
    const file = JSON.stringify({ version: 1, partitions: [{ topic, partition, offset }] })
    await this.#server.exec(['sh', '-c', 'printf %s "$1" >/tmp/delete.json', 'sh', file])
    await this.#server.tool('org.apache.kafka.tools.DeleteRecordsCommand', [
      ...['--bootstrap-server', 'localhost:9092', '--offset-json-file', '/tmp/delete.json'],
    ])
  }

  /** A user by SCRAM-SHA-256. */
  async user(name: string, ...rights: readonly Right[]): Promise<string> {
    using cluster = await this.cluster()
    const [salt, iterations] = [randomBytes(16), 4096]
    const saltedPassword = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
    await cluster.atController((wire) =>
      wire.call(alterUserScramCredentialsV0.api, [], [{ name, mechanism: 1, iterations, salt, saltedPassword }]),
    )
    const creations = rights.flatMap(([resource, resourceName, ...operations]) =>
      operations.map((operation) => ({
        ...{ resourceType: ResourceTypes[resource], resourceName },
        ...{ resourcePatternType: ResourcePatternTypes.LITERAL, principal: `User:${name}`, host: '*' },
        ...{ operation: AclOperations[operation], permissionType: AclPermissionTypes.ALLOW },
      })),
    )
    if (creations.length > 0) await this.#admin.createAcls({ creations })
    return this.url(name)
  }

  url(name: string, sasl = 'SCRAM-SHA-256'): string {
    return `kafka://${name}:${encodeURIComponent(password)}@${this.#server.locked}?sasl=${sasl}`
  }

  async cluster(): Promise<Cluster> {
    return await Cluster.connect(parseKafkaUrl(`kafka://${this.#server.open}`, 'the test', 'the test'), {}, never)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#producer.close(true)
    await this.#admin.close()
  }
}

function plain(topic: string, { partition = 0, key, value, timestamp, headers }: Message) {
  const bytes = (text: Buffer | string) => (Buffer.isBuffer(text) ? text : Buffer.from(text))
  return {
    ...{ topic, partition },
    ...(key === undefined ? {} : { key: bytes(key) }),
    ...(value === undefined ? {} : { value: bytes(value) }),
    ...(timestamp === undefined ? {} : { timestamp: BigInt(timestamp) }),
    ...(headers === undefined ? {} : { headers: new Map(headers) }),
  }
}
