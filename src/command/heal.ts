import {
  type DamagedCopy,
  type Entry,
  markAside,
  objectName,
  type Place,
  type SourceCatalog,
  setAside,
} from '../catalog/catalog.ts'
import { durationMs, type Source } from '../policy/policy.ts'
import { isFailure, isProblem, Problem } from '../problem.ts'
import type { HealedReport } from '../report/report.ts'
import { copyGrace } from '../retain/retain.ts'
import { type Broken, findBroken } from './broken.ts'
import { type Held, isDeleted, markAsIn, ofOne, readCommitment } from './copy.ts'
import { forPrune, handOver } from './hand-over.ts'
import { nearestCopies } from './nearest.ts'
import type { Project } from './project.ts'
import { proveCopy } from './prove.ts'
import { type Findings, takeLeases } from './session.ts'

/**
 * Heals damaged copies from whole ones. Each object is looked at once more before it is replaced, kept under `aside/` for the
 * grace period, and replaced only by bytes that are the manifest's. Nothing is written to the store that it is healed from:
 * killed anywhere, a copy that was whole still is. Throws `lease-held` while another run writes to one of the stores.
 */
export async function healCopies(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  entries: readonly Entry[],
): Promise<Findings> {
  const { world } = project
  const wanted = [...new Set(entries.flatMap(({ damaged = [] }) => damaged.map(({ store }) => store)))]
  const { places, failed } = await project.places({ name: source.name, stores: wanted })
  await using leases = await takeLeases(project, source.name, places)
  const signal = AbortSignal.any([world.signal, leases.signal])
  const failures: unknown[] = [...failed, ...leases.failed].map(({ problem }) => problem)
  const healed: HealedReport[] = []
  for (const to of leases.places) {
    const held = { confirm: () => leases.confirm([to.name]), signal }
    for (const entry of entries) {
      const copy = entry.damaged?.find(({ store }) => store === to.name)
      if (!copy) continue
      try {
        await held.confirm()
        const made = await healFromAny({ project, source, catalog, entry, copy, to, ...held })
        healed.push(...made.healed)
        failures.push(...made.failures)
      } catch (error) {
        if (!isFailure(error)) throw error
        failures.push(error)
        if (isProblem(error, ...ofOne)) continue
        leases.forget(to.name)
        break
      }
    }
  }
  return { healed, failures }
}

interface Healing extends Held {
  readonly project: Project
  readonly source: Source
  readonly catalog: SourceCatalog
  readonly entry: Entry
  readonly copy: DamagedCopy
  readonly to: Place
}

/** From the first store whose copy is good; with what is wrong with those that were tried before it. */
async function healFromAny(
  healing: Healing,
): Promise<{ healed: readonly HealedReport[]; failures: readonly unknown[] }> {
  const { project, entry, copy, to, signal } = healing
  const { log } = project.world
  const names = nearestCopies(project.policy, entry).filter((name) => !entry.marked.includes(name) && name !== to.name)
  const failures: unknown[] = []
  for (const name of names) {
    try {
      const from = await project.place(name)
      // Others were healed since the catalog was read, maybe for hours.
      if (await isDeleted(from.store, entry.manifest, signal)) return { healed: [], failures }
      const { objects, asideUntil, failures: unwritten } = await healFrom(healing, from)
      failures.push(...unwritten)
      const report = {
        id: entry.id,
        store: to.name,
        because: copy.because,
        objects: objects.map((one) => one.name),
        ...(objects.length > 0 ? { from: name } : {}),
        ...(asideUntil ? { asideUntil: asideUntil.toISOString() } : {}),
      }
      log.warning(
        objects.length > 0
          ? `${entry.id}: the copy in ${to.name} is healed from ${name}, because ${copy.because}`
          : `${entry.id}: the copy in ${to.name} is whole after all`,
      )
      return { healed: [report], failures }
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'run-failed', 'role-refused')) throw error
      failures.push(error)
    }
  }
  throw (
    failures.at(-1) ??
    new Problem('object-damaged', `the copy of ${entry.id} in ${to.name} cannot be healed: no whole one is left`, {
      hint: 'Take a new backup now; restore an older one with --id ID.',
    })
  )
}

async function healFrom(
  healing: Healing,
  from: Place,
): Promise<{ readonly objects: readonly Broken[]; readonly failures: readonly unknown[]; readonly asideUntil?: Date }> {
  const { project, source, entry, copy, to, confirm, signal } = healing
  const { manifest } = entry
  const commitment = await readCommitment(from, manifest, signal)
  const { objects, unseen } = await findBroken(to, manifest, commitment, copy.proof !== undefined, signal)
  const asideUntil = objects.length > 0 ? await keepAside(healing, objects) : undefined
  // Any of the stores may leave the policy one day: what the others know must be in this one, too, before the copy counts.
  for (const name of entry.copies) {
    const { store } = await project.place(name)
    await handOver(store, [to.store], source.name, entry.id, signal)
  }
  for (const object of objects) {
    // What makes the copy count comes last; whoever has the lease meanwhile may be healing it, too.
    if (object.makesItCount) await confirm()
    await object.replace(from)
  }
  if (objects.length > 0) await markAsIn(from, to, manifest, signal)
  const failures = unseen.length === 0 ? await keepAnswer(healing) : []
  return { objects, failures, ...(asideUntil ? { asideUntil } : {}) }
}

/** Every object of the copy was found right, or has been replaced by one that was read back: that answers what was said of it. */
async function keepAnswer({ project, source, catalog, entry, to }: Healing): Promise<readonly unknown[]> {
  const startedAt = project.world.now()
  const request = { source, catalog, entry, level: 'check', store: to.name, startedAt, first: true, tried: [] } as const
  return (await proveCopy(project, request)).unwritten
}

/** Until when what is replaced is kept; undefined: there is nothing that could be. */
async function keepAside(
  { project, source, entry, copy, to, signal }: Healing,
  objects: readonly Broken[],
): Promise<Date | undefined> {
  const { id } = entry
  const there = objects.flatMap(({ name, stored }) => (stored ? [{ name, stored }] : []))
  if (there.length === 0) return undefined
  const asideAt = project.world.now()
  const purgeAfter = new Date(asideAt.getTime() + durationMs(copyGrace(project.policy, source, to.name)))
  const waits = `the copy of ${id} in ${to.name} waits to be healed`
  await forPrune(waits, objectName.asideMark(source.name, id), () =>
    markAside(to.store, source.name, id, { asideAt, purgeAfter, because: copy.because }, signal),
  )
  const kept = await Promise.all(there.map((one) => setAside(to.store, source.name, id, one, signal)))
  return kept.includes(true) ? purgeAfter : undefined
}
