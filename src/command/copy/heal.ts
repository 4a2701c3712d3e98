import {
  type DamagedCopy,
  type Entry,
  isLost,
  type Manifest,
  markAside,
  objectName,
  type Place,
  type SourceCatalog,
  setAside,
} from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure, isProblem, Problem } from '../../problem.ts'
import type { HealedReport } from '../../report/report.ts'
import { copyGrace } from '../../retain/retain.ts'
import { durationMs } from '../../time/time.ts'
import type { Project } from '../project/project.ts'
import type { Findings } from '../project/session.ts'
import { type BrokenObject, findBroken } from './broken.ts'
import { isDeleted, markAsIn, readCommitment } from './copy.ts'
import { forPrune, handOver } from './hand-over.ts'
import { nearestCopies } from './nearest.ts'
import { recordDamage, speaksAgainstCopy } from './record-damage.ts'
import { byStore, ofOne, type StoreWork, storeByStore } from './store-by-store.ts'

/**
 * Heals damaged copies from whole ones. Each object is checked again before it is replaced, kept under `aside/` for the
 * grace period, and replaced only by bytes that match the manifest. Nothing is written to the store that supplies the
 * bytes: wherever this is killed, a whole copy stays whole. If none is whole, each part comes from a copy in which it
 * is right, provided that both have the same key object and manifest. Throws `lease-held` while another run writes to
 * one of the stores.
 */
export async function healCopies(
  project: Project,
  source: SourceCommon,
  catalog: SourceCatalog,
  entries: readonly Entry[],
): Promise<Findings> {
  const healed: HealedReport[] = []
  const recorded = new Set<string>()
  const all = byStore(entries, ({ damaged = [] }) => damaged.map(({ store }) => store))
  // One that does not even count as a copy is healed by the next run, from those that are whole by then.
  const now = (store: string) => (entry: Entry) => !isLost(entry) || entry.copies.includes(store)
  const damaged = new Map([...all].map(([store, list]) => [store, list.filter(now(store))]))
  const failures = await storeByStore(project, source, damaged, async (work) => {
    const copy = work.entry.damaged?.find(({ store }) => store === work.to.name)
    if (copy) healed.push(...(await healFromAny({ project, source, catalog, copy, recorded, ...work })))
  })
  return { healed, failures }
}

interface Healing extends StoreWork {
  readonly project: Project
  readonly source: SourceCommon
  readonly catalog: SourceCatalog
  readonly copy: DamagedCopy
  /** Copies whose damage is on record by this run. */
  readonly recorded: Set<string>
}

/**
 * From the first store whose copy is good, or part by part. Faults of the copies that were tried are recorded and
 * reported.
 */
async function healFromAny(healing: Healing): Promise<readonly HealedReport[]> {
  const { project, entry, copy, to, failures, signal } = healing
  const { log } = project.world
  const names = nearestCopies(project.policy, entry).filter((name) => !entry.marked.includes(name) && name !== to.name)
  let last: Problem | undefined
  for (const [index, name] of names.entries()) {
    try {
      const from = await project.place(name)
      // Others were healed since the catalog was read, maybe for hours.
      if (await isDeleted(from.store, entry.manifest, signal)) return []
      const { objects, asideUntil, donors } = await healFrom(healing, from, names.slice(index + 1))
      if (last) failures.push(last)
      const of = donors.join(' and ') || name
      log.warning(
        objects.length > 0
          ? `${entry.id}: the copy in ${to.name} is healed from ${of}, because ${copy.because}`
          : `${entry.id}: the copy in ${to.name} is whole after all`,
      )
      const report = {
        id: entry.id,
        store: to.name,
        because: copy.because,
        objects: objects.map((one) => one.name),
        ...(objects.length > 0 ? { from: of } : {}),
        ...(asideUntil ? { asideUntil: asideUntil.toISOString() } : {}),
      }
      return [report]
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'run-failed', 'role-refused')) throw error
      if (speaksAgainstCopy(error)) await record(healing, name)
      if (last) failures.push(last)
      last = error
    }
  }
  // What is left of it is told whole, so that no later run tries in vain what this one has.
  if (isLost(entry)) await record(healing, to.name)
  throw (
    last ??
    new Problem('object-damaged', `the copy of ${entry.id} in ${to.name} cannot be healed: no intact copy is left`, {
      hint: 'Take a new backup now; restore an older one with --id ID.',
    })
  )
}

/** Once for each copy in a run. */
async function record(healing: Healing, name: string): Promise<void> {
  const { project, source, catalog, entry, recorded, failures } = healing
  const key = `${entry.id} ${name}`
  if (recorded.has(key)) return
  recorded.add(key)
  failures.push(...(await recordDamage(project, source, catalog, entry, name)))
}

