/** When which drill is due: five-field cron lines in the policy's zone; absent = only on demand. */
export interface DrillRules {
  readonly partial?: string
  readonly full?: string
  readonly manual?: string
  /** So many sources a partial drill restores. */
  readonly sample: number
}
