import {
  type Entry,
  goesNow,
  leftovers,
  objectName,
  type Place,
  purge,
  purgeAside,
  putRecordEverywhere,
  type SourceCatalog,
  staleRuns,
  trashMark,
} from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { isFailure, Problem } from '../problem.ts'
import type { RetentionReport } from '../report/report.ts'
import type { Decisions } from '../retain/retain.ts'
import { confirmPlan, confirmSettled, type SavedPlan } from './binding.ts'
import { mixtureOf } from './mixture.ts'
import type { Options } from './option.ts'
import type { Project } from './project.ts'
import { type Released, releaseCopies } from './release.ts'
import { type Findings, takeLeases } from './session.ts'
import { lockOf, type Settled, settle } from './settle.ts'

export interface RetainOptions {
  /** False: only decided, and shown. */
  readonly apply: boolean
  /** Asks the stores for object locks even where nothing is applied. */
  readonly looksAtLocks?: boolean
  /** Deletion goes on in spite of a failed proof. */
  readonly thawed: boolean
  readonly saved?: SavedPlan | undefined
}

/** For the run record: who said that a failed proof does not stop deletion, and why. */
export function thawReason({ thaw, because }: Options): readonly string[] {
  if (!thaw) return []
  return [`failed proofs freeze no deletion, with --thaw${because ? `: ${because}` : ''}`]
}

/** Decides for one source; with `apply` marks the deletions, purges what is past its grace time and sweeps leftovers. */
export async function retainSource(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  { apply, looksAtLocks = false, thawed, saved }: RetainOptions,
): Promise<Findings> {
  const { world, policy } = project
  const { places, failed } = await project.places(source)
  // A plan was decided for its own moment: another one would decide otherwise.
  const moment = () => (saved ? new Date(saved.at) : world.now())
  const settling = { thawed, places: apply || looksAtLocks ? places : [] }
  const first = await settle(policy, source, catalog, { ...settling, now: moment(), signal: world.signal })
  if (!apply) return { retention: describe(first, false) }

  await using leases = await takeLeases(project, source.name, places, { fromReserve: true })
  const signal = AbortSignal.any([world.signal, leases.signal])
  const missing = [...failed, ...leases.failed]
  if (missing.length > 0) {
    const list = missing.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ')
    const hint = missing.find(({ problem }) => problem.hint)?.problem.hint
    throw new Problem('retention-refused', `nothing is deleted of ${source.name} while a store fails: ${list}`, {
      ...(hint ? { hint } : {}),
    })
  }
  // Once more under the lease: a backup or a hold may have come in between.
  const now = await project.catalog(source)
  const mixture = mixtureOf(project, now)
  if (mixture) throw mixture
  if (saved) confirmPlan(saved, project, source, now)
  const settled = await settle(policy, source, now, { ...settling, now: moment(), signal })
  if (saved) confirmSettled(saved, source, settled)
  await leases.confirm()
  await markDecisions(project, source, settled.decided, leases.places, signal)
  const released = await releaseCopies(project, source, settled, leases, { now: moment(), signal })
  const purged: string[] = []
  const findings: string[] = []
  const failures: unknown[] = [...released.failures]
  for (const place of leases.places) {
    try {
      await leases.confirm()
      const confirm = () => leases.confirm([place.name])
      const cleaned = await cleanPlace({ project, source, place, signal, now: moment(), confirm }, now, settled.purges)
      purged.push(...cleaned.purged)
      findings.push(...cleaned.findings)
    } catch (error) {
      if (!isFailure(error)) throw error
      failures.push(error)
    }
  }
  const done = { purged: [...new Set(purged)], findings: [...released.findings, ...findings] }
  return { retention: describe({ ...settled, ...released }, true, done), failures }
}

