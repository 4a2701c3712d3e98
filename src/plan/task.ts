export type Task = BackupTask | CopyTask | CheckTask | ProofTask | PruneTask

interface TaskBase {
  readonly source: string
  readonly due: boolean
  /** Sentences; never empty. */
  readonly because: readonly string[]
  /** When the schedule says so next; absent where there is none. */
  readonly next?: Date
}

export interface BackupTask extends TaskBase {
  readonly kind: 'backup'
  /** Its schedule is ignored while the policy pauses the source. */
  readonly paused?: true
  /** Only what has changed since that backup, by its id, is to be backed up; absent: everything is. */
  readonly base?: string
}

/** Backups to complete in the stores that should have them, and copies to heal. */
export interface CopyTask extends TaskBase {
  readonly kind: 'copy'
  readonly copies: readonly Copy[]
}

export interface Copy {
  /** Of the backup. */
  readonly id: string
  /** Names of stores; `from` of several, where no copy is whole and each has parts that another lacks. */
  readonly from: string
  readonly to: string
  /** What is wrong with the copy that is there; absent = there is none. */
  readonly damage?: string
}

/** Backups whose copies are to be compared with their manifests, in every store. */
export interface CheckTask extends TaskBase {
  readonly kind: 'check'
  readonly ids: readonly string[]
}

export interface ProofTask extends TaskBase {
  readonly kind: 'read' | 'restore'
  /** The backup to prove; absent where this run makes one: then it is that one. */
  readonly id?: string
}

export interface PruneTask extends TaskBase {
  readonly kind: 'prune'
}
