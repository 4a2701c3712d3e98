import type { Entry } from '../catalog/catalog.ts'
import { addReason, type Because } from './pin.ts'

/**
 * Adds to `kept` everything that a kept backup depends on, directly or through others.
 * Gives findings for what is needed and is not there.
 */
export function keepBases(entries: readonly Entry[], kept: Because): readonly string[] {
  const findings: string[] = []
  const open = entries.filter((entry) => entry.manifest.base !== undefined && kept.has(entry.id))
  if (open.length === 0) return findings
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  for (const entry of open) {
    const base = entry.manifest.base
    if (base === undefined) continue
    const needed = byId.get(base)
    if (!needed) {
      findings.push(`backup ${entry.id} depends on ${base}, which is deleted or missing: it cannot be restored`)
      continue
    }
    if (!kept.has(base)) open.push(needed)
    addReason(kept, base, neededBy(entry.id))
  }
  return findings
}

const neededBy = (id: string) => `backup ${id} depends on it`

/** What of these may go, after all: by id, why each of the others stays, because what is not going depends on it. */
export function basesThatStay(entries: readonly Entry[], going: ReadonlySet<string>): ReadonlyMap<string, string> {
  const kept: Because = new Map(entries.filter(({ id }) => !going.has(id)).map(({ id }) => [id, []]))
  keepBases(entries, kept)
  return new Map([...kept].flatMap(([id, [because]]) => (going.has(id) && because ? [[id, because] as const] : [])))
}

/** Each before all that it depends on: so that whoever stops half-way leaves nothing without its base. */
export function dependentsFirst<T>(items: readonly T[], entryOf: (item: T) => Entry): readonly T[] {
  return dependencyLayers(items, entryOf).flat()
}

/** The same in layers: of one layer nothing depends on another of it, so that they may go at once. */
export function dependencyLayers<T>(items: readonly T[], entryOf: (item: T) => Entry): readonly (readonly T[])[] {
  const byId = new Map(items.map((item) => [entryOf(item).id, entryOf(item)]))
  const depth = (entry: Entry, seen: ReadonlySet<string>): number => {
    const base = byId.get(entry.manifest.base ?? '')
    return base && !seen.has(base.id) ? 1 + depth(base, new Set([...seen, base.id])) : 0
  }
  const depths = new Map([...byId].map(([id, entry]) => [id, depth(entry, new Set([id]))]))
  const layers = Map.groupBy(items, (item) => depths.get(entryOf(item).id) ?? 0)
  return [...layers].sort(([a], [b]) => b - a).map(([, layer]) => layer)
}

/** Remembers what stays as it goes from one to the next, dependents first: what it stands on stays as well. */
export class Needed {
  readonly #needed = new Map<string, string>()

  stays({ id, manifest }: Entry): void {
    if (manifest.base !== undefined) this.#needed.set(manifest.base, neededBy(id))
  }

  /** Why the backup must stay; undefined: nothing that has stayed so far depends on it. */
  because({ id }: Entry): string | undefined {
    return this.#needed.get(id)
  }
}
