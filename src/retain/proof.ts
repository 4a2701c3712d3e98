import { condemns, type Entry, levels, type Proof } from '../catalog/catalog.ts'

/** Each level says all that those before it say. */
const reaches = (proof: Proof, level: Proof['level']) => levels.indexOf(proof.level) >= levels.indexOf(level)

/** One that a wrong clock has dated in the future would answer every failure until then. */
const healedBy = (passed: Proof, failed: Proof, now: Date) =>
  passed.outcome === 'passed' &&
  passed.startedAt > failed.startedAt &&
  passed.startedAt <= now &&
  reaches(passed, failed.level)

const newestOf = (proofs: readonly Proof[]) =>
  proofs.reduce<Proof | undefined>(
    (best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof),
    undefined,
  )

/** The newest proof that shows the backup as damaged, unless it passed one as strong since. */
export function damage({ proofs }: Entry, now: Date): Proof | undefined {
  if (!proofs.some(condemns)) return undefined
  return newestOf(proofs.filter((proof) => condemns(proof) && !proofs.some((other) => healedBy(other, proof, now))))
}

export interface Freeze {
  readonly entry: Entry
  readonly proof: Proof
}

/** The failed proof that freezes deletion: no backup as new as that one has passed one as strong since. */
export function freeze(entries: readonly Entry[], now: Date): Freeze | undefined {
  let found: Freeze | undefined
  for (const entry of entries) {
    if (!entry.proofs.some(condemns)) continue
    const failed = entry.proofs.filter(condemns)
    const later = entries.filter((other) => other.startedAt >= entry.startedAt).flatMap((other) => other.proofs)
    const proof = newestOf(failed.filter((proof) => !later.some((other) => healedBy(other, proof, now))))
    if (proof && !(found && found.proof.startedAt >= proof.startedAt)) found = { entry, proof }
  }
  return found
}

/** The newest backup that passed a restore; where none did, a read; where none did, a check. Entries newest first. */
export function newestProven(entries: readonly Entry[]): { readonly entry: Entry; readonly proof: Proof } | undefined {
  for (const level of levels.toReversed())
    for (const entry of entries) {
      const passed = (proof: Proof) => proof.level === level && proof.outcome === 'passed'
      const proof = entry.proofs.some(passed) ? newestOf(entry.proofs.filter(passed)) : undefined
      if (proof) return { entry, proof }
    }
  return undefined
}
