import { Problem, remedy } from '../../problem.ts'
import type { Address, ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import { type Connection, connect } from './protocol/connection.ts'
import { products } from './protocol/product.ts'
import type { Product } from './search-source.ts'

const port = 9200

/** The server of a proof: of the dumped one's product and version, alone and empty. */
export function searchSandbox({ server }: Facts, product: Product, image: string | undefined): ReachableSpec {
  const { env, image: own } = products[product]
  return {
    image: image ?? `${own}:${wholeVersion(server?.version)}`,
    env,
    args: [],
    port,
    timeoutMs: 300_000,
    async ready(address, signal) {
      await using reached = await connect(sandboxConnection(product, address), {}, signal)
      await reached.client.json({ method: 'GET', path: '/_cluster/health?wait_for_status=yellow&timeout=10s' })
    },
  }
}

// Nobody but this machine reaches it.
export const sandboxConnection = (product: Product, address: Address): Connection => ({
  ...{ product, servers: [address], tls: undefined, headers: {}, base: '' },
  ...{ place: 'the throw-away server', where: `${address.host}:${address.port}` },
})

/** Images have no shorter names. */
function wholeVersion(version = ''): string {
  const [found] = /^\d{1,3}\.\d{1,3}\.\d{1,3}/.exec(version) ?? []
  if (found !== undefined) return found
  throw new Problem('object-damaged', 'the facts of the dump name no version of the server', { hint: remedy.damaged })
}
