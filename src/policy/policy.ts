import type { Secret } from './secret.ts'

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
}

export interface Encryption {
  /** rpub1... key texts; at least one. */
  readonly recipients: readonly string[]
  /** rsig1... key texts; empty = unsigned manifests count. */
  readonly signers: readonly string[]
}

export type StoreConfig = S3Config | DirectoryConfig

export interface S3Config {
  readonly kind: 's3'
  readonly bucket: string
  readonly region: string
  /** "" or "a/b": no slash at either end. */
  readonly prefix: string
  readonly endpoint?: Secret
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
  /** Five-field cron line in the policy's zone; undefined = only on demand. */
  readonly schedule?: string
  readonly objectives: { readonly rpoMs?: number; readonly rtoMs?: number }
  readonly retention: Retention
  readonly verify: Verify
  readonly tools: Tools
  /** Line of the source in the policy file, 1-based: for annotations. */
  readonly line: number
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

export const periods = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const
export type Period = (typeof periods)[number]

/** A length of calendar time; applied newest first: years and months by the calendar, the rest exactly. */
export interface Duration {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly ms: number
  /** As written: "1y6mo", "4h". */
  readonly text: string
}

export interface Retention {
  readonly keep: {
    /** `all` in the file is Number.MAX_SAFE_INTEGER, here and in counts. */
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
  /** How long a deleted backup stays restorable by undelete. */
  readonly grace: Duration
}

export interface Verify {
  /** Cron lines; undefined = never by itself. */
  readonly read?: string
  readonly restore?: string
  /** Image of the throw-away server; undefined = matches the dumped server. */
  readonly image?: string
  /** Fractions of the median of the recent backups: 0.5 = may shrink by half; 3 = may be three times larger on top. */
  readonly size: { readonly shrink?: number; readonly grow?: number }
  readonly assertions: readonly Assertion[]
}

export type Assertion =
  | {
      readonly kind: 'sql'
      readonly name: string
      readonly sql: string
      readonly expect: { readonly equals?: string | number; readonly min?: number; readonly max?: number }
    }
  | { readonly kind: 'tables'; readonly name: string; readonly tables: readonly string[] }
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly string[] }

export { codeFrame } from './code-frame.ts'
export { durationMs, parseDuration } from './duration.ts'
export { type Finding as PolicyFinding, policyFindings } from './finding.ts'
export { type ParseOptions, type PolicyChecks, parsePolicy } from './parse.ts'
export { policySchema } from './schema.ts'
export { type Secret, secretNames } from './secret.ts'
export { parseSize } from './size.ts'
export { nearest } from './suggestion.ts'
export { instantsOf, wallMs, wallText } from './wall-clock.ts'
