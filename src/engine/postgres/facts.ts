import { Problem } from '../../problem.ts'
import type { Counted, Facts, ServerFacts } from '../contract.ts'
import { isDangling, ofExtension, type Scope } from './archive/selection.ts'
import { toasted } from './restore/lock.ts'
import { surroundingOf } from './restore/prerequisites.ts'
import { identifier, qualified, type Session } from './session.ts'

interface ServerRow {
  readonly version: string
  readonly number: number
  readonly size: number
  readonly settings: Record<string, string | null>
}

/** The server and the connected database. */
export async function serverFacts(session: Session): Promise<{ server: ServerFacts; sizeBytes: number }> {
  const [row] = await session.rows<ServerRow>(`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      pg_catalog.pg_database_size(d.oid) as size,
      pg_catalog.json_build_object(
        'database', d.datname, 'owner', pg_catalog.pg_get_userbyid(d.datdba),
        'encoding', pg_catalog.pg_encoding_to_char(d.encoding), 'collate', d.datcollate, 'ctype', d.datctype,
        'provider', pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'locale', coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale',
          pg_catalog.to_jsonb(d) ->> 'daticulocale'), 'superuser', pg_catalog.pg_get_userbyid(10),
        'extensions', (select pg_catalog.string_agg(extname || ' ' || extversion, ', ' order by extname)
          from pg_catalog.pg_extension)) as settings
    from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()`)
  if (row === undefined) throw new Error('pg_database does not show the connected database')
  const settings = Object.entries(row.settings).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  const server = {
    version: row.version.split(' ', 1)[0] ?? row.version,
    major: Math.floor(row.number / 10_000),
    settings: Object.fromEntries(settings) as Record<string, string>,
  }
  return { server, sizeBytes: row.size }
}

/** A table whose rows are in a dump. */
export interface Table {
  readonly oid: number
  readonly schema: string
  readonly name: string
}

interface CountedTable extends Table {
  /** Unlogged, and of a standby: there nobody can read it, and the dump has its definition only. */
  readonly unread: boolean
}

export interface DatabaseFacts {
  readonly facts: Facts
  readonly tables: readonly Table[]
  /** Unlogged tables of a standby, whose rows are in no dump. */
  readonly unread: readonly Table[]
  /** Tables with an index by a function that finds its own names only where their schema is searched. */
  readonly unplanned: readonly Table[]
  readonly sequences: readonly Table[]
}

/** Everything of a scope, in the session's transaction: exact row counts and the names of all objects. */
export async function databaseFacts(
  session: Session,
  scope: Scope,
  notRoles: readonly string[],
  counted: Counted = () => {},
): Promise<DatabaseFacts> {
  const { server, sizeBytes } = await serverFacts(session)
  const objects = await namesByKind(session, scope)
  objects['role'] = (objects['role'] ?? []).filter((role) => !notRoles.includes(role))
  const relations = await session.rows<CountedTable & { sequence: boolean; toasted: boolean }>(`${common(scope)}
    select oid::bigint as oid, nsp as schema, rel as name, relkind = 'S' as sequence, toasted,
      relpersistence = 'u' and pg_catalog.pg_is_in_recovery() as unread
    from relations where relkind in ('r', 'S') order by nsp, rel`)
  const [sequences = [], all = []] = [true, false].map((kind) => relations.filter(({ sequence }) => sequence === kind))
  const unread = all.filter((table) => table.unread)
  const tables = all.filter((table) => !table.unread)
  const { rows, unplanned } = await countRows(session, tables, counted)
  for (const table of unread) rows[tableName(table)] = 0
  if (scope.whole) {
    const [blobs = '0'] = await session.lines('select count(*) from pg_catalog.pg_largeobject_metadata')
    if (blobs !== '0') rows['large objects'] = Number(blobs)
    counted(Number(blobs))
  }
  const surrounding = await surroundingOf(session, scope)
  const scoped = {
    ...server,
    settings: {
      ...server.settings,
      ...surrounding,
      scope: scope.whole ? 'whole' : 'part',
      selected: String(scope.relations !== undefined),
      [toasted]: String(relations.filter((table) => table.toasted).length),
    },
  }
  return {
    facts: { version: 1, engine: 'postgres', server: scoped, sizeBytes, rows, objects },
    tables,
    unread,
    unplanned,
    sequences,
  }
}

/**
 * A restored database's facts without what every database has from its template, and, for the dump of a part of a
 * database, without what the dump never held.
 */
