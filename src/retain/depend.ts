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
    addReason(kept, base, `backup ${entry.id} depends on it`)
  }
  return findings
}
