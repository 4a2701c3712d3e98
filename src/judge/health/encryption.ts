import type { Policy, Source } from '../../policy/policy.ts'
import type { SourceHealth } from './contract.ts'

/** How every part of every backup is sealed (docs/format.md). */
export const algorithm = 'Tink streaming AEAD AES256_GCM_HKDF_1MB'

/** What the key objects of a source's backups tell: fingerprints of their recipients. */
export interface SealedTo {
  readonly newest: readonly string[]
  /** By fingerprint: the start of the oldest backup there is that is sealed to it. */
  readonly since: ReadonlyMap<string, Date>
}

/** What is known of the keys: those of the policy, and what was read. */
export interface Keys {
  /** Of the policy's recipients. */
  readonly policy: readonly string[]
  /** Absent: there is no backup to read it from. */
  readonly sealedTo?: SealedTo
  /** Why it is not known. */
  readonly unread?: string
}

/** How a source is encrypted. Pure. */
export function encryptionOf(policy: Policy, source: Source, keys: Keys): SourceHealth['encryption'] {
  const { sealedTo } = keys
  const all = [...new Set([...keys.policy, ...(sealedTo?.newest ?? []), ...(sealedTo?.since.keys() ?? [])])]
  return {
    algorithm,
    keyBox: 'NaCl box (X25519, XSalsa20-Poly1305)',
    recipients: all.map((fingerprint) => {
      const since = sealedTo?.since.get(fingerprint)
      const key = policy.encryption.recipients[keys.policy.indexOf(fingerprint)]
      const holder = key === undefined ? undefined : policy.mentions?.holders[key]
      return {
        fingerprint,
        ...(holder === undefined ? {} : { holder }),
        inPolicy: keys.policy.includes(fingerprint),
        ...(sealedTo ? { sealsNewest: sealedTo.newest.includes(fingerprint) } : {}),
        ...(since ? { inUseSince: since.toISOString() } : {}),
      }
    }),
    signed: { required: policy.encryption.signers.length > 0, signers: policy.encryption.signers },
    layers: source.stores.flatMap((store) => {
      const config = policy.stores[store]
      if (config?.kind !== 's3' || !config.encryption) return []
      const { type } = config.encryption
      const key = config.encryption.type === 'aws:kms' ? config.encryption.keyId : undefined
      return [{ store, type, ...(key === undefined ? {} : { key }) }]
    }),
    ...(keys.unread === undefined ? {} : { unread: keys.unread }),
  }
}
