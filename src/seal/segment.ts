import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { releaseChunk, Spare } from '../bytes/bytes.ts'
import type { Random } from './random.ts'
import { Rope } from './rope.ts'

// Tink's streaming AEAD, key type AES256_GCM_HKDF_1MB. A sealed object is
//   header (length 1, salt 32, nonce prefix 7) and segments of 1 MiB, the first of which is shorter by the header,
// and every segment ends with its tag. Its nonce is prefix | number (4, big-endian) | 1 if it is the last, else 0.
const segmentBytes = 1 << 20
const encryptBytes = 64 << 10
const tagBytes = 16
const keyBytes = 32
const saltBytes = 32
const prefixBytes = 7
const headerBytes = 1 + saltBytes + prefixBytes
const mostSegments = 2 ** 32
const cipherName = 'aes-256-gcm'

/** Makes the error for an object that is not what it should be. */
export type Damaged = (why: string, cause?: unknown) => Error

/** What is encrypted: under which key, and bound to what. */
export interface Binding {
  readonly key: Uint8Array
  readonly associatedData: string
}

export interface Encrypting {
  readonly random: Random
  /** What sealed segments are put into; whoever takes one may give it back. */
  readonly into: Spare
  /** Hears of each chunk once nothing of it is needed any more. */
  readonly spent: (chunk: Buffer) => void
}

/** For the sealed segments of one part. */
export const segmentSpare = () => new Spare(segmentBytes)

/** The sealed bytes of `plain`, one segment at a time, the first with the header. */
export async function* encryptSegments(
  plain: AsyncIterable<Buffer>,
  { key, associatedData }: Binding,
  { random, into, spent }: Encrypting,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([Uint8Array.of(headerBytes), random(saltBytes), random(prefixBytes)])
  const prefix = header.subarray(1 + saltBytes)
  const segmentKey = deriveKey(key, header.subarray(1, 1 + saltBytes), associatedData)
  const rope = new Rope()
  let number = 0
  const encrypt = (bytes: number, last: boolean): Buffer => {
    const segment = into.take()
    let at = number === 0 ? header.copy(segment) : 0
    const cipher = createCipheriv(cipherName, segmentKey, nonce(prefix, number++, last))
    for (const piece of rope.take(bytes)) {
      // A buffer of one size, given back at once, is the same memory each time, and still in the processor's cache.
      for (let from = 0; from < piece.length; from += encryptBytes) {
        const sealed = cipher.update(piece.subarray(from, from + encryptBytes))
        at += sealed.copy(segment, at)
        releaseChunk(sealed)
      }
    }
    cipher.final()
    at += cipher.getAuthTag().copy(segment, at)
    return into.view(segment, at)
  }
  let capacity = segmentBytes - headerBytes - tagBytes
  // The end of these is what the rope has.
  const held: Buffer[] = []
  let heldBytes = 0
  for await (const chunk of plain) {
    rope.push(chunk)
    held.push(chunk)
    heldBytes += chunk.length
    // Strictly more: the last segment is marked as such, so it stays here until it is known whether it is the last.
    while (rope.length > capacity) {
      yield encrypt(capacity, false)
      capacity = segmentBytes - tagBytes
    }
    for (let first = held[0]; first && heldBytes - first.length >= rope.length; first = held[0]) {
      heldBytes -= first.length
      held.shift()
      spent(first)
    }
  }
  yield encrypt(rope.length, true)
  for (const chunk of held) spent(chunk)
}

/**
 * The plain bytes of `sealed`, each segment in a buffer of its own and only once its tag was right. Ends cleanly only
 * after the last segment.
 */
export async function* decryptSegments(
  sealed: AsyncIterable<Buffer>,
  { key, associatedData }: Binding,
  damaged: Damaged,
): AsyncGenerator<Buffer> {
  let header: { readonly segmentKey: Buffer; readonly prefix: Buffer } | undefined
  let number = 0
  // Filled time and again: what comes from a network in small chunks is gone as soon as it was copied.
  const segment = Buffer.allocUnsafeSlow(segmentBytes)
  let filled = 0
  const decrypt = (last: boolean): Buffer => {
    const start = number === 0 ? headerBytes : 0
    if (number === 0 && filled >= headerBytes) {
      if (segment[0] !== headerBytes) throw damaged('it does not begin with the header of a sealed object')
      const [salt, prefix] = [segment.subarray(1, 1 + saltBytes), segment.subarray(1 + saltBytes, headerBytes)]
      header = { segmentKey: deriveKey(key, salt, associatedData), prefix: Buffer.from(prefix) }
    }
    const end = filled - tagBytes
    if (!header || end < start) throw damaged('it is cut off')
    const decipher = createDecipheriv(cipherName, header.segmentKey, nonce(header.prefix, number, last), {
      authTagLength: tagBytes,
    })
    const plain = decipher.update(segment.subarray(start, end))
    decipher.setAuthTag(segment.subarray(end, filled))
    filled = 0
    try {
      decipher.final()
    } catch (cause) {
      const at = last ? `segment ${number}, its last,` : `segment ${number}`
      throw damaged(`${at} does not authenticate: altered, cut off, extended, or of another part or data key`, cause)
    }
    number++
    return plain
  }
  for await (const chunk of sealed) {
    for (let at = 0; at < chunk.length; ) {
      // Only now: the last segment is marked as such, and a full one may be the last.
      if (filled === segmentBytes) yield decrypt(false)
      const copied = chunk.copy(segment, filled, at)
      filled += copied
      at += copied
    }
  }
  yield decrypt(true)
}

function deriveKey(key: Uint8Array, salt: Uint8Array, associatedData: string): Buffer {
  if (key.length !== keyBytes) throw new RangeError(`a data key has ${keyBytes} bytes, not ${key.length}`)
  return Buffer.from(hkdfSync('sha256', key, salt, associatedData, keyBytes))
}

function nonce(prefix: Uint8Array, number: number, last: boolean): Buffer {
  if (number >= mostSegments) throw new RangeError('a sealed object has at most 2^32 segments (4 PiB)')
  const bytes = Buffer.alloc(prefixBytes + 5)
  bytes.set(prefix)
  bytes.writeUInt32BE(number, prefixBytes)
  bytes[prefixBytes + 4] = last ? 1 : 0
  return bytes
}
