import type { Cadence } from '../plan/plan.ts'
import type { DecisionChange } from '../retain/retain.ts'

/** What a changed policy would do, compared with the one before on the same backups at one moment. */
export interface Comparison {
  readonly version: 1
  readonly project: string
  /** Path of the policy file. */
  readonly policy: string
  /** The moment that everything was computed for. ISO 8601, UTC. */
  readonly at: string
  /** `live`: on the backups that there are. `offline`: no store was read; sizes are assumed. */
  readonly basis: 'live' | 'offline'
  readonly notes: readonly string[]
  readonly sources: readonly SourceComparison[]
  readonly recipients: RecipientChange
  /** Why the check fails; empty = it passes. */
  readonly failing: readonly string[]
  /** The label that lets it pass all the same. */
  readonly override?: { readonly label: string }
}

export interface RecipientChange {
  /** Fingerprints. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Ids of backups that none of the policy's recipients can open. */
  readonly unopenable: readonly string[]
}

export interface SourceComparison {
  readonly source: string
  readonly status: 'added' | 'removed' | 'renamed' | 'kept'
  readonly renamedFrom?: string
  readonly backups: number
  readonly cadence?: { readonly before: Cadence; readonly after: Cadence }
  readonly storesAdded: readonly string[]
  readonly storesDropped: readonly string[]
  readonly changes: readonly BackupChange[]
  /** What the rules say of themselves, and what a person should do. */
  readonly advice: readonly string[]
  readonly outlook?: { readonly before?: Outlook; readonly after: Outlook }
}

export interface BackupChange {
  readonly id: string
  readonly change: DecisionChange['change']
  readonly ageMs: number
  readonly bytes: number
  readonly stores: readonly string[]
  readonly because: readonly string[]
  readonly lastProven: boolean
}

/** A year ahead under one policy. */
export interface Outlook {
  /** One per month, the state at its end. */
  readonly months: readonly OutlookMonth[]
  /** "today's sizes and growth: 1.2 GiB, +3 % a month" */
  readonly assumptions: readonly string[]
  /** At the end of the year; absent where the policy has no price for a store. */
  readonly price?: { readonly currency: string; readonly perMonth: number }
}

export interface OutlookMonth {
  /** "2026-03" */
  readonly month: string
  readonly held: number
  readonly bytes: number
  /** Age of the oldest backup held. */
  readonly oldestMs: number
}

export interface VerdictRules {
  readonly maxDeletions?: number
}

/** Why a change may not pass without an approval: each reason is a sentence. Pure. */
export function judgeChange(comparison: Omit<Comparison, 'failing'>, rules: VerdictRules): readonly string[] {
  const failing: string[] = []
  for (const { source, changes, status, cadence, backups } of comparison.sources) {
    const last = changes.find(({ lastProven, change }) => lastProven && change !== 'newly-kept')
    if (last) failing.push(`${source}: ${last.id} would go, the last backup that is proven by a restore`)
    if (status === 'removed' && backups > 0) {
      failing.push(`${source}: is left without a policy, and its ${backups} backups without rules`)
    }
    if (cadence && cadence.before.schedule !== undefined && cadence.after.schedule === undefined) {
      failing.push(`${source}: is left without a schedule`)
    }
  }
  const newly = comparison.sources.flatMap(({ changes }) => changes.filter(({ change }) => change === 'newly-deleted'))
  if (rules.maxDeletions !== undefined && newly.length > rules.maxDeletions) {
    failing.push(`${newly.length} backups would be newly deleted, plan.max-deletions allows ${rules.maxDeletions}`)
  }
  const { unopenable } = comparison.recipients
  if (unopenable.length > 0) {
    failing.push(
      `${unopenable.length} backups could be opened by none of the policy's keys, the newest ${unopenable[0]}`,
    )
  }
  return failing
}
