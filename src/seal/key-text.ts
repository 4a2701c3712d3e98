import { createHash } from 'node:crypto'
import nacl from 'tweetnacl'
import { Problem } from '../problem.ts'
import { decode, encode } from './bech32.ts'
import type { Random } from './random.ts'

/** The texts of a new pair of pairs: recipient and signer go into the policy, secret and signing into a safe place. */
export interface KeyPairTexts {
  /** rpub1...: what backups are sealed to. Public. */
  readonly recipient: string
  /** rsec1...: opens what was sealed to the recipient. */
  readonly secret: string
  /** rsig1...: what signatures are checked with. Public. */
  readonly signer: string
  /** rsgn1...: signs manifests. */
  readonly signing: string
}

/** Opens what was sealed to `fingerprint`. The bytes are not enumerable: printing the object does not print them. */
export interface SecretKey {
  readonly fingerprint: string
  readonly bytes: Uint8Array
}

/** Signs manifests for `signer` (the public text). The bytes are not enumerable. */
export interface SigningKey {
  readonly signer: string
  readonly bytes: Uint8Array
}

const kinds = {
  rpub: 'a recipient (rpub), a public key',
  rsec: 'a secret key (rsec)',
  rsig: 'a signer (rsig), a public key',
  rsgn: 'a signing key (rsgn), a secret',
  ridx: 'an index key (ridx), a secret',
  rshr: 'a share of a secret key (rshr)',
} as const
type Kind = keyof typeof kinds

const keyBytes = 32
// Prefix, "1", 256 bits in groups of 5, checksum.
const textLength = 4 + 1 + 52 + 6

export function generateKeys(random: Random): KeyPairTexts {
  const secret = random(keyBytes)
  const seed = random(keyBytes)
  return {
    recipient: encode('rpub', nacl.box.keyPair.fromSecretKey(secret).publicKey),
    secret: encode('rsec', secret),
    signer: encode('rsig', nacl.sign.keyPair.fromSeed(seed).publicKey),
    signing: encode('rsgn', seed),
  }
}

/** ridx1...: opens the indexes of backups, and nothing else of them. */
export function generateIndexKey(random: Random): string {
  return encode('ridx', random(keyBytes))
}

/** Why a text is no recipient (rpub); undefined if it is one. Never contains the text. */
export function recipientFault(text: string): string | undefined {
  const bytes = decodeKey('rpub', text)
  if (typeof bytes === 'string') return bytes
  // A point of low order: every secret shared with it is the same, so anybody could open the box.
  return nacl.scalarMult(new Uint8Array(keyBytes).fill(64), bytes).every((byte) => byte === 0)
    ? 'is not a usable public key: anyone could open what is sealed to it'
    : undefined
}

/** Why a text is no signer (rsig); undefined if it is one. Never contains the text. */
export function signerFault(text: string): string | undefined {
  const bytes = decodeKey('rsig', text)
  return typeof bytes === 'string' ? bytes : undefined
}

/** First 16 hex digits of SHA-256 of the recipient's 32 bytes. Throws `key-invalid` unless it is a recipient. */
export function fingerprint(recipient: string): string {
  return fingerprintOf(recipientBytes(recipient))
}

/** Of a recipient's 32 bytes. */
export function fingerprintOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16)
}

/** The 32 bytes of a recipient. Throws `key-invalid`, which says why. */
export function recipientBytes(text: string): Uint8Array {
  return demand('rpub', text, 'recipient', recipientFault(text))
}

/** The 32 bytes of a signer. Throws `key-invalid`, which says why. */
export function signerBytes(text: string): Uint8Array {
  return demand('rsig', text, 'signer', signerFault(text))
}

/**
 * Secret keys separated by white space; lines that start with "#" are comments. Throws `key-missing` if there is none,
 * `key-invalid` naming which and why, never the key itself.
 */
