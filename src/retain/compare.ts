import type { Entry } from '../catalog/catalog.ts'
import type { Decision, Decisions } from './retain.ts'

/** What becomes of one backup when one set of rules takes the place of another. */
export interface DecisionChange {
  readonly entry: Entry
  readonly change: 'newly-deleted' | 'newly-kept' | 'still-deleted'
  /** The later rules' reasons. */
  readonly because: readonly string[]
  /** No backup that is kept has been proven by a restore: with this one goes the last proof. */
  readonly lastProven: boolean
}

/**
 * Compares two decisions on the same backups; `before` undefined means that the earlier rules deleted nothing. What both
 * keep does not show. Pure.
 */
export function compareDecisions(before: Decisions | undefined, after: Decisions): readonly DecisionChange[] {
  const earlier = new Map(before?.decisions.map(({ entry, keep }) => [entry.id, keep]))
  const proven = after.decisions.some((decision) => decision.keep && isProven(decision.entry))
  return after.decisions.flatMap((decision): DecisionChange[] => {
    const change = changeOf(earlier.get(decision.entry.id) ?? true, decision)
    if (!change) return []
    const lastProven = !decision.keep && !proven && isProven(decision.entry)
    return [{ entry: decision.entry, change, because: decision.because, lastProven }]
  })
}

function changeOf(kept: boolean, { keep }: Decision): DecisionChange['change'] | undefined {
  if (kept) return keep ? undefined : 'newly-deleted'
  return keep ? 'newly-kept' : 'still-deleted'
}

/** Has been restored to the end, and nothing said otherwise since. */
export function isProven({ proofs }: Entry): boolean {
  return proofs.find(({ level }) => level === 'restore')?.outcome === 'passed'
}
