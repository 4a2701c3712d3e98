import { createPrivateKey, sign } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function fromBase32(text: string): Buffer {
  const bytes: number[] = []
  let [bits, value] = [0, 0]
  for (const letter of text) {
    const index = alphabet.indexOf(letter)
    if (index === -1) throw new Error('it is no nkey')
    value = ((value << 5) | index) & 0xffff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 0xff)
  }
  return Buffer.from(bytes)
}

function toBase32(bytes: Buffer): string {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >> bits) & 31]
    }
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31]
}

/** CRC-16/XMODEM, the checksum of nkeys. */
function crc16(bytes: Buffer): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff
  }
  return crc
}

export interface Nkey {
  /** "UA...": who signs. */
  readonly name: string
  /** The signature of a server's nonce, as CONNECT takes it. */
  sign(nonce: string): string
}

/** The key of a user, from its seed: "SU..." in base 32. Throws for what is none, without showing it. */
export function readSeed(text: string): Nkey {
  const raw = fromBase32(text.trim())
  const [first = 0, second = 0] = raw
  // Five bits say that it is a seed, the next eight whose: a user's.
  if (raw.length !== 36 || (first & 0xf8) !== 18 << 3 || (((first & 7) << 5) | (second >> 3)) !== 20 << 3)
    throw new Error('it is not the seed of a user')
  if (raw.readUInt16LE(34) !== crc16(raw.subarray(0, 34))) throw new Error('its checksum is wrong')
  // RFC 8410: an Ed25519 key as PKCS #8.
  const head = Buffer.from('302e020100300506032b657004220420', 'hex')
  const der = Buffer.concat([head, raw.subarray(2, 34)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = key.export({ format: 'jwk' })
  const body = Buffer.concat([Buffer.of(20 << 3), Buffer.from(x, 'base64url')])
  const checksum = Buffer.alloc(2)
  checksum.writeUInt16LE(crc16(body))
  return {
    name: toBase32(Buffer.concat([body, checksum])),
    sign: (nonce) => sign(null, Buffer.from(nonce), key).toString('base64url'),
  }
}

/** A file of credentials as `nsc` writes it: the user's token, and the seed that proves it. */
export function readCredentials(text: string): { readonly jwt: string; readonly key: Nkey } {
  const blocks = [...text.matchAll(/-{3,}BEGIN [^\n]*-{3,}\s*([\w.=-]+?)\s*-{3,}END/g)].map(([, block = '']) => block)
  const [jwt, seed] = blocks
  if (jwt === undefined || seed === undefined) throw new Error('it is not a file of credentials')
  return { jwt, key: readSeed(seed) }
}
