import { plural } from '../words/words.ts'

/** What a rehearsed migration has changed of what there was: facts, as a restore is compared by. */
interface Counted {
  readonly rows: Readonly<Record<string, number>>
  readonly objects: Readonly<Record<string, readonly string[]>>
}

export interface RehearsalChange {
  /** "table", "index", "column": what kind of thing came or went; "rows": a number changed. */
  readonly kind: string
  readonly name: string
  readonly change: 'added' | 'removed' | 'rows'
  readonly before?: number
  readonly after?: number
}

/** A column, an index, a constraint ...: as it was, and as it is. */
export interface SchemaChange {
  /** "column public.orders.paid" */
  readonly name: string
  /** "boolean not null"; absent: it was not there. */
  readonly before?: string
  /** Absent: it is gone. */
  readonly after?: string
  /** Of a column that is gone: how many rows its table had, whose values are gone with it. */
  readonly rows?: number
}

export interface SchemaDifference {
  readonly changes: readonly SchemaChange[]
  /** How many more there are: a thousand are named. */
  readonly more: number
}

export interface RehearsalReport {
  readonly version: 1
  readonly command: 'rehearse'
  readonly project: string
  readonly source: string
  /** The backup that was restored, and when it was made. */
  readonly id: string
  readonly startedAt: string
  readonly proven: boolean
  /** The throw-away server's image, where the policy or a person chose one. */
  readonly image?: string
  readonly outcome: 'passed' | 'migration-failed' | 'assertion-failed'
  readonly migration: {
    readonly durationMs: number
    readonly exitCode?: number
    readonly killedBy?: string
  }
  /** Milliseconds: start, restore, migrate, compare, assert. */
  readonly durations: Readonly<Record<string, number>>
  /** Strong locks on what was there, the longest first; null: this engine cannot tell. */
  readonly locks: readonly { readonly object: string; readonly mode: string; readonly heldMs: number }[] | null
  /** Statements that the server refused; null: this engine cannot tell. */
  readonly failed: readonly { readonly code: string; readonly message: string; readonly statement: string }[] | null
  readonly changes: readonly RehearsalChange[]
  /** What the database is made of, where it differs; null: this engine cannot tell. */
  readonly schema: SchemaDifference | null
  /** Assertions that do not hold after it, and what the restore said. */
  readonly findings: readonly {
    readonly level: 'note' | 'warning' | 'failure'
    readonly message: string
    readonly hint?: string
  }[]
  /** How many assertions of the policy were judged. */
  readonly assertions: number
}

/** Names first, then rows, each in the order of its name. Pure. */
export function changesBetween(before: Counted, after: Counted): readonly RehearsalChange[] {
  const kinds = [...new Set([...Object.keys(before.objects), ...Object.keys(after.objects)])].sort()
  const names = kinds.flatMap((kind): RehearsalChange[] => {
    const [was, is] = [before, after].map(({ objects }) => new Set(Object.hasOwn(objects, kind) ? objects[kind] : []))
    const added = [...(is ?? [])].filter((name) => !was?.has(name))
    const removed = [...(was ?? [])].filter((name) => !is?.has(name))
    return [
      ...added.sort().map((name) => ({ kind, name, change: 'added' as const })),
      ...removed.sort().map((name) => ({ kind, name, change: 'removed' as const })),
    ]
  })
  const counted = [...new Set([...Object.keys(before.rows), ...Object.keys(after.rows)])].sort()
  const rows = counted.flatMap((name): RehearsalChange[] => {
    const [was, is] = [before, after].map(({ rows }) => (Object.hasOwn(rows, name) ? rows[name] : undefined))
    if (was === is) return []
    return [
      {
        ...{ kind: 'rows', name, change: 'rows' },
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ]
  })
  return [...names, ...rows]
}

const mostNamed = 1000

interface Described {
  readonly name: string
  readonly is: string
}

/** By name; what has the same name as before and is another is one change. `rows`: of each table, before. Pure. */
export function schemaDifference(
  before: readonly Described[],
  after: readonly Described[],
  rows: Counted['rows'] = {},
): SchemaDifference {
  const [was, is] = [before, after].map(byName)
  const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].sort()
  const changes = names.flatMap((name): SchemaChange[] => {
    const [old, now] = [was?.get(name), is?.get(name)]
    if (old === now) return []
    const table = now === undefined ? tableOf(name, rows) : undefined
    return [
      {
        name,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
        ...(table === undefined ? {} : { rows: rows[table] ?? 0 }),
      },
    ]
  })
  return { changes: changes.slice(0, mostNamed), more: Math.max(0, changes.length - mostNamed) }
}

/** The one with the longest name: a dot may be part of a name. */
function tableOf(name: string, rows: Counted['rows']): string | undefined {
  return Object.keys(rows)
    .filter((table) => name.startsWith(`column ${table}.`))
    .sort((a, b) => b.length - a.length)[0]
}

/** Of one name there may be several: all of them are what it is. */
function byName(lines: readonly Described[]): ReadonlyMap<string, string> {
  const all = Map.groupBy(lines, ({ name }) => name)
  return new Map(
    [...all].map(([name, some]) => [
      name,
      some
        .map(({ is }) => is)
        .sort()
        .join('; '),
    ]),
  )
}

/** What is lost with a column or a table that is gone: sentences, the tables first. Pure. */
export function migrationLosses(
  changes: readonly RehearsalChange[],
  schema: SchemaDifference | null,
): readonly string[] {
  const lost = (what: string, rows: number) =>
    `${what} is gone with ${plural(rows, 'row')}, unless it was renamed: only a restore brings that back`
  const tables = changes.filter(({ change, before, after }) => change === 'rows' && after === undefined && before)
  const columns = (schema?.changes ?? []).filter(
    ({ name, rows }) => rows && !tables.some((table) => name.startsWith(`column ${table.name}.`)),
  )
  return [
    ...tables.map(({ name, before = 0 }) => lost(`table ${name}`, before)),
    ...columns.map(({ name, rows = 0 }) => lost(name, rows).replace('is gone with ', 'is gone with its values in ')),
  ].slice(0, 20)
}
