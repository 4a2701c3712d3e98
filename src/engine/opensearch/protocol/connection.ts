import { z } from 'zod'
import { isProblem, Problem } from '../../../problem.ts'
import { type Address, isLocal } from '../../../runtime/runtime.ts'
import type { Bench } from '../../contract.ts'
import { basicAuth, HttpClient } from '../../http/client.ts'
import { parseServerUrl, type ServerUrl, serversText } from '../../server-url.ts'
import { byName } from '../part/named.ts'
import type { Product, SearchSource } from '../search-source.ts'
import { isBefore, products, urlRules } from './product.ts'

/** Which server, and as whom. */
export interface Connection {
  readonly product: Product
  readonly servers: ServerUrl['servers']
  readonly tls: ServerUrl['tls']
  readonly headers: Readonly<Record<string, string>>
  /** What its paths begin with, behind a proxy. */
  readonly base: string
  /** Whose it is, for messages: "source search". */
  readonly place: string
  /** "search.example:9200" */
  readonly where: string
}

export const sourceConnection = ({ engine, name, url }: SearchSource): Connection =>
  connectionOf(url.reveal(), engine, `source ${name}`, `source ${name}, by ${url.origin()}`)

/** `typed`: where the URL comes from. @throws Problem `policy-invalid` for what is no URL of such a server. */
export function connectionOf(text: string, product: Product, place: string, typed = place): Connection {
  const url = parseServerUrl(text, typed, urlRules(product))
  const { user, password } = url
  // As with a token: a user without a password is a key of the API.
  const headers =
    user === undefined ? {} : password === undefined ? { authorization: `ApiKey ${user}` } : basicAuth(user, password)
  const path = url.path.replace(/\/+$/, '')
  const base = path === '' ? '' : `/${path.split('/').map(encodeURIComponent).join('/')}`
  return { product, servers: url.servers, tls: url.tls, headers, base, place, where: serversText(url) }
}

/** A server that answered, and what it is. */
export interface Reached extends AsyncDisposable {
  readonly client: HttpClient
  /** Another client of the same server, which nothing has ended: for what is tidied up. */
  readonly anew: (signal: AbortSignal) => HttpClient
  readonly version: string
}

/** The first of the servers that answers. @throws Problem naming what is wrong with the first. */
export async function connect(
  connection: Connection,
  services: Bench['services'],
  signal: AbortSignal,
): Promise<Reached> {
  let failure: unknown
  for (const address of connection.servers) {
    const { tls, place, base, headers, product } = connection
    const { rights } = products[product]
    const anew = (until: AbortSignal) => new HttpClient({ address, tls, services, place, base, headers, rights }, until)
    const client = anew(signal)
    try {
      const version = await versionOf(client, product)
      return { client, anew, version, [Symbol.asyncDispose]: async () => client[Symbol.asyncDispose]() }
    } catch (error) {
      await client[Symbol.asyncDispose]()
      if (!isProblem(error, 'source-failed')) throw error
      failure ??= error
    }
  }
  throw failure
}

const greeting = z.object({ version: z.object({ number: z.string(), distribution: z.unknown().optional() }) })
const nodes = z.object({ nodes: byName(z.object({ version: z.string() })) })

async function versionOf(client: HttpClient, product: Product): Promise<string> {
  const { status, json } = await client.json({ method: 'GET', path: '/', also: [404, 405] })
  const said = greeting.safeParse(json).data?.version
  // A server may be told to say that it is an old Elasticsearch, for old clients: its nodes say what they are.
  const hidden = status !== 200 || (said?.number === '7.10.2' && said.distribution === 'opensearch')
  const version = hidden ? await versionOfNodes(client) : said?.number
  const { noun, oldest } = products[product]
  if (version === undefined || !/^\d+\.\d+/.test(version))
    throw client.problem('it says no version of itself', `Check that the URL names an ${noun} server.`)
  const found: Product = said?.distribution === 'opensearch' ? 'opensearch' : 'elasticsearch'
  if (status === 200 && found !== product)
    throw new Problem(
      'policy-invalid',
      `${client.place}: ${client.where} is ${products[found].noun} ${version}, not ${noun}`,
      {
        hint: `Set engine: ${found}.`,
      },
    )
  if (isBefore(version, oldest))
    throw new Problem('tool-version', `${client.place}: ${client.where} is ${noun} ${version}, older than ${oldest}`, {
      hint: `Upgrade the server to ${noun} ${oldest} or later.`,
    })
  return version
}

async function versionOfNodes(client: HttpClient): Promise<string | undefined> {
  const { json } = await client.json({ method: 'GET', path: '/_nodes/_local?filter_path=nodes.*.version' })
  const found = nodes.safeParse(json).data
  return found === undefined ? undefined : Object.values(found.nodes)[0]?.version
}

/** True where they share a server, as far as addresses tell. */
export function sameServer(one: Connection, other: Connection): boolean {
  const named = ({ host, port }: Address) => `${isLocal(host) ? '' : host.toLowerCase()}:${port}`
  return one.servers.some((a) => other.servers.some((b) => named(a) === named(b)))
}
