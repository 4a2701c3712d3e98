import type { PostgresSource } from '../policy/policy.ts'
import { identifier, literal, onlySystemNames, type Session } from './postgres-session.ts'

/** What of a database a dump holds: object ids; undefined = all that are not the system's or an extension's. */
export interface Scope {
  readonly relations: readonly number[] | undefined
  readonly schemas: readonly number[] | undefined
  /** Extensions and other things without a schema are in the dump. */
  readonly whole: boolean
  /** Partitions of the chosen tables, which pg_dump does not take by itself. */
  readonly partitions: readonly Name[]
}

interface Name {
  readonly schema: string
  readonly name: string
}

export const everything: Scope = { relations: undefined, schemas: undefined, whole: true, partitions: [] }

type Patterns = Pick<PostgresSource, 'tables' | 'schemas'>

/** The flags of pg_dump. A name that matches nothing is an error, not an empty dump. */
export function selectionFlags({ tables, schemas }: Patterns, partitions: readonly Name[] = []): readonly string[] {
  return [
    ...(tables.include.length + schemas.include.length > 0 ? ['--strict-names'] : []),
    ...tables.include.map((pattern) => `--table=${pattern}`),
    ...partitions.map(({ schema, name }) => `--table=${identifier(schema)}.${identifier(name)}`),
    ...tables.exclude.map((pattern) => `--exclude-table=${pattern}`),
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
  const relations = await relationsThat(all(inTables))
  const excluded = tables.exclude.length === 0 ? [] : await relationsThat(any(tables.exclude.map(tableMatch)))
  await session.lines(onlySystemNames)
  const partitions = byTable ? await partitionsOf(relations, excluded, session) : []
  const namespaces = byTable
    ? []
    : await session.rows<{ oid: number }>(`select n.oid::bigint from pg_catalog.pg_namespace n where ${all(inSchema)}`)
  return {
    relations: [...relations, ...partitions.map(({ oid }) => oid)],
    schemas: namespaces.map((row) => row.oid),
    whole: !byTable && !bySchema,
    partitions,
  }
}

interface Partition extends Name {
  readonly oid: number
  readonly parent: number
}

/** The partitions of the chosen tables, and theirs, but for those that are chosen or excluded themselves. */
async function partitionsOf(
  chosen: readonly number[],
  excluded: readonly number[],
  session: Session,
): Promise<readonly Partition[]> {
  const all = await session.rows<Partition>(`
    select i.inhparent::bigint as parent, c.oid::bigint as oid, n.nspname as schema, c.relname as name
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relispartition`)
  const children = Map.groupBy(all, ({ parent }) => parent)
  const known = new Set([...chosen, ...excluded])
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
