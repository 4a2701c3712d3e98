import { isProblem } from '../problem.ts'
import type { Store, Stored } from '../store/store.ts'
import { encodeManifest, type Manifest } from './manifest.ts'
import { objectName } from './object-name.ts'
import { readObject } from './record.ts'

/** The small objects that make a backup's sealed parts count. */
export interface Commitment {
  readonly manifest: Manifest
  /** Bytes of keys/<id>.json. */
  readonly keys: Uint8Array
  /** Bytes of manifests/<id>.sig, where a signing key is given. */
  readonly signature: Uint8Array | undefined
  /** Where the manifest was read from another store: its very bytes. */
  readonly bytes?: Uint8Array
}

/**
 * Commits a backup to one store whose data objects are complete: keys, signature, then the manifest. Killed between any
 * two of these, the backup is invisible. Gives the manifest as it is stored, unless it was there already. Throws
 * `store-exists` if another backup has this id.
 */
export async function commit(store: Store, commitment: Commitment, signal: AbortSignal): Promise<Stored | undefined> {
  const { manifest, keys, signature } = commitment
  const { source, id } = manifest
  const bytes = commitment.bytes ?? encodeManifest(manifest)
  const name = objectName.manifest(source, id)
  const last = signature ? objectName.signature(source, id) : objectName.key(source, id)
  if (signature) await store.put(objectName.key(source, id), keys, { signal })
  // Whether there is one already is asked while the last object before it is written.
  const [there] = await Promise.all([store.head(name, signal), store.put(last, signature ?? keys, { signal })])
  try {
    const looked = there === undefined
    return await store.put(name, bytes, { ifAbsent: true, looked, signal })
  } catch (error) {
    if (!isProblem(error, 'store-exists')) throw error
    const known = await readObject(store, name, signal)
    if (!Buffer.from(known).equals(Buffer.from(bytes))) throw error
    return undefined
  }
}
