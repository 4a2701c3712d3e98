import {
  acquireLeases,
  type Entry,
  leftovers,
  objectName,
  type Place,
  purge,
  putRecord,
  type SourceCatalog,
  staleRuns,
} from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { isProblem, Problem } from '../problem.ts'
import type { RetentionReport } from '../report/report.ts'
import { type Decisions, decide } from '../retain/retain.ts'
import type { Run } from './all.ts'
import { confirmPlan, readPlan, type SavedPlan } from './binding.ts'
import { requireDefaultBranch } from './default-branch.ts'
import { trashMark } from './mark.ts'
import { inside, openProject, type Project } from './project.ts'
import { attempt, type Findings, finish, history, holderOf, newSession } from './session.ts'

/** Shows what retention would delete, and why; with --apply it deletes, with --plan exactly what was planned. */
export const prune: Run = async (world, options) => {
  const opened = await openProject(world, options)
  const saved = options.plan === undefined ? undefined : await readPlan(inside(world.cwd, options.plan))
  const project = saved ? planned(opened, saved) : opened
  const apply = options.apply === true || saved !== undefined
  if (apply) await requireDefaultBranch(world, options['from-branch'])
  // Before anything of any source is deleted: a plan is carried out whole.
  if (saved) for (const source of project.sources) confirmPlan(saved, project, source, await project.catalog(source))
  const session = newSession(project, 'prune')
  const asked = saved ? `asked for, by the plan of ${saved.at}` : apply ? 'asked for, with --apply' : 'asked for'
  for (const source of project.sources) {
    const attempted = { work: 'prune', trigger: 'manual', because: [asked], recorded: apply } as const
    await attempt(session, source, attempted, async () => {
      const catalog = await project.catalog(source)
      const found = await retainSource(project, source, catalog, apply, saved)
      session.deleted.push(...(apply ? (found.retention?.deleted.map(({ id }) => id) ?? []) : []))
      return { ...found, history: history(catalog) }
    })
  }
  return finish(session)
}

/** The sources that the plan speaks of. */
function planned(project: Project, { sources }: SavedPlan): Project {
  return { ...project, sources: project.sources.filter(({ name }) => sources.some(({ source }) => source === name)) }
}

/** Decides for one source; with `apply` marks the deletions, purges what is past its grace time and sweeps leftovers. */
export async function retainSource(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  apply: boolean,
  saved?: SavedPlan,
): Promise<Findings> {
  const { world, policy } = project
  const { timezone } = policy
  // A plan was decided for its own moment: another one would decide otherwise.
  const moment = () => (saved ? new Date(saved.at) : world.now())
  const decided = decide(catalog.entries, source.retention, { now: moment(), timezone, unread: catalog.unread })
  if (!apply) return { retention: describe(decided, false, []) }

  const { places, failed } = await project.places(source)
  const leaseOptions = { holder: holderOf(project), now: world.now, signal: world.signal }
  await using leases = await acquireLeases(places, source.name, leaseOptions)
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
  if (saved) confirmPlan(saved, project, source, now)
  const binding = decide(now.entries, source.retention, { now: moment(), timezone, unread: now.unread })
  await leases.confirm()
  await markDecisions(project, source, binding, leases.places, signal)
  const purged: string[] = []
  const failures: unknown[] = []
  for (const place of leases.places) {
    try {
      await leases.confirm()
      purged.push(...(await cleanPlace(project, source, now, place, signal)))
    } catch (error) {
      if (!isProblem(error) || error.code === 'cancelled') throw error
      failures.push(error)
    }
  }
  return { retention: describe(binding, true, [...new Set(purged)]), failures }
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
    const key = objectName.trash(source.name, entry.id)
    if (keep) {
      for (const { store } of places.filter(({ name }) => entry.marked.includes(name)))
        await store.remove([key], signal)
      continue
    }
    const holding = places.filter(({ name }) => entry.copies.includes(name) && !entry.marked.includes(name))
    const mark = trashMark(project.world.now(), source.retention.grace, because)
    for (const { problem } of await putRecord(holding, key, mark, signal)) throw problem
  }
}

/** Removes for good what is past its grace time, and what killed runs left; gives the ids purged. */
async function cleanPlace(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  place: Place,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const now = project.world.now()
  const over = (entry: Entry) => entry.trashed && entry.trashed.purgeAfter <= now && !entry.held
  const ids = catalog.entries.filter((entry) => over(entry) && entry.marked.includes(place.name)).map(({ id }) => id)
  const purged: string[] = []
  for (const id of ids) {
    // Marks need no lease: it may have been brought back, or held, since the catalog was read.
    const marked = await place.store.head(objectName.trash(source.name, id), signal)
    if (!marked || (await place.store.head(objectName.hold(source.name, id), signal))) continue
    purged.push(id)
    project.world.log.info(`${source.name}: purging ${id} from ${place.name}: its grace time is over`)
    await purge(place.store, source.name, id, signal)
  }
  for (const left of await leftovers(place.store, source.name, now, signal)) {
    project.world.log.info(
      `${source.name}: sweeping ${left.keys.length} objects of ${left.id} from ${place.name}: no manifest covers them`,
    )
    await place.store.remove(left.keys, signal)
  }
  const stale = await staleRuns(place.store, source.name, now, signal)
  if (stale.length > 0) {
    project.world.log.info(`${source.name}: removing ${stale.length} run records older than 90 days from ${place.name}`)
    await place.store.remove(stale, signal)
  }
  return purged
}

function describe({ decisions, findings }: Decisions, applied: boolean, purged: readonly string[]): RetentionReport {
  const all = decisions.map(({ entry: { id, bytes }, keep, because }) => ({ id, keep, because, bytes }))
  const deleted = all.filter(({ keep }) => !keep).map(({ id, bytes, because }) => ({ id, bytes, because }))
  return { applied, kept: all.length - deleted.length, deleted, decisions: all, purged, findings }
}
