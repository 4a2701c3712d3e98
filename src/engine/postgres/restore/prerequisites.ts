import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Finding } from '../../../problem.ts'
import { Problem, remedy } from '../../../problem.ts'
import { feed, type Runtime } from '../../../runtime/runtime.ts'
import type { Facts } from '../../contract.ts'
import { isDangling, type Scope } from '../archive/selection.ts'
import { type Connection, clientCommand } from '../connection.ts'
import { identifier, literal, openSession, type Session } from '../session.ts'

/**
 * What a database needs around it, and what pg_restore leaves out because it names the database: the parameters of
 * `alter database` and of `alter role in database`.
 */
export interface Surrounding {
  /** `set`: "name=value", as the server keeps them; `role` null: for everybody. */
  readonly parameters: readonly { readonly role: string | null; readonly set: readonly string[] }[]
  /** Every role that something in the database names. */
  readonly roles: readonly string[]
  /** Where something in the database is, beside the database's own. */
  readonly tablespaces: readonly string[]
  /** Oids of foreign keys that the archive has, to tables that it does not have. */
  readonly dangling: readonly number[]
}

const names = z.array(z.string())
const kinds = {
  parameters: z.array(z.object({ role: z.string().nullable(), set: names })),
  roles: names,
  tablespaces: names,
  dangling: z.array(z.number()),
}

/** As JSON in a server's settings. */
export async function surroundingOf(session: Session, scope: Scope): Promise<Readonly<Record<string, string>>> {
  const [row] = await session.rows<Surrounding>(`
    select (select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig) order by a.rolname), '[]')
        from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
        where s.setdatabase = d.oid) as parameters,
      (select coalesce(json_agg(distinct a.rolname), '[]')
        from pg_catalog.pg_shdepend x join pg_catalog.pg_roles a on a.oid = x.refobjid
        where x.refclassid = 'pg_authid'::regclass and x.dbid = d.oid) as roles,
      (select coalesce(json_agg(distinct t.spcname), '[]')
        from pg_catalog.pg_class c join pg_catalog.pg_tablespace t on t.oid = c.reltablespace
        where t.spcname !~ '^pg_') as tablespaces,
      (select coalesce(json_agg(k.oid::bigint), '[]') from pg_catalog.pg_constraint k where ${isDangling(scope)}) as dangling
    from pg_catalog.pg_database d where d.datname = current_database()`)
  if (row === undefined) throw new Error('pg_database does not show the connected database')
  const { parameters, roles, tablespaces, dangling } = row
  const found = { parameters: scope.whole ? parameters : [], roles, tablespaces, dangling }
  return Object.fromEntries(Object.entries(found).map(([kind, value]) => [kind, JSON.stringify(value)]))
}

/** Of a dump's facts; nothing where an older version took them. Throws `object-damaged` for what cannot be parsed. */
export function parseSurrounding(facts: Facts): Surrounding {
  const settings = facts.server?.settings ?? {}
  const read = <T>(kind: keyof typeof kinds, schema: z.ZodType<T>): T => {
    try {
      return schema.parse(JSON.parse(settings[kind] ?? '[]'))
    } catch (cause) {
      throw new Problem('object-damaged', `the facts of the dump cannot be parsed: ${kind}`, {
        hint: remedy.damaged,
        cause,
      })
    }
  }
  return {
    parameters: read('parameters', kinds.parameters),
    roles: read('roles', kinds.roles),
    tablespaces: read('tablespaces', kinds.tablespaces),
    dangling: read('dangling', kinds.dangling),
  }
}

/** What to say of user mappings (passwords of other servers) that pg_dump takes without what it may not see. */
export async function hiddenMappings(session: Session, { whole }: Scope): Promise<readonly string[]> {
  if (!whole) return []
  const [row] = await session.rows<{ count: number }>(`
    select count(*) from pg_catalog.pg_user_mappings where umoptions is null
      and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`)
  if (row === undefined || row.count === 0) return []
  return [`only a superuser sees the options of user mappings, so the backup has ${row.count} without them`]
}

/** Those that the target lacks. */
export async function missingTablespaces(session: Session, facts: Facts): Promise<readonly string[]> {
  const known = await session.rows<{ name: string }>('select spcname as name from pg_catalog.pg_tablespace')
  return parseSurrounding(facts).tablespaces.filter((wanted) => !known.some(({ name }) => name === wanted))
}

// A library that the target lacks, or a role that may not log in, would lock everybody out of the database.
const leftOut = /^(?:\w+_preload_libraries|role|session_authorization)=/
// The parameters whose value is a list of quoted names, which a single constant cannot say.
const lists = /^(?:search_path|temp_tablespaces)$/

/** Sets a restored database's parameters as the dumped one's were; what cannot be set is a finding by name, without its value. */
export async function restoreParameters(
  facts: Facts,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const all = parseSurrounding(facts).parameters.flatMap(({ role, set }) => set.map((entry) => ({ role, entry })))
  if (all.length === 0) return []
  const wanted = all.filter(({ entry }) => !leftOut.test(entry))
  const psql = clientCommand('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime)
  const command = { ...psql, env: { ...psql.env, PGCLIENTENCODING: 'UTF8' } }
  const script = wanted.map(({ role, entry }) => statements(role, entry, connection.database)).join('')
  // It goes on after a statement that fails; what came of them all is asked afterwards.
  await feed(runtime, command, Readable.from([Buffer.from(script)]), signal)
  await using session = await openSession(connection, runtime, signal)
  const [row] = await session.rows<{ found: Surrounding['parameters'] }>(`
    select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig)), '[]') as found
    from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
    where s.setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())`)
  const key = (role: string | null, entry: string): string => JSON.stringify([role, entry])
  const there = new Set(row?.found.flatMap(({ role, set }) => set.map((entry) => key(role, entry))))
  return all.filter(({ role, entry }) => !there.has(key(role, entry))).map(({ role, entry }) => unset(role, entry))
}

function statements(role: string | null, entry: string, database: string): string {
  const { name, value } = parts(entry)
  const whose = role === null ? '' : `role ${identifier(role)} in `
  const parameter = name.split('.').map(identifier).join('.')
  const alter = `alter ${whose}database ${identifier(database)} set ${parameter}`
  if (!lists.test(name)) return `${alter} to ${literal(value)};\n`
  return `begin; select pg_catalog.set_config(${literal(name)}, ${literal(value)}, true); ${alter} from current; commit;\n`
}

function parts(entry: string): { readonly name: string; readonly value: string } {
  const [, name = entry, value = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? []
  return { name, value }
}

function unset(role: string | null, entry: string): Finding {
  const { name } = parts(entry)
  const message = `the database's parameter ${name}${role === null ? '' : ` for role ${role}`} was not restored`
  const hint = 'Set it yourself as a superuser with alter database ... set ...; the part dump.pgc contains it.'
  return { level: 'warning', blame: 'env', message, hint }
}
