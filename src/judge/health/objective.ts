import { type Entry, type Proof, type RunRecord, standing } from '../../catalog/catalog.ts'
import type { Moment } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import type { ProofTimesKnown } from './backup.ts'
import type { SourceHealth } from './contract.ts'
import { newestOf } from './finding.ts'
import { collectedTimes, type LogLook } from './log.ts'
import { rpoOf } from './rpo.ts'

type Objectives = SourceHealth['objectives']

/** How long the last restore that passed took. */
export interface MeasuredRestore {
  readonly proof: Proof
  readonly times?: ProofTimesKnown
  /** Why it is not known. */
  readonly unread?: string
}

/** Start of the server and restore: what an RTO is measured by; undefined: nothing was recorded. Pure. */
export function restoreMsOf({ times }: MeasuredRestore): number | undefined {
  const ms = (times?.durations['start'] ?? 0) + (times?.durations['restore'] ?? 0)
  return ms > 0 ? ms : undefined
}

/** What the policy promises, and what was achieved. Entries newest first: those that count. Pure. */
export function objectivesOf(
  source: Source,
  entries: readonly Entry[],
  runs: readonly RunRecord[],
  restore: MeasuredRestore | undefined,
  moment: Moment,
  log?: LogLook,
): Objectives {
  const { now } = moment
  const { rpoMs, copies, verifiedWithinMs } = source.objectives
  const newest = entries.find((entry) => standing(entry, now) === 'good')
  // Of a store that could not be read nobody knows whether it has it.
  const stores = newest?.copies.filter((store) => !newest.marked.includes(store)).length
  const good = entries.filter((entry) => standing(entry, now) === 'good')
  const proven = newestOf(good, 'restore', now, 'passed')
  const provenMs = proven && now.getTime() - proven.startedAt.getTime()
  return {
    rpo: rpoOf(entries, runs, rpoMs, moment, log && collectedTimes(log)),
    rto: rtoOf(source.objectives.rtoMs, restore),
    copies: {
      ...(copies === undefined ? {} : { target: copies }),
      ...(stores === undefined ? {} : { actual: stores }),
      ...(copies === undefined || stores === undefined || (stores < copies && newest?.unread)
        ? {}
        : { met: stores >= copies }),
    },
    verified: {
      ...(verifiedWithinMs === undefined ? {} : { targetMs: verifiedWithinMs }),
      ...(provenMs === undefined ? {} : { ageMs: provenMs }),
      ...(verifiedWithinMs === undefined || provenMs === undefined ? {} : { met: provenMs <= verifiedWithinMs }),
    },
  }
}

function rtoOf(targetMs: number | undefined, restore: MeasuredRestore | undefined): Objectives['rto'] {
  const measuredMs = restore && restoreMsOf(restore)
  const steps = restore?.times?.durations ?? {}
  return {
    ...(targetMs === undefined ? {} : { targetMs }),
    ...(measuredMs === undefined ? {} : { measuredMs }),
    ...(targetMs === undefined || measuredMs === undefined ? {} : { met: measuredMs <= targetMs }),
    ...(restore ? { at: restore.proof.startedAt.toISOString(), backup: restore.proof.id } : {}),
    ...(Object.keys(steps).length > 0 ? { steps } : {}),
    ...(restore?.unread === undefined ? {} : { unread: restore.unread }),
  }
}
