import type { ArchiveEntry } from '../archive/archive.ts'
import { literal, type Session } from '../session.ts'

// By what an archive calls its kinds: in which catalog such a thing is, and its name and schema there.
const signature = `p.proname || '(' || case when p.prokind = 'a' and p.pronargs = 0 then '*' else coalesce((
  select string_agg(pg_catalog.format_type(t.oid, null), ', ' order by t.at)
  from unnest(p.proargtypes) with ordinality t (oid, at)), '') end || ')'`
const kinds: readonly {
  readonly of: readonly string[]
  readonly from: string
  readonly name: string
  readonly schema?: string
}[] = [
  { of: ['SCHEMA'], from: 'pg_namespace', name: 'nspname' },
  { of: ['EXTENSION'], from: 'pg_extension', name: 'extname' },
  {
    of: ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'],
    from: 'pg_class',
    name: 'relname',
    schema: 'relnamespace',
  },
  { of: ['TYPE', 'DOMAIN', 'SHELL TYPE'], from: 'pg_type', name: 'typname', schema: 'typnamespace' },
  { of: ['FUNCTION', 'PROCEDURE', 'AGGREGATE'], from: 'pg_proc', name: signature, schema: 'pronamespace' },
  { of: ['COLLATION'], from: 'pg_collation', name: 'collname', schema: 'collnamespace' },
  { of: ['OPERATOR'], from: 'pg_operator', name: 'oprname', schema: 'oprnamespace' },
  { of: ['OPERATOR CLASS'], from: 'pg_opclass', name: 'opcname', schema: 'opcnamespace' },
  { of: ['OPERATOR FAMILY'], from: 'pg_opfamily', name: 'opfname', schema: 'opfnamespace' },
  { of: ['TEXT SEARCH CONFIGURATION'], from: 'pg_ts_config', name: 'cfgname', schema: 'cfgnamespace' },
  { of: ['TEXT SEARCH DICTIONARY'], from: 'pg_ts_dict', name: 'dictname', schema: 'dictnamespace' },
  { of: ['FOREIGN DATA WRAPPER'], from: 'pg_foreign_data_wrapper', name: 'fdwname' },
  { of: ['SERVER'], from: 'pg_foreign_server', name: 'srvname' },
  { of: ['ACCESS METHOD'], from: 'pg_am', name: 'amname' },
  { of: ['PROCEDURAL LANGUAGE'], from: 'pg_language', name: 'lanname' },
  { of: ['PUBLICATION'], from: 'pg_publication', name: 'pubname' },
]

/** Those of an archive's entries whose like a database has, by kind, schema and name. Of kinds that are rare, none. */
export async function thereOf(session: Session, entries: readonly ArchiveEntry[]): Promise<ReadonlySet<ArchiveEntry>> {
  const there = new Set<ArchiveEntry>()
  for (const { of, from, name, schema } of kinds) {
    const asked = entries.filter(({ kind }) => of.includes(kind))
    if (asked.length === 0) continue
    const wanted = asked.map(({ id, schema, name }) => ({ id, schema, name }))
    const place =
      schema === undefined ? '' : `join pg_catalog.pg_namespace n on n.oid = p.${schema} and n.nspname = q.schema`
    const found = await session.rows<{ id: number }>(`
      select distinct q.id from pg_catalog.json_to_recordset(${literal(JSON.stringify(wanted))}::json)
        as q (id int, schema text, name text)
      cross join lateral (select p.oid from pg_catalog.${from} p ${place} where ${name} = q.name limit 1) found`)
    const ids = new Set(found.map(({ id }) => id))
    for (const entry of asked) if (ids.has(entry.id)) there.add(entry)
  }
  return there
}
