/** The messages of a stream. */
export interface Range {
  /** Absent: what a restore makes of what was written meanwhile is not known. */
  readonly messages?: number | undefined
  /** Absent: what a restore makes of the beginning is not known. */
  readonly first?: number | undefined
  readonly last?: number | undefined
}

/** What a server says when it begins a snapshot: messages that come later are in the blocks of those before 2.15, too. */
export interface Beginning {
  readonly messages: number
  readonly first: number
  readonly last: number
  /** How many it may hold. */
  readonly most: number
  /** It keeps a few of each subject: which of them a restore drops depends on all. */
  readonly bySubject: boolean
}