/** Trash markers for what is deleted, in every store that has it; stray markers of what is kept are taken away. */
async function markDecisions(
  project: Project,
  source: Source,
  decided: Decisions,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<void> {
  for (const { entry, keep, because } of decided.decisions) {
    const { copies, marked, released = [], damaged = [] } = entry
    const key = objectName.trash(source.name, entry.id)
    if (keep) {
      for (const { store } of places.filter(({ name }) => marked.includes(name))) await store.remove([key], signal)
      continue
    }
    const has = (name: string) =>
      copies.includes(name) || released.includes(name) || damaged.some(({ store }) => store === name)
    const holding = places.filter(({ name }) => has(name) && !marked.includes(name))
    const mark = trashMark(project.world.now(), source.retention.grace, because)
    await putRecordEverywhere(holding, key, mark, signal)
  }
}

interface Cleaning {
  readonly project: Project
  readonly source: Source
  readonly place: Place
  /** The moment that was decided for. */
  readonly now: Date
  readonly signal: AbortSignal
  /** Throws unless the lease in this store is still this run's. */
  readonly confirm: () => Promise<void>
}

/** Removes for good what is past its grace time, and what killed runs left. */
async function cleanPlace(
  { project, source, place, now, signal, confirm }: Cleaning,
  catalog: SourceCatalog,
  purges: readonly string[],
): Promise<{ readonly purged: readonly string[]; readonly findings: readonly string[] }> {
  const { log } = project.world
  const over = ({ id, marked }: Entry) => purges.includes(id) && marked.includes(place.name)
  const purged: string[] = []
  const findings: string[] = []
  for (const { id, manifest } of catalog.entries.filter(over)) {
    const goes = () => goesNow(place.store, source.name, id, 'backup', now, signal)
    if (!(await goes())) continue
    const locked = await lockOf(place, manifest, signal)
    if (locked && locked > now) {
      findings.push(`backup ${id} is deleted, but an object lock in ${place.name} forbids its removal for now`)
      continue
    }
    log.info(`${source.name}: purging ${id} from ${place.name}: its grace time is over`)
    if (await purge(place.store, source.name, id, goes, signal)) purged.push(id)
    else log.warning(`${source.name}: ${id} stays in ${place.name}: somebody has just brought it back`)
  }
  for (const left of await leftovers(place.store, source.name, now, signal)) {
    log.info(
      `${source.name}: sweeping ${left.keys.length} objects of ${left.id} from ${place.name}: no manifest covers them`,
    )
    // A machine that slept since the listing: another run may have made a copy of them that counts.
    await confirm()
    await place.store.remove(left.keys, signal)
  }
  for (const id of await purgeAside(place.store, source.name, now, signal))
    log.info(`${source.name}: removed what was set aside of ${id} in ${place.name} when its copy was healed`)
  const stale = await staleRuns(place.store, source.name, now, signal)
  if (stale.length > 0) {
    log.info(`${source.name}: removing ${stale.length} run records older than 90 days from ${place.name}`)
    await place.store.remove(stale, signal)
  }
  return { purged, findings }
}

function describe(
  { decided, copies, purged: gone = [] }: Settled & Partial<Released>,
  applied: boolean,
  done: { readonly purged: readonly string[]; readonly findings: readonly string[] } = { purged: [], findings: [] },
): RetentionReport {
  const all = decided.decisions.map(({ entry: { id, bytes }, keep, because }) => ({ id, keep, because, bytes }))
  const deleted = all.filter(({ keep }) => !keep).map(({ id, bytes, because }) => ({ id, bytes, because }))
  const ofCopies = copies.map(({ entry: { id, bytes }, store, keep, because, needs }) => ({
    id,
    store,
    keep,
    because,
    needs,
    bytes,
    purged: gone.some((one) => one.id === id && one.store === store),
  }))
  return {
    applied,
    kept: all.length - deleted.length,
    deleted,
    decisions: all,
    ...(ofCopies.length > 0 ? { copies: ofCopies } : {}),
    purged: done.purged,
    findings: [...decided.findings, ...done.findings],
  }
}
