import type { Manifest } from '../catalog/catalog.ts'
import type { DrillHealth } from '../judge/judge.ts'
import type { Finding } from '../problem.ts'
import type { Count } from '../words/words.ts'

/** What one command did, as the JSON that it leaves behind. Times are ISO 8601, UTC. Documented in docs/operations.md. */
export interface Report {
  readonly version: 1
  readonly command: string
  readonly project: string
  /** Path of the policy file. */
  readonly policy: string
  /** IANA zone of the times that people read. */
  readonly timezone: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly status: 'succeeded' | 'failed'
  readonly sources: readonly SourceReport[]
  /** Problems of no source, or of the command as a whole. */
  readonly problems: readonly ProblemReport[]
  /** Of each source that stands for the databases of a server: what was found. Absent: there is none. */
  readonly databases?: readonly DatabasesReport[]
  /** Drills that this command made, in the form of the health data. */
  readonly drills?: readonly DrillHealth[]
  /** What is odd and of no source of the policy, though nothing failed: backups that none claims. */
  readonly warnings?: readonly string[]
}

/** Names of sources: "orders/tenant_7". */
export interface DatabasesReport {
  /** Of the policy. */
  readonly source: string
  readonly count: number
  /** Not in the list before this one. */
  readonly new: readonly string[]
  /** In the list before, and not on the server any more. */
  readonly vanished: readonly string[]
  /** Not there any more, or taken no more, whenever that was: their backups stay. */
  readonly gone: readonly string[]
}

export interface ProblemReport {
  readonly code: string
  readonly message: string
  /** What to type or to change. */
  readonly hint?: string
  readonly source?: string
  /** In the policy file, 1-based. */
  readonly line?: number
}

export interface SourceReport {
  readonly source: string
  readonly engine: string
  readonly tasks: readonly TaskReport[]
  readonly backup?: BackupReport
  readonly proofs: readonly ProofReport[]
  /** Copies that were damaged, and are whole again. */
  readonly healed?: readonly HealedReport[]
  readonly retention?: RetentionReport
  /** The newest of any backup before this run. */
  readonly lastProof?: LastProof
  /** Sizes of the backups so far, oldest first. */
  readonly history: readonly { readonly at: string; readonly bytes: number }[]
  /** What is odd, though nothing failed: a schedule that ticks no more. */
  readonly warnings?: readonly string[]
  readonly problems: readonly ProblemReport[]
}

interface LastProof {
  /** Of the backup. */
  readonly id: string
  readonly level: string
  readonly outcome: string
  readonly at: string
}

export interface TaskReport {
  readonly kind: string
  readonly due: boolean
  readonly because: readonly string[]
  /** Of a backup, where the policy pauses its source. */
  readonly paused?: true
  /** What was done about it in this run, where nothing else of the report tells: "copied orders-... to s3". */
  readonly did?: string
  readonly next?: string
}

export interface BackupReport {
  readonly id: string
  readonly startedAt: string
  readonly durationMs: number
  /** Milliseconds by step: dump (with sealing and sending), readBack, commit. */
  readonly durations: Readonly<Record<string, number>>
  /** What the dumping programs wrote. */
  readonly plainBytes: number
  /** What one store holds of it. */
  readonly sealedBytes: number
  readonly parts: readonly { readonly name: string; readonly bytes: number; readonly plainBytes: number }[]
  readonly copies: readonly CopyReport[]
  /** What it holds: tables and rows, streams and messages, files. */
  readonly counts: readonly Count[]
  /** What was promised of it while others write. */
  readonly consistency: Manifest['consistency']
  /** Which of several servers was dumped. */
  readonly host?: Manifest['host']
  readonly findings: readonly Finding[]
  readonly tags: readonly string[]
}

export interface CopyReport {
  readonly store: string
  readonly where: string
  readonly outcome: 'stored' | 'failed'
  readonly message?: string
}

export interface ProofReport {
  /** Of the backup. */
  readonly id: string
  /** Name of the store whose copy was read. */
  readonly store: string
  readonly level: string
  readonly outcome: string
  readonly durationMs: number
  /** The recovery time objective that a restore is measured against. */
  readonly rtoMs?: number
  readonly findings: readonly Finding[]
  /** Milliseconds by step. */
  readonly durations: Readonly<Record<string, number>>
  /** "12 tables, 123,456 rows equal" */
  readonly compared: string
}

export interface HealedReport {
  /** Of the backup. */
  readonly id: string
  readonly store: string
  /** The store whose intact copy it was healed from; absent: it turned out to be whole. */
  readonly from?: string
  /** What was wrong with it. */
  readonly because: string
  /** Names of the objects that were replaced: parts, `manifest.json`, `manifest.sig`, `keys.json`. */
  readonly objects: readonly string[]
  /** Until when what they held before is kept in `aside/`; absent: there was nothing to keep. */
  readonly asideUntil?: string
}

export interface RetentionReport {
  /** False: only what it would do. */
  readonly applied: boolean
  readonly kept: number
  readonly deleted: readonly { readonly id: string; readonly bytes: number; readonly because: readonly string[] }[]
  readonly decisions: readonly DecisionReport[]
  /** Of the copies in stores that have rules of their own. */
  readonly copies?: readonly CopyDecisionReport[]
  /** Ids whose grace period is over: their objects are gone. */
  readonly purged: readonly string[]
  readonly findings: readonly string[]
}

interface CopyDecisionReport extends DecisionReport {
  readonly store: string
  /** Stores whose copies are read and compared right before this one goes. */
  readonly needs: readonly string[]
  /** Its grace period is over: it is gone from this store. */
  readonly purged: boolean
}

export interface DecisionReport {
  readonly id: string
  readonly keep: boolean
  readonly because: readonly string[]
  readonly bytes: number
}
