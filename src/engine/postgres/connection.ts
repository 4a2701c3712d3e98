import type { PostgresSource, Role } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import type { Address, Command, Reached, Runtime } from '../../runtime/runtime.ts'
import { serversOf as namedServers } from '../server-url.ts'

/** A connection as libpq wants it. The password never leaves `env`. */
export interface Connection {
  readonly host: string
  readonly port: number
  /** More servers of the same database, tried one after the other. */
  readonly others?: readonly Address[]
  readonly database: string
  readonly user: string
  readonly password: string | undefined
  /** Other parameters, as libpq's environment variables. */
  readonly parameters: Readonly<Record<string, string>>
}

// libpq's parameters that have an environment variable: https://www.postgresql.org/docs/current/libpq-envars.html
const variables: Readonly<Record<string, string>> = {
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslcrl: 'PGSSLCRL',
  sslsni: 'PGSSLSNI',
  sslnegotiation: 'PGSSLNEGOTIATION',
  ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
  ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
  gssencmode: 'PGGSSENCMODE',
  channel_binding: 'PGCHANNELBINDING',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  options: 'PGOPTIONS',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  application_name: 'PGAPPNAME',
  require_auth: 'PGREQUIREAUTH',
}

// What other clients (Prisma, poolers) are told by a URL, and that changes nothing for a dump of all that is there.
const ofOthers = new Set(
  'schema pgbouncer connection_limit pool_timeout pool socket_timeout statement_cache_size prepared_statements'.split(
    ' ',
  ),
)

// What people write there and what cannot be followed.
const refused = new Set(
  `hostaddr passfile service client_encoding replication sslpassword sslcompression sslcertmode sslaccept sslidentity
  sslcrldir requirepeer krbsrvname gsslib gssdelegation keepalives keepalives_idle
  keepalives_interval keepalives_count tcp_user_timeout fallback_application_name load_balance_hosts
  encoding timezone`.split(/\s+/),
)

const oneHost = String.raw`(?:\[[^\]]+\]|[^:/?#,@]*)(?::\d+)?`
const form = new RegExp(
  String.raw`^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(${oneHost}(?:,${oneHost})*)(?:\/([^/?#]*))?(?:\?([^#]*))?$`,
)

/**
 * Reads a connection URI (libpq, section 32.1.1.2) strictly: known parameters only, which win over what stands before them.
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
export function parseUrl(text: string, place: string): Connection {
  const bad = (because: string, hint = example): Problem =>
    new Problem('policy-invalid', `${place}: ${because}`, { hint })
  // White space around it comes with what is pasted, and is part of no URL.
  const url = text.trim()
  const match = form.exec(url)
  if (match === null) throw bad(...otherUrl(url))
  const decode = (text: string): string => {
    // No program can be given one, and what refuses it shows the whole text.
    if (/%00/.test(text)) throw bad('a part of the URL has a NUL byte in it')
    try {
      return decodeURIComponent(text)
    } catch {
      throw bad('a part of the URL is not URL-encoded')
    }
  }
  const [, beforeHost = '', beforeHostToo, servers = '', path = '', query = ''] = match
  const parameters: Record<string, string> = {}
  const own: Record<string, string> = {}
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode)
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (ownNames.has(name)) own[name] = value
    else if (name === 'ssl' && /^(true|1|require)$/.test(value)) parameters['PGSSLMODE'] ??= 'require'
    else if (variable !== undefined) parameters[variable] = value
    else if (refused.has(name))
      throw bad(`the URL has the unknown parameter ${name}`, `Leave ${name} out of the URL. ${example}`)
    else if (!ofOthers.has(name)) {
      const shown = isSafe(name, query, own) ? ` ${name}` : ''
      throw bad(
        `the URL has an unknown parameter${shown}`,
        `Leave ${shown === '' ? 'it' : name} out of the URL. ${example}`,
      )
    }
  }
  const user = own['user'] ?? decode(beforeHost)
  const password = own['password'] ?? (beforeHostToo === undefined ? undefined : decode(beforeHostToo))
  const database = own['dbname'] ?? decode(path)
  if (user === '') throw bad('the URL names no user')
  if (database === '') throw bad('the URL names no database')
  const [first, ...others] = addressesOf(servers.split(',').map(decode), own)
  if (first === undefined) throw bad('the URL does not have one port per host')
  return { ...first, ...(others.length === 0 ? {} : { others }), database, user, password, parameters }
}

/** What is wrong with a malformed text, judging by its beginning and end; never shows more of it. */
function otherUrl(url: string): readonly [because: string, hint?: string] {
  const not = 'the URL is not that of a PostgreSQL database'
  const quote = '"\'`\u2018\u2019\u201c\u201d'
  const [first = '', last = ''] = [url.at(0), url.at(-1)]
  if (url === '') return [`${not}: it is empty or only white space`]
  if (quote.includes(first) || quote.includes(last))
    return [
      `${not}: it ${quote.includes(first) ? 'begins' : 'ends'} with a quotation mark`,
      'Take the quotation marks out of the value: in a workflow secret or in a Docker env file, they are part of the value.',
    ]
  if (/\s/.test(url)) return [`${not}: it contains white space`]
  const scheme = /^(?:jdbc:)?(?:mysql|mariadb|mongodb|sqlserver|sqlite|redis|https?|postgres(?:ql)?):/i.exec(url)?.[0]
  if (scheme && !/^postgres(ql)?:$/.test(scheme)) return [`${not}: it begins with ${scheme}`]
  return [scheme ? not : `${not}: it does not begin with postgres://`]
}

