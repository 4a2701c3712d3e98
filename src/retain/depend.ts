import type { Entry } from '../catalog/catalog.ts'
import { addReason, type Because } from './pin.ts'

/** Adds to `kept` everything that a kept backup depends on, directly or through others. What is not there is not added. */
export function keepBases(entries: readonly Entry[], kept: Because): void {
  const open = entries.filter((entry) => entry.manifest.base !== undefined && kept.has(entry.id))
  if (open.length === 0) return
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  for (const entry of open) {
    const needed = byId.get(entry.manifest.base ?? '')
    if (!needed) continue
    if (!kept.has(needed.id)) open.push(needed)
    addReason(kept, needed.id, neededBy(entry.id))
  }
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
  const depths = depthsOf(new Map(items.map((item) => [entryOf(item).id, entryOf(item)])))
  const layers = Map.groupBy(items, (item) => depths.get(entryOf(item).id) ?? 0)
  return [...layers].sort(([a], [b]) => b - a).map(([, layer]) => layer)
}

/** How many of these each builds on. Each is looked at once, and a loop, which only forged manifests have, is cut. */
function depthsOf(byId: ReadonlyMap<string, Entry>): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const start of byId.values()) {
    const path: Entry[] = []
    const seen = new Set<string>()
    let next: Entry | undefined = start
    while (next && !depths.has(next.id) && !seen.has(next.id)) {
      seen.add(next.id)
      path.push(next)
      next = byId.get(next.manifest.base ?? '')
    }
    let depth = next ? (depths.get(next.id) ?? -1) : -1
    for (const { id } of path.reverse()) {
      depth += 1
      depths.set(id, depth)
    }
  }
  return depths
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
