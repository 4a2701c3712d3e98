import type { MeilisearchSource } from '../../policy/policy.ts'
import { startReachableSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { connectionOf, parseMeilisearchUrl } from './connection.ts'
import { meilisearchContents } from './contents.ts'
import { at, meilisearchSandbox } from './sandbox.ts'
import { openMeilisearch } from './source.ts'
import { MeilisearchTarget } from './target.ts'

/** Meilisearch's indexes, page by page or by a dump of the server itself. */
export const meilisearch: Engine<MeilisearchSource> = {
  name: 'meilisearch',
  can: { selects: 'index', restores: [] },
  open: (source, bench, signal) => openMeilisearch(source, bench, signal),
  servers: (source) => [connectionOf(source).address],
  takes: () => false,
  contents: (backup, _by, _bench, signal, required) => meilisearchContents(backup, signal, required),
  target: async (text, _by, { services }, signal) =>
    new MeilisearchTarget({ connection: parseMeilisearchUrl(text, '--into'), services, signal }),
  async sandbox(dumped, image, { baseEnv, label }, signal) {
    const sandbox = await startReachableSandbox(meilisearchSandbox(dumped, image), { baseEnv, label, signal })
    const remove = async () => sandbox[Symbol.asyncDispose]()
    return new MeilisearchTarget({ connection: at(sandbox.address), services: {}, signal, remove })
  },
}
