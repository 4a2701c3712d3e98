import { Problem, remedy } from '../../problem.ts'
import type { Address, ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import type { KeyedServer } from '../http/keyed.ts'
import { parseQdrantUrl } from './connection.ts'
import { Qdrant } from './server.ts'
import { parseVersion } from './version.ts'

const port = 6333

/** The server of a proof: of the dumped one's version, without a key, because nobody but this machine reaches it. */
export const qdrantSandbox = ({ server }: Facts, image: string | undefined): ReachableSpec => ({
  image: image ?? imageOf(server?.version),
  env: { QDRANT__TELEMETRY_DISABLED: 'true' },
  args: [],
  port,
  timeoutMs: 120_000,
  async ready(address, signal) {
    await using client = new Qdrant(at(address), {}, signal)
    await client.collections()
  },
})

/** The throw-away server at this host. */
export const at = ({ host }: Address): KeyedServer => parseQdrantUrl(`http://${host}:${port}`, 'the throw-away server')

function imageOf(version = ''): string {
  if (parseVersion(version) !== undefined) return `qdrant/qdrant:v${version}`
  throw new Problem('object-damaged', 'the facts of the dump name no version of Qdrant', { hint: remedy.damaged })
}
