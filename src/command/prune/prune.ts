import { mapAtOnce, type SourceCatalog } from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure, messageOf, Problem } from '../../problem.ts'
import { finishAndTell } from '../alert/tell.ts'
import { lostNewest, lostProblem } from '../copy/lost.ts'
import { damageLeft, makeCopies, tasksOf, waitingForPrune } from '../copy/make-copy.ts'
import { eachSource } from '../each-source/each-source.ts'
import { isLogged } from '../log/logged.ts'
import { pruneLog, withNeeded } from '../log/retain.ts'
import { forgetRetired, retiredSources } from '../mark/retire.ts'
import type { Options } from '../option.ts'
import { saidDoubts } from '../project/databases/said.ts'
import { pathFrom } from '../project/policy-file.ts'
import { openProject, type Project } from '../project/project.ts'
import { attempt, type Findings, finish, isOfStore, newSession, past, type Session } from '../project/session.ts'
import type { Run } from '../result.ts'
import { mustHaveGone } from './gone.ts'
import { overrideReasons, requireReason, retainSource } from './retain-source.ts'
import { confirmPlan, readPlan, refusePlan, type SavedPlan } from './saved-plan.ts'

/** Shows what retention would delete, and why; with --apply it deletes, with --plan exactly what was planned. */
export const prune: Run = async (world, options) => {
  requireReason(options)
  const opened = await openProject(world, options)
  const saved = options.plan === undefined ? undefined : await readPlan(pathFrom(world.cwd, options.plan))
  // Sources that are named are refused where the plan is silent on them, not left out.
  const project = saved && !options.source?.length ? planned(opened, saved) : opened
  const apply = options.apply === true || saved !== undefined
  if (saved && options.thaw)
    throw new Problem('usage', 'a saved plan is carried out unchanged: --thaw cannot add to it', {
      hint: 'Run `backproof prune --apply --thaw` instead.',
    })
  // Before anything of any source is deleted: a plan is carried out whole.
  if (saved) {
    const catalogs = await mapAtOnce(project.sources, async (source) => ({
      source,
      catalog: await project.catalog(source),
    }))
    for (const { source, catalog } of catalogs) confirmPlan(saved, project, source, catalog)
  }
  for (const says of saidDoubts(project, options.source)) world.log.warning(says)
  const session = newSession(project, 'prune')
  const asked = saved ? `asked for, by the plan of ${saved.at}` : apply ? 'asked for, with --apply' : 'asked for'
  const because = [asked, ...overrideReasons(world, options)]
  await eachSource(session, project.sources, async (session, source) => {
    const { project } = session
    if (apply && !saved) await makeWaiting(session, source)
    const attempted = { work: 'prune', trigger: 'manual', because, recorded: apply } as const
    await attempt(session, source, attempted, async () => {
      const catalog = await project.catalog(source)
      const found = await retainSource(project, await withNeeded(project, source, catalog), catalog, {
        apply,
        saved,
        looksAtLocks: true,
        thawed: options.thaw === true,
        gap: options['despite-gap'] ? 'is known' : 'is refused',
      })
      if (found.retention?.applied) session.deleted.push(...found.retention.deleted.map(({ id }) => id))
      return { ...withDamage(project, source, catalog, found), ...past(catalog, world.now()) }
    })
    if (!isLogged(source) || saved) return
    await attempt(session, source, { ...attempted, recorded: false }, () => pruneLog(project, source, apply))
  })
  if (apply && saved === undefined) await pruneRetired(session, options)
  // What only looks may be run by anybody: it sends nothing, and writes nothing.
  return apply ? finishAndTell(session) : finish(session)
}

/** Whatever else it did, a prune that meets damage says so, and ends as `run` does. */
function withDamage(project: Project, source: SourceCommon, catalog: SourceCatalog, found: Findings): Findings {
  const damage = damageLeft(catalog, tasksOf(project, source, catalog))
  const lost = lostNewest(catalog, project.world.now())
  return { ...found, failures: [...damage, ...(lost ? [lostProblem(lost)] : []), ...(found.failures ?? [])] }
}

/**
 * Makes the copies that the backup role may not write. A failure here, or in reading the source's stores, is reported
 * and does not stop pruning.
 */
async function makeWaiting(session: Session, source: SourceCommon): Promise<void> {
  const { project } = session
  const ids: string[] = []
  try {
    ids.push(...waitingForPrune(project, source, await project.catalog(source)))
  } catch (error) {
    // The pruning that follows meets it, too, and says so.
    if (!isFailure(error)) throw error
  }
  if (ids.length === 0) return
  const because = [`copies that only this role may heal or make: ${ids.join(', ')}`]
  await attempt(session, source, { work: 'copy', trigger: 'manual', because }, async () =>
    makeCopies(project, source, await project.catalog(source), ids),
  )
}

/** What retire has marked of sources that have left the policy is purged once its grace period is over. */
export async function pruneRetired(session: Session, options: Options): Promise<void> {
  const { project } = session
  if (options.source?.length || options.shard !== undefined) return
  const { sources, failures } = await retiredSources(project)
  for (const { where, error } of failures) {
    // A store that fails is named once: by the sources of the policy that are in it.
    const told = session.problems.some(
      (known) => isOfStore(known.error, where) || messageOf(known.error).includes(messageOf(error)),
    )
    if (!told) session.problems.push({ source: 'retired sources', error })
  }
  for (const source of sources) {
    const because = ['retired: it has left the policy', ...overrideReasons(project.world, options)]
    await attempt(session, source, { work: 'prune', trigger: 'manual', because, recorded: false }, async () => {
      const catalog = await project.catalog(source)
      mustHaveGone(project, source.name, catalog)
      const found = await retainSource(project, source, catalog, {
        apply: true,
        thawed: options.thaw === true,
        gap: 'waits',
      })
      await forgetRetired(project, source)
      return { ...withDamage(project, source, catalog, found), ...past(catalog, project.world.now()) }
    })
  }
}

/** The sources that the plan speaks of. */
function planned(project: Project, saved: SavedPlan): Project {
  const speaks = (name: string) => saved.sources.some(({ source }) => source === name)
  if (!Object.keys(project.policy.sources).some(speaks)) {
    const names = saved.sources.map(({ source }) => source).join(', ') || 'no source'
    throw refusePlan(saved, `it names ${names}, but ${project.policy.path} has no such source`, 'usage')
  }
  return { ...project, sources: project.sources.filter(({ name }) => speaks(name)) }
}
