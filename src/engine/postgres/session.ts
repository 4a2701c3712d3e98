import { randomUUID } from 'node:crypto'
import { isProblem, Problem, remedy } from '../../problem.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { type Connection, clientCommand, reached, serversOf } from './connection.ts'

/** A psql that stays connected. Any error of the server ends it, and every call then rejects with that error. */
export interface Session extends AsyncDisposable {
  /** Runs statements; gives their rows as unaligned text, one line each. `hear`: each line as it comes. */
  lines(sql: string, hear?: (line: string) => void): Promise<readonly string[]>
  /** Runs statements; gives how many lines they wrote. */
  count(sql: string): Promise<number>
  /** Runs one query without a trailing semicolon; gives its rows. */
  rows<Row>(query: string): Promise<readonly Row[]>
  /** Rejects when the session ends before it is closed. */
  readonly broken: Promise<never>
}

/**
 * No schema but the system's is searched. A name in any other could be a function or an operator that a user without
 * rights made to fit our own queries better than the system's, and that would then run with ours.
 */
export const onlySystemNames = "select pg_catalog.set_config('search_path', '', false);"

// Whatever the defaults of server, database and role: text is UTF-8, because in another encoding a byte of a name could
// swallow the quote behind it; a table that becomes a view before it is counted fails, because a view runs its owner's
// functions; a long dump is not a runaway query; row security must fail loudly, not hide rows.
const preparation = `
${onlySystemNames}
select pg_catalog.set_config('client_encoding', 'UTF8', false);
select pg_catalog.set_config(name, 'view, foreign-table', false) from pg_catalog.pg_settings
  where name = 'restrict_nonsystem_relation_kind';
select set_config(name, '0', false) from pg_catalog.pg_settings where name in
  ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'idle_session_timeout');
select set_config(name, '5s', false) from pg_catalog.pg_settings where name = 'client_connection_check_interval';
select set_config('lock_timeout', '60s', false), set_config('row_security', 'off', false),
  set_config('quote_all_identifiers', 'off', false);
`

const closeMs = 3000

/** Connects. @throws Problem `tool-failed` with psql's words (wrong password, unknown database ...). */
export async function openSession(connection: Connection, runtime: Runtime, signal: AbortSignal): Promise<Session> {
  const mine = new AbortController()
  const args = ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1']
  const command = clientCommand('psql', args, connection, runtime)
  const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]))
  const output = linesOf(child.stdout as AsyncIterable<Buffer>)
  const advise = (error: unknown) => withAdvice(error, connection.user)
  const ended = child.ended.catch(advise)
  let idle: Promise<unknown> = Promise.resolve()
  let pending = 0
  let closed = false

  const each = async (sql: string, take: (line: string) => void): Promise<void> => {
    const mark = randomUUID()
    child.stdin.write(`${sql}\n;select '${mark}';\n`)
    for (;;) {
      const next = await output.next()
      if (next.done === true) {
        await ended
        throw lost(runtime)
      }
      if (next.value === mark) return
      take(next.value)
    }
  }
  // One statement at a time, in the order of the calls.
  const queued = <T>(sql: string, take: (line: string) => void, give: () => T): Promise<T> => {
    pending++
    const result = idle
      .then(() => each(sql, take))
      .then(give)
      .catch(advise)
      .finally(() => pending--)
    idle = result.catch(() => undefined)
    return result
  }
  const broken = ended.then(
    () => (closed ? new Promise<never>(() => undefined) : Promise.reject(lost(runtime))),
    (error: unknown) => (closed ? new Promise<never>(() => undefined) : Promise.reject(error)),
  )
  broken.catch(() => undefined)
  const lines = (sql: string, hear: (line: string) => void = () => {}): Promise<readonly string[]> => {
    const found: string[] = []
    const take = (line: string) => {
      found.push(line)
      hear(line)
    }
    return queued(sql, take, () => found)
  }
  const session: Session = {
    lines,
    count: (sql) => {
      let lines = 0
      return queued(
        sql,
        () => lines++,
        () => lines,
      )
    },
    rows: async <Row>(query: string) =>
      (await lines(`select pg_catalog.row_to_json(q) from (${query}) q`)).map((line) => JSON.parse(line) as Row),
    broken,
    [Symbol.asyncDispose]: async () => {
      closed = true
      const stop = () => mine.abort(new Problem('cancelled', 'the session is closed'))
      if (pending > 0) stop()
      // At the end of its input psql ends by itself: in a container, stopping it would take a second.
      child.stdin.end()
      const late = setTimeout(stop, closeMs)
      await ended.catch(() => undefined)
      clearTimeout(late)
    },
  }
  try {
    await session.lines(preparation)
    return session
  } catch (error) {
    await session[Symbol.asyncDispose]()
    throw error
  }
}

/**
 * Connects without calling what the database runs at every login, which may write or refuse it, where the server lets this
 * user (17 and later, with the right to set `event_triggers`); else as `openSession`.
 */
