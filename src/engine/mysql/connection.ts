import { readFileSync } from 'node:fs'
import { databaseIn, type MariadbSource, type MysqlSource } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import type { Address, Command, Runtime } from '../../runtime/runtime.ts'
import { reasonOf } from '../../words/words.ts'
import { serversOf as namedServers, parseServerUrl, serversText } from '../server-url.ts'
import type { Product } from './product.ts'

export type FamilySource = MysqlSource | MariadbSource

/** A connection to one database of one server. The password never leaves the environment of a program. */
export interface Connection {
  readonly product: Product
  readonly server: Address
  /** More servers of the same database; what connects names one alone. */
  readonly others?: readonly Address[]
  readonly database: string
  readonly user: string
  readonly password: string | undefined
  readonly ssl: Encryption
}

interface Encryption {
  readonly mode: 'disabled' | 'preferred' | 'required' | 'verified'
  /** Of the authority that signed the server's certificate: a file of this machine, in PEM. */
  readonly authority: string | undefined
}

const modes: Readonly<Record<string, Encryption['mode']>> = {
  disabled: 'disabled',
  preferred: 'preferred',
  required: 'required',
  'verify-identity': 'verified',
}

/** @throws Problem `policy-invalid`, which never shows the URL. */
export function parseUrl(text: string, place: string, product: Product): Connection {
  const example = `${product.name}://user:password@host:3306/database?ssl-mode=required`
  const bad = (because: string, hint = `Write it as ${example}, with special characters URL-encoded.`) =>
    new Problem('policy-invalid', `${place}: ${because}`, { hint })
  const schemes = product.name === 'mysql' ? { mysql: 'plain' } : { mariadb: 'plain', mysql: 'plain' }
  const url = parseServerUrl(text, place, {
    noun: `a ${product.noun} database`,
    schemes: schemes as Readonly<Record<string, 'plain'>>,
    port: 3306,
    example,
    parameters: ['ssl-mode', 'ssl-ca'],
  })
  const [server, ...others] = url.servers
  if (url.user === undefined) throw bad('the URL names no user')
  if (url.path === '' || databaseIn(text).includes('/')) throw bad('the URL names no database')
  const { 'ssl-mode': wanted, 'ssl-ca': file } = url.parameters
  const mode =
    modes[wanted?.toLowerCase().replaceAll('_', '-') ?? (file === undefined ? 'preferred' : 'verify-identity')]
  if (mode === undefined)
    throw bad('ssl-mode in the URL is unknown', `Its values are ${Object.keys(modes).join(', ')}.`)
  if (file !== undefined && mode !== 'verified')
    throw bad('ssl-ca in the URL is not used', 'Write ssl-mode=verify-identity, or leave ssl-ca out.')
  const authority = file === undefined ? undefined : readAuthority(file, place)
  const { path: database, user, password } = url
  const more = others.length === 0 ? {} : { others }
  return { product, server, ...more, database, user, password, ssl: { mode, authority } }
}

function readAuthority(file: string, place: string): string {
  const hint = 'Set ssl-ca to the path of a PEM file of this machine.'
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Problem('policy-invalid', `${place}: ssl-ca cannot be read: ${reasonOf(cause as Error)}`, { hint, cause })
  }
  // Only that: what stands around it may be bytes that no environment takes.
  const found = text.match(/-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g)
  if (found !== null) return found.join('\n')
  throw new Problem('policy-invalid', `${place}: ssl-ca has no certificate in PEM`, { hint })
}

/** Throws as `parseUrl`, and `secret-missing`. */
export function connectionOf(source: Pick<FamilySource, 'name' | 'url' | 'cluster'>, product: Product): Connection {
  const place = `source ${source.name}, by ${source.url.origin()}`
  const connection = parseUrl(source.url.reveal(), place, product)
  const [server, ...others] = namedServers(source, serversOf(connection), place)
  return { ...atServer(connection, server), ...(others.length === 0 ? {} : { others }) }
}

/** In the order in which they are named. */
export const serversOf = ({ server, others = [] }: Connection): readonly [Address, ...Address[]] => [server, ...others]

/** The same database by one of its servers alone. */
export const atServer = ({ others: _, ...rest }: Connection, server: Address): Connection => ({ ...rest, server })

