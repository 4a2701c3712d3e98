import { readFileSync } from 'node:fs'
import { Problem } from '../../../problem.ts'
import { type Address, isLocal, type Service } from '../../../runtime/runtime.ts'
import { reasonOf } from '../../../words/words.ts'
import { reachedFromHere } from '../../dial.ts'
import { parseServerUrl, type ServerUrl, serversText, type UrlRules } from '../../server-url.ts'
import type { NatsSource } from '../nats-source.ts'
import { type Nkey, readCredentials, readSeed } from './nkey.ts'

export const urlRules: UrlRules = {
  noun: 'a NATS server',
  schemes: { nats: 'plain', tls: 'tls' },
  port: 4222,
  example: 'nats://user:password@host:4222',
  parameters: ['creds', 'nkey', 'inbox'],
}

export type Login =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly key: Nkey; readonly jwt: string | undefined }

export interface Connection {
  readonly servers: readonly [Address, ...Address[]]
  readonly tls: ServerUrl['tls']
  readonly login: Login
  /** What subjects for answers begin with. */
  readonly inbox: string
  /** Whose it is, for messages: "source events". */
  readonly place: string
  /** "nats.example:4222" */
  readonly where: string
}

export function connectionOf(source: NatsSource): Connection {
  return parseNatsUrl(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`)
}

/** `typed`: where the URL comes from. */
export function parseNatsUrl(text: string, typed: string, place: string): Connection {
  const url = parseServerUrl(text, typed, urlRules)
  const { creds, nkey, inbox = '_INBOX' } = url.parameters
  const bad = (because: string, hint: string) => new Problem('policy-invalid', `${typed}: ${because}`, { hint })
  if (url.path !== '')
    throw bad(
      'the URL has a path after the host, and NATS has no databases',
      `Write it as ${urlRules.example}; streams names the streams.`,
    )
  if (!/^[^\s.*>]+(\.[^\s.*>]+)*$/.test(inbox))
    throw bad('inbox is not the beginning of a subject', 'Write inbox=_INBOX_backup, without wildcards.')
  const read = <T>(name: string, path: string, parse: (text: string) => T): T => {
    try {
      return parse(readFileSync(path, 'utf8'))
    } catch (cause) {
      throw bad(
        `${name} cannot be read: ${reasonOf(cause)}`,
        `Set ${name} to the path of a file of this machine, as nsc writes it.`,
      )
    }
  }
  const { user, password } = url
  const login = (): Login => {
    if (creds !== undefined) return { kind: 'key', ...read('creds', creds, readCredentials) }
    if (nkey !== undefined) return { kind: 'key', jwt: undefined, key: read('nkey', nkey, readSeed) }
    if (user === undefined) return { kind: 'none' }
    // As NATS's own clients take it: a user without a password is a token.
    return password === undefined ? { kind: 'token', token: user } : { kind: 'password', user, password }
  }
  return { servers: url.servers, tls: url.tls, login: login(), inbox, place, where: serversText(url) }
}

/** True where both log in to one server as the same. */
export function sameAccount(one: Connection, other: Connection): boolean {
  const named = ({ host, port }: Address) => `${isLocal(host) ? '' : host}:${port}`
  const shared = one.servers.some((a) => other.servers.some((b) => named(a) === named(b)))
  return shared && nameOf(one.login) === nameOf(other.login)
}

function nameOf(login: Login): string {
  if (login.kind === 'password') return login.user
  return login.kind === 'token' ? login.token : login.kind === 'key' ? login.key.name : ''
}

export const fromHere = (connection: Connection, services: Readonly<Record<string, Service>>): Connection => {
  const [first, ...others] = connection.servers
  const reached = (server: Address) => reachedFromHere(server, services)
  return { ...connection, servers: [reached(first), ...others.map(reached)] }
}
