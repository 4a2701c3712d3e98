/** Bech32m (BIP 350): text with a prefix and a checksum that names up to four mistyped characters as a mistake. */

const characters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const bech32m = 0x2bc830a3
const checksumLength = 6

/** The text of `bytes` under a lower-case prefix. */
export function encode(prefix: string, bytes: Uint8Array): string {
  const data = regroup(bytes, 8, 5, true)
  if (data === undefined) throw new RangeError('bytes are not octets')
  const sum = polymod([...expand(prefix), ...data, ...new Array<number>(checksumLength).fill(0)]) ^ bech32m
  const checksum = Array.from({ length: checksumLength }, (_, i) => (sum >>> (5 * (checksumLength - 1 - i))) & 31)
  return `${prefix}1${[...data, ...checksum].map((value) => characters[value]).join('')}`
}

/** The bytes of a text that starts with `prefix` and "1", or why there are none. */
export function decode(prefix: string, text: string): Uint8Array | string {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return 'mixes upper and lower case: mistyped'
  const lower = text.toLowerCase()
  if (!lower.startsWith(`${prefix}1`)) return `does not start with ${prefix}1`
  const values = [...lower.slice(prefix.length + 1)].map((character) => characters.indexOf(character))
  if (values.includes(-1)) return 'has a character that no key has: mistyped'
  if (values.length < checksumLength) return 'is truncated'
  if (polymod([...expand(prefix), ...values]) !== bech32m) return 'checksum does not match: mistyped'
  const bytes = regroup(values.slice(0, -checksumLength), 5, 8, false)
  return bytes === undefined ? 'has stray bits at its end' : Uint8Array.from(bytes)
}

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    generators.forEach((generator, i) => {
      if ((top >>> i) & 1) sum ^= generator
    })
  }
  return sum
}

function expand(prefix: string): number[] {
  const codes = [...prefix].map((character) => character.charCodeAt(0))
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)]
}

function regroup(values: Iterable<number>, from: number, to: number, pad: boolean): number[] | undefined {
  const groups: number[] = []
  let held = 0
  let bits = 0
  for (const value of values) {
    held = ((held << from) | value) & 0xfff
    bits += from
    while (bits >= to) {
      bits -= to
      groups.push((held >>> bits) & ((1 << to) - 1))
    }
  }
  const rest = held & ((1 << bits) - 1)
  if (pad) return bits > 0 ? [...groups, rest << (to - bits)] : groups
  return bits >= from || rest !== 0 ? undefined : groups
}