/** Parses what a person typed. Throws `usage`. */
export function targetConnection(text: string, product: Product): Connection {
  try {
    const connection = parseUrl(text, 'the target', product)
    if (connection.others === undefined) return connection
    throw new Problem('policy-invalid', 'the target: the URL names several servers', {
      hint: 'Name the one server to restore into.',
    })
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    throw new Problem('usage', `--into is not a database URL: ${error.message}`, { hint: error.hint, cause: error })
  }
}

/** "shop at db.example:3306": for messages. */
export const placeOf = (connection: Connection): string =>
  `${connection.database} at ${serversText({ servers: serversOf(connection) })}`

/** What a person may see of a URL. */
export const addressOf = ({ product, database, server }: Connection): string =>
  `${product.name}://${serversText({ servers: [server] })}/${encodeURIComponent(database)}`

const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0'])

/** True if both are the same database, whoever connects. */
export function sameDatabase(a: Connection, b: Connection): boolean {
  const host = (name: string): string => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase())
  const names = (of: Connection): readonly string[] => serversOf(of).map((one) => `${host(one.host)}:${one.port}`)
  return a.database === b.database && names(a).some((name) => names(b).includes(name))
}

// An authority's certificate is a file for these programs, and they may run in a container: it goes along in the environment.
const withAuthority = `set -u
umask 077
file=$(mktemp) || exit
trap 'trap "" HUP INT TERM; rm -f -- "$file"' EXIT
trap 'exit 143' HUP INT TERM
printf '%s\\n' "$BACKPROOF_AUTHORITY" >"$file"
program=$1
shift
"$program" --no-defaults --ssl-ca="$file" "$@"`

/** A client program's command: nothing of it but the address and the user is in its arguments. */
export function clientCommand(
  program: string,
  args: readonly string[],
  connection: Connection,
  runtime: Runtime,
): Command {
  const { password, user, ssl } = connection
  const { host, port, of } = runtime.reach(connection.server)
  if (of !== undefined && ssl.mode === 'verified' && of.host !== host)
    throw new Problem(
      'policy-invalid',
      `${placeOf(connection)}: through via, ${program} in ${runtime.where} cannot check the name in the certificate`,
      { hint: `Set tools: { image: "${connection.product.name}:VERSION" }, or ssl-mode=required in the URL.` },
    )
  const flags = [
    ...['--protocol=TCP', `--host=${host}`, `--port=${port}`, `--user=${user}`],
    ...sslFlags(connection),
    // The dump programs do not know the option. No server is to ask for files of this machine.
    ...(program === connection.product.client ? ['--local-infile=0'] : []),
    // What reads the log knows neither.
    ...(program === connection.product.binlog ? [] : ['--default-character-set=utf8mb4', '--max-allowed-packet=1G']),
    ...args,
  ]
  const env = {
    // A file of the user's own must not say who connects.
    MYSQL_TEST_LOGIN_FILE: '/nonexistent/backproof',
    // Nor is a server to be given the password in clear because a variable of the user's own lets it (MySQL).
    LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN: '0',
    LC_ALL: 'C',
    // Without one, the program would take a password from elsewhere.
    MYSQL_PWD: password ?? '',
  }
  const secrets = password === undefined || password === '' ? [] : [password]
  if (ssl.authority === undefined) return { program, args: ['--no-defaults', ...flags], env, secrets }
  const all = { ...env, BACKPROOF_AUTHORITY: ssl.authority }
  return { name: program, program: 'sh', args: ['-c', withAuthority, 'sh', program, ...flags], env: all, secrets }
}

function sslFlags({ product, ssl }: Connection): readonly string[] {
  if (product.name === 'mysql') {
    const mode = ssl.mode === 'verified' ? 'VERIFY_IDENTITY' : ssl.mode.toUpperCase()
    // Unencrypted, a password is sent under the server's own key.
    const key = ssl.mode === 'disabled' || ssl.mode === 'preferred' ? ['--get-server-public-key'] : []
    return [`--ssl-mode=${mode}`, ...key]
  }
  switch (ssl.mode) {
    case 'disabled':
      return ['--skip-ssl']
    case 'preferred':
      return ['--skip-ssl-verify-server-cert']
    case 'required':
      return ['--ssl', '--skip-ssl-verify-server-cert']
    case 'verified':
      return ['--ssl', '--ssl-verify-server-cert']
  }
}
