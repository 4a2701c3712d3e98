import type { Role } from '../../policy/policy.ts'
import type { Problem } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { Bench, ChosenHost } from '../contract.ts'
import { reachedFromHere } from '../dial.ts'
import type { Answer } from '../hosts/choose.ts'
import { type Cluster, isClustered, openHost, unreached, wishOf } from '../hosts/hosts.ts'
import type { KeyValueSource } from './key-value-source.ts'
import type { Client } from './protocol/client.ts'
import { type Connection, connect, infoOf } from './protocol/connection.ts'
import type { Info } from './protocol/product.ts'

interface OpenedServer {
  readonly client: Client
  readonly info: Info
  /** The one server that is dumped. */
  readonly connection: Connection
  readonly host?: ChosenHost
}

interface OpenedClient extends AsyncDisposable {
  readonly client: Client
  readonly info: Info
}

/** Connects to the server that is dumped: of several, to the one that is chosen. */
export async function openOneOf(
  source: KeyValueSource,
  connection: Connection,
  services: Bench['services'],
  prefer: Role,
  signal: AbortSignal,
): Promise<OpenedServer> {
  const { servers, product, place } = connection
  if (!isClustered(source, servers)) return { ...(await connect(connection, services, signal)), connection }
  const cluster: Cluster<OpenedClient> = {
    servers,
    open: async (server, signal) => {
      const { client, info } = await connect({ ...connection, servers: [server] }, services, signal)
      return { client, info, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() }
    },
    ask: async ({ client }) => (await infoOf(client, product)).standing,
    explain: (error, server) => explain(error, reachedFromHere(server, services), place),
  }
  const { opened, server, host } = await openHost(source, cluster, wishOf(source, prefer), signal)
  return { client: opened.client, info: opened.info, connection: { ...connection, servers: [server] }, host }
}

function explain(
  error: Problem,
  { host, port }: Address,
  place: string,
): Extract<Answer, { kind: 'dead' | 'refused' }> {
  const said = error.message.replace(`${place}: `, '').replace(`${host}:${port}`, 'it').replace(/^it: /, '')
  return / refuses [A-Z]+: (?!LOADING)/.test(error.message)
    ? { kind: 'refused', because: said, hint: error.hint }
    : { kind: 'dead', because: said, hint: unreached }
}
