import type { RehearsalReport } from '../../judge/judge.ts'
import { formatCount, formatDuration, oneLine } from '../../words/words.ts'

/* What both renderers say of a rehearsal: plain text, in which nothing is escaped yet. */

type Changes = RehearsalReport['changes']
type Lock = NonNullable<RehearsalReport['locks']>[number]

/** In full in the difference of the schemas, where an engine has one: by name they need not be told again. */
const described: ReadonlySet<string> = new Set([
  ...['schema', 'extension', 'table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence'],
  ...['routine', 'type', 'index', 'constraint', 'trigger', 'policy', 'event trigger', 'event'],
  // Where a counter stands is no schema: the rows tell that something was inserted.
  'sequence value',
])

const mostShown = 200

/** Each change of the schema as lines that begin with - (as it was) or + (as it is). */
export function schemaLines(schema: NonNullable<RehearsalReport['schema']>): readonly string[] {
  return schema.changes.flatMap(({ name, before, after, rows }) => {
    const gone = rows === undefined || rows === 0 ? '' : ` (${formatCount(rows)} rows had it)`
    return [
      ...(before === undefined ? [] : [`- ${shown(name, before)}${gone}`]),
      ...(after === undefined ? [] : [`+ ${shown(name, after)}`]),
    ]
  })
}

const shown = (name: string, is: string) => oneLine(is === '' ? name : `${name}: ${is}`, mostShown * 2)

export function rowChanges(changes: Changes): readonly (Changes[number] & { readonly text: string })[] {
  const count = (value: number | undefined) => (value === undefined ? 'no table' : formatCount(value))
  return changes
    .filter(({ change }) => change === 'rows')
    .map((one) => ({ ...one, text: `${count(one.before)} → ${count(one.after)} rows` }))
}

/** Things that came or went and of which only the name is known. */
export function namedChanges({ changes, schema }: RehearsalReport): Changes {
  return changes.filter(({ change, kind }) => change !== 'rows' && (schema === null || !described.has(kind)))
}

/** In a sentence; an assertion of which there is none says nothing. */
export function verdictOf({ outcome, assertions }: RehearsalReport): string {
  if (outcome === 'migration-failed') return 'the migration failed'
  if (outcome === 'assertion-failed') return 'the migration ran, but an assertion does not hold after it'
  if (assertions === 0) return 'the migration ran; the policy has no assertion to judge what it left'
  return 'the migration ran, and every assertion holds'
}

/** A failed migration that had done something: the server did not take that back. */
export function isHalfDone({ outcome, changes, schema }: RehearsalReport): boolean {
  return outcome === 'migration-failed' && (changes.length > 0 || (schema?.changes.length ?? 0) > 0)
}

export const halfDone =
  'it failed halfway: these differences were not rolled back, and production would be left with them'

/** The longest of each table, or what else is locked: the others are in the JSON. */
export function locksByObject(locks: readonly Lock[]): readonly Lock[] {
  return locks.filter(({ object }, index) => locks.findIndex((other) => other.object === object) === index)
}

/** What a lock keeps others from, which its mode does not tell everybody. */
export function lockMeans({ mode, heldMs }: Lock): string {
  const all = ['AccessExclusiveLock', 'EXCLUSIVE', 'SHARED_NO_READ_WRITE'].includes(mode)
  return `for ${formatDuration(heldMs)} nobody else could ${all ? 'read or write it' : 'write to it'}`
}
