import type { PostgresSource } from '../../../policy/policy.ts'
import { literal, onlySystemNames, qualified, type Session } from '../session.ts'

/** What of a database a dump holds: object ids; undefined = all that are not the system's or an extension's. */
export interface Scope {
  readonly relations: readonly number[] | undefined
  readonly schemas: readonly number[] | undefined
  /** Extensions and other things without a schema are in the dump. */
  readonly whole: boolean
  /** Partitions of the chosen tables, which pg_dump does not take by itself. */
  readonly partitions: readonly Name[]
  /** Partitions of the excluded tables, which pg_dump does not leave out by itself. */
  readonly leftOut: readonly Name[]
  /** Partitioned tables of the scope that lack partitions. */
  readonly incomplete: readonly number[]
}

interface Name {
  readonly schema: string
  readonly name: string
}

export const everything: Scope = {
  relations: undefined,
  schemas: undefined,
  whole: true,
  partitions: [],
  leftOut: [],
  incomplete: [],
}

type Patterns = Pick<PostgresSource, 'tables' | 'schemas'>

/** The flags of pg_dump. A name that matches nothing is an error, not an empty dump. */
export function selectionFlags({ tables, schemas }: Patterns, { partitions, leftOut }: Scope): readonly string[] {
  return [
    ...(tables.include.length + schemas.include.length > 0 ? ['--strict-names'] : []),
    ...tables.include.map((pattern) => `--table=${pattern}`),
    ...partitions.map((partition) => `--table=${qualified(partition)}`),
    ...tables.exclude.map((pattern) => `--exclude-table=${pattern}`),
    ...leftOut.map((partition) => `--exclude-table=${qualified(partition)}`),
    ...schemas.include.map((pattern) => `--schema=${pattern}`),
    ...schemas.exclude.map((pattern) => `--exclude-schema=${pattern}`),
  ]
}

/** The objects that pg_dump takes with these patterns: for a table without a schema the role's own search_path decides. */
export async function scopeOf({ tables, schemas }: Patterns, session: Session): Promise<Scope> {
  const byTable = tables.include.length > 0
  const bySchema = schemas.include.length > 0
  if (!byTable && !bySchema && tables.exclude.length + schemas.exclude.length === 0) return everything
  const inSchema = [
    ...(bySchema ? [any(schemas.include.map(schemaMatch))] : []),
    ...schemas.exclude.map((pattern) => `not ${schemaMatch(pattern)}`),
  ]
  const inTables = [
    ...(byTable ? [any(tables.include.map(tableMatch))] : inSchema),
    ...tables.exclude.map((pattern) => `not ${tableMatch(pattern)}`),
  ]
  // Everything in this query is qualified, also what the patterns make: anybody's names are searched first.
  await session.lines('reset search_path')
  const relationsThat = async (condition: string): Promise<readonly number[]> => {
    const found = await session.rows<{ oid: number }>(
      `select c.oid::bigint from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
       where c.relkind operator(pg_catalog.=) any (array['r','p','v','m','S','f']::pg_catalog."char"[]) and ${condition}`,
    )
    return found.map(({ oid }) => oid)
  }
  const matched = await relationsThat(all(inTables))
  const excluded = tables.exclude.length === 0 ? [] : await relationsThat(any(tables.exclude.map(tableMatch)))
  await session.lines(onlySystemNames)
  const tree = await partitionsIn(session)
  // A foreign table has no rows here, and would need its server, which is not in a dump of some tables.
  const own = tree.filter(({ foreign }) => !foreign)
  const partitions = byTable ? partitionsOf(matched, excluded, own) : []
  // A partition that an included name matches by itself is wanted: nobody is to miss it because of its parent.
  const leftOut = partitionsOf(excluded, byTable ? matched : [], tree)
  const outside = new Set(leftOut.map(({ oid }) => oid))
  const relations = [...matched, ...partitions.map(({ oid }) => oid)].filter((oid) => !outside.has(oid))
  const namespaces = byTable
    ? []
    : await session.rows<{ oid: number }>(`select n.oid::bigint from pg_catalog.pg_namespace n where ${all(inSchema)}`)
  return {
    relations: await withSequences(relations, session),
    schemas: namespaces.map((row) => row.oid),
    whole: !byTable && !bySchema,
    partitions,
    leftOut,
    incomplete: incompleteOf(relations, tree),
  }
}

interface Partition extends Name {
  readonly oid: number
  readonly parent: number
  readonly foreign: boolean
}

/**
 * As pg_dump takes them: a sequence that belongs to a column comes with its table; that of an identity column only with
 * it (getOwnedSeqs in its pg_dump.c).
 */
