import { Problem, remedy } from '../../problem.ts'
import type { Address, ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import { Client } from './protocol/client.ts'
import type { Connection } from './protocol/connection.ts'
import { type Product, products } from './protocol/product.ts'

const port = 6379

/** A server of the dump's product and version, which keeps nothing on a disk and has as many databases. */
export function sandboxSpec({ server }: Facts, product: Product, image: string | undefined): ReachableSpec {
  if (server === undefined)
    throw new Problem('object-damaged', 'the facts of the dump name no server', { hint: remedy.damaged })
  const databases = Math.max(16, Number(server.settings['databases']) || 0)
  return {
    image: image ?? `${products[product].image}:${server.major}.${server.settings['minor'] ?? 0}`,
    env: {},
    args: ['--save', '', '--appendonly', 'no', '--databases', String(databases)],
    timeoutMs: 120_000,
    port,
    ready: async (at, signal) => {
      await using client = await Client.open(withoutUser, at, 'the throw-away server', signal)
      await client.ask('INFO', 'server')
    },
  }
}

// Nobody but this machine reaches it.
const withoutUser = { user: undefined, password: undefined, tls: undefined }

export const sandboxConnection = (product: Product, address: Address): Connection => ({
  ...withoutUser,
  servers: [address],
  product,
  place: 'the throw-away server',
})
