import type { SourceCatalog } from '../catalog/catalog.ts'
import { plan } from '../plan/plan.ts'
import type { Source } from '../policy/policy.ts'
import { completeCopies } from './copy.ts'
import { healCopies } from './heal.ts'
import type { Project } from './project.ts'
import type { Findings } from './session.ts'

/** Heals the damaged copies of these backups, and makes those that are missing. */
export async function makeCopies(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  ids: readonly string[],
): Promise<Findings> {
  // Some may be complete, or gone, since the plan was made.
  const entries = catalog.entries.filter(({ id }) => ids.includes(id))
  const damaged = entries.filter((entry) => entry.damaged)
  const missing = entries.filter((entry) => entry.missing.length > 0)
  const { failures = [], ...healed } = damaged.length > 0 ? await healCopies(project, source, catalog, damaged) : {}
  const incomplete = missing.length > 0 ? await completeCopies(project, source, catalog, missing) : []
  return { ...healed, failures: [...failures, ...incomplete] }
}

/**
 * The copies that wait for who may prune, because the role that backs up writes nothing aside, no hold and no tag: damaged
 * ones, and those of backups that are held or were tagged later.
 */
export function waitingForPrune(project: Project, source: Source, catalog: SourceCatalog): readonly string[] {
  const tasks = plan(project.policy, new Map([[source.name, catalog]]), project.world.now(), [source.name])
  const due = tasks.flatMap((task) => (task.kind === 'copy' && task.due ? task.copies : []))
  const waits = new Set(catalog.entries.filter(({ held, retagged }) => held || retagged).map(({ id }) => id))
  return [...new Set(due.filter(({ id, damage }) => damage || waits.has(id)).map(({ id }) => id))]
}
