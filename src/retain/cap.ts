import type { Entry } from '../catalog/catalog.ts'

/** A limit on some of the backups that are kept. */
export interface Limit {
  /** "" or "of daily": follows "max count". */
  readonly name: string
  readonly count?: number
  readonly bytes?: number
  /** Which backups it counts, and may remove. */
  readonly of: (entry: Entry) => boolean
  /** What it never removes. */
  readonly fixed: (entry: Entry) => boolean
}

export interface CapResult {
  /** Why each is over the cap. */
  readonly removed: ReadonlyMap<string, string>
  /** Caps that the protected backups alone exceed. */
  readonly findings: readonly string[]
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/**
 * Removes kept backups, oldest first, until the limit holds; never a fixed one, nor one that another kept one depends on.
 * `kept` newest first.
 */
export function cap(kept: readonly Entry[], limit: Limit): CapResult {
  const removed = new Map<string, string>()
  const ofName = limit.name === '' ? '' : ` ${limit.name}`
  let count = 0
  let bytes = 0
  const dependents = new Map<string, number>()
  const depend = (entry: Entry, by: number) => {
    const { base } = entry.manifest
    if (base !== undefined) dependents.set(base, (dependents.get(base) ?? 0) + by)
  }
  for (const entry of kept) {
    depend(entry, 1)
    if (!limit.of(entry)) continue
    count += 1
    bytes += entry.bytes
  }

  const over = () => {
    if (limit.count !== undefined && count > limit.count)
      return `over max count${ofName}: ${count} of ${limit.count}, oldest first`
    if (limit.bytes !== undefined && bytes > limit.bytes)
      return `over max size${ofName}: ${bytes} of ${limit.bytes} sealed bytes, oldest first`
    return undefined
  }
  let at = kept.length - 1
  for (let reason = over(); reason !== undefined && at >= 0; reason = over()) {
    const next = kept[at]
    at -= 1
    if (!next || removed.has(next.id) || !limit.of(next) || limit.fixed(next) || dependents.get(next.id)) continue
    removed.set(next.id, reason)
    count -= 1
    bytes -= next.bytes
    if (next.manifest.base === undefined) continue
    depend(next, -1)
    // What it depended on is older, and may go now.
    at = kept.length - 1
  }

  const findings: string[] = []
  if (limit.count !== undefined && count > limit.count)
    findings.push(`max count ${limit.count}${ofName} cannot be met: ${plural(count, 'backup')} must stay`)
  if (limit.bytes !== undefined && bytes > limit.bytes)
    findings.push(`max size${ofName} of ${limit.bytes} sealed bytes cannot be met: what must stay has ${bytes}`)
  return { removed, findings }
}