export function parseSecretKeys(text: string): readonly SecretKey[] {
  const words = wordsOf(text)
  if (words.length === 0) {
    throw new Problem('key-missing', 'no secret key was given', {
      hint: 'Set BACKPROOF_SECRET_KEY (or BACKPROOF_SECRET_KEY_FILE) to the rsec1... key of one of the recipients.',
    })
  }
  const keys = new Map<string, SecretKey>()
  words.forEach((word, i) => {
    const bytes = demand('rsec', word, words.length === 1 ? 'secret key' : `secret key ${i + 1} of ${words.length}`)
    const to = fingerprintOf(nacl.box.keyPair.fromSecretKey(bytes).publicKey)
    keys.set(to, withBytes({ fingerprint: to }, bytes))
  })
  return [...keys.values()]
}

/** rpub1...: what is sealed to it, it opens. */
export const recipientOf = ({ bytes }: SecretKey): string =>
  encode('rpub', nacl.box.keyPair.fromSecretKey(bytes).publicKey)

/** The text that it was read from. */
export const encodeSecretKey = ({ bytes }: SecretKey): string => encode('rsec', bytes)

/** One signing key. Throws `key-missing` if there is none, `key-invalid` saying why, never the key itself. */
export function parseSigningKey(text: string): SigningKey {
  const words = wordsOf(text)
  const word = words[0]
  if (word === undefined) {
    throw new Problem('key-missing', 'no signing key was given', {
      hint: 'Set BACKPROOF_SIGNING_KEY to the rsgn1... key of one of the signers.',
    })
  }
  if (words.length > 1)
    throw new Problem('key-invalid', `${words.length} signing keys were given: only one can sign`, {
      hint: 'Leave one rsgn1... key in BACKPROOF_SIGNING_KEY.',
    })
  const seed = demand('rsgn', word, 'signing key')
  return withBytes({ signer: encode('rsig', nacl.sign.keyPair.fromSeed(seed).publicKey) }, seed)
}

/** One index key. Throws `key-missing` if there is none, `key-invalid` saying why, never the key itself. */
export function parseIndexKey(text: string): SecretKey {
  const [word, ...more] = wordsOf(text)
  const hint = 'Set BACKPROOF_INDEX_KEY to the one ridx1... key that `backproof keys index` printed.'
  if (word === undefined) throw new Problem('key-missing', 'no index key was given', { hint })
  if (more.length > 0) throw new Problem('key-invalid', `${more.length + 1} index keys were given, not one`, { hint })
  const bytes = demand('ridx', word, 'index key')
  return withBytes({ fingerprint: fingerprintOf(nacl.box.keyPair.fromSecretKey(bytes).publicKey) }, bytes)
}

function wordsOf(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'))
  return lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== '')
}

function withBytes<T extends object>(named: T, bytes: Uint8Array): T & { readonly bytes: Uint8Array } {
  return Object.defineProperty(named, 'bytes', { value: bytes, enumerable: false }) as T & { bytes: Uint8Array }
}

function demand(kind: Kind, text: string, name: string, known?: string): Uint8Array {
  const bytes = known ?? decodeKey(kind, text)
  if (typeof bytes !== 'string') return bytes
  throw new Problem(
    'key-invalid',
    `${name} ${bytes.startsWith('this is') ? `is of the wrong kind: ${bytes}` : bytes}`,
    {
      hint: `Copy the whole ${kind}1... text: ${textLength} characters, as \`backproof keys ${kind === 'ridx' ? 'index' : 'generate'}\` printed it.`,
    },
  )
}

function decodeKey(kind: Kind, text: string): Uint8Array | string {
  if (text === '') return 'is empty'
  const given = text.toLowerCase().slice(0, 5)
  const other = (Object.keys(kinds) as Kind[]).find((name) => given === `${name}1`)
  if (other !== undefined && other !== kind) return wrongKind(kind, other)
  if (other === undefined) return `does not start with ${kind}1`
  if (text.length < textLength) return `is truncated: ${text.length} of ${textLength} characters`
  if (text.length > textLength) return `is too long: ${text.length} instead of ${textLength} characters`
  return decode(kind, text)
}

function wrongKind(wanted: Kind, given: Kind): string {
  const secretInPublic = (wanted === 'rpub' || wanted === 'rsig') && given !== 'rpub' && given !== 'rsig'
  return secretInPublic
    ? `this is ${kinds[given]}: never put it into a policy`
    : `this is ${kinds[given]}: ${kinds[wanted]} starts with ${wanted}1`
}
