import { randomUUID } from 'node:crypto'
import { type Container, docker, startContainer, testLabel } from './docker.ts'
import { freePort, kafkaImage } from './kafka.ts'

export interface KafkaCluster extends AsyncDisposable {
  /** Of each broker its container, and where it listens: "127.0.0.1:PORT". The first is the controller, too. */
  readonly brokers: readonly { readonly container: Container; readonly open: string }[]
}

/** Two brokers that know each other by a network of their own. */
export async function startKafkaCluster(): Promise<KafkaCluster> {
  const network = `kafka-test-${randomUUID()}`
  await using started = new AsyncDisposableStack()
  await docker(['network', 'create', '--label', testLabel, network])
  started.defer(async () => void (await docker(['network', 'rm', network])))
  const brokers: { container: Container; open: string }[] = []
  for (const [id, roles] of [
    ['1', 'broker,controller'],
    ['2', 'broker'],
  ] as const) {
    const port = await freePort()
    const container = await startContainer({
      image: kafkaImage,
      port: 9092,
      readyMs: 200_000,
      options: ['--network', network, '--network-alias', `kafka-${id}`, '--publish', `127.0.0.1:${port}:${port}`],
      env: {
        KAFKA_NODE_ID: id,
        KAFKA_PROCESS_ROLES: roles,
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@kafka-1:9093',
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_LISTENERS: `INSIDE://:9092,OPEN://:${port}${id === '1' ? ',CONTROLLER://:9093' : ''}`,
        KAFKA_ADVERTISED_LISTENERS: `INSIDE://kafka-${id}:9092,OPEN://127.0.0.1:${port}`,
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,OPEN:PLAINTEXT',
        KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
        KAFKA_LOG_DIRS: '/tmp/kafka-logs',
        KAFKA_DEFAULT_REPLICATION_FACTOR: '2',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '2',
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
        KAFKA_HEAP_OPTS: '-Xmx384m',
      },
      ready: async (c) => /Kafka Server started/.test(await c.logs()),
    })
    started.use(container)
    brokers.push({ container, open: `127.0.0.1:${port}` })
  }
  const whole = started.move()
  return { brokers, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}
