import { Problem, remedy } from '../../problem.ts'
import type { ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import { Cluster } from './protocol/cluster.ts'
import { type Connection, parseKafkaUrl } from './protocol/connection.ts'

const port = 9092

/** So late that a throw-away server never comes to it. */
const neverMs = String(10 * 365 * 24 * 3_600_000)

/**
 * The server of a proof: one broker of the dumped one's version, that removes nothing by itself, so that what was restored
 * can be counted: neither what is too old nor what is compacted.
 */
const settings = {
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
  // Nobody else is told: this program stays where it found the only broker.
  KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://localhost:9092',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  KAFKA_LOG_DIRS: '/tmp/kafka-logs',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_LOG_INITIAL_TASK_DELAY_MS: neverMs,
  KAFKA_LOG_RETENTION_CHECK_INTERVAL_MS: neverMs,
  KAFKA_LOG_CLEANER_BACKOFF_MS: neverMs,
  KAFKA_HEAP_OPTS: '-Xmx512m',
}

export function kafkaSandbox({ server }: Facts, image: string | undefined): ReachableSpec {
  return {
    image: image ?? imageOf(server?.version),
    env: settings,
    args: [],
    port,
    timeoutMs: 180_000,
    async ready(address, signal) {
      using _ = await Cluster.connect(at(address.host), {}, signal)
    },
  }
}

/** The throw-away server at this host. */
export const at = (host: string): Connection =>
  parseKafkaUrl(`kafka://${host}:${port}`, 'the throw-away server', 'the throw-away server')

function imageOf(version: string | undefined): string {
  const [line] = /^\d{1,3}\.\d{1,3}$/.exec(version ?? '') ?? []
  if (line !== undefined) return `apache/kafka:${line}.0`
  throw new Problem('object-damaged', 'the facts of the dump name no version of Kafka', { hint: remedy.damaged })
}
