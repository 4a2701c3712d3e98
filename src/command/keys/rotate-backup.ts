import { objectName, type Place, parseManifest, readStored } from '../../catalog/catalog.ts'
import { isFailure, isProblem, Problem } from '../../problem.ts'
import {
  type DataKey,
  fingerprint,
  parseKeyObject,
  type Rewrapped,
  rewrap,
  type SecretKey,
  unboxDataKey,
} from '../../seal/seal.ts'
import { type KeyCopy, readKeyCopy, tryKey } from './boxed.ts'

export interface BackupKeys {
  /** The folder that it is in. */
  readonly source: string
  readonly id: string
  /** The stores that have a key object of it. */
  readonly places: readonly Place[]
  /** rpub1...: whom it is for from now on. */
  readonly recipients: readonly string[]
  readonly secrets: readonly SecretKey[]
}

export interface RotatedBackup {
  /** `skipped`: no store has a manifest of it, so it is no backup. */
  readonly how: 'rotated' | 'already' | 'skipped'
  /** Copies that were left as they are, and why. */
  readonly faults: readonly unknown[]
}

interface Change {
  readonly copy: KeyCopy
  readonly to: Rewrapped
}

/**
 * Boxes one backup to these recipients in every store. Its data key is tried on a part of it before anything is written, so a
 * key object that somebody has put there is not taken for it. Then, in each store: the new boxes beside the old ones, read back
 * and opened; only then the new ones alone, read back. Throws `key-wrong`, `object-damaged`, and failures of stores.
 */
export async function rotateBackup(work: BackupKeys, signal: AbortSignal): Promise<RotatedBackup> {
  const { source, id, places, recipients, secrets } = work
  const faults: unknown[] = []
  const copies: KeyCopy[] = []
  for (const place of places)
    await tolerate(faults, async () => {
      const copy = await readKeyCopy(place, source, id, signal)
      if (copy) copies.push(copy)
    })
  const [first, ...others] = copies
  if (!first) return { how: 'skipped', faults }
  const same = others.every(({ bytes }) => Buffer.from(bytes).equals(first.bytes))
  const opened: { readonly copy: KeyCopy; readonly key: DataKey }[] = []
  const broken = new Set<KeyCopy>()
  for (const copy of copies) {
    if (!opensWith(copy, secrets)) continue
    try {
      opened.push({ copy, key: unboxDataKey(copy.object, secrets) })
    } catch (error) {
      if (!isFailure(error)) throw error
      faults.push(unopened(copy, error))
      broken.add(copy)
    }
  }
  const known = opened[0]?.key
  if (known === undefined) {
    // Whoever has rotated away from a key cannot open it any more, and need not.
    if (same && isFor(first, recipients)) return { how: 'already', faults }
    const closed = copies.find((copy) => !broken.has(copy))
    if (closed === undefined) return { how: 'already', faults }
    throw wrongKey(closed, secrets)
  }
  const other = opened.find(({ key }) => !Buffer.from(key).equals(known))
  if (other) throw otherKey(id, first, other.copy)
  const changes = copies.map((copy): Change => ({ copy, to: rewrap(copy.object, known, recipients) }))
  const todo = changes.filter(({ copy, to }) => !broken.has(copy) && !isDone(copy, to, same))
  for (const { copy } of todo) if (!opensWith(copy, secrets)) faults.push(wrongKey(copy, secrets))
  const own = todo.filter(({ copy }) => opensWith(copy, secrets))
  if (own.length === 0) return { how: 'already', faults }
  if (!(await isProven(work, known, signal))) return { how: 'skipped', faults }
  for (const change of own) await tolerate(faults, () => replaceKeys(work, change, signal))
  return { how: 'rotated', faults }
}

const opensWith = ({ object }: KeyCopy, secrets: readonly SecretKey[]) =>
  object.boxes.some(({ to }) => secrets.some((secret) => secret.fingerprint === to))

