import { Readable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { Digest } from '../../bytes/bytes.ts'
import {
  commit,
  damageOfCopy,
  type Entry,
  type Manifest,
  type ManifestPart,
  objectName,
  type Place,
  parseManifest,
  readObject,
  readTrash,
  type SourceCatalog,
} from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure, isProblem, Problem, remedy } from '../../problem.ts'
import { parseKeyObject } from '../../seal/seal.ts'
import type { Store } from '../../store/store.ts'
import { checkPart, unlessArchived } from '../../verify/verify.ts'
import type { Project } from '../project/project.ts'
import { handOver } from './hand-over.ts'
import { recordDamage, speaksAgainstCopy } from './record-damage.ts'
import { byStore, type LeaseGuard, type StoreWork, storeByStore } from './store-by-store.ts'

/**
 * Completes degraded backups: copies their sealed objects, as they are, to the stores that lack them. Throws `lease-held`
 * while another run writes to one of them.
 */
export async function completeCopies(
  project: Project,
  source: SourceCommon,
  catalog: SourceCatalog,
  entries: readonly Entry[],
): Promise<readonly unknown[]> {
  const lacking = byStore(entries, ({ missing }) => missing)
  return storeByStore(project, source, lacking, (work) => copyFromAny({ project, source, catalog, ...work }))
}

interface Copying extends StoreWork {
  readonly project: Project
  readonly source: SourceCommon
  readonly catalog: SourceCatalog
}

/** From the first store whose copy is good. Faults of the copies tried before it are recorded and reported. */
async function copyFromAny(copying: Copying): Promise<void> {
  const { project, source, catalog, entry, to, failures, ...held } = copying
  const names = entry.copies.filter((name) => !entry.marked.includes(name))
  const { log } = project.world
  let last: unknown
  for (const name of names) {
    try {
      const from = await project.place(name)
      // Others were copied since the catalog was read, maybe for hours.
      const deleted = await isDeleted(from.store, entry.manifest, held.signal)
      const seen = !deleted && (await copyBackup(project, from, to, entry, held))
      // Every byte was read back: that clears an earlier failed proof of these objects.
      if (seen && damageOfCopy(to.name, entry.proofs))
        failures.push(...(await recordDamage(project, source, catalog, entry, to.name, [])))
      if (last !== undefined) failures.push(last)
      log.info(`${entry.id}: ${deleted ? 'just deleted, so not copied' : 'copied'} to ${to.name}`)
      return
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'run-failed', 'role-refused')) throw error
      if (speaksAgainstCopy(error)) failures.push(...(await recordDamage(project, source, catalog, entry, name)))
      if (last !== undefined) failures.push(last)
      last = error
    }
  }
  throw (
    last ??
    new Problem('object-missing', `no store has ${entry.id} whole`, {
      hint: 'Run `backproof backup` now; `backproof show ID` says what is left of this one.',
    })
  )
}

/**
 * Data first, each part checked against the manifest as it passes and read back; then what makes it count. False where an
 * archive class keeps a part from being read back.
 */
async function copyBackup(
  project: Project,
  from: Place,
  to: Place,
  { manifest, copies }: Entry,
  { confirm, signal }: LeaseGuard,
): Promise<boolean> {
  const { source, id } = manifest
  let seen = true
  const commitment = await readCommitment(from, manifest, signal)
  await refuseOther(to, manifest, commitment.bytes, signal)
  // Any of the stores may leave the policy one day: a hold, or a proof that failed, must be in this one, too, and before
  // the backup counts here. First of all, because a role that may not write them would send the data for nothing.
  const handOverAll = async () => {
    for (const name of copies) await handOver((await project.place(name)).store, [to.store], source, id, signal)
  }
  await handOverAll()
  for (const part of manifest.parts) {
    const key = objectName.data(source, id, part.name)
    const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`)
    await to.store.put(key, body, { signal, data: true, expectedBytes: part.bytes })
    seen = (await unlessArchived(to, manifest, [part], signal, () => checkPart(to, manifest, part, signal))) && seen
  }
  // What has come meanwhile.
  await handOverAll()
  // Whoever has the lease meanwhile may have swept the parts: nothing covered them yet, and the id is an old one.
  await confirm()
  await commit(to.store, commitment, signal)
  await markAsIn(from, to, manifest, signal)
  return seen
}

/** Marks need no lease, and whoever deletes a backup marks the copies that there are: one that has just come gets the mark. */
export async function markAsIn(from: Place, to: Place, manifest: Manifest, signal: AbortSignal): Promise<void> {
  if (!(await isDeleted(from.store, manifest, signal))) return
  const mark = objectName.trash(manifest.source, manifest.id)
  await to.store.put(mark, await readObject(from.store, mark, signal), { signal, fromReserve: 'half' })
}

/** Whether the backup itself, and not this copy alone, is marked as deleted there. */
export async function isDeleted(store: Store, { source, id }: Manifest, signal: AbortSignal): Promise<boolean> {
  const mark = await readTrash(store, source, id, signal)
  return mark?.scope === 'backup'
}

/** The small objects as the store has them now, which must be what the catalog knows. */
export async function readCommitment({ store }: Place, manifest: Manifest, signal: AbortSignal) {
  const { source, id } = manifest
  const name = objectName.manifest(source, id)
  const where = `${name} in ${store.where}`
  const bytes = await readObject(store, name, signal)
  if (!isDeepStrictEqual(parseManifest(bytes, id, where), manifest))
    throw new Problem('manifest-damaged', `${where} is not the manifest that the catalog knows: it is not copied`, {
      hint: remedy.damaged,
    })
  const keyName = objectName.key(source, id)
  const keys = await readObject(store, keyName, signal)
  parseKeyObject(keys, `${keyName} in ${store.where}`, id)
  const signed = await store.head(objectName.signature(source, id), signal)
  const signature = signed && (await readObject(store, signed.key, signal))
  return { manifest, keys, signature, bytes }
}

/** Before anything is sent: a manifest that is there is never replaced, so whatever is copied to it would not count. */
async function refuseOther({ store }: Place, { source, id }: Manifest, bytes: Uint8Array, signal: AbortSignal) {
  const name = objectName.manifest(source, id)
  const there = await store.head(name, signal)
  if (!there) return
  const same = there.bytes === bytes.length && Buffer.from(await readObject(store, name, signal)).equals(bytes)
  if (same) return
  throw new Problem('store-exists', `${name} in ${store.where} is another manifest: it is not overwritten`, {
    hint: `Look at it; if it is damaged or planted, remove it with the store's own tools, and the next run will make the copy.`,
  })
}

/** The stream itself, erroring at its end unless it was the manifest's bytes: so a damaged copy is never stored. */
export function checked(stream: Readable, part: ManifestPart, where: string): Readable {
  async function* pass() {
    const digest = new Digest({ uploaded: true })
    for await (const chunk of stream) {
      digest.add(chunk)
      yield chunk
    }
    if (digest.hex() !== part.sha256) {
      throw new Problem('object-damaged', `${where} does not match its SHA-256: it is not copied`, {
        hint: remedy.damaged,
      })
    }
  }
  return Readable.from(pass())
}
