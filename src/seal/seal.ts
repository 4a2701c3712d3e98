/** Plain bytes to object bytes and back: compression, encryption, keys, signatures (docs/format.md). */

import type { Readable } from 'node:stream'
import type { DataKey } from './key-object.ts'
import * as object from './key-object.ts'
import type { KeyPairTexts, SecretKey } from './key-text.ts'
import * as text from './key-text.ts'
import { systemRandom } from './random.ts'
import { type Sealing, type SealOptions, sealWith } from './sealing.ts'

export type { DataKey, IndexKey, KeyObject } from './key-object.ts'
export { indexKeyOf, isIndex, parseKeyObject, unboxDataKey, unboxIndexKey } from './key-object.ts'
export type { KeyPairTexts, SecretKey, SigningKey } from './key-text.ts'
export {
  encodeSecretKey,
  fingerprint,
  parseIndexKey,
  parseSecretKeys,
  parseSigningKey,
  recipientFault,
  recipientOf,
  signerFault,
} from './key-text.ts'
export { open } from './opening.ts'
export { type Rewrapped, rewrap } from './rewrap.ts'
export type { Compression, JustSealed, SealedPart } from './sealing.ts'
export { joinShares, type SplitInto, splitSecret } from './share.ts'
export { signManifest, verifySignature } from './sign.ts'

// The functions below need randomness: from here only the system's, so that no caller can choose a nonce twice.

/** New random keys: X25519 for boxes (RFC 7748), Ed25519 for signatures (RFC 8032), as Bech32m texts (BIP 350). */
export function generateKeys(): KeyPairTexts {
  return text.generateKeys(systemRandom)
}

/** A new random index key, X25519, as a Bech32m text. */
export function generateIndexKey(): string {
  return text.generateIndexKey(systemRandom)
}

/** A fresh random data key: one per backup, never used again. */
export function newDataKey(): DataKey {
  return object.newDataKey(systemRandom)
}

/**
 * The bytes of `keys/<id>.json`: the data key in one NaCl box per recipient, each from a fresh ephemeral key, in the
 * recipients' order without repetition; with an index key, that of the index alone in one more. Throws `key-missing` without a
 * recipient, `key-invalid` for a wrong one.
 */
export function boxDataKey(id: string, key: DataKey, recipients: readonly string[], indexKey?: SecretKey): Uint8Array {
  return object.boxDataKey(id, key, recipients, systemRandom, indexKey)
}

/**
 * Compresses and seals one part. The body is a stream of Buffers (object mode) that is read with back-pressure; `done`
 * resolves with the digests once the last byte was made. If `plain` errors or the signal fires, the body errors with
 * the same and `done` rejects; nobody has to listen to either.
 */
export function seal(plain: Readable, options: SealOptions): Sealing {
  return sealWith(plain, options, systemRandom)
}
