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
import type { CopyReport } from '../report/report.ts'
import type { Project } from './project.ts'
import { holderOf } from './session.ts'

/** Completes a degraded backup: copies its sealed objects, as they are, to the stores that lack them. */
export async function completeCopies(
  project: Project,
  source: Source,
  entry: Entry,
): Promise<{ readonly copies: readonly CopyReport[]; readonly failures: readonly unknown[] }> {
  const { world } = project
  const copies: CopyReport[] = []
  const failures: unknown[] = []
  const [from] = await Promise.all(entry.copies.slice(0, 1).map((name) => project.place(name)))
  if (!from) throw new Problem('object-missing', `no store has ${entry.id} whole`)
  const { places, failed } = await project.places({ name: source.name, stores: entry.missing })
  const leaseOptions = { holder: holderOf(project), now: world.now, signal: world.signal }
  await using leases = await acquireLeases(places, source.name, leaseOptions)
  const signal = AbortSignal.any([world.signal, leases.signal])
  for (const { problem } of [...failed, ...leases.failed]) failures.push(problem)
  for (const to of leases.places) {
    const report = { store: to.name, where: to.store.where }
    try {
      await copyBackup(from, to, entry.manifest, signal)
      copies.push({ ...report, outcome: 'copied' })
    } catch (error) {
      if (!isProblem(error) || error.code === 'cancelled') throw error
      copies.push({ ...report, outcome: 'failed', message: world.redact(error.message) })
      failures.push(error)
    }
  }
  return { copies, failures }
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