/** What was replaced, with the stores that the parts came from. */
interface Healed {
  readonly objects: readonly BrokenObject[]
  readonly donors: readonly string[]
  readonly asideUntil?: Date
}

async function healFrom(healing: Healing, from: Place, others: readonly string[]): Promise<Healed> {
  const { project, source, entry, copy, to, confirm, signal } = healing
  const { manifest } = entry
  const commitment = await readCommitment(from, manifest, signal)
  // Without a secret key it is impossible to tell which of two key objects opens which parts.
  if (isLost(entry)) await requireSame(to, from, manifest, commitment, signal)
  const { objects, unseen } = await findBroken(to, manifest, commitment, copy.proof !== undefined, signal)
  const asideUntil = objects.length > 0 ? await keepAside(healing, objects) : undefined
  // Any of the stores may leave the policy one day: what the others know must be in this one, too, before the copy counts.
  for (const name of entry.copies) {
    const { store } = await project.place(name)
    await handOver(store, [to.store], source.name, entry.id, signal)
  }
  const donors = new Set<string>()
  for (const object of objects) {
    // What makes the copy count comes last; whoever has the lease meanwhile may be healing it, too.
    if (object.makesItCount) await confirm()
    if (object.makesItCount) await object.replace(from)
    else donors.add(await replacePart(healing, object, { from, others, commitment }))
  }
  if (objects.length > 0) await markAsIn(from, to, manifest, signal)
  if (unseen.length === 0) healing.failures.push(...(await keepAnswer(healing)))
  return { objects, donors: [...donors], ...(asideUntil ? { asideUntil } : {}) }
}

type CommitmentBytes = Awaited<ReturnType<typeof readCommitment>>

/** From the first store that has this part right; gives its name. */
async function replacePart(
  healing: Healing,
  part: BrokenObject,
  sources: { readonly from: Place; readonly others: readonly string[]; readonly commitment: CommitmentBytes },
): Promise<string> {
  const { project, entry, failures, signal } = healing
  const { from, others, commitment } = sources
  let last: unknown
  for (const name of [from.name, ...others]) {
    try {
      const place = await project.place(name)
      if (name !== from.name) await requireSame(place, from, entry.manifest, commitment, signal)
      await part.replace(place)
      if (last !== undefined) failures.push(last)
      return name
    } catch (error) {
      if (!isProblem(error, ...ofOne) || isProblem(error, 'role-refused')) throw error
      last ??= error
      if (speaksAgainstCopy(error)) await record(healing, name)
    }
  }
  throw last
}

/** @throws Problem object-damaged unless this copy has the very key object and manifest of the other. */
async function requireSame(
  place: Place,
  other: Place,
  manifest: Manifest,
  { keys, bytes }: CommitmentBytes,
  signal: AbortSignal,
): Promise<void> {
  const own = await readCommitment(place, manifest, signal)
  if (Buffer.from(own.keys).equals(keys) && Buffer.from(own.bytes).equals(bytes)) return
  throw new Problem(
    'object-damaged',
    `the key object or manifest of ${manifest.id} in ${place.name} is not the one in ${other.name}: neither copy is healed from the other`,
    { hint: 'Take a new backup now. `backproof verify --level read --id ID --store NAME` tells which of them opens.' },
  )
}

/** Every object of the copy was right, or was replaced by one that was read back: that clears the reported damage. */
async function keepAnswer({ project, source, catalog, entry, to }: Healing): Promise<readonly unknown[]> {
  return recordDamage(project, source, catalog, entry, to.name, [])
}

/** Until when what is replaced is kept; undefined: there is nothing that could be. */
async function keepAside(
  { project, source, entry, copy, to, signal }: Healing,
  objects: readonly BrokenObject[],
): Promise<Date | undefined> {
  const { id } = entry
  const there = objects.flatMap(({ name, stored }) => (stored ? [{ name, stored }] : []))
  if (there.length === 0) return undefined
  const asideAt = project.world.now()
  const purgeAfter = new Date(asideAt.getTime() + durationMs(copyGrace(project.policy, source, to.name)))
  const waits = `the copy of ${id} in ${to.name} is waiting to be healed`
  await forPrune(waits, objectName.asideMark(source.name, id), () =>
    markAside(to.store, source.name, id, { asideAt, purgeAfter, because: copy.because }, signal),
  )
  const kept = await Promise.all(there.map((one) => setAside(to.store, source.name, id, one, signal)))
  return kept.includes(true) ? purgeAfter : undefined
}
