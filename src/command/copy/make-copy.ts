import { basesFirst, type SourceCatalog } from '../../catalog/catalog.ts'
import { plan, type Task } from '../../plan/plan.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import type { Problem } from '../../problem.ts'
import { gapsOf } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import type { Findings } from '../project/session.ts'
import { completeCopies } from './copy.ts'
import { healCopies } from './heal.ts'

/** Heals the damaged copies of these backups, and makes those that are missing. */
export async function makeCopies(
  project: Project,
  source: SourceCommon,
  catalog: SourceCatalog,
  ids: readonly string[],
): Promise<Findings> {
  // Some may be complete, or gone, since the plan was made.
  // Whoever stops half-way leaves no increment in a store that has nothing to restore it on.
  const entries = basesFirst(catalog.entries.filter(({ id }) => ids.includes(id)))
  const damaged = entries.filter((entry) => entry.damaged)
  const missing = entries.filter((entry) => entry.missing.length > 0)
  const { failures = [], ...healed } = damaged.length > 0 ? await healCopies(project, source, catalog, damaged) : {}
  const incomplete = missing.length > 0 ? await completeCopies(project, source, catalog, missing) : []
  return { ...healed, failures: [...failures, ...incomplete] }
}

/**
 * A Problem for each manifest that cannot be parsed, except those of backups that are whole elsewhere: a healing run
 * heals those now, or says why not.
 */
export function damageLeft(catalog: SourceCatalog, tasks: readonly Task[]): readonly Problem[] {
  const healable = new Set(
    tasks.flatMap((task) =>
      task.kind === 'copy' ? task.copies.flatMap(({ id, damage }) => (damage ? [id] : [])) : [],
    ),
  )
  return gapsOf({ ...catalog, unread: [], damaged: catalog.damaged.filter(({ id }) => !healable.has(id)) })
}

/**
 * The copies that wait for the prune role, because the backup role may not write set-aside objects, holds or tags:
 * damaged ones, and those of backups that are held or were tagged later.
 */
export function waitingForPrune(project: Project, source: SourceCommon, catalog: SourceCatalog): readonly string[] {
  const due = tasksOf(project, source, catalog).flatMap((task) => (task.kind === 'copy' && task.due ? task.copies : []))
  const waits = new Set(catalog.entries.filter(({ held, retagged }) => held || retagged).map(({ id }) => id))
  return [...new Set(due.filter(({ id, damage }) => damage || waits.has(id)).map(({ id }) => id))]
}

/** What the policy asks for now; nothing for a source that has left it. */
export function tasksOf(project: Project, source: SourceCommon, catalog: SourceCatalog): readonly Task[] {
  return plan(project.policy, new Map([[source.name, catalog]]), project.world.now(), [source.name])
}
