import { verify } from 'node:crypto'
import nacl from 'tweetnacl'
import { type SigningKey, signerBytes } from './key-text.ts'

const base64Signature = /^[A-Za-z0-9+/]{86}==\s*$/
// What stands before the 32 bytes of an Ed25519 public key as DER SubjectPublicKeyInfo (RFC 8410).
const publicKeyInfo = Buffer.from('302a300506032b6570032100', 'hex')

/** The text of `manifests/<id>.sig`: the Ed25519 signature (RFC 8032) of the manifest's bytes, base64, and a newline. */
export function signManifest(bytes: Uint8Array, signing: SigningKey): string {
  const { secretKey } = nacl.sign.keyPair.fromSeed(signing.bytes)
  return `${Buffer.from(nacl.sign.detached(bytes, secretKey)).toString('base64')}\n`
}

/** True if one of the signers (rsig texts) made this signature of these bytes; false for a text that is no signature. */
export function verifySignature(bytes: Uint8Array, signature: string, signers: readonly string[]): boolean {
  if (!base64Signature.test(signature)) return false
  const decoded = Buffer.from(signature, 'base64')
  // Not tweetnacl's: a catalog of a thousand manifests would take it seconds.
  return signers.some((signer) => {
    const key = Buffer.concat([publicKeyInfo, signerBytes(signer)])
    return verify(null, bytes, { key, format: 'der', type: 'spki' }, decoded)
  })
}
