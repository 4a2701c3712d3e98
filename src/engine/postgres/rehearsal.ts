import { setTimeout } from 'node:timers/promises'
import type { PostgresSource } from '../../policy/policy.ts'
import { Problem, remedy } from '../../problem.ts'
import { type Runtime, startSharedSandbox } from '../../runtime/runtime.ts'
import type { Engine, Watch, Watched } from '../contract.ts'
import type { Connection } from './connection.ts'
import { postgresSandbox } from './sandbox.ts'
import { postgresSchema } from './schema.ts'
import { openSession, type Session } from './session.ts'
import { PostgresTarget } from './target.ts'

const port = 5432
const everyMs = 100
/** Of what the server has said of failures; a migration that fails more often is not read to its end. */
const logBytes = 1_000_000

// One file, and nothing of a row in it: only what failed, not the row that it failed on.
const logging = ['logging_collector=on', 'log_destination=jsonlog', 'log_rotation_size=0', 'log_rotation_age=0']
const terse = ['log_error_verbosity=terse', 'log_min_messages=error', 'log_min_error_statement=error']

/** A throw-away server that migrations of this machine reach, and that tells how long they held which locks. */
export const rehearsePostgres: NonNullable<Engine<PostgresSource>['rehearsal']> = async (
  { server },
  image,
  { baseEnv, label },
  signal,
) => {
  if (server === undefined)
    throw new Problem('object-damaged', 'the facts of the dump name no server', { hint: remedy.damaged })
  const { spec, connection } = postgresSandbox(server, image)
  const settings = [...logging, ...terse].flatMap((setting) => ['-c', setting])
  const sandbox = await startSharedSandbox({ ...spec, args: [...spec.args, ...settings] }, port, {
    baseEnv,
    label,
    signal,
  })
  const { runtime, address } = sandbox
  const remove = async () => undefined
  const { user, password = '', database } = connection
  const named = [user, password, database].map(encodeURIComponent)
  return {
    target: new PostgresTarget({ connection, find: async () => runtime, signal, remove }),
    env: {
      DATABASE_URL: `postgresql://${named[0]}:${named[1]}@${address.host}:${port}/${named[2]}?sslmode=disable`,
      PGHOST: address.host,
      PGPORT: `${port}`,
      PGUSER: user,
      PGPASSWORD: password,
      PGDATABASE: database,
      PGSSLMODE: 'disable',
    },
    secrets: [password],
    data: { network: sandbox.network },
    schema: () => postgresSchema(connection, runtime, signal),
    watch: (signal) => watch(connection, runtime, signal),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  }
}

/** Modes that keep others from writing, or from reading. */
const strong = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']
const list = strong.map((mode) => `'${mode}'`).join(', ')

// The system's own tables have numbers below 16384. Nobody else waits for what the migration has made itself, which no other
// session sees before it commits, nor for a TOAST table but by way of its own.
const locksQuery = `
  select l.pid::int as pid, l.virtualtransaction as tx, l.relation::int8::text as oid, l.mode as mode,
    pg_catalog.format('%I.%I', n.nspname, c.relname) as object
  from pg_catalog.pg_locks l join pg_catalog.pg_class c on c.oid = l.relation
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where l.granted and l.locktype = 'relation' and l.mode in (${list}) and l.relation >= 16384 and n.nspname !~ '^pg_'
    and l.pid <> pg_catalog.pg_backend_pid()
    and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`

interface Held {
  readonly object: string
  readonly mode: string
  readonly since: number
  until: number
}

async function watch(connection: Connection, runtime: Runtime, signal: AbortSignal): Promise<Watch> {
  const mine = new AbortController()
  const session = await openSession(connection, runtime, signal)
  const from = await logEnd(session)
  const held = new Map<string, Held>()
  const watching = sample(session, held, AbortSignal.any([signal, mine.signal]))
  watching.catch(() => undefined)
  return {
    async end() {
      await using _ = session
      mine.abort()
      await watching
      const locks = [...held.values()]
        .map(({ object, mode, since, until }) => ({ object, mode, heldMs: Math.round(until - since) }))
        .sort((a, b) => b.heldMs - a.heldMs || strong.indexOf(b.mode) - strong.indexOf(a.mode))
        .slice(0, 20)
      return { locks, failed: await failures(session, from) }
    },
  }
}

async function sample(session: Session, held: Map<string, Held>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [at = 0] = (await session.lines('select extract(epoch from clock_timestamp()) * 1000')).map(Number)
    for (const { pid, tx, oid, mode, object } of await session.rows<
      Record<'pid' | 'tx' | 'oid' | 'mode' | 'object', string>
    >(locksQuery)) {
      const key = [pid, tx, oid, mode].join(' ')
      const known = held.get(key)
      if (known) known.until = at
      // It may have been taken right after the look before.
      else held.set(key, { object, mode, since: at - everyMs, until: at })
    }
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

const logFile = "pg_catalog.pg_current_logfile('jsonlog')"

async function logEnd(session: Session): Promise<number> {
  const [size = '0'] = await session.lines(`select (pg_catalog.pg_stat_file(${logFile})).size`)
  return Number(size)
}

interface LogLine {
  readonly error_severity?: string
  readonly state_code?: string
  readonly message?: string
  readonly statement?: string
}

/** What the server has refused since. Lines are JSON: https://www.postgresql.org/docs/current/runtime-config-logging.html */
async function failures(session: Session, from: number): Promise<NonNullable<Watched['failed']>> {
  const lines = await session.lines(`select pg_catalog.pg_read_file(${logFile}, ${from}, ${logBytes})`)
  return lines.flatMap((line) => {
    const said = parseLine(line)
    if (said?.error_severity !== 'ERROR' && said?.error_severity !== 'FATAL') return []
    return [
      { code: said.state_code ?? '', message: said.message ?? '', statement: (said.statement ?? '').slice(0, 2000) },
    ]
  })
}

function parseLine(line: string): LogLine | undefined {
  try {
    return JSON.parse(line) as LogLine
  } catch {
    return undefined // cut off at the end of what was read
  }
}
