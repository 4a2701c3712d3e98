import type { PostgresSource } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import type { Command, Runtime } from '../runtime/runtime.ts'

/** A connection as libpq wants it. The password never leaves `env`. */
export interface Connection {
  readonly host: string
  readonly port: number
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

// What people write there, of libpq and of other clients. Any other name may be a piece of a password with a "?" in it.
const refused = new Set(
  `password user port dbname hostaddr passfile service client_encoding replication sslpassword sslcompression sslcertmode
  sslcrldir ssl_max_protocol_version requirepeer krbsrvname gsslib gssdelegation keepalives keepalives_idle
  keepalives_interval keepalives_count tcp_user_timeout fallback_application_name load_balance_hosts schema ssl pgbouncer
  pool pool_timeout connection_limit socket_timeout encoding timezone`.split(/\s+/),
)

/**
 * Reads a connection URI (libpq, section 32.1.1.2) strictly: one host, known parameters.
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
export function parseUrl(url: string, place: string): Connection {
  const bad = (because: string): Problem =>
    new Problem('policy-invalid', `${place}: ${because}`, {
      hint: 'Write it as postgres://user:password@host:5432/database?sslmode=require, with special characters URL-encoded.',
    })
  const match =
    /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]+\]|[^:/?#,@]*)(?::(\d+))?(?:\/([^/?#]*))?(?:\?([^#]*))?$/.exec(
      url,
    )
  if (match === null) throw bad('the URL is not one of a PostgreSQL database')
  const decode = (text: string): string => {
    // No program can be given one, and what refuses it shows the whole text.
    if (/%00/.test(text)) throw bad('a part of the URL has a NUL byte in it')
    try {
      return decodeURIComponent(text)
    } catch {
      throw bad('a part of the URL is not URL-encoded')
    }
  }
  const [, user = '', password, host = '', port, database = '', query = ''] = match
  const parameters: Record<string, string> = {}
  let hostParameter: string | undefined
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode)
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (name === 'host') hostParameter = value
    else if (variable === undefined) throw bad(`the URL has an unknown parameter${refused.has(name) ? ` ${name}` : ''}`)
    else parameters[variable] = value
  }
  if (user === '') throw bad('the URL names no user')
  if (database === '') throw bad('the URL names no database')
  const named = hostParameter ?? decode(host).replace(/^\[|\]$/g, '')
  return {
    host: named === '' ? 'localhost' : named,
    port: port === undefined ? 5432 : Number(port),
    database: decode(database),
    user: decode(user),
    password: password === undefined ? undefined : decode(password),
    parameters,
  }
}

/** What says where a server is: a source, or the target of a restore. */
export type ServerUrl = Pick<PostgresSource, 'name' | 'url'>

/** Throws as `parseUrl`, and `secret-missing`. */
export function connectionOf({ name, url }: ServerUrl): Connection {
  return parseUrl(url.reveal(), `source ${name}`)
}

/** "orders at db.example:5432": for messages. */
export function placeOf(connection: Connection): string {
  return `${connection.database} at ${connection.host}:${connection.port}`
}

/** A client program's command: everything about the connection in its environment, the password to be redacted. */
export function clientCommand(
  program: string,
  args: readonly string[],
  connection: Connection,
  runtime: Runtime,
): Command {
  const socket = connection.host.startsWith('/')
  const at = socket ? connection : runtime.reach({ host: connection.host, port: connection.port })
  return {
    program,
    args,
    env: {
      PGCONNECT_TIMEOUT: '30',
      PGAPPNAME: 'restorable',
      ...connection.parameters,
      PGHOST: at.host,
      PGPORT: String(at.port),
      PGUSER: connection.user,
      PGDATABASE: connection.database,
      ...(connection.password === undefined ? {} : { PGPASSWORD: connection.password }),
      // Messages are read by this program.
      LC_MESSAGES: 'C',
    },
    secrets: connection.password === undefined ? [] : [connection.password],
  }
}

const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0'])

/** True if both are the same database, whoever connects. */
export function sameDatabase(a: Connection, b: Connection): boolean {
  const host = (name: string): string => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase())
  return host(a.host) === host(b.host) && a.port === b.port && a.database === b.database
}
