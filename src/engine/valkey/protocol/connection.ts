import { Problem } from '../../../problem.ts'
import type { Address } from '../../../runtime/runtime.ts'
import type { Bench } from '../../contract.ts'
import { reachedFromHere } from '../../dial.ts'
import { parseServerUrl, type ServerUrl } from '../../server-url.ts'
import { Client } from './client.ts'
import { type Info, type Product, products, readInfo } from './product.ts'

/** Which server, and as whom. */
export interface Connection extends Pick<ServerUrl, 'servers' | 'user' | 'password' | 'tls'> {
  readonly product: Product
  /** Whose server it is, for messages: "source cache", "--into". */
  readonly place: string
}

/** Throws `policy-invalid` for what is no URL of such a server. */
export function connectionOf(url: string, product: Product, place: string): Connection {
  const rules = products[product].url
  const parsed = parseServerUrl(url, place, rules)
  // Each backup and each restore is of all databases of a server.
  if (parsed.path !== '' && parsed.path !== '0')
    throw new Problem('policy-invalid', `${place}: the URL names one database, but a backup has all of the server's`, {
      hint: `Write it as ${rules.example}, without a database.`,
    })
  const { servers, user, password, tls } = parsed
  return { servers, user, password, tls, product, place }
}

/** The first of its servers that answers, and what it says of itself. The caller ends the client. */
export async function connect(
  connection: Connection,
  services: Bench['services'],
  signal: AbortSignal,
): Promise<{ readonly client: Client; readonly info: Info }> {
  const { servers, product, place } = connection
  let failure: unknown
  for (const server of servers) {
    let client: Client | undefined
    try {
      client = await Client.open(connection, reachedFromHere(server, services), place, signal)
      return { client, info: await infoOf(client, product) }
    } catch (error) {
      await client?.[Symbol.asyncDispose]()
      signal.throwIfAborted()
      failure ??= error
    }
  }
  throw failure
}

/** Throws `source-failed` for a node of a cluster, which has a part of the keys. */
export async function infoOf(client: Client, product: Product): Promise<Info> {
  // Asked for by name: a user may be allowed to hear of all of it, or of these alone.
  const text = await client.ask('INFO')
  const info = readInfo(String(text), product, client.place)
  if (!info.cluster) return info
  throw new Problem('source-failed', `${client.place} is a node of a cluster, which has only its slots' keys`, {
    hint: 'Clusters are not supported: name a server without cluster-enabled.',
  })
}

const local = new Set(['localhost', '127.0.0.1', '::1'])
const same = (a: Address, b: Address) =>
  a.port === b.port && (a.host.toLowerCase() === b.host.toLowerCase() || (local.has(a.host) && local.has(b.host)))

/** True where they share a server, as far as addresses tell. */
export function sameServer(a: Connection, b: Connection, services: Bench['services']): boolean {
  const reached = (of: Connection) => of.servers.map((server) => reachedFromHere(server, services))
  return reached(a).some((one) => reached(b).some((other) => same(one, other)))
}
