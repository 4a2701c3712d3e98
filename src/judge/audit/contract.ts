import type { z } from 'zod'
import type { Frozen } from '../health/contract.ts'
import type { advice, compliance, periodSchema } from './shape.ts'

// What reports for auditors say beyond the health data. All of it is computed from what the stores hold.

/** One rule of the policy, held against what was found. */
export type Compliance = Frozen<z.infer<typeof compliance>>
export type Met = Compliance['met']
export type RuleName = Compliance['rule']

/** Something to do before it becomes a finding, with the numbers that say so. */
export type Advice = Frozen<z.infer<typeof advice>>
export type AdviceCode = Advice['code']

/** A week or a month in the policy's zone: from its first moment up to, and without, the first of the next. */
export interface Span {
  readonly kind: 'week' | 'month'
  /** "2026-W47", "2026-10" */
  readonly name: string
  readonly from: Date
  readonly to: Date
}

/** What `report --period` prints. Absent means not known. */
export type PeriodReport = Frozen<z.infer<typeof periodSchema>>
export type SourcePeriod = PeriodReport['sources'][number]