export function likeDumped(facts: Facts, dumped: Facts): Facts {
  const part = dumped.server?.settings['scope'] === 'part'
  const template: Readonly<Record<string, string>> = { schema: 'public', extension: 'plpgsql' }
  const objects = Object.entries(facts.objects).map(([kind, names]) => {
    const wanted = new Set(dumped.objects[kind] ?? [])
    return [kind, names.filter((name) => wanted.has(name) || !(part || template[kind] === name))] as const
  })
  const kept = objects.filter(([kind, names]) => names.length > 0 || dumped.objects[kind] !== undefined)
  return { ...facts, objects: Object.fromEntries(kept) }
}

/** Tables that came with an extension; pg_dump may take their data (its configuration), which is not counted. */
export function extensionTables(session: Session): Promise<readonly Table[]> {
  return session.rows<Table>(`select c.oid::bigint as oid, n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${ofExtension('pg_catalog.pg_class', 'c.oid')}`)
}

const batch = 100

interface Count {
  readonly rows: Record<string, number>
  /** Counted by copying them. */
  readonly unplanned: readonly Table[]
}

async function countRows(session: Session, tables: readonly Table[], heard: Counted): Promise<Count> {
  const rows: Record<string, number> = {}
  // All of them first, as pg_dump does: whoever then wants to change one waits for the dump to end. Behind him a count
  // would wait, too.
  for (const some of batchesOf(tables)) {
    const names = some.map((table) => `only ${qualified(table)}`)
    await session.lines(`lock table ${names.join(', ')} in access share mode;`)
  }
  // An expression in an index is planned with the count: a function of it may need names that are not searched here.
  const uncertain = await withExpressions(session)
  for (const some of batchesOf(tables.filter(({ oid }) => !uncertain.has(oid)))) {
    // Going back gives up the locks of its indexes: the server has room for so many only, for everybody. Both in one query,
    // because each is a journey to the server.
    const statements = some.map((table) => `select count(*) from only ${qualified(table)} \\; rollback to counting;`)
    const sql = ['savepoint counting;', ...statements, 'release counting;'].join('\n')
    const counts = await session.lines(sql, (count) => heard(Number(count)))
    some.forEach((table, index) => {
      rows[tableName(table)] = Number(counts[index])
    })
  }
  const unplanned: Table[] = []
  for (const table of tables.filter(({ oid }) => uncertain.has(oid))) {
    const counted = await attempted(session, `select count(*) from only ${qualified(table)}`)
    if (counted === undefined) unplanned.push(table)
    const count = counted === undefined ? await copiedRows(session, table) : Number(counted)
    rows[tableName(table)] = count
    heard(count)
  }
  return { rows, unplanned }
}

async function withExpressions(session: Session): Promise<ReadonlySet<number>> {
  const found = await session.rows<{ oid: number }>(`
    select distinct indrelid::bigint as oid from pg_catalog.pg_index where indexprs is not null or indpred is not null`)
  return new Set(found.map(({ oid }) => oid))
}

/** The one value of a query; undefined where the server cannot make sense of it, which leaves the transaction as it was. */
async function attempted(session: Session, query: string): Promise<string | undefined> {
  const [value = '', state] = await session.lines(`savepoint counting;
\\set ON_ERROR_STOP 0
${query};
\\if :ERROR
\\echo
\\echo :LAST_ERROR_SQLSTATE
\\endif
\\set ON_ERROR_STOP 1
rollback to counting;
release counting;`)
  if (state === undefined) return value
  // Classes of SQLSTATE: 42 is a name or a rule, and 42501 a right that is missing. Of anything else the server's words count.
  if (state.startsWith('42') && state !== '42501') return undefined
  await session.lines(`${query};`)
  throw new Problem('source-failed', `the server first refused to count rows (${state}), then allowed it: ${query}`, {
    hint: 'Run it again.',
  })
}

/** Counts as pg_dump reads: copying is not planned, and takes no index. */
async function copiedRows(session: Session, table: Table): Promise<number> {
  const [column] = await session.rows<{ name: string }>(`
    select attname as name from pg_catalog.pg_attribute where attrelid = ${table.oid} and attnum > 0 and not attisdropped
      and attgenerated = '' order by attlen < 0, attlen limit 1`)
  return await session.count(
    `copy ${qualified(table)} ${column === undefined ? '' : `(${identifier(column.name)})`} to stdout;`,
  )
}

/** Some at a time, so that a query and what it answers have a bound. */
export function batchesOf(tables: readonly Table[]): readonly (readonly Table[])[] {
  const count = Math.ceil(tables.length / batch)
  return Array.from({ length: count }, (_, index) => tables.slice(index * batch, (index + 1) * batch))
}

/** "public.orders", `public."Order"`: quoted where SQL wants it so. */
export function tableName({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  const quote = (part: string): string => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : identifier(part))
  return `${quote(schema)}.${quote(name)}`
}