const example =
  'Write it as postgres://user:password@host:5432/database?sslmode=require, with special characters URL-encoded.'

/** A password with "?" or "&" in it that is not URL-encoded looks like parameters: then none is named. */
function isSafe(name: string, query: string, own: Readonly<Record<string, string>>): boolean {
  return /^[a-z][a-z_]{0,39}$/i.test(name) && !query.includes('@') && own['password'] === undefined
}

const ownNames: ReadonlySet<string> = new Set(['host', 'port', 'user', 'password', 'dbname'])

/** Every server that a URL names; none where its lists do not go together. */
function addressesOf(servers: readonly string[], own: Readonly<Record<string, string>>): readonly Address[] {
  const written = servers.map((server) => {
    const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(server) ?? []
    return { host: host.replace(/^\[|\]$/g, ''), port }
  })
  const hosts = own['host']?.split(',') ?? written.map(({ host }) => host)
  const ports =
    own['port']?.split(',') ??
    (own['host'] === undefined ? written.map(({ port }) => port) : written.slice(0, 1).map(({ port }) => port))
  if (ports.length > 1 && ports.length !== hosts.length) return []
  const addresses = hosts.map((host, index) => {
    const port = Number((ports.length > 1 ? ports[index] : ports[0]) || 5432)
    return { host: host === '' ? 'localhost' : host, port }
  })
  return addresses.every(({ port }) => Number.isInteger(port) && port > 0 && port < 65_536) ? addresses : []
}

/** Throws as `parseUrl`, and `secret-missing`. */
export function connectionOf(source: Pick<PostgresSource, 'name' | 'url' | 'cluster'>): Connection {
  const place = `source ${source.name}, by ${source.url.origin()}`
  const { host, port, others: more = [], ...rest } = parseUrl(source.url.reveal(), place)
  const [first, ...others] = namedServers(source, [{ host, port }, ...more], place)
  return { ...rest, ...first, ...(others.length === 0 ? {} : { others }) }
}

/** Which of several servers the URL asks for itself. */
export function askedRole({ parameters }: Connection): { readonly role?: Role; readonly strict?: boolean } {
  switch (parameters['PGTARGETSESSIONATTRS']) {
    case 'primary':
    case 'read-write':
      return { role: 'primary', strict: true }
    case 'standby':
    case 'read-only':
      return { role: 'replica', strict: true }
    case 'prefer-standby':
      return { role: 'replica' }
    default:
      return {}
  }
}

/** Whatever role it has: that is asked of each server, and not of libpq. */
export function ofAnyRole(connection: Connection): Connection {
  const { PGTARGETSESSIONATTRS: _, ...parameters } = connection.parameters
  return { ...connection, parameters }
}

/** The same database by one of its servers alone. One that is dead must not take the time of the others. */
export function atServer({ others: _, ...rest }: Connection, server: Address): Connection {
  return { ...rest, ...server, parameters: { PGCONNECT_TIMEOUT: '10', ...rest.parameters } }
}

/** "orders at db.example:5432": for messages. */
export function placeOf(connection: Connection): string {
  const servers = serversOf(connection).map(({ host, port }) => `${host}:${port}`)
  return `${connection.database} at ${servers.join(' or ')}`
}

/** A client program's command: everything about the connection in its environment, the password to be redacted. */
export function clientCommand(
  program: string,
  args: readonly string[],
  connection: Connection,
  runtime: Runtime,
): Command {
  const at = serversOf(connection).map((server) => reached(server, runtime))
  return {
    program,
    args,
    env: {
      PGCONNECT_TIMEOUT: '30',
      PGAPPNAME: 'backproof',
      ...connection.parameters,
      PGHOST: at.map(({ host, of }) => of?.host ?? host).join(','),
      // Through a forwarded port, PGHOST is only the name in the certificate.
      ...(at.some(({ of }) => of !== undefined) ? { PGHOSTADDR: at.map(({ host }) => host).join(',') } : {}),
      PGPORT: at.map(({ port }) => port).join(','),
      PGUSER: connection.user,
      PGDATABASE: connection.database,
      ...(connection.password === undefined ? {} : { PGPASSWORD: connection.password }),
      // Messages are read by this program.
      LC_MESSAGES: 'C',
    },
    secrets: connection.password === undefined ? [] : [connection.password],
  }
}

/** "postgres://db.example:5432,other:5432/orders": what a person may see of a URL. */
export function addressOf(connection: Connection): string {
  const servers = serversOf(connection).map(({ host, port }) => {
    const name = host.includes(':') ? `[${host}]` : encodeURIComponent(host)
    return `${name}:${port}`
  })
  return `postgres://${servers.join(',')}/${encodeURIComponent(connection.database)}`
}

const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0'])

/** A server's address as a program of the runtime is told it. */
export const reached = (server: Address, runtime: Runtime): Reached =>
  server.host.startsWith('/') ? server : runtime.reach(server)

/** In the order in which they are tried. */
export const serversOf = ({ host, port, others = [] }: Connection): readonly Address[] => [{ host, port }, ...others]

/** True if both are the same database, whoever connects. */
export function sameDatabase(a: Connection, b: Connection): boolean {
  const host = (name: string): string => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase())
  const names = (of: Connection): readonly string[] => serversOf(of).map((one) => `${host(one.host)}:${one.port}`)
  return a.database === b.database && names(a).some((name) => names(b).includes(name))
}
