import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base 32, bit by bit. */
export function encode(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function crc(bytes: Buffer): Buffer {
  let value = 0
  for (const byte of bytes) {
    value ^= byte << 8
    for (let bit = 0; bit < 8; bit++) value = ((value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1) & 0xffff) >>> 0
  }
  return Buffer.from([value & 0xff, value >> 8])
}

const prefixes = { operator: 14 << 3, account: 0, user: 20 << 3 } as const

export interface Key {
  readonly name: string
  readonly seed: string
  readonly privateKey: KeyObject
}

/** A new pair, as NATS writes one. */
export function newKey(kind: keyof typeof prefixes): Key {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
  const prefix = prefixes[kind]
  const name = Buffer.concat([Buffer.from([prefix]), Buffer.from(x, 'base64url')])
  const seed = Buffer.concat([Buffer.from([0x90 | (prefix >> 5), (prefix & 31) << 3]), Buffer.from(d, 'base64url')])
  const checked = (bytes: Buffer) => encode(Buffer.concat([bytes, crc(bytes)]))
  return { name: checked(name), seed: checked(seed), privateKey }
}

/** What one key says of another. */
export function tokenOf(by: Key, subject: Key, nats: object, more: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { jti: 'test', iat: 1_700_000_000, iss: by.name, name: 'test', sub: subject.name, nats, ...more }
  const text = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part(claims)}`
  return `${text}.${sign(null, Buffer.from(text), by.privateKey).toString('base64url')}`
}

/** A server's configuration with an operator, whose account a user of these credentials belongs to. */
export function operated(userMore: object = {}): { readonly configuration: string; readonly credentials: string } {
  const [operator, system, account, user] = [
    newKey('operator'),
    newKey('account'),
    newKey('account'),
    newKey('user'),
  ] as const
  const free = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 }
  const stores = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 }
  const accountToken = (key: Key, limits: object) => tokenOf(operator, key, { limits, type: 'account', version: 2 })
  const operatorToken = tokenOf(operator, operator, { system_account: system.name, type: 'operator', version: 2 })
  const userToken = tokenOf(
    account,
    user,
    { pub: {}, sub: {}, subs: -1, data: -1, payload: -1, type: 'user', version: 2 },
    userMore,
  )
  return {
    configuration: `
operator: ${operatorToken}
system_account: ${system.name}
resolver: MEMORY
resolver_preload: {
  ${system.name}: ${accountToken(system, free)}
  ${account.name}: ${accountToken(account, { ...free, ...stores })}
}
`,
    credentials: credentialsOf(userToken, user),
  }
}

export const credentialsOf = (token: string, { seed }: Pick<Key, 'seed'>): string => `-----BEGIN NATS USER JWT-----
${token}
------END NATS USER JWT------

************************* IMPORTANT *************************
NKEY Seed printed below can be used to sign and prove identity.

-----BEGIN USER NKEY SEED-----
${seed}
------END USER NKEY SEED------
`
