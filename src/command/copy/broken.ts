import { type Commitment, type Manifest, objectName, type Place, readObject } from '../../catalog/catalog.ts'
import { isProblem } from '../../problem.ts'
import { parseKeyObject } from '../../seal/seal.ts'
import type { Stored } from '../../store/store.ts'
import { checkPart } from '../../verify/verify.ts'
import { checked } from './copy.ts'

/** An object of a copy that is not what the intact copies have. */
export interface BrokenObject {
  /** A part's name, or `keys.json`, `manifest.sig`, `manifest.json`. */
  readonly name: string
  /** What is there instead; undefined = nothing. */
  readonly stored: Stored | undefined
  /** With it in place readers take the copy for whole. */
  readonly makesItCount: boolean
  /** Puts the right bytes in its place, and reads them back; throws `store-changed` if another has written it. */
  replace(from: Place): Promise<void>
}

/**
 * The broken objects of a copy, in the order in which to replace them: the order of a backup, so the object that makes
 * it count comes last. Each object is read from the store as it is now. `condemned`: a proof shows that the copy cannot
 * be opened; if nothing else explains that, a key object that merely differs is broken. A part in an archive cannot be
 * read, and is left alone.
 */
export async function findBroken(
  to: Place,
  manifest: Manifest,
  commitment: Commitment & { readonly bytes: Uint8Array },
  condemned: boolean,
  signal: AbortSignal,
): Promise<{ readonly objects: readonly BrokenObject[]; readonly unseen: readonly string[] }> {
  const { source, id } = manifest
  const { store } = to
  const unseen: string[] = []
  const parts: BrokenObject[] = []
  for (const part of manifest.parts) {
    const seen = await lookAt(() => checkPart(to, manifest, part, signal))
    if (seen === 'archived') unseen.push(part.name)
    if (seen !== 'broken') continue
    const key = objectName.data(source, id, part.name)
    const stored = await store.head(key, signal)
    parts.push({
      name: part.name,
      stored,
      makesItCount: false,
      async replace(from) {
        const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`)
        await store.put(key, body, { ...conditionOf(stored), signal, expectedBytes: part.bytes })
        await checkPart(to, manifest, part, signal)
      },
    })
  }
  const small = async (
    name: string,
    key: string,
    right: Uint8Array | undefined,
    isGood = (_: Uint8Array) => false,
  ): Promise<readonly BrokenObject[]> => {
    if (!right) return []
    const stored = await store.head(key, signal)
    const there = stored && (await readIfAny(() => readObject(store, key, signal)))
    if (there && (Buffer.from(there).equals(right) || isGood(there))) return []
    const replace = async () => void (await store.put(key, right, { ...conditionOf(stored), signal }))
    return [{ name, stored, makesItCount: true, replace }]
  }
  const { keys } = commitment
  const key = await small('keys.json', objectName.key(source, id), keys, (there) => isKeyOf(id, there))
  const signature = await small('manifest.sig', objectName.signature(source, id), commitment.signature)
  const last = await small('manifest.json', objectName.manifest(source, id), commitment.bytes)
  const broken = [...parts, ...key, ...signature, ...last]
  const objects = broken.length > 0 || !condemned ? broken : await small('keys.json', objectName.key(source, id), keys)
  return { objects, unseen }
}

const conditionOf = (stored: Stored | undefined) => (stored ? { ifMatch: stored.etag } : { ifAbsent: true })

/** `broken`: the object is not there, or is not what the manifest says. */
async function lookAt(check: () => Promise<void>): Promise<'whole' | 'archived' | 'broken'> {
  try {
    await check()
    return 'whole'
  } catch (error) {
    if (isProblem(error, 'object-archived')) return 'archived'
    if (!isProblem(error, 'object-damaged', 'object-missing')) throw error
    return 'broken'
  }
}

/** undefined: nothing that could be read. */
async function readIfAny(read: () => Promise<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!isProblem(error, 'object-damaged', 'object-missing', 'object-archived')) throw error
    return undefined
  }
}

/** Rotation may have reached one store and not yet another: one that names this backup is not broken. */
function isKeyOf(id: string, bytes: Uint8Array): boolean {
  try {
    return parseKeyObject(bytes, 'the key object').id === id
  } catch (error) {
    if (!isProblem(error)) throw error
    return false
  }
}
