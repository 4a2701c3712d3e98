import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { natsContents } from './contents.ts'
import type { NatsSource } from './nats-source.ts'
import { connectionOf, fromHere, parseNatsUrl } from './protocol/connection.ts'
import { at, natsSandbox } from './sandbox.ts'
import { openNats } from './source.ts'
import { NatsTarget } from './target.ts'

/** JetStream's streams, with KV buckets and object stores, by the snapshots of the server itself. */
export const nats: Engine<NatsSource> = {
  name: 'nats',
  can: { selects: 'stream', restores: [] },
  open: (source, bench, signal) => openNats(source, bench, signal),
  servers: (source) => connectionOf(source).servers,
  takes: () => false,
  contents: (backup, _by, _bench, signal, required) => natsContents(backup, signal, required),
  async target(text, _by, { services }, signal) {
    const named = parseNatsUrl(text, '--into', '--into')
    return new NatsTarget({ named, connection: fromHere(named, services), signal })
  },
  async sandbox(dumped, image, { baseEnv, label }, signal) {
    const sandbox = await startReachableSandbox(natsSandbox(dumped, image), { baseEnv, label, signal })
    const connection = at(sandbox.address.host)
    const remove = async () => sandbox[Symbol.asyncDispose]()
    return new NatsTarget({ named: connection, connection, signal, remove })
  },
}
