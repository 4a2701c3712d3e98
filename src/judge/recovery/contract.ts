import type { BackupHealth, SourceHealth } from '../health/contract.ts'

/** Words of a command: the program's own name is not among them. */
export type Words = readonly string[]

/** What to do on the worst day, and what for. What is not known is absent. */
export interface RecoveryPlan {
  /** In this order; what a source waits for stands before it. */
  readonly steps: readonly RecoveryStep[]
  readonly time: RecoveryTime
  /** Every source has a place in the policy: one command restores them all. */
  readonly together?: Words
  /** Where the new place of a source is to be written before anything begins. */
  readonly places: readonly Variable[]
  /** What the stores are reached with. */
  readonly stores: readonly StoreNeed[]
  /** Of the lost sources: a restore only looks whether its target is one of them. */
  readonly lost: readonly Variable[]
  /** --policy, where it is not found by itself. */
  readonly policy: Words
}

export interface Variable {
  readonly name: string
  readonly sources: readonly string[]
  /** What its value looks like. */
  readonly example: string
}

export interface StoreNeed {
  readonly store: string
  readonly where: string
  readonly kind: 's3' | 'directory'
  readonly variables: readonly string[]
  /** Of S3 without keys in the policy: those of the machine or of its role. */
  readonly ambient: boolean
}

export interface RecoveryStep {
  readonly source: SourceHealth
  /** Names of sources. */
  readonly after: readonly string[]
  /** Where it is restored into, as the policy writes it, or as the command does. */
  readonly into: string
  /** Of files: they land below it with the whole paths that they had, these. */
  readonly paths?: readonly string[]
  /** What has to be there before. */
  readonly provide: Provision
  /** Absent: there is no backup that can be restored. */
  readonly backup?: BackupHealth
  readonly restore?: Words
  /** The newest that a restore has proven, where that is an older one. */
  readonly proven?: { readonly backup: BackupHealth; readonly restore: Words }
  /** One restore by the policy's other stores, each with what it has. */
  readonly copies: readonly { readonly store: string; readonly restore: Words }[]
  readonly expected: Expected
  /** Assertions of the policy. */
  readonly checks: readonly Check[]
  readonly hooks: readonly { readonly when: 'before' | 'after'; readonly what: string; readonly variables: Words }[]
}

export interface Provision {
  readonly kind: 'server' | 'folder'
  /** Of the server that was dumped. */
  readonly version?: string
  /** Where client programs run. */
  readonly tools: string
  /** Not the size on disk, which has indexes and the like besides. */
  readonly plainBytes?: number
}

export interface Check {
  readonly name: string
  readonly asks: string
}

/** By test restores into a throw-away place. */
export interface Expected {
  readonly ms?: number
  /** The slowest of those that are known, where there are several. */
  readonly slowestMs?: number
  readonly measured: number
  /** Of them, how many kept the RTO; absent: there is none. */
  readonly kept?: number
}

export interface RecoveryTime {
  /** One after the other. */
  readonly sequenceMs: number
  /** At once, where nothing waits. */
  readonly pathMs: number
  /** The sources of the longest way. */
  readonly path: readonly string[]
  /** Sources whose time is not known: the sums leave them out. */
  readonly unknown: readonly string[]
}
