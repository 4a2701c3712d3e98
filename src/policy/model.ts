import type { AlertTimes } from './alert/model.ts'
import type { DrillRules } from './drill/model.ts'
import type { Notify } from './notify/model.ts'
import type { StoreRetention } from './retention/model.ts'
import type { Source } from './source/all.ts'
import type { Mentions } from './text/mention.ts'
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
  /** How many sources are worked on at once; absent: by the machine. */
  readonly concurrency?: number
  /** Absent of a policy that was not read from a file. */
  readonly mentions?: Mentions
  /** What a change of the policy may do without an approval. */
  readonly plan?: PlanRules
  /** Who hears of alerts; which there are, each source says. Absent: nobody. */
  readonly notify?: Notify & {
    readonly times: AlertTimes
    /** Of the stores: so many bytes are to be free; true: what min-free keeps, and one more backup of each source. */
    readonly storageLow?: true | number
    /** Drills that the policy asks for. */
    readonly drillOverdue?: true
    /** A key is older than the policy allows. */
    readonly keyRotationDue?: true
  }
  /** When which drill is due. Absent: only on demand. */
  readonly drills?: DrillRules
  /** What keeping costs, for the simulation. */
  readonly prices?: Prices
  /** What `serve` may do by a request. */
  readonly serve?: ServeRules
}

export interface ServeRules {
  /** Where a request may restore to, by name. */
  readonly restoreInto: Readonly<Record<string, Secret>>
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
  /** How long a recipient may be in use. Absent: for ever. */
  readonly rotateEveryMs?: number
  /** How often the holder of each recipient opens a backup, for practice. Absent: nobody asks. */
  readonly drillEveryMs?: number
}

export type StoreConfig = S3Config | DirectoryConfig

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
