import { Problem, remedy } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Facts } from '../contract.ts'
import { type Inventory, namesOf } from './inventory.ts'
import { type DumpTally, objectsOf } from './stream/tally.ts'

interface Wanted {
  readonly tables: readonly string[]
  /** By name, and so without views, routines and events. */
  readonly isNamed: boolean
}

/**
 * What the dump holds, by name. What was there before it and after it must be in it: programs leave out what they may not see,
 * and end with exit code 0.
 * @throws Problem `dump-incomplete`
 */
export function mustHoldAll(
  { names, unnamed }: Pick<DumpTally, 'names' | 'unnamed'>,
  before: Inventory,
  after: Inventory,
  wanted: Wanted,
): Facts['objects'] {
  const held = new Map([...names].map(([kind, some]) => [kind, new Set(some)]))
  const there = namesOf(after)
  for (const [kind, some] of Object.entries(namesOf(before))) {
    const now = new Set(there[kind])
    const lasting = some.filter((name) => now.has(name) && isWanted(kind, name, before, wanted))
    const missing = lasting.filter((name) => held.get(kind)?.has(name) !== true)
    // A trigger is kept as it was typed: where its name could not be read, it must be one of these.
    if (missing.length > (unnamed.get(kind) ?? 0))
      throw new Problem('dump-incomplete', `the dump lacks ${kind} ${namesSome(missing)}`, {
        hint: `Grant the user of the url the rights that docs/engines.md lists. ${remedy.dump}`,
      })
    held.set(kind, new Set([...(held.get(kind) ?? []), ...missing]))
  }
  return objectsOf(held)
}

function isWanted(kind: string, name: string, { triggers }: Inventory, { tables, isNamed }: Wanted): boolean {
  if (kind === 'table') return tables.includes(name)
  if (kind !== 'trigger') return !isNamed
  const table = triggers.get(name)
  return table === undefined || tables.includes(table)
}
