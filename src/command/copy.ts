import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  acquireLeases,
  commit,
  type Entry,
  type Manifest,
  type ManifestPart,
  objectName,
  type Place,
  parseManifest,
  readObject,
} from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { isProblem, Problem } from '../problem.ts'
import { parseKeyObject } from '../seal/seal.ts'
import type { Project } from './project.ts'
import { holderOf } from './session.ts'

/**
 * Completes degraded backups: copies their sealed objects, as they are, to the stores that lack them. A store that fails
 * is not asked again for the others. Throws `lease-held` while another run writes to one of them.
 */
export async function completeCopies(
  project: Project,
  source: Source,
  entries: readonly Entry[],
): Promise<readonly unknown[]> {
  const { world } = project
  const { places, failed } = await project.places({
    name: source.name,
    stores: [...new Set(entries.flatMap(({ missing }) => missing))],
  })
  const leaseOptions = { holder: holderOf(project), now: world.now, signal: world.signal }
  await using leases = await acquireLeases(places, source.name, leaseOptions)
  const signal = AbortSignal.any([world.signal, leases.signal])
  const failures: unknown[] = [...failed, ...leases.failed].map(({ problem }) => problem)
  for (const to of leases.places) {
    for (const entry of entries.filter(({ missing }) => missing.includes(to.name))) {
      try {
        await leases.confirm()
        await copyFromAny(project, entry, to, signal)
        world.log.info(`${entry.id}: copied to ${to.name}`)
      } catch (error) {
        if (!isProblem(error) || error.code === 'cancelled') throw error
        failures.push(error)
        if (!isProblem(error, 'object-damaged', 'object-missing', 'manifest-damaged', 'store-exists')) break
      }
    }
  }
  return failures
}

/** From the first store whose copy is good. */
async function copyFromAny(project: Project, entry: Entry, to: Place, signal: AbortSignal): Promise<void> {
  const names = entry.copies.filter((name) => !entry.marked.includes(name))
  let failure: unknown = new Problem('object-missing', `no store has ${entry.id} whole`)
  for (const name of names) {
    try {
      return await copyBackup(await project.place(name), to, entry.manifest, signal)
    } catch (error) {
      if (!isProblem(error) || error.code === 'cancelled') throw error
      failure = error
    }
  }
  throw failure
}

/** Data first, each part checked against the manifest as it passes; then what makes it count. */
async function copyBackup(from: Place, to: Place, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const { source, id } = manifest
  for (const part of manifest.parts) {
    const key = objectName.data(source, id, part.name)
    const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`)
    await to.store.put(key, body, { signal, expectedBytes: part.bytes })
  }
  const name = objectName.manifest(source, id)
  const bytes = await readObject(from.store, name, signal)
  const keys = await readObject(from.store, objectName.key(source, id), signal)
  parseKeyObject(keys, `${objectName.key(source, id)} in ${from.store.where}`)
  const signed = await from.store.head(objectName.signature(source, id), signal)
  const signature = signed && (await readObject(from.store, signed.key, signal))
  await commit(to.store, { manifest: parseManifest(bytes, id, name), keys, signature, bytes }, signal)
}

/** The stream itself, erroring at its end unless it was the manifest's bytes: so a damaged copy is never stored. */
function checked(stream: Readable, part: ManifestPart, where: string): Readable {
  async function* pass() {
    const hash = createHash('sha256')
    for await (const chunk of stream) {
      hash.update(chunk)
      yield chunk
    }
    if (hash.digest('hex') !== part.sha256) {
      throw new Problem('object-damaged', `${where} does not match its SHA-256: it is not copied`)
    }
  }
  return Readable.from(pass())
}
