import { Problem } from '../../problem.ts'
import { type Address, isLocal } from '../../runtime/runtime.ts'
import { parseServerUrl, type ServerUrl, serversText } from '../server-url.ts'

/** A server that is asked with an API key, which stands in the URL where others have a user. */
export interface KeyedServer {
  readonly address: Address
  readonly tls: ServerUrl['tls']
  /** What the path of every request begins with, without a slash at its end. */
  readonly base: string
  readonly key: string | undefined
  /** Whose it is, for messages: "source vectors". */
  readonly place: string
  /** "qdrant.example:6333" */
  readonly where: string
}

/** `typed`: where the URL comes from. */
export function parseKeyedUrl(
  text: string,
  typed: string,
  place: string,
  { noun, port }: { readonly noun: string; readonly port: number },
): KeyedServer {
  const example = `https://API_KEY@host:${port}`
  const schemes = { https: 'tls', http: 'plain' } as const
  const url = parseServerUrl(text, typed, { noun, schemes, port, example, parameters: [] })
  const [address, ...others] = url.servers
  if (others.length > 0)
    throw new Problem('policy-invalid', `${typed}: the URL names several hosts`, { hint: `Write it as ${example}.` })
  const base = url.path.replace(/\/+$/, '')
  return {
    address,
    tls: url.tls,
    base: base === '' ? '' : `/${encodeURI(base)}`,
    // As a password it is taken too: some programs write it so.
    key: url.password || url.user,
    place,
    where: `${serversText(url)}${base === '' ? '' : `/${base}`}`,
  }
}

/** True where both are one server, whatever the key. */
export function sameKeyedServer(one: KeyedServer, other: KeyedServer): boolean {
  const named = ({ address: { host, port }, base }: KeyedServer) => `${isLocal(host) ? '' : host}:${port}${base}`
  return named(one) === named(other)
}
