import { isDeepStrictEqual } from 'node:util'
import { Digest, releaseChunk } from '../bytes/bytes.ts'
import {
  type Manifest,
  type ManifestPart,
  objectName,
  type Place,
  parseManifest,
  readObject,
} from '../catalog/catalog.ts'
import type { Finding } from '../engine/engine.ts'
import { isProblem, Problem } from '../problem.ts'
import { type KeyObject, parseKeyObject, verifySignature } from '../seal/seal.ts'

/**
 * The check that needs no key: every object is there with the manifest's size and SHA-256, and the key object reads.
 * Damage becomes findings, so that one answer names all of it; a store that fails throws.
 */
export async function checkCopy(
  place: Place,
  manifest: Manifest,
  signers: readonly string[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [...(await checkCommitment(place, manifest, signers, signal))]
  for (const part of manifest.parts)
    await tolerate(failIn(findings, part.name), () => checkPart(place, manifest, part, signal))
  return findings
}

/**
 * The same of what makes a copy count: its own manifest, signature and key object, as the store has them, past every cache.
 * Without them its parts are of no use, however whole they are. `signers`: key texts; empty = it needs no signature.
 */
export async function checkCommitment(
  place: Place,
  manifest: Manifest,
  signers: readonly string[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { source, id } = manifest
  const { store } = place
  const findings: Finding[] = []
  const fail = failIn(findings, 'manifest.json')
  await tolerate(fail, async () => {
    const name = objectName.manifest(source, id)
    const where = `${name} in ${store.where}`
    const bytes = await readObject(store, name, signal)
    if (!isDeepStrictEqual(parseManifest(bytes, id, where), manifest))
      fail(`${where} is not the manifest that the catalog knows`)
    if (signers.length > 0)
      await tolerate(failIn(findings, 'manifest.sig'), () => checkSignature(place, manifest, bytes, signers, signal))
  })
  await tolerate(failIn(findings, 'keys.json'), async () => void (await readKeys(place, manifest, signal)))
  return findings
}

async function checkSignature(
  { store }: Place,
  { source, id }: Manifest,
  manifest: Uint8Array,
  signers: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const name = objectName.signature(source, id)
  const signature = new TextDecoder().decode(await readObject(store, name, signal))
  if (verifySignature(manifest, signature.trim(), signers)) return
  throw new Problem(
    'object-damaged',
    `${name} in ${store.where} is of no signer of the policy, or of another manifest`,
    {
      hint: otherCopy,
    },
  )
}

const failIn = (findings: Finding[], object: string) => (message: string) =>
  void findings.push({ level: 'failure', blame: 'data', message, object })

const otherCopy = 'Read the copy in another store with --store NAME, and look at the disk or the service of this one.'

/** Throws `object-missing` or `object-damaged` unless the object has the manifest's size and SHA-256. */
export async function checkPart(
  place: Place,
  { source, id }: Manifest,
  part: ManifestPart,
  signal: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  const key = objectName.data(source, id, part.name)
  const where = `${key} in ${place.store.where}`
  const digest = new Digest({ uploaded: false })
  for await (const chunk of (await place.store.get(key, { signal })) as AsyncIterable<Buffer>) {
    onBytes?.(chunk.length)
    digest.add(chunk)
    releaseChunk(chunk)
  }
  if (digest.bytes !== part.bytes)
    throw new Problem('object-damaged', `${where} has ${digest.bytes} bytes, its manifest says ${part.bytes}`, {
      hint: otherCopy,
    })
  if (digest.hex() !== part.sha256)
    throw new Problem('object-damaged', `${where} does not match its SHA-256`, { hint: otherCopy })
}

/**
 * Reads data objects; where their storage class keeps them from being read, their sizes must be the manifest's, and this
 * gives false.
 */
export async function unlessArchived(
  { store }: Place,
  { source, id }: Manifest,
  parts: readonly ManifestPart[],
  signal: AbortSignal,
  read: () => Promise<void>,
): Promise<boolean> {
  try {
    await read()
    return true
  } catch (error) {
    if (!isProblem(error, 'object-archived')) throw error
  }
  for (const { name, bytes } of parts) {
    const key = objectName.data(source, id, name)
    const there = await store.head(key, signal)
    if (there?.bytes === bytes) continue
    const has = there ? `has ${there.bytes} bytes, and ${bytes} were sent` : 'is not there'
    throw new Problem('object-damaged', `${key} in ${store.where} ${has}`, {
      hint: 'Take the backup again; nothing was committed there.',
    })
  }
  return false
}

/** The backup's key object; throws `object-damaged` for one that cannot be parsed, or is of another backup. */
export async function readKeys({ store }: Place, { source, id }: Manifest, signal: AbortSignal): Promise<KeyObject> {
  const name = objectName.key(source, id)
  return parseKeyObject(await readObject(store, name, signal), `the key object ${name} in ${store.where}`, id)
}

async function tolerate(fail: (message: string) => void, body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    if (!isProblem(error, 'object-missing', 'object-damaged', 'manifest-damaged')) throw error
    fail(error.message)
  }
}
