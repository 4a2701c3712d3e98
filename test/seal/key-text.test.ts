import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { encode } from '../../src/seal/bech32.ts'
import {
  fingerprint,
  generateKeys,
  parseSecretKeys,
  parseSigningKey,
  recipientFault,
  signerFault,
} from '../../src/seal/seal.ts'
import { problemOf } from '../problem.ts'

const keys = generateKeys()
const others = generateKeys()

describe('key texts', () => {
  it('are generated in four kinds, new ones each time', () => {
    expect(Object.entries(keys).map(([name, text]) => [name, text.slice(0, 5), text.length])).toEqual([
      ['recipient', 'rpub1', 63],
      ['secret', 'rsec1', 63],
      ['signer', 'rsig1', 63],
      ['signing', 'rsgn1', 63],
    ])
    expect(new Set([...Object.values(keys), ...Object.values(others)]).size).toBe(8)
  })

  it('are valid as a public key, in upper case too', () => {
    expect(recipientFault(keys.recipient)).toBeUndefined()
    expect(recipientFault(keys.recipient.toUpperCase())).toBeUndefined()
    expect(signerFault(keys.signer)).toBeUndefined()
  })

  it.each([
    ['a secret key', keys.secret, 'this is a secret key (rsec): never put it into a policy'],
    ['half a secret key', keys.secret.slice(0, 20), 'this is a secret key (rsec): never put it into a policy'],
    ['a signing key', keys.signing, 'this is a signing key (rsgn), a secret: never put it into a policy'],
    [
      'a signer',
      keys.signer,
      'this is a signer (rsig), a public key: a recipient (rpub), a public key starts with rpub1',
    ],
    ['nothing', '', 'is empty'],
    ['something else', 'age1qqqq', 'does not start with rpub1'],
    ['a cut key', keys.recipient.slice(0, -2), 'is truncated: 61 of 63 characters'],
    ['two keys', keys.recipient + keys.recipient, 'is too long: 126 instead of 63 characters'],
    ['mixed case', `RPUB1${keys.recipient.slice(5)}`, 'mixes upper and lower case: mistyped'],
    ['a character of no key', `${keys.recipient.slice(0, -1)}b`, 'has a character that no key has: mistyped'],
    [
      'the point of order 1',
      encode('rpub', new Uint8Array(32)),
      'is not a usable public key: anyone could open what is sealed to it',
    ],
  ])('are refused as a recipient with the reason: %s', (_, text, fault) => {
    expect(recipientFault(text)).toBe(fault)
  })

  it('are reported as mistyped after a typing error', () => {
    const at = 30
    const wrong = keys.recipient[at] === 'q' ? 'p' : 'q'
    const mistyped = keys.recipient.slice(0, at) + wrong + keys.recipient.slice(at + 1)
    expect(recipientFault(mistyped)).toBe('checksum does not match: mistyped')
    expect(signerFault(mistyped)).toContain('this is a recipient')
  })

  it('have the fingerprint of the public bytes, whatever the case', () => {
    expect(fingerprint(keys.recipient)).toMatch(/^[0-9a-f]{16}$/)
    expect(fingerprint(keys.recipient.toUpperCase())).toBe(fingerprint(keys.recipient))
    expect(problemOf(() => fingerprint('rpub1')).code).toBe('key-invalid')
  })
})

describe('parseSecretKeys', () => {
  it('accepts several, between spaces and lines, each once, and comments', () => {
    const parsed = parseSecretKeys(`# old\n ${keys.secret}  ${others.secret}\r\n\t${keys.secret}\n`)
    expect(parsed.map((key) => key.fingerprint)).toEqual([fingerprint(keys.recipient), fingerprint(others.recipient)])
  })

  it('reports a missing key by name', () => {
    expect(problemOf(() => parseSecretKeys('')).code).toBe('key-missing')
    expect(problemOf(() => parseSecretKeys(' # nothing\n')).hint).toContain('BACKPROOF_SECRET_KEY')
  })

  it.each([
    ['a public key', keys.recipient, 'this is a recipient (rpub), a public key'],
    ['a cut key', others.secret.slice(0, 40), 'is truncated: 40 of 63 characters'],
    ['a mistyped key', `${others.secret.slice(0, -1)}${others.secret.endsWith('q') ? 'p' : 'q'}`, 'checksum'],
  ])('names the one that is %s, and never prints a key', (_, text, why) => {
    const problem = problemOf(() => parseSecretKeys(`${keys.secret} ${text}`))
    expect(problem.code).toBe('key-invalid')
    expect(problem.message).toContain('secret key 2 of 2')
    expect(problem.message).toContain(why)
    const printed = inspect(problem, { depth: 9 }) + problem.hint
    expect(printed).not.toContain(text.slice(5, 20))
    expect(printed).not.toContain(keys.secret.slice(5, 20))
  })

  it('returns keys that do not print themselves', () => {
    const [key] = parseSecretKeys(keys.secret)
    expect(inspect(key) + JSON.stringify(key)).not.toContain('bytes')
    expect(key?.bytes).toHaveLength(32)
  })
})

describe('parseSigningKey', () => {
  it('knows its signer and does not print itself', () => {
    const key = parseSigningKey(` ${keys.signing}\n`)
    expect(key.signer).toBe(keys.signer)
    expect(inspect(key)).not.toContain('bytes')
  })

  it('refuses no key, two keys, and a key of another kind', () => {
    expect(problemOf(() => parseSigningKey('')).code).toBe('key-missing')
    expect(problemOf(() => parseSigningKey(`${keys.signing} ${others.signing}`)).message).toContain('only one can sign')
    expect(problemOf(() => parseSigningKey(keys.signer)).message).toContain('this is a signer (rsig), a public key')
  })
})
