import type { Entry } from '../catalog/catalog.ts'
import { type Retention, wallText } from '../policy/policy.ts'
import { newestProven } from './proof.ts'
import { matches } from './tag.ts'

/** Reasons by id. */
export type Because = Map<string, string[]>

export function addReason(because: Because, id: string, reason: string): void {
  const known = because.get(id)
  if (known) known.push(reason)
  else because.set(id, [reason])
}

/** What no rule and no cap deletes, with the reasons. Only what counts is proven or among the newest; both newest first. */
export function pins(ours: readonly Entry[], counting: readonly Entry[], rules: Retention, timezone: string): Because {
  const because: Because = new Map()
  for (const entry of ours) {
    if (entry.held) addReason(because, entry.id, 'held')
    if (entry.manifest.retain) addReason(because, entry.id, 'retained until somebody deletes it by hand')
    for (const pattern of rules.protect) {
      const tag = entry.manifest.tags.find((tag) => matches(pattern, tag))
      if (tag !== undefined) addReason(because, entry.id, `protected: tagged ${tag}`)
    }
  }
  const proven = newestProven(counting)
  if (proven) {
    const { level, finishedAt } = proven.proof
    addReason(because, proven.entry.id, `newest backup proven by a ${level} (${wallText(finishedAt, timezone)})`)
  }
  for (const [index, entry] of counting.slice(0, rules.minKeep).entries())
    addReason(because, entry.id, `min-keep: ${index + 1} of ${rules.minKeep}`)
  return because
}
