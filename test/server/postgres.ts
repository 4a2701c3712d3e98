import { type Container, startContainer } from './docker.ts'

export interface PostgresOptions {
  /** Default "shop". */
  readonly database?: string
  /** Settings of the server: { wal_level: 'logical' }. */
  readonly settings?: Readonly<Record<string, string>>
  /** More arguments of `docker run`: ['--name', 'db'], ['--network', 'net']. */
  readonly options?: readonly string[]
  /** Default the official one of the major version. */
  readonly image?: string
}

export interface Postgres extends Container {
  /** postgres://USER:PASSWORD@127.0.0.1:PORT/DATABASE, from the host. */
  readonly url: string
  readonly user: string
  readonly password: string
  readonly database: string
  /** The same server from the host, with another database. */
  urlOf(database: string): string
  /** Runs SQL with psql in the container; gives the rows, unaligned, without headers. Stops at the first error. */
  sql(text: string, database?: string): Promise<string>
}

const user = 'postgres'
// Characters that break a URL, a .pgpass line or a shell that was not careful.
const password = "p@ss:w/o rd'$%"

/**
 * A PostgreSQL server in a container of the official image's name.
 *
 *     await using pg = await startPostgres(17)
 *     await pg.sql('create table t (id int)')
 */
export async function startPostgres(major: number, options: PostgresOptions = {}): Promise<Postgres> {
  const database = options.database ?? 'shop'
  const settings = { fsync: 'off', full_page_writes: 'off', ...options.settings }
  const container = await startContainer({
    image: options.image ?? `postgres:${major}`,
    port: 5432,
    env: { POSTGRES_PASSWORD: password, POSTGRES_DB: database, POSTGRES_INITDB_ARGS: '--no-sync' },
    args: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ...(options.options ? { options: options.options } : {}),
    // Over TCP: the first server, which only sets things up, listens on the socket alone.
    ready: async (c) =>
      c.exec(['pg_isready', '--quiet', '--host', '127.0.0.1', '--username', user, '--dbname', database]).then(
        () => true,
        () => false,
      ),
  })
  const urlOf = (name: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@${container.host}:${container.port}/${encodeURIComponent(name)}`
  return {
    ...container,
    url: urlOf(database),
    user,
    password,
    database,
    urlOf,
    sql: (text, name = database) =>
      whenUp(() =>
        container.exec([
          ...['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1'],
          ...['--username', user, '--dbname', name, '--command', text],
        ]),
      ),
  }
}

const notUp =
  /FATAL: {2}the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)/

/** After a crash of one of its processes a server recovers: nothing of what it refuses meanwhile has happened. */
async function whenUp<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 60_000; ; ) {
    try {
      return await ask()
    } catch (error) {
      if (!notUp.test((error as Error).message) || Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
