import { isProblem, Problem } from '../../../problem.ts'
import { failureOf, type Runtime } from '../../../runtime/runtime.ts'
import { namesSome } from '../../../words/words.ts'
import { type Connection, parseUrl, placeOf } from '../connection.ts'
import { openSession, type Session } from '../session.ts'
import type { RestoreOptions } from './option.ts'

/** Parses what a person typed. Throws `usage` if it is not a database URL. */
export function targetConnection(url: string): Connection {
  const connection = parseTarget(url)
  if (connection.others === undefined) return connection
  // With several servers, the one that takes writes, unless the URL says otherwise.
  return { ...connection, parameters: { PGTARGETSESSIONATTRS: 'read-write', ...connection.parameters } }
}

function parseTarget(url: string): Connection {
  try {
    return parseUrl(url, 'the target')
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    throw new Problem('usage', `--into is not a database URL: ${error.message}`, {
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    })
  }
}

export async function openTarget(connection: Connection, runtime: Runtime, signal: AbortSignal): Promise<Session> {
  try {
    return await openSession(connection, runtime, signal)
  } catch (error) {
    throw withoutDatabase(error, connection)
  }
}

/** Says what to do where the target's database is not there. */
export function withoutDatabase(error: unknown, connection: Connection): unknown {
  const { stderr = '' } = failureOf(error) ?? {}
  if (!stderr.includes(`database "${connection.database}" does not exist`)) return error
  return new Problem('target-refused', `there is no database ${placeOf(connection)}`, {
    hint: `Add --create, or create it first: createdb ${connection.database}.`,
    cause: error,
  })
}

/** What a restore would collide with: relations, routines, types and large objects of users, and schemas other than public. */
export async function mustBeEmpty(session: Session, connection: Connection, options: RestoreOptions): Promise<void> {
  if (options.overwrite) return
  const own = (catalog: string, oid: string): string =>
    `not exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`
  const held = await session.rows<{ name: string }>(`
    select name from (
      select pg_catalog.format('%I.%I', n.nspname, c.relname) as name, n.nspname from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r','p','v','m','S','f') and ${own('pg_class', 'c.oid')}
      union all select pg_catalog.format('%I.%I()', n.nspname, p.proname), n.nspname from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace where ${own('pg_proc', 'p.oid')}
      union all select pg_catalog.format('%I.%I', n.nspname, t.typname), n.nspname from pg_catalog.pg_type t
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        left join pg_catalog.pg_class c on c.oid = t.typrelid
        where t.typtype in ('c','d','e','r') and (t.typrelid = 0 or c.relkind = 'c') and ${own('pg_type', 't.oid')}
      union all select 'large object ' || oid, '' from pg_catalog.pg_largeobject_metadata
      union all select 'schema ' || n.nspname, n.nspname from pg_catalog.pg_namespace n
        where n.nspname <> 'public' and ${own('pg_namespace', 'n.oid')}
    ) all_of_it where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`)
  if (held.length === 0) return
  const names = held.map(({ name }) => name)
  throw new Problem('target-refused', `${placeOf(connection)} is not empty: it has ${namesSome(names, 3)}`, {
    hint: 'Restore into a new database, or add --overwrite with the name of this one to replace its contents.',
  })
}
