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
  await store.put(objectName.key(source, id), keys, { signal })
  if (signature) await store.put(objectName.signature(source, id), signature, { signal })
  try {
    return await store.put(objectName.manifest(source, id), bytes, { ifAbsent: true, signal })
  } catch (error) {
    if (!isProblem(error, 'store-exists')) throw error
    const there = await readObject(store, objectName.manifest(source, id), signal)
    if (!Buffer.from(there).equals(Buffer.from(bytes))) throw error
    return undefined
  }
}