async function withSequences(relations: readonly number[], session: Session): Promise<readonly number[]> {
  const owned = await session.rows<{ sequence: number; table: number; identity: boolean }>(`
    select d.objid::bigint as sequence, d.refobjid::bigint as table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and d.refobjsubid > 0`)
  const found = new Set(relations)
  for (const { sequence, table, identity } of owned) {
    if (found.has(table)) found.add(sequence)
    else if (identity) found.delete(sequence)
  }
  return [...found]
}

/** Every partition of the database. */
function partitionsIn(session: Session): Promise<readonly Partition[]> {
  return session.rows<Partition>(`
    select i.inhparent::bigint as parent, c.oid::bigint as oid, n.nspname as schema, c.relname as name,
      c.relkind = 'f' as foreign
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relispartition`)
}

/** The partitions of the chosen tables, and theirs, but for those that are known already: they and theirs are not. */
function partitionsOf(
  chosen: readonly number[],
  knownAlready: readonly number[],
  tree: readonly Partition[],
): readonly Partition[] {
  const children = Map.groupBy(tree, ({ parent }) => parent)
  const known = new Set([...chosen, ...knownAlready])
  const found: Partition[] = []
  const open = [...chosen]
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    for (const partition of children.get(oid) ?? []) {
      if (known.has(partition.oid)) continue
      known.add(partition.oid)
      found.push(partition)
      open.push(partition.oid)
    }
  }
  return found
}

/** What is above a partition that is not among these tables. */
function incompleteOf(relations: readonly number[], tree: readonly Partition[]): readonly number[] {
  const there = new Set(relations)
  const parents = new Map(tree.map(({ oid, parent }) => [oid, parent]))
  const found = new Set<number>()
  for (const { oid } of tree.filter((partition) => !there.has(partition.oid)))
    for (let above = parents.get(oid); above !== undefined; above = parents.get(above)) found.add(above)
  return [...found]
}

/** True of what belongs to an extension: it comes with it, and may differ between its versions. */
export const ofExtension = (catalog: string, oid: string): string =>
  `exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`

/**
 * Condition on pg_constraint k: a foreign key to a table that the dump lacks, wholly or in part, so it may not hold
 * elsewhere.
 */
export function isDangling({ relations, incomplete, whole }: Scope): string {
  if (relations === undefined) return 'false'
  const oids = (list: Iterable<number>): string => `'{${[...list].join(',')}}'::oid[]`
  const complete = new Set(relations).difference(new Set(incomplete))
  const outside = `k.contype = 'f' and k.conrelid = any(${oids(relations)}) and k.confrelid <> all(${oids(complete)})`
  return whole ? `(${outside} and not ${ofExtension('pg_catalog.pg_class', 'k.confrelid')})` : `(${outside})`
}

const all = (conditions: readonly string[]): string => (conditions.length === 0 ? 'true' : conditions.join(' and '))
const any = (conditions: readonly string[]): string => `(${conditions.join(' or ')})`

function schemaMatch(pattern: string): string {
  const [name = ''] = regularExpressions(pattern).slice(-1)
  return `n.nspname operator(pg_catalog.~) ${literal(name)} collate pg_catalog.default`
}

function tableMatch(pattern: string): string {
  const [table = '', schema] = regularExpressions(pattern).toReversed()
  const name = `c.relname operator(pg_catalog.~) ${literal(table)} collate pg_catalog.default`
  if (schema === undefined) return `(${name} and pg_catalog.pg_table_is_visible(c.oid))`
  return `(${name} and n.nspname operator(pg_catalog.~) ${literal(schema)} collate pg_catalog.default)`
}

/**
 * psql's patterns as regular expressions, one for each part between dots: letters fold to lower case unless quoted, `*`
 * and `?` are wild, the rest is a regular expression (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-PATTERNS).
 */
export function regularExpressions(pattern: string): readonly string[] {
  const parts = ['']
  let quoted = false
  const add = (text: string): void => {
    parts[parts.length - 1] += text
  }
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at)
    if (char === '"') {
      if (quoted && pattern.charAt(at + 1) === '"') {
        add('"')
        at++
      } else quoted = !quoted
    } else if (char === '$') add('\\$')
    else if (quoted) add(/[|*+?()[\]{}.^\\]/.test(char) ? `\\${char}` : char)
    else if (char === '*') add('.*')
    else if (char === '?') add('.')
    else if (char === '.') parts.push('')
    // As psql does it: other letters as they are.
    else add(/[A-Z]/.test(char) ? char.toLowerCase() : char)
  }
  return parts.map((part) => `^(${part})$`)
}
