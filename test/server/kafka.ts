import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { type Container, docker, dockerMissing, startContainer } from './docker.ts'
import { mavenMissing } from './maven.ts'

export const kafkaVersion = '4.4'
export const kafkaImage = `apache/kafka:${kafkaVersion}.0`

/** Why there is no Kafka here; undefined: there is, perhaps after its image was built (a minute, once). */
export async function kafkaMissing(): Promise<string | undefined> {
  const here = await dockerMissing(kafkaImage)
  if (here === undefined) return undefined
  return (await dockerMissing()) ?? (mavenMissing === undefined ? undefined : `${here}, and ${mavenMissing}`)
}

export async function buildKafka(): Promise<void> {
  await promisify(execFile)('nice', ['script/services', kafkaImage], { maxBuffer: 1 << 28 })
}

export interface Kafka extends Container {
  /** Where it listens without a login: "127.0.0.1:PORT". */
  readonly open: string
  /** Where it logs users in, by SCRAM and by PLAIN. */
  readonly locked: string
  /** Runs one of Kafka's own programs in the container, by its class: "org.apache.kafka.tools.GetOffsetShell". */
  tool(name: string, args: readonly string[], input?: string): Promise<string>
}

/** Of users by PLAIN: `plain`. Characters that break a URL that was not careful. */
export const password = "p@ss:w/o rd'%"

const jaas = `org.apache.kafka.common.security.plain.PlainLoginModule required user_plain="${password}";`

export interface KafkaOptions {
  readonly env?: Readonly<Record<string, string>>
  /** A PEM file with a key and its certificate: then the listener without a login is encrypted. */
  readonly certificate?: string
}

/** A broker that is its own controller. Who comes without a login may do everything; `users` have only the rights of ACLs. */
export async function startKafka({ env = {}, certificate }: KafkaOptions = {}): Promise<Kafka> {
  const [open, locked] = [await freePort(), await freePort()]
  const mapped = (port: number) => ['--publish', `127.0.0.1:${port}:${port}`]
  const container = await startContainer({
    image: kafkaImage,
    port: 9092,
    readyMs: 200_000,
    options: [
      ...[...mapped(open), ...mapped(locked)],
      ...(certificate === undefined ? [] : ['--volume', `${certificate}:/etc/kafka-test.pem:ro`]),
    ],
    env: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: `PLAINTEXT://:9092,CONTROLLER://:9093,OPEN://:${open},LOCKED://:${locked}`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:9092,OPEN://127.0.0.1:${open},LOCKED://127.0.0.1:${locked}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: `CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,OPEN:${certificate === undefined ? 'PLAINTEXT' : 'SSL'},LOCKED:SASL_PLAINTEXT`,
      KAFKA_SASL_ENABLED_MECHANISMS: 'SCRAM-SHA-256,SCRAM-SHA-512,PLAIN',
      KAFKA_LISTENER_NAME_LOCKED_PLAIN_SASL_JAAS_CONFIG: jaas,
      KAFKA_LISTENER_NAME_LOCKED_SCRAM___SHA___256_SASL_JAAS_CONFIG: scram,
      KAFKA_LISTENER_NAME_LOCKED_SCRAM___SHA___512_SASL_JAAS_CONFIG: scram,
      KAFKA_AUTHORIZER_CLASS_NAME: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      KAFKA_SUPER_USERS: 'User:ANONYMOUS',
      KAFKA_LOG_DIRS: '/tmp/kafka-logs',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS: '4',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'true',
      KAFKA_HEAP_OPTS: '-Xmx512m',
      ...(certificate === undefined ? {} : encrypted),
      ...env,
    },
    ready: async (c) => /Kafka Server started/.test(await c.logs()),
  })
  return {
    ...container,
    open: `127.0.0.1:${open}`,
    locked: `127.0.0.1:${locked}`,
    async tool(name, args, input) {
      const call = ['java', '-Xmx128m', '-cp', '/opt/kafka/libs/*', name, ...args]
      if (input === undefined) return await docker(['exec', container.id, ...call])
      const run = promisify(execFile)('docker', ['exec', '-i', container.id, ...call], { maxBuffer: 1 << 28 })
      run.child.stdin?.end(input)
      return (await run).stdout
    },
  }
}

const encrypted = {
  KAFKA_LISTENER_NAME_OPEN_SSL_KEYSTORE_TYPE: 'PEM',
  KAFKA_LISTENER_NAME_OPEN_SSL_KEYSTORE_LOCATION: '/etc/kafka-test.pem',
}

const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;'

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