export async function openQuietly(connection: Connection, runtime: Runtime, signal: AbortSignal): Promise<Session> {
  const { PGOPTIONS: own = '', ...parameters } = connection.parameters
  const quiet = { ...connection, parameters: { ...parameters, PGOPTIONS: `${own} -c event_triggers=off`.trim() } }
  try {
    return await openSession(quiet, runtime, signal)
  } catch (error) {
    if (!isProblem(error, 'tool-failed')) throw error
    return await openSession(connection, runtime, signal)
  }
}

/**
 * The same database by the one server that the session has reached: what looks into a database and what reads or fills it must
 * not be connected to two of several.
 */
export async function onOneServer(session: Session, connection: Connection, runtime: Runtime): Promise<Connection> {
  const { others, ...rest } = connection
  if (others === undefined) return connection
  const [said] = await session.lines('\\echo :HOST :PORT')
  const server = serversOf(connection).find((one) => {
    const { host, port, of } = reached(one, runtime)
    return `${of?.host ?? host} ${port}` === said
  })
  return server === undefined ? connection : { ...rest, ...server }
}

/** What a role needs that is to read them. */
export const readsLargeObjects =
  'Neither pg_read_all_data nor bypassrls reads large objects: use a superuser, or grant select on large object N to ROLE.'

export const unreachedAdvice =
  'Check host and port of its url. In a job that runs in a container, the host of a service is its label; otherwise it is localhost with a mapped port. tools: { service: NAME } works in both.'

/** What to do about the words with which libpq gives up (libpq's fe-connect.c, the server's auth.c). */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /Connection refused|No route to host|timeout expired|could not translate host name|No such file or directory/,
    unreachedAdvice,
  ],
  [
    /Network is unreachable|Cannot assign requested address/,
    'Its host has only an IPv6 address, which this machine cannot reach (nor can the runners of GitHub): use one with IPv4, such as the session pooler of the provider.',
  ],
  [
    /conflict with recovery/,
    'Let the standby wait longer for its queries: set max_standby_streaming_delay to -1 or to the time that a dump takes, and hot_standby_feedback to on; or set prefer: primary.',
  ],
  [/row-level security policy/, 'Let the role of its url see all rows: alter role ROLE bypassrls.'],
  [/permission denied for large object/, readsLargeObjects],
  [
    /permission denied for database "(.*)"/,
    'Let its role connect: grant connect on database DATABASE to ROLE; or leave it out: "!DATABASE" in databases of the policy.',
  ],
  [/permission denied for/, 'Let the role of its url read everything: grant pg_read_all_data to ROLE.'],
  [
    // pg_dump may hear that the session which counts has ended before this program hears why.
    /invalid snapshot identifier|snapshot "[^"]*" does not exist/,
    'The session that holds the snapshot has ended: its role may lack a right (grant pg_read_all_data to ROLE), or a connection pool is in between; `backproof doctor` says which.',
  ],
  [
    /password authentication failed|no password supplied/,
    'Check user and password in the variable that its url names.',
  ],
  [
    /no pg_hba\.conf entry/,
    'Allow this user from here in pg_hba.conf of the server, or add ?sslmode=require to its url.',
  ],
  [
    /database "(.*)" does not exist/,
    'If it was dropped after the server was asked for its databases, the next run leaves it out. Otherwise check the name of the database, which comes last in its url; restore --create creates the one of its target.',
  ],
  [
    // Our own, and that of pg_dump, whose --lock-wait-timeout is a limit of the statement.
    /due to lock timeout|could not obtain lock|due to statement timeout.*LOCK TABLE/,
    'Another session holds a lock on that table: an alter table or a vacuum full that has not ended. End it, or run the backup again.',
  ],
  [
    /too many (clients|connections)|remaining connection slots/,
    'A backup needs two connections: raise max_connections, or run it at another time.',
  ],
]

/** Throws the same error with a hint, where the server's words call for one. */
export function withAdvice(error: unknown, role: string): never {
  throw advised(error, role)
}

/** The same error with a hint, where the server's words call for one. `role`: who is connected. */
export function advised(error: unknown, role: string): unknown {
  if (!isProblem(error, 'tool-failed') || error.hint !== remedy.program) return error
  const found = advice.find(([words]) => words.test(error.message))
  if (found === undefined) return error
  const [words, hint] = found
  const database = words.exec(error.message)?.[1] ?? ''
  return new Problem(error.code, error.message, {
    hint: hint.replaceAll('ROLE', () => shownRole(role)).replaceAll('DATABASE', () => database),
    cause: error.cause,
  })
}

/** As SQL takes it: quoted only where it has to be. */
export function shownRole(role: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(role) ? role : identifier(role)
}

function lost(runtime: Runtime): Problem {
  return new Problem('tool-failed', `psql in ${runtime.where} ended before it was asked to`, { hint: remedy.program })
}

async function* linesOf(stdout: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stdout) {
    rest += decoder.decode(chunk, { stream: true })
    const whole = rest.split('\n')
    rest = whole.pop() ?? ''
    yield* whole
  }
  return undefined
}

/** An SQL string constant. */
export function literal(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** The name of a table or the like with its schema, always quoted. */
export function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${identifier(schema)}.${identifier(name)}`
}

/** An SQL identifier, always quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
