import {
  type Manifest,
  objectName,
  type Place,
  parseObjectName,
  readLogName,
  readStored,
  sourceOfFolder,
} from '../../catalog/catalog.ts'
import { isFailure } from '../../problem.ts'
import { type DataKey, type KeyObject, parseKeyObject } from '../../seal/seal.ts'
import type { Stored } from '../../store/store.ts'
import { drain, partOpener } from '../../verify/verify.ts'
import { foldersOf } from '../project/folders.ts'
import type { Project } from '../project/project.ts'

/** The key objects of one folder of backups: a source's, a database's, a volume of pieces of log. */
export interface KeyFolder {
  /** "orders", "orders/tenant_7", "orders/=log-000001". */
  readonly name: string
  readonly places: readonly Place[]
}

/** What could not be read, and of whom. */
export interface Unread {
  readonly where: string
  readonly error: unknown
}

/** The key object of one copy. */
export interface KeyCopy {
  readonly place: Place
  readonly stored: Stored
  readonly bytes: Uint8Array
  readonly object: KeyObject
}

/** The source that a folder is of: that of the log for a volume of its pieces, the server for one of its databases. */
export const ownerOf = (folder: string): string => readLogName(folder)?.source ?? folder

/**
 * Every folder with backups, as the stores have them: also of sources that have left the policy, whose backups somebody can
 * still open. `named`: of these sources alone; empty = of all.
 */
export async function keyFolders(
  project: Project,
  named: readonly string[],
): Promise<{ readonly folders: readonly KeyFolder[]; readonly unread: readonly Unread[] }> {
  const { world, policy } = project
  const places = new Map<string, Place[]>()
  const unread: Unread[] = []
  const wanted = (folder: string) => named.length === 0 || named.some((name) => isOf(folder, name))
  for (const store of Object.keys(policy.stores)) {
    try {
      const place = await project.place(store)
      for (const folder of await foldersOf(place.store, world.signal)) {
        const name = sourceOfFolder(folder)
        if (name === undefined || !wanted(name)) continue
        places.set(name, [...(places.get(name) ?? []), place])
      }
    } catch (error) {
      if (!isFailure(error)) throw error
      unread.push({ where: store, error })
    }
  }
  const folders = [...places].map(([name, places]) => ({ name, places }))
  return { folders: folders.sort((a, b) => (a.name < b.name ? -1 : 1)), unread }
}

const isOf = (folder: string, name: string) => folder === name || folder.startsWith(`${name}/`)

/** Ids of all key objects of a folder, with the stores that have them, oldest first. */
export async function keyIds(
  { name, places }: KeyFolder,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const ids = new Map<string, Place[]>()
  for (const place of places)
    for await (const { key } of place.store.list(objectName.folder(name, 'keys'), signal)) {
      const found = parseObjectName(name, key)
      if (found?.kind === 'key') ids.set(found.id, [...(ids.get(found.id) ?? []), place])
    }
  return new Map([...ids].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Reads the smallest part of a copy to its end: only the backup's own key opens it. Throws as opening does. */
export async function tryKey(place: Place, manifest: Manifest, key: DataKey, signal: AbortSignal): Promise<void> {
  const [smallest] = [...manifest.parts].sort((a, b) => a.bytes - b.bytes)
  if (smallest) await drain(await partOpener(place, manifest, key, signal)(smallest.name))
}

/** The key object of a backup's copy; undefined: it is gone by now. Throws `object-damaged`. */
export async function readKeyCopy(
  place: Place,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<KeyCopy | undefined> {
  const key = objectName.key(source, id)
  const there = await readStored(place.store, key, signal)
  if (!there) return undefined
  const object = parseKeyObject(there.bytes, `${key} in ${place.store.where}`, id)
  return { place, ...there, object }
}
