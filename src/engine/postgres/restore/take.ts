import type { Finding } from '../../../problem.ts'
import { namesSome } from '../../../words/words.ts'
import type { Facts, PlainBackup } from '../../contract.ts'
import type { ArchiveEntry } from '../archive/archive.ts'
import { choose, entriesOf, idsThatCanBe, relations, remarks, settle } from '../archive/only.ts'
import { tableName } from '../facts.ts'
import type { Session } from '../session.ts'
import { droppedByThemselves, droppedOfNamed } from './drop.ts'
import { locksOf, locksOfSome } from './lock.ts'
import type { RestoreOptions } from './option.ts'
import { parseSurrounding } from './prerequisites.ts'
import { thereOf } from './there.ts'

/** What a restore takes of an archive. */
export interface ArchiveExtract {
  /** In their order; undefined: all. */
  readonly ids: readonly number[] | undefined
  /** What is dropped before; undefined: nothing. */
  readonly dropped: ReadonlySet<number> | undefined
  /** How many locks it needs at least in one transaction. */
  readonly locks: number
  /** What is made that nobody named, and what cannot be made. */
  readonly findings: readonly Finding[]
}

/** Looks into an archive and into the target, before anything is changed. Without a session, of a target that is empty. */
export async function taken(
  dump: PlainBackup,
  part: 'dump.pgc' | 'dump.tar',
  session: Session | undefined,
  { only, overwrite }: Pick<RestoreOptions, 'only' | 'overwrite'>,
): Promise<ArchiveExtract> {
  const isSelection = dump.facts.server?.settings['selected'] === 'true'
  const hasEventTriggers = (dump.facts.objects['event trigger'] ?? []).length > 0
  if (only.length === 0 && !isSelection && !overwrite && !hasEventTriggers)
    return { ids: undefined, dropped: undefined, locks: locksOf(dump.facts), findings: [] }
  const entries = await entriesOf(dump, part)
  const possible = isSelection ? possibleOf(entries, dump.facts) : undefined
  if (only.length === 0) {
    const all = entries.filter(({ id }) => possible?.has(id) ?? true)
    const ids = all.length === entries.length && !hasEventTriggers ? undefined : eventTriggersLast(all)
    const dropped = overwrite ? droppedByThemselves(entries) : undefined
    return { ids, dropped, locks: locksOf(dump.facts), findings: [] }
  }
  const choice = choose(entries, only)
  const others = [...choice.needed, ...[...choice.tied.values()].flat()]
  const there = session === undefined ? new Set<ArchiveEntry>() : await thereOf(session, [...new Set(others)])
  const { ids: settled, made, leftOut } = settle(entries, choice, there)
  const ids = possible === undefined ? settled : settled.filter((id) => possible.has(id))
  const chosen = new Set(ids)
  return {
    ids,
    locks: locksOfSome(
      entries.filter(({ id }) => chosen.has(id)),
      dump.facts,
    ),
    dropped: overwrite ? droppedOfNamed(choice.named) : undefined,
    findings: [...madeToo(made), ...untied(leftOut)],
  }
}

/** The facts of what these patterns name: the rows of their tables, and the names of their relations. */
export async function chosenFacts(
  dump: PlainBackup,
  part: 'dump.pgc' | 'dump.tar',
  only: readonly string[],
): Promise<Facts> {
  const { named } = choose(await entriesOf(dump, part), only)
  const names = new Set([...named].filter(({ kind }) => relations.includes(kind)).map(tableName))
  const rows = Object.entries(dump.facts.rows).filter(([name]) => names.has(name))
  const kinds = ['table', 'partitioned table', 'view', 'materialized view', 'sequence']
  const objects = kinds.map(
    (kind) => [kind, (dump.facts.objects[kind] ?? []).filter((name) => names.has(name))] as const,
  )
  return { ...dump.facts, rows: Object.fromEntries(rows), objects: Object.fromEntries(objects) }
}

/**
 * In an archive they stand before the refreshes of materialized views, and would be called for those: one that forbids
 * changes would end the restore, one that logs them would add rows that are in no backup.
 */
function eventTriggersLast(entries: readonly ArchiveEntry[]): readonly number[] {
  const isOne = ({ kind, name }: ArchiveEntry): boolean =>
    kind === 'EVENT TRIGGER' || (remarks.includes(kind) && name.startsWith('EVENT TRIGGER '))
  return [...entries.filter((entry) => !isOne(entry)), ...entries.filter(isOne)].map(({ id }) => id)
}

const possibleOf = (entries: readonly ArchiveEntry[], facts: Facts): ReadonlySet<number> =>
  new Set(idsThatCanBe(entries, parseSurrounding(facts).dangling))

function madeToo(made: readonly ArchiveEntry[]): readonly Finding[] {
  if (made.length === 0) return []
  const message = `created although not named, because what is named needs it and the target lacked it: ${namesSome(made.map(nameOf), 10)}`
  return [{ level: 'note', blame: 'env', message }]
}

function untied(leftOut: readonly ArchiveEntry[]): readonly Finding[] {
  const say = (what: string, found: readonly ArchiveEntry[]): readonly Finding[] =>
    found.length === 0
      ? []
      : [
          {
            level: 'note',
            blame: 'env',
            message: `${what}: ${namesSome(
              found.map(({ name }) => name),
              10,
            )}`,
          },
        ]
  const of = (kind: string) => leftOut.filter((entry) => entry.kind === kind)
  return [
    ...say('foreign keys were left out, because the target lacks the tables they refer to', of('FK CONSTRAINT')),
    ...say('partitions were restored as separate tables, because the target lacks their parents', of('TABLE ATTACH')),
  ]
}

/** "table public.log (without rows)" */
function nameOf({ kind, schema, name }: ArchiveEntry): string {
  const empty = kind === 'TABLE' ? ' (without rows)' : ''
  return `${kind.toLowerCase()} ${schema === '' ? '' : `${schema}.`}${name}${empty}`
}
