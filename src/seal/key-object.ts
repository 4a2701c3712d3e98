import { createHash, hkdfSync } from 'node:crypto'
import nacl from 'tweetnacl'
import { z } from 'zod'
import { readJson } from '../bytes/bytes.ts'
import { Problem } from '../problem.ts'
import { fingerprintOf, recipientBytes, type SecretKey } from './key-text.ts'
import type { Random } from './random.ts'

/** 32 bytes that every part of one backup is sealed with. */
export type DataKey = Uint8Array

/** The data key of one backup, boxed to each recipient (docs/format.md). */
export interface KeyObject {
  readonly version: 1
  readonly id: string
  readonly boxes: readonly KeyBox[]
  /** The key of the backup's index alone, boxed to an index key; absent where none was given. */
  readonly index?: KeyBox | undefined
  /** Of id, boxes and index (docs/format.md): bytes that rot are found without a secret key. */
  readonly sha256: string
}

/** 32 bytes that the index of one backup is sealed with. They are made of the data key, and do not lead back to it. */
export interface IndexKey {
  readonly index: Uint8Array
}

/** Parts that a job may read which may not read the backup. */
export const isIndex = (part: string) => part.endsWith('.index')

export function indexKeyOf(key: DataKey, id: string): IndexKey {
  return { index: Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `backproof/v1/${id}/index`, dataKeyBytes)) }
}

export interface KeyBox {
  /** Fingerprint of the recipient. */
  readonly to: string
  /** Base64: ephemeral public key, nonce, NaCl box of the data key. */
  readonly from: string
  readonly nonce: string
  readonly box: string
}

const dataKeyBytes = 32
const mostBoxes = 256
const mostBytes = 256 * 1024

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `is not ${bytes} bytes of base64`)

const keyBox = z.object({
  to: z.string().regex(/^[0-9a-f]{16}$/),
  from: base64(nacl.box.publicKeyLength),
  nonce: base64(nacl.box.nonceLength),
  box: base64(dataKeyBytes + nacl.box.overheadLength),
})

