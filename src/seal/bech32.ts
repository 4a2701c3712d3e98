import { bech32m } from '@scure/base'

/** Bech32m (BIP 350): text with a prefix and a checksum that names up to four mistyped characters as a mistake. */

const characters = /^[qpzry9x8gf2tvdw0s3jn54khce6mua7l]*$/
const checksumLength = 6

/** The text of `bytes` under a lower-case prefix. */
export function encode(prefix: string, bytes: Uint8Array): string {
  return bech32m.encode(prefix, bech32m.toWords(bytes), false)
}

/** The bytes of a text that starts with `prefix` and "1", or why there are none. The text may be a secret: no reason has any of it. */
export function decode(prefix: string, text: string): Uint8Array | string {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return 'mixes upper and lower case: mistyped'
  const lower = text.toLowerCase()
  if (!lower.startsWith(`${prefix}1`)) return `does not start with ${prefix}1`
  const rest = lower.slice(prefix.length + 1)
  if (!characters.test(rest)) return 'has a character that no key has: mistyped'
  if (rest.length < checksumLength) return 'is truncated'
  // The library's own errors quote the text.
  const decoded = bech32m.decodeUnsafe(lower, false)
  if (decoded === undefined || decoded.prefix !== prefix) return 'checksum does not match: mistyped'
  return bech32m.fromWordsUnsafe(decoded.words) || 'has stray bits at its end'
}
