import type { Duration, Period } from '../time/time.ts'
import type { Secret, Unset } from './value/secret.ts'

/** A policy file, checked and with every default filled in. Holds no secret: those are revealed where they are used. */
export interface Policy {
  readonly version: 1
  readonly project: string
  /** IANA zone of schedules and retention buckets. */
  readonly timezone: string
  /** The file's path as given. */
  readonly path: string
  /** SHA-256 (hex) of the file's bytes. */
  readonly digest: string
  readonly stores: Readonly<Record<string, StoreConfig>>
  readonly encryption: Encryption
  readonly sources: Readonly<Record<string, Source>>
  /** What a change of the policy may do without an approval. */
  readonly plan?: PlanRules
  /** What keeping costs, for the simulation. */
  readonly prices?: Prices
}

export interface PlanRules {
  /** A change that would newly delete more backups than this fails the check; absent = any number. */
  readonly maxDeletions?: number
  /** The label of a pull request that lets a failing change through. Default "backup-plan-approved". */
  readonly label?: string
}

export interface Prices {
  /** "USD" */
  readonly currency: string
  /** By store: the price of one GiB kept for a month. */
  readonly perGibMonth: Readonly<Record<string, number>>
}

export interface Encryption {
  /** rpub1... key texts; at least one. */
  readonly recipients: readonly string[]
  /** rsig1... key texts; empty = unsigned manifests count. */
  readonly signers: readonly string[]
}

export type StoreConfig = S3Config | DirectoryConfig

/** How long copies stay in one store; the source's own rules decide on the backup. */
export interface StoreRetention extends Pick<Retention, 'keep' | 'tiers' | 'max'> {
  /** How long a copy that the store gives up stays in it. Absent: the grace period of the source. */
  readonly grace?: Duration
}

export interface S3Config {
  readonly kind: 's3'
  /** The bucket's variable has no value: `bucket` is its template. */
  readonly unset?: Unset
  /** Absent: copies stay for as long as the backup. */
  readonly retention?: StoreRetention
  /** Without progress for so long, a run gives the store up. */
  readonly timeoutMs: number
  readonly bucket: string
  readonly region: string
  /** "" or "a/b": no slash at either end. */
  readonly prefix: string
  readonly endpoint?: Secret
  /** Plain http is meant. */
  readonly insecure?: true
  /** Default: true where an endpoint is given that is not AWS. */
  readonly pathStyle?: boolean
  readonly accessKeyId?: Secret
  readonly secretAccessKey?: Secret
  readonly sessionToken?: Secret
  readonly storageClass?: string
  readonly encryption?: { readonly type: 'AES256' } | { readonly type: 'aws:kms'; readonly keyId?: string }
  /** Parts of one multipart upload at most. Default 10,000; some stores take 1,000. */
  readonly maxParts: number
  /** `auto`: the SDK's checksums only where the endpoint is AWS. */
  readonly checksums: 'auto' | 'always' | 'never'
}

export interface DirectoryConfig {
  readonly kind: 'directory'
  /** The path's variable has no value: `path` is its template. */
  readonly unset?: Unset
  /** Absent: copies stay for as long as the backup. */
  readonly retention?: StoreRetention
  /** Without progress for so long, a run gives the store up. */
  readonly timeoutMs: number
  readonly path: string
  /** Bytes that must stay free on the file system; a backup refuses to start below it. */
  readonly minFreeBytes: number
}

export type Tools =
  | { readonly kind: 'host' }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'image'; readonly image: string }
  /** Nothing said: a service container that fits, else an image, else the host. */
  | { readonly kind: 'auto' }

export type EngineName = 'postgres' | 'sqlite' | 'files'

interface SourceCommon {
  readonly name: string
  /** Names of stores, at least one. */
  readonly stores: readonly string[]
  /** Of those the ones that are read first, in this order. Absent: the nearest first. */
  readonly readFrom?: readonly string[]
  /** Five-field cron line in the policy's zone; undefined = only on demand. */
  readonly schedule?: string
  /** True: not backed up by schedule, until this is taken back. */
  readonly paused?: boolean
  /** Each tick is put off by up to this, by an amount that is the source's own. */
  readonly jitterMs?: number
  readonly objectives: Objectives
  readonly retention: Retention
  readonly verify: Verify
  readonly tools: Tools
  /** A variable of its paths has no value: they are templates, and what goes there must refuse. */
  readonly unset?: Unset
  /** Line of the source in the policy file, 1-based: for annotations. */
  readonly line: number
}

/** What is promised: a gate holds a deploy to these where it is not told otherwise. */
export interface Objectives {
  readonly rpoMs?: number
  readonly rtoMs?: number
  /** The newest proof by a restore may be this old. */
  readonly verifiedWithinMs?: number
  /** Stores that must hold the backup. */
  readonly copies?: number
}

export interface PostgresSource extends SourceCommon {
  readonly engine: 'postgres'
  /** postgres://user:password@host:port/database?sslmode=... */
  readonly url: Secret
  /** Above 1: the parallel directory format. */
  readonly jobs: number
  readonly globals: 'without-passwords' | 'with-passwords' | 'none'
  /** pg_dump patterns. */
  readonly tables: Selection
  readonly schemas: Selection
}

export interface SqliteSource extends SourceCommon {
  readonly engine: 'sqlite'
  readonly path: string
}

export interface FilesSource extends SourceCommon {
  readonly engine: 'files'
  readonly paths: readonly string[]
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

export interface Selection {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

export type Source = PostgresSource | SqliteSource | FilesSource

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
}

export interface Verify {
  /** Cron lines; undefined = never by itself. */
  readonly check?: string
  readonly read?: string
  readonly restore?: string
  /** What a read by schedule reads: one copy, each store in turn (default), or all. */
  readonly copies?: 'one' | 'all'
  /** How long a proof, or a restore, may take; undefined = four times the objective (rto), or six hours. */
  readonly timeoutMs?: number
  /** Image of the throw-away server; undefined = matches the dumped server. */
  readonly image?: string
  /** Fractions of the median of the recent backups: 0.5 = may shrink by half; 3 = may be three times larger on top. */
  readonly size: { readonly shrink?: number; readonly grow?: number }
  readonly assertions: readonly Assertion[]
}

/** Where an assertion stands in the policy file, 1-based. */
export interface AssertionPlace {
  readonly line: number
  readonly column: number
}

export type Assertion = { readonly at?: AssertionPlace } & (
  | {
      readonly kind: 'sql'
      readonly name: string
      readonly sql: string
      readonly expect: { readonly equals?: string | number; readonly min?: number; readonly max?: number }
    }
  | { readonly kind: 'tables'; readonly name: string; readonly tables: readonly string[] }
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly string[] }
)
