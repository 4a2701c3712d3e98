import { Readable } from 'node:stream'
import type { Finding } from '../../../problem.ts'
import { Problem } from '../../../problem.ts'
import { feed, type Runtime } from '../../../runtime/runtime.ts'
import { namesSome } from '../../../words/words.ts'
import type { Facts } from '../../contract.ts'
import { type Connection, clientCommand } from '../connection.ts'
import { identifier, literal, type Session } from '../session.ts'
import { readGlobals } from './globals.ts'
import { printable } from './globals-text.ts'
import { parseSurrounding } from './prerequisites.ts'
import type { Globals, RoleStatement } from './statement.ts'

/**
 * Creates the roles that own something, or may do something, in the dumped database, and gives those that the backup's own
 * globals should have created.
 */
export async function createRoles(session: Session, facts: Facts, globals: boolean): Promise<readonly Finding[]> {
  const bootstrap = facts.server?.settings['superuser']
  const owner = facts.server?.settings['owner']
  const { roles } = parseSurrounding(facts)
  const wanted = new Set([
    ...(facts.objects['role'] ?? []),
    ...roles,
    ...[bootstrap, owner].filter((role) => role !== undefined),
  ])
  const known = await session.rows<{ name: string }>('select rolname as name from pg_catalog.pg_roles')
  for (const { name } of known) wanted.delete(name)
  // As powerful as the source's: only a superuser may own an event trigger or a foreign data wrapper.
  for (const role of wanted)
    await session.lines(`create role ${identifier(role)} ${role === bootstrap ? 'superuser' : ''}`)
  if (!globals) return []
  const lacking = [...wanted].filter((role) => role !== bootstrap).slice(0, 20)
  return lacking.map((role) => {
    return { level: 'warning', blame: 'data', message: `globals.sql lacks the role ${role}, which the database names` }
  })
}

