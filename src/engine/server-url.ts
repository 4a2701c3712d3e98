import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import type { Clustered } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import type { Address } from '../runtime/runtime.ts'
import { namesSome, reasonOf } from '../words/words.ts'

/** How the URL of an engine's server is written. */
export interface UrlRules {
  /** "a Valkey server": for messages. */
  readonly noun: string
  /** Whether what each scheme begins is encrypted. */
  readonly schemes: Readonly<Record<string, 'plain' | 'tls'>>
  readonly port: number
  /** In full, for hints: "valkey://user:password@host:6379/0". */
  readonly example: string
  /** Parameters that the engine knows beside those of TLS. */
  readonly parameters: readonly string[]
  /** The parameter, on or off, that says whether it is encrypted where no scheme does: "tls". */
  readonly encryptedBy?: string
}

export interface ServerUrl {
  /** In the order in which they are tried. */
  readonly servers: readonly [Address, ...Address[]]
  readonly user: string | undefined
  readonly password: string | undefined
  /** What comes after the host, without its first slash: a database; may be empty. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  /** undefined: in the clear. */
  readonly tls: ConnectionOptions | undefined
}

const form = /^([a-z][a-z0-9+.-]*):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i
const files = { 'tls-ca': 'ca', 'tls-cert': 'cert', 'tls-key': 'key' } as const

/**
 * A URL as an engine's server has it. Certificates: `tls-ca`, `tls-cert` and `tls-key` are files of this machine,
 * `tls-name` is the name that the server's certificate must have, if it is not the host.
 * `place`: whose it is, "source cache, by CACHE_URL".
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
export function parseServerUrl(text: string, place: string, rules: UrlRules): ServerUrl {
  const bad = (because: string, hint = `Write it as ${rules.example}, with special characters URL-encoded.`) =>
    new Problem('policy-invalid', `${place}: ${because}`, { hint })
  const url = text.trim()
  const match = /\s/.test(url) ? null : form.exec(url)
  const scheme = match?.[1]?.toLowerCase() ?? ''
  if (match === null || !Object.hasOwn(rules.schemes, scheme)) throw bad(otherUrl(url, rules))
  const decode = (part: string): string => {
    if (/%00/.test(part)) throw bad('a part of the URL has a NUL byte in it')
    try {
      return decodeURIComponent(part)
    } catch {
      throw bad('a part of the URL is not URL-encoded')
    }
  }
  const [, , user, password, hosts = '', path = '', query = ''] = match
  const given = new Map(pairsOf(query).map(([name, value]) => [decode(name), decode(value)]))
  const { encryptedBy } = rules
  const own = encryptedBy === undefined ? rules.parameters : [encryptedBy, ...rules.parameters]
  const known = [...own, ...Object.keys(files), 'tls-name']
  for (const name of given.keys()) {
    if (known.includes(name)) continue
    // What follows a "?" in a password that is not URL-encoded looks like parameters: then none is named.
    const shown = /^[a-z][a-zA-Z-]{0,39}$/.test(name) && !query.includes('@') ? ` ${name}` : ''
    throw bad(`the URL has an unknown parameter${shown}`, `The parameters are ${namesSome(known, 20)}.`)
  }
  const [first, ...others] = hosts.split(',').map((host) => addressOf(decode(host), rules.port))
  if (first === undefined || [first, ...others].includes(undefined))
    throw bad('the URL names no host, or no port from 1 to 65535')
  const { 'tls-name': name, ...rest } = Object.fromEntries(given)
  const wish = encryptedBy === undefined ? undefined : given.get(encryptedBy)
  if (wish !== undefined && wish !== 'on' && wish !== 'off')
    throw bad(`${encryptedBy} in the URL is neither on nor off`, `Write ${encryptedBy}=on, or leave it out.`)
  const encrypted = rules.schemes[scheme] === 'tls' || wish === 'on'
  const ofTls = [...given.keys()].find((key) => key.startsWith('tls-'))
  if (ofTls !== undefined && !encrypted)
    throw encryptedBy === undefined
      ? bad(`the URL has ${ofTls}, but ${scheme}:// is not encrypted`)
      : bad(`the URL has ${ofTls}, but not ${encryptedBy}=on`, `Write ${encryptedBy}=on beside it.`)
  return {
    servers: [first, ...others.flatMap((other) => other ?? [])],
    user: user === undefined || user === '' ? undefined : decode(user),
    password: password === undefined ? undefined : decode(password),
    path: decode(path),
    parameters: Object.fromEntries(Object.entries(rest).filter(([key]) => rules.parameters.includes(key))),
    tls: encrypted ? { ...certificates(rest, place), ...(name === undefined ? {} : { servername: name }) } : undefined,
  }
}

function pairsOf(query: string): readonly (readonly [name: string, value: string])[] {
  const parts = query.split('&').filter((part) => part !== '')
  return parts.map((part) => {
    const [name = '', value = ''] = part.split(/=(.*)/s, 2)
    return [name, value]
  })
}

/** The servers of a source: those of its `hosts`, where it names some, with the port of the URL where they have none. */
export function serversOf(
  { cluster, url }: Clustered,
  [first, ...others]: readonly [Address, ...Address[]],
  place: string,
): readonly [Address, ...Address[]] {
  if (cluster?.hosts === undefined) return [first, ...others]
  if (others.length > 0)
    throw new Problem('policy-invalid', `${place}: the URL names several hosts, and hosts does as well`, {
      hint: `Name them in one place: leave one host in the URL (${url.origin()}), or take hosts out of the policy.`,
    })
  const [named, ...more] = cluster.hosts.flatMap((host) => addressOf(host, first.port) ?? [])
  if (named === undefined || more.length + 1 !== cluster.hosts.length)
    throw new Problem('policy-invalid', `${place}: a port of hosts is not one from 1 to 65535`, {
      hint: 'Write each as HOST:PORT.',
    })
  return [named, ...more]
}

