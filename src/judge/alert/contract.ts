import type { RuleName } from '../../policy/policy.ts'

/** What a look at a source says of one rule. */
export type Observation = {
  readonly rule: RuleName
} /** `asOf`: what shows later than this that it is over closes it. Absent: now. */ & (
  | { readonly kind: 'holds'; readonly message: string; readonly hint?: string; readonly asOf?: Date }
  /** `asOf`: as far as this is known; an alert that was seen to hold later stays open. Absent: as of now. */
  | { readonly kind: 'clear'; readonly asOf?: Date }
  /** What would tell could not be read: nothing opens and nothing closes by it. */
  | { readonly kind: 'unknown' }
)

/**
 * What is new of an alert.
 * - `opened`: it holds, and this channel does not know
 * - `reminded`: it has held for another while
 * - `closed`: it does not hold any more
 * - `passed`: it opened and closed again before anybody could be told
 */
export type NewsKind = 'opened' | 'reminded' | 'closed' | 'passed'

export interface News {
  readonly kind: NewsKind
  readonly source: string
  readonly rule: RuleName
  readonly message: string
  readonly hint?: string
  readonly since: Date
  /** When it ended. */
  readonly until?: Date
  /** It has opened so often within a day that it is closed only after hours without it. */
  readonly flaps: boolean
  /** Names of the channels that are to be told. */
  readonly channels: readonly string[]
}
