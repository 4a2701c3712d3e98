import type { HealthState } from '../health/contract.ts'

// What reports for auditors say beyond the health data. All of it is computed from what the stores hold.

export type Met = 'met' | 'unmet' | 'unknown'

export const ruleNames = [
  'rpo',
  'rto',
  'copies',
  'verified-within',
  'schedule',
  'read-proofs',
  'restore-proofs',
  'encryption',
  'signature',
  'deletion',
  'min-free',
] as const
export type RuleName = (typeof ruleNames)[number]

/** One rule of the policy, held against what was found. */
export interface Compliance {
  /** A source of the policy, or a store of it. */
  readonly source?: string
  readonly store?: string
  readonly rule: RuleName
  /** As the policy has it, in words. */
  readonly asked: string
  readonly found: string
  readonly met: Met
  /** Names of the objects in the stores that show it: where an auditor looks. */
  readonly evidence: readonly string[]
}

/** Something to do before it becomes a finding, with the numbers that say so. */
export interface Advice {
  readonly code: AdviceCode
  readonly source?: string
  readonly store?: string
  readonly message: string
  readonly hint: string
  readonly numbers: Readonly<Record<string, number>>
}

export type AdviceCode =
  | 'max-size-near'
  | 'min-free-near'
  | 'no-restore'
  | 'rto-near'
  | 'one-provider'
  | 'one-store'
  | 'one-key'
  | 'attempts-fail'
  | 'rpo-often-missed'

/** A week or a month in the policy's zone: from its first moment up to, and without, the first of the next. */
export interface Span {
  readonly kind: 'week' | 'month'
  /** "2026-W47", "2026-10" */
  readonly name: string
  readonly from: Date
  readonly to: Date
}

/** What `report --period` prints. Absent means not known. */
export interface PeriodReport {
  readonly version: 1
  readonly command: 'report'
  readonly project: string
  readonly policy: string
  readonly at: string
  readonly timezone: string
  readonly period: {
    readonly kind: Span['kind']
    readonly name: string
    readonly from: string
    readonly to: string
    /** It is over. */
    readonly complete: boolean
  }
  /** As of `at`. */
  readonly state: HealthState
  readonly totals: {
    readonly sources: number
    readonly expected: number
    readonly kept: number
    readonly rate?: number
    readonly backups: number
    readonly failed: number
    readonly addedBytes: number
    readonly restoresPassed: number
    readonly restoresFailed: number
    readonly rulesMet: number
    readonly rulesUnmet: number
    readonly rulesUnknown: number
  }
  readonly sources: readonly SourcePeriod[]
  readonly stores: readonly StorePeriod[]
  /** As of `at`. */
  readonly compliance: readonly Compliance[]
  /** As of `at`. */
  readonly advice: readonly Advice[]
}

export interface SourcePeriod {
  readonly source: string
  readonly engine: string
  /** As of the report. */
  readonly state: HealthState
  /** Absent: without a schedule, or nothing of the period is known any more. */
  readonly adherence?: {
    readonly cron: string
    /** From then on; later than the period's start where the source is younger, or older records are gone. */
    readonly since: string
    /** Times at which a backup was due, and whose turn is over. */
    readonly expected: number
    /** Of them, those after which a backup began before the next. */
    readonly kept: number
    readonly rate?: number
    /** The first of those that were not. */
    readonly missed: readonly string[]
    readonly missedLeft?: number
  }
  /** Backups that began in the period, whether they are still there or not. */
  readonly backups: number
  readonly attempts: { readonly succeeded: number; readonly failed: number }
  /** The newest of the attempts that failed. */
  readonly failures: readonly { readonly at: string; readonly code?: string; readonly message?: string }[]
  readonly rpo: {
    readonly targetMs?: number
    readonly longestGapMs?: number
    readonly days: number
    readonly daysMissed?: number
  }
  readonly proofs: Readonly<Record<'check' | 'read' | 'restore', { readonly passed: number; readonly failed: number }>>
  readonly storage: {
    /** Of what there is now. */
    readonly backups: number
    readonly bytes: number
    readonly storedBytes: number
    /** Of those backups of the period that are still there, sealed, one copy of each. */
    readonly addedBytes: number
    readonly medianBytes?: number
    /** The median beside that of the period before: 0.04 = 4 % larger. */
    readonly growth?: number
  }
}

export interface StorePeriod {
  readonly store: string
  readonly state: HealthState
  readonly backups?: number
  readonly bytes?: number
  readonly freeBytes?: number
  readonly cost?: { readonly currency: string; readonly perMonth: number }
}
