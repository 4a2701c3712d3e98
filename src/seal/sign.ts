import nacl from 'tweetnacl'
import { type SigningKey, signerBytes } from './key-text.ts'

const base64Signature = /^[A-Za-z0-9+/]{86}==\s*$/

/** The text of `manifests/<id>.sig`: the Ed25519 signature (RFC 8032) of the manifest's bytes, base64, and a newline. */
export function signManifest(bytes: Uint8Array, signing: SigningKey): string {
  const { secretKey } = nacl.sign.keyPair.fromSeed(signing.bytes)
  return `${Buffer.from(nacl.sign.detached(octets(bytes), secretKey)).toString('base64')}\n`
}

/** True if one of the signers (rsig texts) made this signature of these bytes; false for a text that is no signature. */
export function verifySignature(bytes: Uint8Array, signature: string, signers: readonly string[]): boolean {
  if (!base64Signature.test(signature)) return false
  const decoded = octets(Buffer.from(signature, 'base64'))
  return signers.some((signer) => nacl.sign.detached.verify(octets(bytes), decoded, signerBytes(signer)))
}

// tweetnacl takes nothing but a Uint8Array; a Buffer of another realm (a test runner's) is not one to it.
function octets(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes)
}
