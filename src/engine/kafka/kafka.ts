import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { kafkaContents } from './contents.ts'
import type { KafkaSource } from './kafka-source.ts'
import { connectionOf, parseKafkaUrl } from './protocol/connection.ts'
import { at, kafkaSandbox } from './sandbox.ts'
import { openKafka } from './source.ts'
import { KafkaTarget } from './target.ts'

/** Topics with their configurations, and the offsets of groups: what was committed, read by the protocol itself. */
export const kafka: Engine<KafkaSource> = {
  name: 'kafka',
  can: { selects: 'topic', restores: [] },
  open: (source, bench, signal) => openKafka(source, bench, signal),
  servers: (source) => connectionOf(source).servers,
  takes: () => false,
  contents: (backup, _by, _bench, signal, required) => kafkaContents(backup, signal, required),
  async target(text, _by, { services, now }, signal) {
    const connection = parseKafkaUrl(text, '--into', '--into')
    return new KafkaTarget({ connection, services, signal, now })
  },
  async sandbox(dumped, image, { baseEnv, label, now }, signal) {
    const sandbox = await startReachableSandbox(kafkaSandbox(dumped, image), { baseEnv, label, signal })
    const remove = async () => sandbox[Symbol.asyncDispose]()
    return new KafkaTarget({ connection: at(sandbox.address.host), services: {}, signal, now, remove })
  },
}
