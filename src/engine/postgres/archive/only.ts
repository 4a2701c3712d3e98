import { Problem, remedy } from '../../../problem.ts'
import type { PlainBackup } from '../../contract.ts'
import { type ArchiveEntry, archiveReader } from './archive.ts'
import { matcherOf } from './pattern.ts'
import { tocInTar } from './toc.ts'

/** A dump's table of contents, read from the start of the part, and no further than it needs to be. */
export async function entriesOf(dump: PlainBackup, part: 'dump.pgc' | 'dump.tar'): Promise<readonly ArchiveEntry[]> {
  const archive = archiveReader()
  const opened = await dump.open(part)
  const body = part === 'dump.tar' ? tocInTar(opened, archive) : opened
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    if (part === 'dump.pgc') archive.push(chunk)
    const entries = archive.entries()
    if (entries !== undefined) return entries
  }
  throw new Problem('object-damaged', `${part} has no table of contents`, { hint: remedy.damaged })
}

/** The kinds of what `--only` can name. */
export const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']
const data = ['TABLE DATA', 'MATERIALIZED VIEW DATA']
// What belongs to a relation whose name its own name begins with: "orders orders_pkey".
const ownedByName = ['CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'DEFAULT', 'TRIGGER', 'RULE', 'POLICY']
const ownedAlone = [...data, 'INDEX', 'INDEX ATTACH', 'ROW SECURITY', 'STATISTICS', 'SEQUENCE', 'SEQUENCE SET']
const owned = [...ownedByName, ...ownedAlone]
/** What is said of something else, whose name follows its kind: "EVENT TRIGGER guard". */
export const remarks = ['COMMENT', 'ACL', 'SECURITY LABEL']
const indexes = ['INDEX', 'CONSTRAINT']

/** What patterns choose of an archive. */
export interface Choice {
  /** The tables that they name, their partitions, and what is nothing without those: the only things a restore may replace. */
  readonly named: ReadonlySet<ArchiveEntry>
  /** What the named ones cannot be made without, as far as it is not theirs. */
  readonly needed: ReadonlySet<ArchiveEntry>
  /** What ties a named one to something else, with that: possible where it is there. */
  readonly tied: ReadonlyMap<ArchiveEntry, readonly ArchiveEntry[]>
}

/**
 * What a restore of only these tables takes: they and their partitions, with their data, indexes, constraints and triggers;
 * and what those need (types, functions, sequences, schemas). In a pattern `*` and `?` are wild; without a dot it means the
 * table of any schema.
 * @throws Problem `usage` for a pattern that matches nothing.
 */
export function choose(entries: readonly ArchiveEntry[], patterns: readonly string[]): Choice {
  const { needsOf, ownersOf } = relating(entries)
  const named = wantedBy(entries, patterns)
  const attachments = entries.filter(({ kind }) => kind === 'TABLE ATTACH')
  // Partitions have partitions, and come in no order that would help.
  untilSettled(named, () => {
    for (const entry of attachments) {
      const [parent, child] = attached(entry, ownersOf(entry))
      if (parent !== undefined && child !== undefined && named.has(parent)) named.add(child)
    }
  })
  const tied = new Map<ArchiveEntry, readonly ArchiveEntry[]>()
  /** True where both ends are named; where only the one is that has the tie, it is noted. */
  const ties = (entry: ArchiveEntry, ends: readonly ArchiveEntry[], mine: ArchiveEntry | undefined): boolean => {
    const others = ends.filter((other) => !named.has(other))
    if (mine !== undefined && named.has(mine) && others.length > 0) tied.set(entry, others)
    return ends.length > 0 && others.length === 0
  }
  const belongs = (entry: ArchiveEntry): boolean => {
    const owners = ownersOf(entry)
    switch (entry.kind) {
      case 'FK CONSTRAINT':
        return ties(entry, owners, ownerOf(entry, owners))
      case 'TABLE ATTACH':
        return ties(entry, owners, attached(entry, owners)[1])
      case 'PUBLICATION TABLE':
        return ties(entry, needsOf(entry), owners[0])
      // If a sequence itself is wanted, its table may be missing.
      case 'SEQUENCE OWNED BY':
        return owners.some((other) => named.has(other) && ownersOf(other).some((table) => named.has(table)))
    }
    if (ownedByName.includes(entry.kind)) {
      const owner = ownerOf(entry, owners)
      return owner !== undefined && named.has(owner)
    }
    // A sequence that depends on a table is that of a serial or an identity column: without it the column makes no more
    // numbers.
    if (ownedAlone.includes(entry.kind)) return owners.length > 0 && owners.every((other) => named.has(other))
    return (
      remarks.includes(entry.kind) && needsOf(entry).length > 0 && needsOf(entry).every((other) => named.has(other))
    )
  }
  untilSettled(named, () => {
    for (const entry of entries) if (!named.has(entry) && belongs(entry)) named.add(entry)
  })
  for (const entry of named) tied.delete(entry)
  const needed = new Set<ArchiveEntry>()
  const need = (entry: ArchiveEntry): void => {
    for (const other of needsOf(entry)) if (!named.has(other)) needed.add(other)
  }
  for (const entry of named) need(entry)
  // A set may grow while it is walked: what is added is visited too.
  for (const entry of needed) need(entry)
  const schemas = new Set([...named, ...needed].map(({ schema }) => schema))
  for (const entry of entries) if (entry.kind === 'SCHEMA' && schemas.has(entry.name)) needed.add(entry)
  return { named, needed, tied }
}

/** What a restore of a choice does in a target that has some things already. */
export interface ChoicePlan {
  /** In the order in which they are restored. */
  readonly ids: readonly number[]
  /** Not named, and made all the same, because it is needed and not there. */
  readonly made: readonly ArchiveEntry[]
  /** Ties to what is neither named nor there. */
  readonly leftOut: readonly ArchiveEntry[]
}

/** `there`: of what a choice needs and is tied to, what the target has. That stays as it is. */
export function settle(
  entries: readonly ArchiveEntry[],
  { named, needed, tied }: Choice,
  there: ReadonlySet<ArchiveEntry>,
): ChoicePlan {
  const { needsOf, ownersOf } = relating(entries)
  const made = new Set<ArchiveEntry>()
  const make = (entry: ArchiveEntry): void => {
    const schemas = [...needed].filter(({ kind, name }) => kind === 'SCHEMA' && name === entry.schema)
    for (const other of [...needsOf(entry), ...schemas]) {
      // What belongs to a table is as little touched as that.
      const owner = ownerOf(other, ownersOf(other))
      if (!named.has(other) && !there.has(other) && !(owner !== undefined && there.has(owner))) made.add(other)
    }
  }
  for (const entry of named) make(entry)
  // A set may grow while it is walked: what is added is visited too.
  for (const entry of made) make(entry)
  // Without its value a sequence would give numbers that the rows have already.
  const withMade = (entry: ArchiveEntry): boolean =>
    [...remarks, 'SEQUENCE SET'].includes(entry.kind) &&
    needsOf(entry).length > 0 &&
    needsOf(entry).every((other) => named.has(other) || made.has(other)) &&
    needsOf(entry).some((other) => made.has(other))
  const possible = new Set(
    [...tied].flatMap(([entry, others]) => (others.every((one) => there.has(one)) ? [entry] : [])),
  )
  const chosen = entries.filter(
    (entry) => named.has(entry) || made.has(entry) || possible.has(entry) || withMade(entry),
  )
  // A parent that has its indexes makes them for every partition that it is given, unless that has them already.
  const late = (entry: ArchiveEntry): boolean => entry.kind === 'TABLE ATTACH' && possible.has(entry)
  return {
    ids: [...chosen.filter((entry) => !late(entry)), ...chosen.filter(late)].map(({ id }) => id),
    made: entries.filter((entry) => made.has(entry) && (relations.includes(entry.kind) || !owned.includes(entry.kind))),
    leftOut: [...tied.keys()].filter((entry) => !possible.has(entry)),
  }
}

/** Grows a set until a step adds nothing more. */
function untilSettled(set: ReadonlySet<unknown>, step: () => void): void {
  for (let size = -1; size !== set.size; ) {
    size = set.size
    step()
  }
}

interface Relating {
  /** What an entry cannot be made without. */
  needsOf(entry: ArchiveEntry): readonly ArchiveEntry[]
  /** The relations that an entry is of. */
  ownersOf(entry: ArchiveEntry): readonly ArchiveEntry[]
}

function relating(entries: readonly ArchiveEntry[]): Relating {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const dependencies = (entry: ArchiveEntry): readonly ArchiveEntry[] =>
    entry.dependsOn.flatMap((id) => byId.get(id) ?? [])
  const parents = new Map<ArchiveEntry, readonly ArchiveEntry[]>()
  const serials = new Set<ArchiveEntry>()
  for (const entry of entries) {
    const others = dependencies(entry)
    if (entry.kind === 'TABLE ATTACH') {
      const [parent, child] = attached(entry, others)
      if (parent && child) parents.set(child, [...(parents.get(child) ?? []), parent])
    }
    if (entry.kind === 'SEQUENCE OWNED BY') for (const other of others) serials.add(other)
  }
  // A sequence's table, a partition's parent and the index above an index are told to those later, by an entry of its own.
  const needsOf = (entry: ArchiveEntry): readonly ArchiveEntry[] =>
    dependencies(entry).filter((other) => {
      if (entry.kind === 'SEQUENCE') return !(relations.includes(other.kind) && serials.has(entry))
      if (indexes.includes(entry.kind)) return !indexes.includes(other.kind)
      return !parents.get(entry)?.includes(other)
    })
  // Of an index or constraint, what that is of; no longer ways, which in a forged archive could lead back.
  const ownersOf = (entry: ArchiveEntry, ways = 3): readonly ArchiveEntry[] => {
    const near = indexes.includes(entry.kind) ? needsOf(entry) : dependencies(entry)
    return near.flatMap((other) => {
      if (relations.includes(other.kind)) return [other]
      return ways > 0 && indexes.includes(other.kind) ? ownersOf(other, ways - 1) : []
    })
  }
  return { needsOf, ownersOf }
}

/** The relation that an entry is of, and goes with; undefined for what is for itself. */
function ownerOf({ kind, schema, name }: ArchiveEntry, owners: readonly ArchiveEntry[]): ArchiveEntry | undefined {
  if (ownedAlone.includes(kind) && kind !== 'SEQUENCE') return owners[0]
  if (!ownedByName.includes(kind)) return undefined
  const fits = owners.filter((other) => other.schema === schema && name.startsWith(`${other.name} `))
  return fits.sort((a, b) => b.name.length - a.name.length)[0]
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
    const matches = matcherOf(pattern)
    const found = entries.filter(({ kind, schema, name }) => relations.includes(kind) && matches(schema, name))
    if (found.length === 0) {
      throw new Problem('usage', `the backup has no table ${pattern}`, {
        hint: 'Name tables as schema.table or table; * and ? are wild, but not in quotes: "My.Schema"."Table".',
      })
    }
    for (const entry of found) wanted.add(entry)
  }
  return wanted
}
