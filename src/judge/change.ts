import type { BrokenObjective, Cadence, Reach } from '../plan/plan.ts'
import type { DecisionChange } from '../retain/retain.ts'
import { plural } from '../words/words.ts'

/** What a changed policy would do, compared with the one before on the same backups at one moment. */
export interface Comparison {
  readonly version: 1
  readonly project: string
  /** Path of the policy file. */
  readonly policy: string
  /** The moment that everything was computed for. ISO 8601, UTC. */
  readonly at: string
  /** Of the times that people read. */
  readonly timezone: string
  /** `live`: on the backups that there are. `offline`: no store was read; sizes are assumed. */
  readonly basis: 'live' | 'offline'
  /** There is an earlier policy, and it could not be read: what the change deletes or keeps is not known. Absent = it was. */
  readonly earlier?: 'unread'
  readonly notes: readonly string[]
  readonly sources: readonly SourceComparison[]
  readonly recipients: RecipientChange
  /** Why the check fails; empty = it passes. */
  readonly failing: readonly string[]
  /** What the change allows that the earlier policy did not. */
  readonly reach: readonly Reach[]
  /** The label that lets it pass all the same. */
  readonly override?: Approval
}

/** A label of a pull request, and the commit that whoever put it on had before them. */
export interface Approval {
  readonly label: string
  readonly commit: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** Login at GitHub. */
  readonly by: string
}

interface RecipientChange {
  /** Fingerprints. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Ids of backups that none of the policy's recipients can open, newest first. */
  readonly unopenable: readonly string[]
  /** Ids of backups of which that is not known, because their key objects could not be read. Absent = none. */
  readonly unknown?: readonly string[]
}

export interface SourceComparison {
  readonly source: string
  /** Of one that stands for the databases of a server: how many are known to this review. */
  readonly databases?: number
  readonly status: 'added' | 'removed' | 'renamed' | 'kept'
  readonly renamedFrom?: string
  /** Backups that count under the earlier policy. */
  readonly backups: number
  /** Stores that could not be read: of this source nothing is claimed. */
  readonly unread: readonly string[]
  readonly cadence?: { readonly before?: Cadence; readonly after: Cadence }
  /** What keeps and what limits, in words, where it changed. */
  readonly rules?: { readonly before?: readonly string[]; readonly after: readonly string[] }
  readonly storesAdded: readonly string[]
  readonly storesDropped: readonly string[]
  /** The same name for another place. */
  readonly storesMoved: readonly string[]
  /** It backs up something else under the same name. */
  readonly contentMoved?: true
  /** Objectives that the change breaks. */
  readonly broken: readonly BrokenObjective[]
  /** Newest first. */
  readonly changes: readonly BackupChange[]
  /** What the rules say of themselves, and what a person should do. */
  readonly advice: readonly string[]
  readonly outlook?: { readonly before?: Outlook; readonly after: Outlook }
}

export interface BackupChange {
  readonly id: string
  readonly change: DecisionChange['change']
  /** Only the copy in this store; the backup is kept. */
  readonly copyIn?: string
  readonly ageMs: number
  readonly bytes: number
  readonly stores: readonly string[]
  readonly because: readonly string[]
  readonly lastProven: boolean
}

/** A year ahead under one policy. */
export interface Outlook {
  /** Twelve, the state at the end of each; the last is that of a year from now. */
  readonly months: readonly OutlookMonth[]
  /** The same for every day: "2026-03-14". */
  readonly days: readonly OutlookDay[]
  /** "each backup has 1.2 GiB, as the newest has" */
  readonly assumptions: readonly string[]
  /** At the end of the year; absent where the policy has no price for any of the stores. */
  readonly price?: { readonly currency: string; readonly perMonth: number }
}

export interface OutlookDay {
  readonly day: string
  readonly held: number
  /** In all stores together, with what is within its grace period. */
  readonly bytes: number
  /** Age of the oldest backup that can be restored. */
  readonly oldestMs: number
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
  const failing = [
    ...comparison.reach.map(({ source, says }) => (source === undefined ? says : `${source}: ${says}`)),
    ...comparison.sources.flatMap((source) => judgeSource(source, comparison.basis)),
  ]
  const newly = comparison.sources
    .flatMap(({ changes }) => changes)
    .filter(({ change, copyIn }) => change === 'newly-deleted' && copyIn === undefined)
  if (rules.maxDeletions !== undefined && newly.length > rules.maxDeletions) {
    const count = plural(newly.length, 'backup')
    failing.push(`${count} would be newly deleted, plan.max-deletions allows ${rules.maxDeletions}`)
  }
  const { unopenable, unknown = [] } = comparison.recipients
  if (unopenable.length > 0) {
    const verb = unopenable.length === 1 ? 'is' : 'are'
    failing.push(
      `${plural(unopenable.length, 'backup')} ${verb} left without a key: no key of the changed policy opens them, the newest is ${unopenable[0]}`,
    )
  }
  if (unknown.length > 0)
    failing.push(`whether a key of the changed policy opens ${plural(unknown.length, 'backup')} is not known`)
  return failing
}

function judgeSource(compared: SourceComparison, basis: Comparison['basis']): string[] {
  const { source, status, renamedFrom, backups, unread, cadence, changes, broken } = compared
  const failing: string[] = []
  if (unread.length > 0)
    failing.push(`${source}: what becomes of its backups is not known, because ${unread.join(', ')} could not be read`)
  const unseen = basis === 'offline' && (status === 'removed' || status === 'renamed')
  if (unseen) failing.push(`${source}: is ${status}, and what becomes of its backups is not known: no store was read`)
  if (status === 'removed' && backups > 0)
    failing.push(`${source}: ${plural(backups, 'backup')} would be left without store, schedule and rules`)
  if (status === 'renamed' && backups > 0)
    failing.push(`${source}: ${plural(backups, 'backup')} of ${renamedFrom} would be left behind under the old name`)
  const lost = ({ change }: BackupChange) => change === 'newly-deleted' || change === 'left-behind'
  const behind = changes.filter(({ change }) => change === 'left-behind').length
  if (status === 'kept' && behind > 0 && behind === backups)
    failing.push(`${source}: all that there is, ${plural(backups, 'backup')}, would be left behind`)
  const last = changes.find((change) => change.lastProven && lost(change))
  if (status === 'kept' && last) {
    const verb = last.change === 'newly-deleted' ? 'be deleted' : 'be left behind'
    failing.push(`${source}: ${last.id} would ${verb}, the last backup that is proven by a restore`)
  }
  if (cadence?.before && runs(cadence.before) && !runs(cadence.after))
    failing.push(`${source}: is left without a schedule${cadence.after.paused ? ': it is paused' : ''}`)
  return [...failing, ...broken.map(({ says }) => `${source}: ${says}`)]
}

const runs = ({ schedule, paused }: Cadence) => schedule !== undefined && !paused
