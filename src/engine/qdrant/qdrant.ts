import type { QdrantSource } from '../../policy/policy.ts'
import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { connectionOf, parseQdrantUrl } from './connection.ts'
import { qdrantContents } from './contents.ts'
import { at, qdrantSandbox } from './sandbox.ts'
import { openQdrant } from './source.ts'
import { QdrantTarget } from './target.ts'

/** Qdrant's collections, by the snapshots of the server itself, and their aliases. */
export const qdrant: Engine<QdrantSource> = {
  name: 'qdrant',
  can: { selects: 'collection', restores: [] },
  open: (source, bench, signal) => openQdrant(source, bench, signal),
  servers: (source) => [connectionOf(source).address],
  takes: () => false,
  contents: (backup, _by, _bench, signal, required) => qdrantContents(backup, signal, required),
  target: async (text, _by, { services }, signal) =>
    new QdrantTarget({ connection: parseQdrantUrl(text, '--into'), services, signal }),
  async sandbox(dumped, image, { baseEnv, label }, signal) {
    const sandbox = await startReachableSandbox(qdrantSandbox(dumped, image), { baseEnv, label, signal })
    const remove = async () => sandbox[Symbol.asyncDispose]()
    return new QdrantTarget({ connection: at(sandbox.address), services: {}, signal, remove })
  },
}
