import type { Entry } from '../catalog/catalog.ts'
import { addReason, type Because } from './pin.ts'

/**
 * Adds to `kept` everything that a kept backup depends on, directly or through others.
 * Gives findings for what is needed and is not there.
 */
export function keepBases(entries: readonly Entry[], kept: Because): readonly string[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const findings: string[] = []
  const open = entries.filter((entry) => kept.has(entry.id))
  for (let entry = open.shift(); entry; entry = open.shift()) {
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
