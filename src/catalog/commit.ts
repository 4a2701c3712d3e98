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

/** What a store has of a backup right before its manifest comes. */
export interface Prepared {
  /** Whether there is no manifest yet of this id. */
  readonly isNew: boolean
}

/**
 * Commits a backup to one store whose data objects are complete: keys and signature, then the manifest. If killed
 * before the manifest, the backup is invisible. Returns the manifest as stored, unless it was there already. Throws
 * `store-exists` if another backup has this id.
 */
export async function commit(store: Store, commitment: Commitment, signal: AbortSignal): Promise<Stored | undefined> {
  return commitPrepared(store, commitment, await prepareCommit(store, commitment, signal), signal)
}

/** Puts what the manifest needs to be of use, and looks whether there is one: all at once, as none of it counts. */
export async function prepareCommit(
  store: Store,
  { manifest, keys, signature }: Commitment,
  signal: AbortSignal,
): Promise<Prepared> {
  const { source, id } = manifest
  const puts = [
    store.put(objectName.key(source, id), keys, { signal }),
    ...(signature ? [store.put(objectName.signature(source, id), signature, { signal })] : []),
  ]
  const [there] = await Promise.all([store.head(objectName.manifest(source, id), signal), ...puts])
  return { isNew: there === undefined }
}

/** The last step: from here on the backup counts. */
export async function commitPrepared(
  store: Store,
  { manifest, bytes = encodeManifest(manifest) }: Commitment,
  { isNew }: Prepared,
  signal: AbortSignal,
): Promise<Stored | undefined> {
  const name = objectName.manifest(manifest.source, manifest.id)
  try {
    return await store.put(name, bytes, { ifAbsent: true, looked: isNew, signal })
  } catch (error) {
    if (!isProblem(error, 'store-exists')) throw error
    const known = await readObject(store, name, signal)
    if (!Buffer.from(known).equals(Buffer.from(bytes))) throw error
    return undefined
  }
}
