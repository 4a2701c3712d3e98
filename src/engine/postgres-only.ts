import { Problem } from '../problem.ts'
import type { Restorable } from './engine.ts'
import { type ArchiveEntry, archiveReader } from './postgres-archive.ts'
import { tocInTar } from './postgres-toc.ts'

/** A dump's table of contents, read from the start of the part, and no further than it needs to be. */
export async function entriesOf(dump: Restorable, part: 'dump.pgc' | 'dump.tar'): Promise<readonly ArchiveEntry[]> {
  const archive = archiveReader()
  const opened = await dump.open(part)
  const body = part === 'dump.tar' ? tocInTar(opened, archive) : opened
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    if (part === 'dump.pgc') archive.push(chunk)
    const entries = archive.entries()
    if (entries !== undefined) return entries
  }
  throw new Problem('object-damaged', `${part} has no table of contents`)
}

const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']
const data = ['TABLE DATA', 'MATERIALIZED VIEW DATA']
// What belongs to a relation and is nothing without it. A sequence that depends on a table is that of a serial or an
// identity column: without it the column makes no more numbers.
const belongings = [
  'SEQUENCE',
  ...['CONSTRAINT', 'CHECK CONSTRAINT', 'INDEX', 'INDEX ATTACH', 'TRIGGER', 'RULE', 'DEFAULT', 'SEQUENCE OWNED BY'],
  ...['SEQUENCE SET', 'POLICY', 'ROW SECURITY', 'STATISTICS', 'COMMENT', 'ACL', 'SECURITY LABEL'],
]

/**
 * The ids of what a restore of only these tables needs: they and their partitions, their data, indexes, constraints and
 * triggers, and what those depend on (types, functions, sequences, schemas). A foreign key to a table that is left out
 * is left out too. In a pattern `*` and `?` are wild; without a dot it means the table of any schema.
 * @throws Problem `usage` for a pattern that matches nothing.
 */
export function idsOfOnly(entries: readonly ArchiveEntry[], patterns: readonly string[]): readonly number[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const dependencies = (entry: ArchiveEntry): readonly ArchiveEntry[] =>
    entry.dependsOn.flatMap((id) => byId.get(id) ?? [])
  // Of an index or constraint, what that is of; no longer ways, which in a forged archive could lead back.
  const relationsOf = (entry: ArchiveEntry, ways = 3): readonly ArchiveEntry[] =>
    dependencies(entry).flatMap((other) => {
      if (relations.includes(other.kind)) return [other]
      return ways > 0 && (other.kind === 'CONSTRAINT' || other.kind === 'INDEX') ? relationsOf(other, ways - 1) : []
    })

  const wanted = wantedBy(entries, patterns)
  // Partitions have partitions, and come in no order that would help.
  for (let size = -1; size !== wanted.size; ) {
    size = wanted.size
    for (const entry of entries) {
      const [parent, child] = entry.kind === 'TABLE ATTACH' ? attached(entry, relationsOf(entry)) : []
      if (parent !== undefined && child !== undefined && wanted.has(parent)) wanted.add(child)
    }
  }
  const chosen = new Set(wanted)
  const belongs = (entry: ArchiveEntry): boolean => {
    const related = relationsOf(entry)
    if (data.includes(entry.kind)) return related.some((other) => wanted.has(other))
    if (entry.kind === 'FK CONSTRAINT') return related.length > 0 && related.every((other) => wanted.has(other))
    if (entry.kind === 'TABLE ATTACH') return related.every((other) => chosen.has(other))
    return belongings.includes(entry.kind) && related.some((other) => chosen.has(other))
  }
  for (let size = -1; size !== chosen.size; ) {
    size = chosen.size
    for (const entry of entries) if (belongs(entry)) chosen.add(entry)
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of chosen) for (const needed of dependencies(entry)) chosen.add(needed)
  }
  const schemas = new Set([...chosen].map((entry) => entry.schema))
  const inSchemas = entries.filter((entry) => entry.kind === 'SCHEMA' && schemas.has(entry.name))
  for (const entry of inSchemas) chosen.add(entry)
  return entries.filter((entry) => chosen.has(entry)).map((entry) => entry.id)
}

/**
 * The ids of an archive of some tables but for what names a table that is not in it: partitions' ties to it, and foreign
 * keys, whose oids are `dangling`. They would fail, and everything with them.
 */
export function idsThatCanBe(entries: readonly ArchiveEntry[], dangling: readonly number[]): readonly number[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const kinds: Readonly<Record<string, readonly string[]>> = {
    'TABLE ATTACH': ['TABLE', 'FOREIGN TABLE'],
    'INDEX ATTACH': ['INDEX', 'CONSTRAINT'],
  }
  const out = new Set(dangling.map(String))
  const possible = entries.filter(({ kind, oid, dependsOn }) => {
    const tied = kinds[kind]
    if (tied === undefined) return kind !== 'FK CONSTRAINT' || !out.has(oid)
    const ends = dependsOn.filter((id) => tied.includes(byId.get(id)?.kind ?? ''))
    return new Set(ends).size > 1
  })
  return possible.map(({ id }) => id)
}

/** The entry is named after the partition. */
function attached(entry: ArchiveEntry, related: readonly ArchiveEntry[]): readonly (ArchiveEntry | undefined)[] {
  const isChild = (other: ArchiveEntry): boolean => other.name === entry.name && other.schema === entry.schema
  return [related.find((other) => !isChild(other)), related.find(isChild)]
}

function wantedBy(entries: readonly ArchiveEntry[], patterns: readonly string[]): Set<ArchiveEntry> {
  const wanted = new Set<ArchiveEntry>()
  for (const pattern of patterns) {
    const expression = expressionOf(pattern)
    const found = entries.filter(
      ({ kind, schema, name }) =>
        relations.includes(kind) &&
        (expression.test(`${schema}.${name}`) || (!pattern.includes('.') && expression.test(name))),
    )
    if (found.length === 0) {
      throw new Problem('usage', `the backup has no table ${pattern}`, {
        hint: 'Name tables as schema.table or table; * and ? are wild.',
      })
    }
    for (const entry of found) wanted.add(entry)
  }
  return wanted
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll('"', '').replace(/[\\^$.*+?()[\]{}|]/g, (char) => {
    if (char === '*') return '.*'
    return char === '?' ? '.' : `\\${char}`
  })
  return new RegExp(`^${source}$`, 's')
}
