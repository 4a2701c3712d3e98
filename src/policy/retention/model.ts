import type { Duration, Period } from '../../time/time.ts'

export type Preset = 'frequent' | 'classic' | 'light'

/** A type of backup: by what started it, or by its time tag. */
export type BackupType = 'automatic' | 'manual' | 'daily' | 'weekly' | 'monthly'

export interface Retention {
  /** The preset that the rules below come from, where one was named. */
  readonly preset?: Preset
  /** Backups started before it are deleted, unless something protects them. */
  readonly before?: Date
  /** Manual backups: `keep` (default) until they are deleted by id, or by the same `rules`. */
  readonly manual?: 'keep' | 'rules'
  readonly types?: Readonly<Partial<Record<BackupType, { readonly min?: number; readonly max?: number }>>>
  readonly keep: {
    /** `all` in the file is `everything`, here and in counts. */
    readonly last?: number
    readonly counts: Readonly<Partial<Record<Period, number>>>
    readonly within?: Duration
    readonly withinPeriods: Readonly<Partial<Record<Period, Duration>>>
    /** Tag patterns; each inner list must match in full (restic's keep-tag). */
    readonly tags: readonly (readonly string[])[]
  }
  /** By age from the newest backup: until `until`, the newest of each `every` ("all" = every backup). */
  readonly tiers: readonly { readonly until: Duration; readonly every: Duration | 'all' }[]
  readonly minKeep: number
  readonly max: { readonly count?: number; readonly bytes?: number }
  /** Tag patterns (`*` is any run of characters) that are never deleted. */
  readonly protect: readonly string[]
  /** How long undelete can bring a deleted backup back. */
  readonly grace: Duration
  /** By id, why a backup stays that no rule would keep: a log is played onto it. Not of the file: found in the stores. */
  readonly needed?: ReadonlyMap<string, string>
  /**
   * Nothing has to stay, neither the last nor one that a proof speaks for or against: what of a log is needed is decided by the whole
   * of it. Not of the file.
   */
  readonly mayEmpty?: boolean
}

/** How long copies stay in one store; the source's own rules decide on the backup. */
export interface StoreRetention extends Pick<Retention, 'keep' | 'tiers' | 'max'> {
  /** How long a copy that the store gives up stays in it. Absent: the grace period of the source. */
  readonly grace?: Duration
}
