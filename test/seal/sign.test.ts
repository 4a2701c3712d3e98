import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { signerBytes } from '../../src/seal/key-text.ts'
import { generateKeys, parseSigningKey, signManifest, verifySignature } from '../../src/seal/seal.ts'

const keys = generateKeys()
const other = generateKeys()
const manifest = Buffer.from('{ "format": "backproof/v1" }\n')
const signature = signManifest(manifest, parseSigningKey(keys.signing))

describe('signatures', () => {
  it('hold for one signer among several', () => {
    expect(signature).toMatch(/^[A-Za-z0-9+/]{86}==\n$/)
    expect(verifySignature(manifest, signature, [other.signer, keys.signer])).toBe(true)
    expect(verifySignature(manifest, signature.trim(), [keys.signer])).toBe(true)
  })

  it('match those of another implementation of Ed25519, which accepts them', () => {
    const decoded = Buffer.from(signature, 'base64')
    expect(nacl.sign.detached.verify(manifest, decoded, signerBytes(keys.signer))).toBe(true)
  })

  it('do not hold for another signer, no signer, or other bytes', () => {
    expect(verifySignature(manifest, signature, [other.signer])).toBe(false)
    expect(verifySignature(manifest, signature, [])).toBe(false)
    for (let at = 0; at < manifest.length; at++) {
      const changed = Buffer.from(manifest)
      changed[at] = (changed[at] as number) ^ 1
      expect(verifySignature(changed, signature, [keys.signer])).toBe(false)
    }
  })

  it.each(['', 'x', signature.slice(1), `${signature}${signature}`, Buffer.alloc(64).toString('base64')])(
    'do not hold if they are not valid: %j',
    (text) => expect(verifySignature(manifest, text, [keys.signer])).toBe(false),
  )

  it('are not checked against an invalid signer', () => {
    expect(() => verifySignature(manifest, signature, [keys.recipient])).toThrow(/signer is of the wrong kind/)
  })
})
