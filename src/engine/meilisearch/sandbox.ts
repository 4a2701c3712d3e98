import { Problem, remedy } from '../../problem.ts'
import type { Address, ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import type { KeyedServer } from '../http/keyed.ts'
import { parseMeilisearchUrl } from './connection.ts'
import { Meilisearch } from './server.ts'
import { parseVersion } from './version.ts'

const port = 7700

/** The server of a proof: of the dumped one's version, without a key, because nobody but this machine reaches it. */
export const meilisearchSandbox = ({ server }: Facts, image: string | undefined): ReachableSpec => ({
  image: image ?? imageOf(server?.version),
  env: { MEILI_NO_ANALYTICS: 'true', MEILI_ENV: 'development' },
  args: [],
  port,
  timeoutMs: 120_000,
  async ready(address, signal) {
    await using client = new Meilisearch(at(address), {}, signal)
    await client.indexes()
  },
})

/** The throw-away server at this host. */
export const at = ({ host }: Address): KeyedServer =>
  parseMeilisearchUrl(`http://${host}:${port}`, 'the throw-away server')

function imageOf(version = ''): string {
  if (parseVersion(version) !== undefined) return `getmeili/meilisearch:v${version}`
  throw new Problem('object-damaged', 'the facts of the dump name no version of Meilisearch', { hint: remedy.damaged })
}
