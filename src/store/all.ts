import type { Store } from './contract.ts'
import { type DirectoryOptions, directoryStore } from './directory/directory.ts'
import { defaultLimitMs, patience, retryStore } from './retry.ts'

export interface S3Options {
  readonly kind: 's3'
  readonly bucket: string
  /** "auto" where the service has none to choose. */
  readonly region: string
  /** "" or "a/b": no slash at either end. */
  readonly prefix?: string
  /** Absent: AWS. */
  readonly endpoint?: string
  /** Default: true where an endpoint is given that is not AWS. */
  readonly pathStyle?: boolean
  /** Absent: the SDK's own chain (environment, profile, web identity, instance). */
  readonly accessKeyId?: string
  readonly secretAccessKey?: string
  readonly sessionToken?: string
  readonly storageClass?: string
  readonly encryption?: { readonly type: 'AES256' } | { readonly type: 'aws:kms'; readonly keyId?: string }
  /** Parts of one multipart upload at most. Default 10,000. */
  readonly maxParts?: number
  /** `auto` (default): S3's SHA-256 checksum headers only where the endpoint is AWS. */
  readonly checksums?: 'auto' | 'always' | 'never'
}

/** An answer that does not begin within a minute is asked for again. */
const longestIdleMs = 60_000

export type StoreOptions = S3Options | DirectoryOptions

/**
 * A store that retries what may succeed a moment later, within `limitMs` without progress. Opening reaches for nothing: the
 * first call does.
 */
export async function openStore(options: StoreOptions, limitMs = defaultLimitMs): Promise<Store> {
  const limited = { ...patience, limitMs }
  switch (options.kind) {
    case 'directory':
      return retryStore(directoryStore(options), limited)
    case 's3': {
      // Loaded here and nowhere else: it takes longer to load than everything else together.
      const { s3Store } = await import('./s3/s3.ts')
      return retryStore(s3Store(options, { patience: limited, idleMs: Math.min(longestIdleMs, limitMs) }), limited)
    }
  }
}
