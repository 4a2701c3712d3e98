import type { Finding } from '../problem.ts'
import type { Store } from '../store/store.ts'
import type { Manifest } from './manifest.ts'
import type { Level } from './object-name.ts'

/** A store by its name in the policy. */
export interface Place {
  readonly name: string
  readonly store: Store
}

/** What a store says of one attempt to prove a backup. */
export interface Proof {
  readonly id: string
  readonly level: Level
  readonly outcome: 'passed' | 'failed'
  readonly startedAt: Date
  readonly finishedAt: Date
  /** Name of the store that was read. */
  readonly store: string
  readonly findings: readonly Finding[]
  /** Milliseconds by step. */
  readonly durations: Readonly<Record<string, number>>
}

/** One backup, with all that every store says of it. */
export interface Entry {
  readonly id: string
  readonly manifest: Manifest
  readonly startedAt: Date
  /** Sealed bytes of all parts. */
  readonly bytes: number
  /** Names of the stores that have it whole, and do not give their copy up while there is another. */
  readonly copies: readonly string[]
  /** Names of the stores that should have it and do not. */
  readonly missing: readonly string[]
  readonly held: boolean
  /** Set once every copy is marked as deleted. */
  readonly trashed: { readonly at: Date; readonly purgeAfter: Date } | undefined
  /** Stores that have a trash marker, though others may not yet. */
  readonly marked: readonly string[]
  /** Stores that give their copy up by their own retention: marked there, and there alone. Absent = none. */
  readonly released?: readonly string[]
  /** Newest first. */
  readonly proofs: readonly Proof[]
  /** Why it does not count; undefined = it counts. */
  readonly foreign: string | undefined
  /** A store's object lock forbids its removal until then; filled in before a deletion only. */
  readonly lockedUntil?: Date
}

/** One attempt to do something with a source. */
export interface RunRecord {
  readonly id: string
  readonly source: string
  readonly command: string
  readonly trigger: string
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly outcome: 'succeeded' | 'failed'
  readonly because: readonly string[]
  readonly problem?: { readonly code: string; readonly message: string }
}

/** All that the stores say of one source. */
export interface SourceCatalog {
  readonly source: string
  /** Newest first, by the manifest's start time. */
  readonly entries: readonly Entry[]
  /** Newest first. */
  readonly runs: readonly RunRecord[]
  /** Stores that could not be listed: nothing may be concluded from what is missing. */
  readonly unread: readonly { readonly store: string; readonly message: string; readonly hint?: string }[]
  /** Manifests that do not read: such a copy does not exist for any decision. */
  readonly damaged: readonly { readonly store: string; readonly id: string; readonly message: string }[]
}

export { type CacheFile, openCache, rememberedManifests } from './cache.ts'
export { commit } from './commit.ts'
export { eachAtOnce } from './each.ts'
export { acquireLease, acquireLeases, type LeaseOptions, type Leases, samePlace } from './lease.ts'
export * from './manifest.ts'
export * from './object-name.ts'
export { condemns, putProof, readDurations } from './proof.ts'
export { readCatalog } from './read.ts'
export { encodeRecord, encodeRun, putRecord, putRecordEverywhere, readObject } from './record.ts'
export { leftovers, purge, staleRuns } from './sweep.ts'
export { timeTags } from './tag.ts'
export { goesNow, readTrash, trashMark } from './trash.ts'