const schema = z.object({
  version: z.literal(1),
  id: z.string().min(1).max(256),
  boxes: z.array(keyBox).min(1).max(mostBoxes),
  index: keyBox.optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export function newDataKey(random: Random): DataKey {
  return random(dataKeyBytes)
}

/** `indexKey`: who may open the index besides; it is told of by the fingerprint of its public half. */
export function boxDataKey(
  id: string,
  key: DataKey,
  recipients: readonly string[],
  random: Random,
  indexKey?: SecretKey,
): Uint8Array {
  const boxes = boxesFor(recipientKeys(id, recipients), key, random)
  if (indexKey === undefined) return sealedKeyObject({ id, boxes })
  const { publicKey } = nacl.box.keyPair.fromSecretKey(indexKey.bytes)
  const [index] = boxesFor(new Map([[indexKey.fingerprint, publicKey]]), indexKeyOf(key, id).index, random)
  return sealedKeyObject({ id, boxes, index })
}

/** The recipients' public keys by fingerprint, each once, in their order. Throws `key-missing` and `key-invalid`. */
export function recipientKeys(id: string, recipients: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const publicKeys = new Map(recipients.map(recipientBytes).map((bytes) => [fingerprintOf(bytes), bytes]))
  if (publicKeys.size === 0) {
    throw new Problem('key-missing', `no recipient to seal ${id} to`, {
      hint: 'List at least one rpub1... key under encryption.recipients; "backproof keys generate" makes one.',
    })
  }
  if (publicKeys.size > mostBoxes) {
    throw new Problem('key-invalid', `${publicKeys.size} recipients are more than a key object holds (${mostBoxes})`, {
      hint: `Leave at most ${mostBoxes} keys under encryption.recipients.`,
    })
  }
  return publicKeys
}

/** One box of the same content for each of these keys, from an ephemeral key and a nonce of its own. */
export function boxesFor(
  publicKeys: ReadonlyMap<string, Uint8Array>,
  content: Uint8Array,
  random: Random,
): readonly KeyBox[] {
  return [...publicKeys].map(([to, publicKey]) => {
    const ephemeral = nacl.box.keyPair.fromSecretKey(random(nacl.box.secretKeyLength))
    const nonce = random(nacl.box.nonceLength)
    const box = nacl.box(content, nonce, publicKey, ephemeral.secretKey)
    return { to, from: encode(ephemeral.publicKey), nonce: encode(nonce), box: encode(box) }
  })
}

/** The bytes of the object, with its digest. */
export function sealedKeyObject({ id, boxes, index }: Omit<KeyObject, 'version' | 'sha256'>): Uint8Array {
  const content = { id, boxes, ...(index === undefined ? {} : { index }) }
  const object: KeyObject = { version: 1, ...content, sha256: digestOf(content) }
  return Buffer.from(`${JSON.stringify(object, null, 2)}\n`)
}

/** The key object in these bytes, of this backup; unknown fields are ignored. Throws `object-damaged`. */
export function parseKeyObject(bytes: Uint8Array, where = 'key object', id?: string): KeyObject {
  const damaged = (why: string, cause?: unknown) =>
    new Problem('object-damaged', `${where} is damaged: ${why}`, {
      hint: 'Without its key object a backup cannot be opened: fetch the key object from another store.',
      cause,
    })
  const read = readJson(bytes, schema, { maxBytes: mostBytes })
  if ('misread' in read) {
    const { wrong, because, cause } = read.misread
    throw damaged(wrong === 'shape' ? because : `it ${because}`, cause)
  }
  const { sha256, ...object } = read.value
  if (sha256 !== digestOf(object)) throw damaged('it does not match its own SHA-256')
  if (id !== undefined && object.id !== id) throw damaged(`it is of ${object.id}`)
  return { ...object, sha256 }
}

/**
 * The data key, opened with whichever secret fits. Throws `key-wrong` naming the fingerprints it is sealed to and those
 * that were given; `object-damaged` if a box made for one of the secrets does not open.
 */
export function unboxDataKey(object: KeyObject, secrets: readonly SecretKey[]): DataKey {
  let broken: string | undefined
  for (const box of object.boxes) {
    for (const secret of secrets.filter(({ fingerprint }) => fingerprint === box.to)) {
      const key = openBox(box, secret.bytes)
      if (key !== undefined) return key
      broken = box.to
    }
  }
  if (broken !== undefined) {
    throw new Problem(
      'object-damaged',
      `the key object of ${object.id} is damaged: the box to ${broken} does not open`,
      {
        hint: 'Fetch the key object from another store, or use the secret key of another recipient.',
      },
    )
  }
  const sealedTo = object.boxes.map(({ to }) => to).join(', ')
  const given = secrets.map(({ fingerprint }) => fingerprint).join(', ') || 'none'
  throw new Problem('key-wrong', `${object.id} is sealed to ${sealedTo}; the secret keys given are for ${given}`, {
    hint: 'Set BACKPROOF_SECRET_KEY to the rsec1... key of one of the recipients that it is sealed to.',
  })
}

/** What is in the box; undefined: it is not of these two keys, or not as it was made. */
export function openBox({ from, nonce, box }: KeyBox, secret: Uint8Array): Uint8Array | undefined {
  return nacl.box.open(decode(box), decode(nonce), decode(from), secret) ?? undefined
}

/** The key of the backup's index; undefined: it has none for this index key. Throws `object-damaged` for one that does not open. */
export function unboxIndexKey({ id, index }: KeyObject, secret: SecretKey): IndexKey | undefined {
  if (index === undefined || index.to !== secret.fingerprint) return undefined
  const key = openBox(index, secret.bytes)
  if (key !== undefined) return { index: key }
  throw new Problem('object-damaged', `the key object of ${id} is damaged: the box of its index does not open`, {
    hint: 'The next backup is a full one.',
  })
}

/** A line for the id and one for each box, its four fields parted by a space; that of the index begins with "index ". */
function digestOf({ id, boxes, index }: Omit<KeyObject, 'version' | 'sha256'>): string {
  const line = ({ to, from, nonce, box }: KeyBox) => `${to} ${from} ${nonce} ${box}`
  const lines = [id, ...boxes.map(line), ...(index === undefined ? [] : [`index ${line(index)}`])]
  return createHash('sha256')
    .update(`${lines.join('\n')}\n`)
    .digest('hex')
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function decode(text: string): Uint8Array {
  return Buffer.from(text, 'base64')
}