function addressOf(text: string, standard: number): Address | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d+))?$/.exec(text) ?? []
  const host = bracketed ?? plain
  const number = Number(port ?? standard)
  return host !== undefined && number > 0 && number < 65_536 ? { host, port: number } : undefined
}

/** What is wrong with a malformed text, judging by its beginning; never shows more of it. */
function otherUrl(url: string, { noun, schemes }: UrlRules): string {
  const not = `the URL is not one of ${noun}`
  if (url === '') return `${not}: it is empty or only white space`
  if (/^["'`\u2018\u2019\u201c\u201d]/.test(url)) return `${not}: it begins with a quotation mark`
  if (/\s/.test(url)) return `${not}: it contains white space`
  const known =
    /^(?:jdbc:)?(?:mysql|mariadb|mongodb(?:\+srv)?|sqlserver|rediss?|valkeys?|https?|postgres(?:ql)?|nats|tls|kafka):/i
  const scheme = known.exec(url)?.[0]
  if (scheme && !Object.hasOwn(schemes, scheme.slice(0, -1))) return `${not}: it begins with ${scheme}`
  return scheme ? not : `${not}: it does not begin with ${Object.keys(schemes)[0]}://`
}

function certificates(given: Readonly<Record<string, string>>, place: string): ConnectionOptions {
  const read = Object.entries(files).flatMap(([parameter, option]) => {
    const path = given[parameter]
    if (path === undefined) return []
    try {
      return [[option, readFileSync(path)]]
    } catch (cause) {
      throw new Problem('policy-invalid', `${place}: ${parameter} cannot be read: ${reasonOf(cause as Error)}`, {
        hint: `Set ${parameter} to the path of a PEM file of this machine.`,
        cause,
      })
    }
  })
  return Object.fromEntries(read) as ConnectionOptions
}

/** "cache.example:6379": for messages. */
export function serversText({ servers }: Pick<ServerUrl, 'servers'>): string {
  return servers.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(' or ')
}
