import nacl from 'tweetnacl'
import { Problem } from '../problem.ts'
import { decode, encode } from './bech32.ts'
import { fingerprintOf, type SecretKey } from './key-text.ts'

/** Into how many parts a secret key is split, and how many of them give it back. */
export interface SplitInto {
  /** 2 to 16. */
  readonly shares: number
  /** 2 to `shares`. */
  readonly threshold: number
}

/** One share: of which key, and what it adds to it. */
interface Share {
  /** Of the recipient whose secret key was split. */
  readonly fingerprint: string
  readonly threshold: number
  /** 32 bytes of values, and the byte that they are the values at. */
  readonly values: Uint8Array
}

const most = 16
const [fingerprintBytes, valueBytes] = [8, 33]
const hint = 'Copy the whole rshr1... text: 79 characters, as `backproof keys split` printed it.'

/**
 * The shares of a secret key as texts, rshr1...: any `threshold` of them give it back, and fewer say nothing about it (Shamir,
 * "How to share a secret", 1979, over GF(256); the library is audited). Throws `usage`.
 */
export async function splitSecret({ bytes, fingerprint }: SecretKey, into: SplitInto): Promise<readonly string[]> {
  const { shares, threshold } = into
  const whole = Number.isInteger(shares) && Number.isInteger(threshold)
  if (!whole || threshold < 2 || threshold > shares || shares > most)
    throw new Problem('usage', `a key is not split into ${shares} shares of which ${threshold} give it back`, {
      hint: `Take 2 to ${most} shares, and a threshold from 2 to their number: --shares 3 --threshold 2.`,
    })
  const { split } = await import('shamir-secret-sharing')
  const parts = await split(new Uint8Array(bytes), shares, threshold)
  const head = Buffer.concat([Buffer.of(threshold), Buffer.from(fingerprint, 'hex')])
  return parts.map((part) => encode('rshr', Buffer.concat([head, part])))
}

/**
 * The same text, in which the shares of a key stand no more but the key itself. Throws `key-missing` where there are too few of
 * one, `key-invalid` for one that is mistyped, or where they give another key than the one that they are of. No message has any
 * of a share.
 */
export async function joinShares(text: string): Promise<string> {
  const words = text.match(/\brshr1\w*/gi) ?? []
  if (words.length === 0) return text
  const shares = words.map((word, at) => readShare(word, words.length === 1 ? 'the share' : `share ${at + 1}`))
  const secrets: string[] = []
  for (const [fingerprint, own] of Map.groupBy(shares, (share) => share.fingerprint)) {
    const distinct = [...new Map(own.map((share) => [share.values.at(-1), share])).values()]
    const threshold = Math.max(...own.map((share) => share.threshold))
    if (distinct.length < threshold)
      throw new Problem(
        'key-missing',
        `${distinct.length} of the ${threshold} shares that the key ${fingerprint} needs ${distinct.length === 1 ? 'is' : 'are'} given`,
        {
          hint: 'Give the others as well, in BACKPROOF_SECRET_KEY, separated by spaces; the same one twice counts once.',
        },
      )
    const { combine } = await import('shamir-secret-sharing')
    const secret = await combine(distinct.map(({ values }) => new Uint8Array(values)))
    if (fingerprintOf(nacl.box.keyPair.fromSecretKey(secret).publicKey) !== fingerprint)
      throw new Problem('key-invalid', `the shares of the key ${fingerprint} do not fit together`, {
        hint: 'One of them is of another split of that key, or altered: try other shares of it.',
      })
    secrets.push(encode('rsec', secret))
  }
  return `${text.replaceAll(/\brshr1\w*/gi, '')}\n${secrets.join('\n')}`
}

function readShare(word: string, name: string): Share {
  const bytes = decode('rshr', word)
  if (typeof bytes === 'string') throw new Problem('key-invalid', `${name} ${bytes}`, { hint })
  const threshold = bytes[0] ?? 0
  if (bytes.length !== 1 + fingerprintBytes + valueBytes || threshold < 2 || threshold > most || bytes.at(-1) === 0)
    throw new Problem('key-invalid', `${name} is not of this form`, { hint })
  const fingerprint = Buffer.from(bytes.subarray(1, 1 + fingerprintBytes)).toString('hex')
  return { fingerprint, threshold, values: bytes.subarray(1 + fingerprintBytes) }
}
