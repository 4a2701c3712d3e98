import type { EngineName } from '../policy/policy.ts'

/** One sealed object of a backup. */
export interface ManifestPart {
  readonly name: string
  /** Of the sealed object. */
  readonly bytes: number
  readonly sha256: string
  /** Of what the dumping program wrote, before compression and sealing. */
  readonly plainBytes: number
  readonly plainSha256: string
  readonly compression: 'zstd' | 'none'
}

export const triggers = ['schedule', 'manual', 'gate'] as const
export type Trigger = (typeof triggers)[number]

/**
 * The commit of a backup (docs/format.md): written last, never changed. Holds only what may be public; table names,
 * counts and paths are in the sealed part facts.json.
 */
export interface Manifest {
  readonly format: 'restorable/v1'
  readonly id: string
  readonly source: string
  readonly engine: EngineName
  readonly kind: 'full'
  readonly trigger: Trigger
  readonly tags: readonly string[]
  /** Kept until somebody deletes it by hand. */
  readonly retain: boolean
  /** ISO 8601, UTC. Order and retention use startedAt, never names or modification times. */
  readonly startedAt: string
  readonly finishedAt: string
  readonly parts: readonly ManifestPart[]
  /** { restorable: "0.1.0", server: "17.5", pg_dump: "17.5" } */
  readonly versions: Readonly<Record<string, string>>
  /** Where it was made: repository, run, commit, actor, host. */
  readonly origin: Readonly<Record<string, string>>
  /** Id of the backup that this one depends on. */
  readonly base?: string
}
