import { randomBytes } from 'node:crypto'
import { Problem, remedy } from '../../problem.ts'
import type { SandboxSpec } from '../../runtime/runtime.ts'
import type { ServerFacts } from '../contract.ts'
import { type Connection, parseUrl } from './connection.ts'

/** A server of the dump's major with its encoding, and the empty database in it. */
export function postgresSandbox(
  server: ServerFacts,
  image: string | undefined,
): { spec: SandboxSpec; connection: Connection } {
  const password = randomBytes(24).toString('hex')
  // The same first superuser as the source's: grants are made in its name.
  const user = server.settings['superuser'] ?? 'postgres'
  const database = server.settings['database'] ?? 'restored'
  const named = encodeURIComponent(database)
  const url = `postgres://${encodeURIComponent(user)}:${password}@127.0.0.1:5432/${named}?sslmode=disable`
  const env = {
    POSTGRES_USER: user,
    POSTGRES_PASSWORD: password,
    POSTGRES_DB: database,
    POSTGRES_INITDB_ARGS: `--encoding=${encodingOf(server)} ${locale(server)}`.trim(),
  }
  // An image's scheduler may not run the database's jobs while it is compared; a parameter that nobody knows does no harm.
  const quiet = ['cron.launch_active_jobs=off']
  // Thrown away after the test: nothing needs to survive a crash.
  const fast = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_wal_size=4GB', 'autovacuum=off']
  // Every table is counted in one transaction.
  const roomy = ['max_locks_per_transaction=1024']
  return {
    spec: {
      image: image ?? imageOf(server),
      env,
      args: ['postgres', ...[...fast, ...roomy, ...quiet].flatMap((setting) => ['-c', setting])],
      ready: {
        program: 'psql',
        args: ['-X', '-w', '-A', '-t', '-c', 'select 1'],
        // By TCP: the image's first server, which only initialises, listens on the socket alone.
        env: {
          PGHOST: '127.0.0.1',
          PGPORT: '5432',
          PGUSER: user,
          PGDATABASE: database,
          PGPASSWORD: password,
          PGSSLMODE: 'disable',
        },
        secrets: [password],
      },
      timeoutMs: 120_000,
    },
    // The names are those of the facts, which anybody may have sealed.
    connection: parseUrl(url, 'the throw-away server'),
  }
}

/** The image whose programs read and restore a dump of this server. */
export function imageOf({ major }: ServerFacts): string {
  return `postgres:${major}`
}

/** Official images hand these arguments to a shell. */
function encodingOf({ settings }: ServerFacts): string {
  const { encoding = 'UTF8' } = settings
  if (/^\w{1,40}$/.test(encoding)) return encoding
  throw new Problem(
    'object-damaged',
    `the facts of the dump name an impossible encoding, ${JSON.stringify(encoding)}`,
    { hint: remedy.damaged },
  )
}

/**
 * The image's own locale for UTF-8, unless the database sorts by code point, on which the bounds of partitions may rely;
 * other encodings go with every server only under C.
 */
function locale({ settings }: ServerFacts): string {
  const { encoding = 'UTF8', provider = 'c', collate = '', locale: builtin = '' } = settings
  const order = provider === 'b' ? builtin : provider === 'c' ? collate : ''
  if (encoding !== 'UTF8' || /^(C|POSIX)$/.test(order)) return '--locale=C'
  return /^C\.UTF-?8$/i.test(order) ? '--locale=C.UTF-8' : ''
}
