/** What an alert may be about. */
export const ruleNames = [
  'failed',
  'not-run-for',
  'proof-failed',
  'too-large',
  'too-small',
  'rpo-missed',
  'rto-missed',
  'schedule-dead',
  'degraded',
  'storage-low',
  'key-rotation-due',
  'anomaly',
  'drill-overdue',
] as const
export type RuleName = (typeof ruleNames)[number]

/** The rules that apply; absent = it does not. */
export interface AlertRules {
  readonly failed?: true
  /** Without a successful backup for so long. */
  readonly notRunForMs?: number
  readonly proofFailed?: true
  /** Fraction of the median of the recent backups: 2 = three times as large. */
  readonly tooLarge?: number
  /** 0.5 = half as large. */
  readonly tooSmall?: number
  readonly rpoMissed?: true
  readonly rtoMissed?: true
  readonly scheduleDead?: true
  readonly degraded?: true
  readonly anomaly?: true
}

/** When, and how often. */
export interface AlertTimes {
  /** What stays open is said again after so long; undefined = never. */
  readonly remindMs?: number
  readonly quiet?: QuietHours
}

/** Nothing is sent from a time of day to another, which may lie on the next day. */
export interface QuietHours {
  /** Minutes since midnight by the zone's clock. */
  readonly fromMinute: number
  readonly toMinute: number
  readonly timezone: string
  /** Rules that are told at once nevertheless. */
  readonly except: readonly RuleName[]
}