/** Makes the schemas of single tables, which pg_dump takes without the schema that they are in; gives those it made. */
export async function createSchemas(session: Session, facts: Facts): Promise<readonly string[]> {
  if (facts.server?.settings['scope'] !== 'part') return []
  const dumped = new Set(facts.objects['schema'] ?? [])
  const kinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence']
  const names = kinds.flatMap((kind) => facts.objects[kind] ?? [])
  const schemas = new Set(names.flatMap((name) => /^("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)\./.exec(name)?.[1] ?? []))
  const known = await session.rows<{ name: string }>('select nspname as name from pg_catalog.pg_namespace')
  const made = [...schemas].filter((schema) => {
    const plain = schema.startsWith('"') ? schema.slice(1, -1).replaceAll('""', '"') : schema
    return !dumped.has(schema) && !known.some(({ name }) => name === plain)
  })
  for (const schema of made) await session.lines(`create schema ${schema}`)
  return made
}

/** The restored roles may have changed the one that restores: its password, its right to log in, its settings. */
export async function keepAccess(session: Session, connection: Connection): Promise<void> {
  const { user, password } = connection
  const secret = password === undefined ? '' : `password ${literal(password)}`
  await session.lines(`alter role ${identifier(user)} with login superuser ${secret} valid until 'infinity';
    alter role ${identifier(user)} reset all`)
  // Since 17 a database may run something at every login, which may write, or refuse it.
  const known = await session.rows("select from pg_catalog.pg_settings where name = 'event_triggers'")
  if (known.length > 0) await session.lines(`alter role ${identifier(user)} set event_triggers = off`)
}

/** What became of the roles of a backup. */
interface RolesMade {
  readonly made: readonly string[]
  /** Of those that were there already, which are never changed. */
  readonly left: readonly string[]
  readonly errors: readonly string[]
}

/**
 * Makes the roles of `globals.sql`, with their settings. Each statement is passed to psql as a text for the server to
 * run, so nothing in it can be a command of psql. `known`: existing roles, which are left unchanged.
 */
async function makeRoles(
  { encoding, statements }: Globals,
  known: ReadonlySet<string>,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<RolesMade> {
  // A membership changes the role that it is given to; one of an old role in another is as it was.
  const isNew = ({ roles }: RoleStatement): boolean => !known.has(roles.at(-1) ?? '')
  const wanted = statements.filter(isNew)
  const runs = wanted.map(({ sql }) => `select ${literal(sql)} \\gexec\n`)
  const script = [`set standard_conforming_strings = on; set client_encoding = ${literal(encoding)};\n`, ...runs].join(
    '',
  )
  const command = clientCommand('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime)
  const stderr = await feed(
    runtime,
    command,
    Readable.from([Buffer.from(script, encoding === 'UTF8' ? 'utf8' : 'latin1')]),
    signal,
  )
  const names = (some: readonly RoleStatement[]): readonly string[] =>
    some.flatMap(({ sql, roles }) => (sql.startsWith('CREATE ROLE ') ? roles : []))
  return {
    made: names(wanted),
    left: names(statements.filter((one) => !isNew(one))),
    errors: stderr.split('\n').filter((line) => /(ERROR|error): /.test(line)),
  }
}

/** Makes the roles of a backup in a sandbox; errors are findings about the environment. */
export async function restoreGlobals(
  part: Readable,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const globals = await readGlobals(part)
  const { errors } = await makeRoles(globals, new Set(), connection, runtime, signal)
  const real = errors.filter((line) => !/role ".*" already exists/.test(line)).slice(0, 20)
  return [
    ...real.map((message): Finding => ({ level: 'warning', blame: 'env', message: `roles: ${message}` })),
    ...strange(globals),
  ]
}

/** Makes the roles of a backup that a target's server lacks; gives what came of it. */
export async function applyGlobals(
  part: Readable,
  session: Session,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const globals = await readGlobals(part)
  const rows = await session.rows<{ name: string }>('select rolname as name from pg_catalog.pg_roles')
  const known = new Set(rows.map(({ name }) => name))
  const { made, left, errors } = await makeRoles(globals, known, connection, runtime, signal)
  const say = (what: string, names: readonly string[]): readonly Finding[] =>
    names.length === 0 ? [] : [{ level: 'note', blame: 'env', message: `${what}: ${namesSome(names, 50)}` }]
  const failures = errors.slice(0, 20).map((line): Finding => {
    const message = `a role could not be created as it was: ${line.replace(/^.*?(ERROR|error): +/, '')}`
    return { level: 'failure', blame: 'env', message, hint: 'Connect as a superuser, or create the role yourself.' }
  })
  return [
    ...failures,
    ...say('created the roles', made),
    ...say('existing roles, left unchanged', left),
    ...strange(globals),
  ]
}

/**
 * The roles of a backup, as SQL for psql: a statement a line, and no line that psql takes for a command of its own. Throws
 * `restore-failed` where their encoding is not known here.
 */
export async function rolesOf(part: Readable): Promise<string> {
  const { encoding, statements } = await readGlobals(part)
  if (encoding !== 'UTF8')
    throw new Problem('restore-failed', `the roles of the backup are in ${encoding}, so they cannot be shown as text`, {
      hint: 'Write the part globals.sql unchanged with --raw DIR, and run it with psql on a server with that encoding.',
    })
  const sql = statements.map((statement) => `${printable(statement.sql)};\n`).join('')
  return `set client_encoding = 'UTF8';\nset standard_conforming_strings = on;\n${sql}`
}

function strange({ refused }: Globals): readonly Finding[] {
  if (refused.length === 0) return []
  const message = `globals.sql has statements that pg_dumpall does not write, and they were not run: ${refused.slice(0, 3).join('; ')}`
  return [
    {
      level: 'warning',
      blame: 'data',
      message,
      hint: 'Inspect that part (restore --raw) before you trust this backup.',
    },
  ]
}
