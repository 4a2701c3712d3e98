import { hkdfSync } from 'node:crypto'
import nacl from 'tweetnacl'
import { boxesFor, type DataKey, type KeyObject, openBox, recipientKeys, sealedKeyObject } from './key-object.ts'
import type { Random } from './random.ts'

/** The key object of a backup for other recipients than those that it has. */
export interface Rewrapped {
  /** Boxed to exactly these recipients. */
  readonly bytes: Uint8Array
  /** Boxed to those that it has as well; undefined: none of them is dropped. */
  readonly both: Uint8Array | undefined
  /** Fingerprints. */
  readonly added: readonly string[]
  readonly dropped: readonly string[]
  /** Whether the box for each of these recipients is in it, and opens to the data key: what a store gives back is asked. */
  opensIn(object: KeyObject): boolean
}

/**
 * Boxes the data key to these recipients, ordered by fingerprint; the box of the index stays as it is. The same data key and
 * recipients give the same bytes, whenever and for whatever store: so a rotation that was killed is taken up by doing it again,
 * and the copies of a backup stay equal to the byte. Throws `key-missing`, `key-invalid`, as sealing does.
 */
export function rewrap(object: KeyObject, key: DataKey, recipients: readonly string[]): Rewrapped {
  const { id, index } = object
  const wanted = [...recipientKeys(id, recipients)].sort(([a], [b]) => (a < b ? -1 : 1))
  const boxes = wanted.flatMap((one) => boxesFor(new Map([one]), key, derived(key, id, one[0])))
  const had = new Set(object.boxes.map(({ to }) => to))
  const kept = object.boxes.filter(({ to }) => !wanted.some(([one]) => one === to))
  return {
    bytes: sealedKeyObject({ id, boxes, index }),
    both: kept.length > 0 ? sealedKeyObject({ id, boxes: [...boxes, ...kept], index }) : undefined,
    added: wanted.flatMap(([to]) => (had.has(to) ? [] : [to])),
    dropped: kept.map(({ to }) => to),
    // A box opens from either end: with the recipient's secret key, or with the ephemeral one and the recipient's public key.
    opensIn: (read) =>
      wanted.every(([to, publicKey]) => {
        const ephemeral = derived(key, id, to)(nacl.box.secretKeyLength)
        const box = read.boxes.find((one) => one.to === to)
        const opened = box && openBox({ ...box, from: Buffer.from(publicKey).toString('base64') }, ephemeral)
        return opened !== undefined && Buffer.from(opened).equals(key)
      }),
  }
}

/**
 * The ephemeral key and the nonce of one box, made of the data key: nobody can know them who does not know what is in the box,
 * and the same two are never used for anything else (HKDF, RFC 5869; the label names backup, recipient and purpose).
 */
function derived(key: DataKey, id: string, to: string): Random {
  const length = nacl.box.secretKeyLength + nacl.box.nonceLength
  const bytes = Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `backproof/v1/${id}/box/${to}`, length))
  let taken = 0
  return (count) => {
    const part = bytes.subarray(taken, taken + count)
    taken += count
    return part
  }
}
