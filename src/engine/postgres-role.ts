import { Readable } from 'node:stream'
import { feed, type Runtime } from '../runtime/runtime.ts'
import type { Facts, Finding } from './engine.ts'
import { type ClientVersion, clientVersion } from './postgres-client.ts'
import { identifier, literal, type Session } from './postgres-session.ts'
import { parseSurrounding } from './postgres-surrounding.ts'
import { type Connection, clientCommand } from './postgres-url.ts'

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
    return { level: 'warning', blame: 'data', message: `globals.sql has no role ${role}, which the database names` }
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

/**
 * Runs `globals.sql` in a sandbox. Roles that exist already are fine, and tablespaces have no place there; other errors
 * are findings about the environment.
 */
export async function restoreGlobals(
  globals: Readable,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const psql = await clientVersion('psql', runtime, signal)
  const command = clientCommand('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime)
  const body = knowsRestrict(psql) ? globals : withoutRestrict(globals)
  const stderr = await feed(runtime, command, body, signal)
  const errors = stderr.split('\n').filter((line) => /(ERROR|error): /.test(line))
  const real = errors.filter(
    (line) => !/role ".*" already exists|(?:directory|tablespace) ".*" does not exist/.test(line),
  )
  return real.slice(0, 20).map((message) => ({ level: 'warning', blame: 'env', message: `roles: ${message}` }))
}

// The first minor release of each major whose psql knows \\restrict, which pg_dumpall writes since then.
const restrictSince: Readonly<Record<number, number>> = { 13: 22, 14: 19, 15: 14, 16: 10, 17: 6 }

function knowsRestrict(psql: ClientVersion): boolean {
  return psql.major >= 18 || psql.minor >= (restrictSince[psql.major] ?? Number.POSITIVE_INFINITY)
}

function withoutRestrict(globals: Readable): Readable {
  async function* lines(): AsyncGenerator<string> {
    let rest = ''
    for await (const chunk of globals.setEncoding('utf8') as AsyncIterable<string>) {
      const whole = (rest + chunk).split('\n')
      rest = whole.pop() ?? ''
      for (const line of whole) if (!/^\\(un)?restrict /.test(line)) yield `${line}\n`
    }
    yield rest
  }
  return Readable.from(lines())
}
