import type { DrillsSeen, SourceCatalog } from '../../catalog/catalog.ts'
import { drillFindings, drillHealth, type Health, type HealthFinding, judgeDrills } from '../../judge/judge.ts'
import { type DrillTask, planDrills, usable } from '../../plan/plan.ts'
import type { Project } from '../project/project.ts'
import { readDrills, seenDrills } from './keep.ts'

/** Drills of the ledger: two years of a weekly, a monthly and a quarterly one. */
const mostShown = 140

/** The drills of the project, for its health; `catalogs`: of its sources. */
export async function lookAtDrills(
  project: Project,
  catalogs: readonly SourceCatalog[],
): Promise<{ readonly health: Health['drills']; readonly findings: readonly HealthFinding[] }> {
  const { world, policy } = project
  const seen = await seenDrills(project)
  const tasks = tasksOf(project, seen, catalogs)
  const told = await readDrills(project, seen.drills.slice(0, mostShown))
  const ledger = told.map(({ seen, record }) => drillHealth(seen, record))
  const moment = { now: world.now(), timezone: policy.timezone }
  return { health: judgeDrills(policy, { tasks, ledger, seen }), findings: drillFindings(tasks, { ledger }, moment) }
}

/** The drills that have a schedule, and whether they are due. */
export async function drillTasks(project: Project, catalogs: readonly SourceCatalog[]): Promise<readonly DrillTask[]> {
  return project.policy.drills ? tasksOf(project, await seenDrills(project), catalogs) : []
}

function tasksOf(
  { world, policy }: Project,
  { drills, unread }: DrillsSeen,
  catalogs: readonly SourceCatalog[],
): readonly DrillTask[] {
  const now = world.now()
  const oldest = catalogs.flatMap((catalog) => usable(catalog, now).at(-1)?.startedAt ?? [])
  const since = oldest.reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined)
  return planDrills(policy, { made: drills, unread: unread.length > 0, since }, { now, timezone: policy.timezone })
}

/** `plan --json`. */
export const describeDrill = ({ drill, due, because, next, overdueSince }: DrillTask) => ({
  drill,
  due,
  because,
  ...(next ? { next: next.toISOString() } : {}),
  ...(overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
})
