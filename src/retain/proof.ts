import { answers, condemns, damage, type Entry, levels, newestProof, type Proof } from '../catalog/catalog.ts'

export interface Freeze {
  readonly entry: Entry
  readonly proof: Proof
}

/**
 * The failed proof that freezes deletion: no backup as new as that one has passed one as strong since. A copy that is damaged
 * freezes nothing while another is whole.
 */
export function freeze(entries: readonly Entry[]): Freeze | undefined {
  let found: Freeze | undefined
  for (const entry of entries) {
    const lost = damage(entry)
    const failed = [...entry.proofs.filter(condemns), ...(lost ? [lost] : [])]
    if (failed.length === 0) continue
    const later = entries.filter((other) => other.startedAt >= entry.startedAt).flatMap((other) => other.proofs)
    const proof = newestProof(failed.filter((proof) => !later.some((other) => answers(other, proof))))
    if (proof && !(found && found.proof.startedAt >= proof.startedAt)) found = { entry, proof }
  }
  return found
}

/** The newest backup that passed a restore; where none did, a read; where none did, a check. Entries newest first. */
export function newestProven(entries: readonly Entry[]): { readonly entry: Entry; readonly proof: Proof } | undefined {
  for (const level of levels.toReversed())
    for (const entry of entries) {
      const passed = (proof: Proof) => proof.level === level && proof.outcome === 'passed'
      const proof = entry.proofs.some(passed) ? newestProof(entry.proofs.filter(passed)) : undefined
      if (proof) return { entry, proof }
    }
  return undefined
}
