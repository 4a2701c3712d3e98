import type { Entry } from '../catalog/catalog.ts'
import type { Retention } from '../policy/policy.ts'

export interface Capped {
  /** Why each is over the cap. */
  readonly removed: ReadonlyMap<string, string>
  /** Caps that the protected backups alone exceed. */
  readonly findings: readonly string[]
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/**
 * Removes kept backups, oldest first, until `max` holds; never a pinned one, nor one that another kept one depends on.
 * `kept` newest first.
 */
export function cap(kept: readonly Entry[], pinned: (entry: Entry) => boolean, max: Retention['max']): Capped {
  const removed = new Map<string, string>()
  let count = kept.length
  let bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0)
  const dependents = new Map<string, number>()
  const depend = (entry: Entry, by: number) => {
    const { base } = entry.manifest
    if (base !== undefined) dependents.set(base, (dependents.get(base) ?? 0) + by)
  }
  for (const entry of kept) depend(entry, 1)

  const over = () => {
    if (max.count !== undefined && count > max.count) return `over max count: ${count} of ${max.count}, oldest first`
    if (max.bytes !== undefined && bytes > max.bytes)
      return `over max size: ${bytes} of ${max.bytes} bytes, oldest first`
    return undefined
  }
  const oldestFirst = kept.toReversed().filter((entry) => !pinned(entry))
  for (let reason = over(); reason !== undefined; reason = over()) {
    const next = oldestFirst.find((entry) => !removed.has(entry.id) && !dependents.get(entry.id))
    if (!next) break
    removed.set(next.id, reason)
    count -= 1
    bytes -= next.bytes
    depend(next, -1)
  }

  const findings: string[] = []
  if (max.count !== undefined && count > max.count)
    findings.push(`max count ${max.count} cannot be met: ${plural(count, 'backup')} must stay`)
  if (max.bytes !== undefined && bytes > max.bytes)
    findings.push(`max size of ${max.bytes} bytes cannot be met: what must stay has ${bytes} bytes`)
  return { removed, findings }
}