const isFor = ({ object: { boxes } }: KeyCopy, recipients: readonly string[]) =>
  new Set(boxes.map(({ to }) => to)).symmetricDifference(new Set(recipients.map(fingerprint))).size === 0

/** As it was first sealed, to these; or as a rotation to these makes it. `same`: the copies in all stores are. */
const isDone = (copy: KeyCopy, { bytes, added, dropped }: Rewrapped, same: boolean) =>
  Buffer.from(copy.bytes).equals(bytes) || (same && added.length + dropped.length === 0)

/** Whether a part of it opens with this key; false: no store has its manifest. Throws what is wrong with each copy that was tried. */
async function isProven({ source, id, places }: BackupKeys, key: DataKey, signal: AbortSignal): Promise<boolean> {
  let last: unknown
  for (const place of places) {
    try {
      const name = objectName.manifest(source, id)
      const there = await readStored(place.store, name, signal)
      if (!there) continue
      const manifest = parseManifest(there.bytes, id, `${name} in ${place.store.where}`)
      await tryKey(place, manifest, key, signal)
      return true
    } catch (error) {
      // What an archive class keeps from being read is asked of no one: its key object alone is changed.
      if (isProblem(error, 'object-archived')) return true
      if (!isFailure(error)) throw error
      last = error
    }
  }
  if (last !== undefined) throw last
  return false
}

async function replaceKeys(work: BackupKeys, { copy, to }: Change, signal: AbortSignal): Promise<void> {
  const { place } = copy
  const name = objectName.key(work.source, work.id)
  let { etag } = copy.stored
  // The store changes it only if nobody else has: what was purged meanwhile does not come back.
  const put = async (bytes: Uint8Array) => {
    await place.store.put(name, bytes, { signal, ifMatch: etag, fromReserve: 'half' })
    const read = await readStored(place.store, name, signal)
    etag = read?.stored.etag ?? etag
    return read !== undefined && Buffer.from(read.bytes).equals(bytes) ? read.bytes : undefined
  }
  for (const bytes of [...(to.both && to.added.length > 0 ? [to.both] : []), to.bytes]) {
    const read = await put(bytes)
    if (read && to.opensIn(parseKeyObject(read, name, work.id))) continue
    await put(copy.bytes)
    throw new Problem(
      'object-damaged',
      `${place.store.where} did not give back the key object ${name} as it was sent`,
      {
        hint: 'The old one was put back. Look at the disk or the service of this store, then run it again.',
      },
    )
  }
}

function wrongKey(copy: KeyCopy, secrets: readonly SecretKey[]): Problem {
  const sealedTo = copy.object.boxes.map(({ to }) => to).join(', ')
  const given = secrets.map((secret) => secret.fingerprint).join(', ')
  return new Problem(
    'key-wrong',
    `${copy.object.id} in ${copy.place.name} is sealed to ${sealedTo}; the secret keys given are for ${given}`,
    { hint: 'Give the secret keys of the old recipients in BACKPROOF_SECRET_KEY, separated by spaces.' },
  )
}

const unopened = ({ object, place }: KeyCopy, cause: unknown) =>
  new Problem('object-damaged', `the key object of ${object.id} in ${place.name} is damaged: its box does not open`, {
    hint: `\`backproof verify ${object.id} --level read --store ${place.name}\` records it; the next \`run\` then heals it from another store.`,
    cause,
  })

const otherKey = (id: string, one: KeyCopy, other: KeyCopy) =>
  new Problem(
    'object-damaged',
    `the key objects of ${id} in ${one.place.name} and ${other.place.name} are of different data keys: neither was changed`,
    { hint: `\`backproof verify ${id} --level read --store ${one.place.name}\` tells whether that copy opens.` },
  )

/** What is wrong with one copy keeps no other from being rotated. */
async function tolerate(faults: unknown[], body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    if (!isFailure(error)) throw error
    faults.push(error)
  }
}