/** The kinds of what `--only` can name. */
export const relationKinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence']

/** What the connected database has, by kind. */
export async function namesByKind(session: Session, scope: Scope): Promise<Record<string, readonly string[]>> {
  const found = await session.rows<{ kind: string; name: string }>(objectsQuery(scope))
  const kinds: Record<string, string[]> = {}
  for (const { kind, name } of found) {
    kinds[kind] ??= []
    kinds[kind].push(name)
  }
  for (const names of Object.values(kinds)) names.sort()
  return kinds
}

function common(scope: Scope): string {
  const limit = (column: string, ids: readonly number[] | undefined): string =>
    ids === undefined ? '' : `and ${column} = any('{${ids.join(',')}}'::oid[])`
  return `with namespaces as (
    select n.oid, nspname as nsp from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ), schemas as (
    select * from namespaces n where not ${ofExtension('pg_namespace', 'n.oid')} ${limit('n.oid', scope.schemas)}
  ), relations as (
    select c.oid, c.relkind, c.relpersistence, c.reltoastrelid <> 0 as toasted, n.nsp, c.relname as rel, pg_catalog.format('%I.%I', n.nsp, c.relname) as name
    from pg_catalog.pg_class c join namespaces n on n.oid = c.relnamespace
    where c.relkind in ('r','p','v','m','S','f') and not ${ofExtension('pg_class', 'c.oid')}
      ${limit('c.oid', scope.relations)}
  ), routines as (
    select p.oid, pg_catalog.format('%I.%I(%s)', n.nsp, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as name
    from pg_catalog.pg_proc p join schemas n on n.oid = p.pronamespace where not ${ofExtension('pg_proc', 'p.oid')}
      and not exists (select from pg_catalog.pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid
        and i.deptype = 'i')
  ), types as (
    select t.oid, pg_catalog.format('%I.%I', n.nsp, t.typname) as name
    from pg_catalog.pg_type t join schemas n on n.oid = t.typnamespace
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typtype in ('b','c','d','e','r') and t.typcategory <> 'A' and (t.typrelid = 0 or c.relkind = 'c')
      and not ${ofExtension('pg_type', 't.oid')}
  )`
}

function objectsQuery(scope: Scope): string {
  const whole = scope.whole
    ? `union all select 'extension', extname::text from pg_catalog.pg_extension
       union all select 'event trigger', evtname::text from pg_catalog.pg_event_trigger t
         where not ${ofExtension('pg_event_trigger', 't.oid')}
       union all select 'publication', pubname::text from pg_catalog.pg_publication
       -- Of those, pg_dump shows and takes a superuser's only; of others it warns.
       union all select 'subscription', subname::text from pg_catalog.pg_subscription s
         join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = pg_catalog.current_database()
         where (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`
    : ''
  return `${common(scope)}
    select case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'S' then 'sequence' else 'foreign table' end as kind, name from relations
    union all select 'schema', pg_catalog.quote_ident(nsp) from schemas
    union all select 'routine', name from routines
    union all select 'type', name from types
    union all select 'index', pg_catalog.format('%I on %s', i.relname, r.name) from pg_catalog.pg_index x
      join relations r on r.oid = x.indrelid join pg_catalog.pg_class i on i.oid = x.indexrelid
      -- What is left of a failed "create index concurrently" is in no dump.
      where (x.indisvalid or r.relkind = 'p') and x.indisready
    union all select 'constraint', pg_catalog.format('%I on %s', k.conname, r.name) from pg_catalog.pg_constraint k
      join relations r on r.oid = k.conrelid where k.contype in ('c','f','p','u','x')
      -- Of or to a partitioned table, a foreign key has one more for each partition, which the server names as it likes.
      and (k.contype <> 'f' or k.conparentid = 0 and not ${isDangling(scope)})
    union all select 'trigger', pg_catalog.format('%I on %s', t.tgname, r.name) from pg_catalog.pg_trigger t
      join relations r on r.oid = t.tgrelid where not t.tgisinternal
    union all select 'policy', pg_catalog.format('%I on %s', p.polname, r.name) from pg_catalog.pg_policy p
      join relations r on r.oid = p.polrelid
    union all select distinct 'role', a.rolname::text from pg_catalog.pg_shdepend d
      join pg_catalog.pg_roles a on a.oid = d.refobjid
      join (select 'pg_class'::regclass as class, oid from relations union all select 'pg_proc'::regclass, oid from routines
        union all select 'pg_type'::regclass, oid from types
        union all select 'pg_namespace'::regclass, oid from schemas) o on o.class = d.classid and o.oid = d.objid
      where d.refclassid = 'pg_authid'::regclass
        and d.dbid = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    ${whole}`
}
