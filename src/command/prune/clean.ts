import {
  type Entry,
  eachAtOnce,
  goesNow,
  leftovers,
  type Place,
  purge,
  purgeAside,
  removeForGood,
  type SourceCatalog,
  staleRecords,
} from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import { dependencyLayers, Needed } from '../../retain/retain.ts'
import type { Project } from '../project/project.ts'
import { lastLook } from './last-look.ts'

export interface Cleaning {
  readonly project: Project
  readonly source: SourceCommon
  readonly place: Place
  /** The moment that was decided for. */
  readonly now: Date
  readonly signal: AbortSignal
  /** Throws unless the lease in this store is still this run's. */
  readonly confirm: () => Promise<void>
  /** Ids whose mark in this store an earlier run has found past its grace period, too. */
  readonly expired: (place: Place) => Promise<ReadonlySet<string>>
}

export interface Cleaned {
  readonly purged: readonly string[]
  readonly findings: readonly string[]
  /** What stopped one removal, and not the others. */
  readonly failures: readonly unknown[]
}

/** Removes for good what is past its grace period, and what killed runs left. */
export async function cleanPlace(
  cleaning: Cleaning,
  catalog: SourceCatalog,
  purges: readonly string[],
): Promise<Cleaned> {
  const { project, source, place, now, signal, confirm, expired } = cleaning
  const { log } = project.world
  const purged: string[] = []
  const findings: string[] = []
  const failures: unknown[] = []
  const failed = new Set<string>()
  const found = await expired(place)
  const due = new Set(purges)
  const going = catalog.entries.filter(({ id, marked }) => due.has(id) && marked.includes(place.name))
  const needed = new Needed()
  const clean = async (entry: Entry) => {
    const { id } = entry
    const base = needed.because(entry)
    if (base !== undefined) {
      needed.stays(entry)
      findings.push(`backup ${id} is deleted, but not purged from ${place.name}: ${base}`)
      return
    }
    if (!found.has(id)) {
      needed.stays(entry)
      log.info(
        `${source.name}: ${id} is past its grace period in ${place.name}: the next run removes it unless it is brought back`,
      )
      return
    }
    try {
      const done = await purgeOne(cleaning, entry)
      if (done === 'purged') purged.push(id)
      else needed.stays(entry)
      if (done !== 'purged' && done !== 'stays') findings.push(done.finding)
    } catch (error) {
      if (!isFailure(error)) throw error
      needed.stays(entry)
      failures.push(error)
      failed.add(id)
    }
  }
  for (const layer of dependencyLayers(going, (one) => one)) await eachAtOnce(layer, clean)
  const { grace } = source.retention
  for (const left of await leftovers(place.store, source.name, { now, grace }, signal)) {
    // Whatever stopped its purge is reported; the next run continues it.
    if (failed.has(left.id)) continue
    log.info(
      `${source.name}: sweeping ${left.keys.length} objects of ${left.id} from ${place.name}: no manifest covers them`,
    )
    // A machine that slept since the listing: another run may have made a copy of them that counts.
    await confirm()
    await removeForGood(place.store, left.keys, signal)
  }
  for (const id of await purgeAside(place.store, source.name, now, signal))
    log.info(`${source.name}: removed what was set aside in ${place.name} when the copy of ${id} was healed`)
  const stale = await staleRecords('run', place.store, source.name, now, signal)
  if (stale.length > 0) {
    log.info(`${source.name}: removing ${stale.length} run records older than 90 days from ${place.name}`)
    await place.store.remove(stale, signal)
  }
  const old = await staleRecords('restore', place.store, source.name, now, signal)
  if (old.length > 0) {
    log.info(`${source.name}: removing ${old.length} records of restores older than 400 days from ${place.name}`)
    await place.store.remove(old, signal)
  }
  return { purged, findings, failures }
}

async function purgeOne(
  { project, source, place, now, signal, confirm }: Cleaning,
  entry: Entry,
): Promise<'purged' | 'stays' | { readonly finding: string }> {
  const { id } = entry
  const { log } = project.world
  const { grace } = source.retention
  const departure = { place, entry, scope: 'backup', grace, now } as const
  const objection = await lastLook(departure, project.world.now(), signal)
  if (objection?.kind === 'called off') return 'stays'
  if (objection) {
    const why = objection.kind === 'locked' ? objection.because : `not removed now: ${objection.because}`
    return { finding: `backup ${id} is deleted, but ${why}` }
  }
  await confirm()
  log.info(`${source.name}: purging ${id} from ${place.name}: its grace period is over`)
  const goes = () => goesNow(place.store, source.name, id, departure, signal)
  if (await purge(place.store, source.name, id, goes, signal)) return 'purged'
  log.warning(`${source.name}: ${id} stays in ${place.name}: it was just brought back`)
  return 'stays'
}
