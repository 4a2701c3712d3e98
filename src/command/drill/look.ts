import type { DrillsSeen, SourceCatalog } from '../../catalog/catalog.ts'
import {
  drillFindings,
  drillHealth,
  type Health,
  type HealthFinding,
  judgeDrills,
  type Observation,
  observeDrills,
} from '../../judge/judge.ts'
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

/** Whether a drill is overdue. `catalogs`: of its sources; undefined: not all of them were looked at. */
export async function observeOverdue(
  project: Project,
  catalogs: readonly SourceCatalog[] | undefined,
): Promise<Observation> {
  const { world, policy } = project
  const seen = await seenDrills(project)
  const moment = { now: world.now(), timezone: policy.timezone }
  const tasks = catalogs ? tasksOf(project, seen, catalogs) : planned(project, seen, new Date(0))
  return observeDrills(tasks, catalogs !== undefined, moment)
}

/** The drills that have a schedule, and whether they are due. */
export async function drillTasks(project: Project, catalogs: readonly SourceCatalog[]): Promise<readonly DrillTask[]> {
  return project.policy.drills ? tasksOf(project, await seenDrills(project), catalogs) : []
}

function tasksOf(project: Project, seen: DrillsSeen, catalogs: readonly SourceCatalog[]): readonly DrillTask[] {
  const now = project.world.now()
  const oldest = catalogs.flatMap((catalog) => usable(catalog, now).at(-1)?.startedAt ?? [])
  const since = oldest.reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined)
  return planned(project, seen, since)
}

function planned({ world, policy }: Project, { drills, unread }: DrillsSeen, since: Date | undefined) {
  const look = { made: drills, unread: unread.length > 0, since }
  return planDrills(policy, look, { now: world.now(), timezone: policy.timezone })
}

/** `plan --json`. */
export const describeDrill = ({ drill, due, because, next, overdueSince }: DrillTask) => ({
  drill,
  due,
  because,
  ...(next ? { next: next.toISOString() } : {}),
  ...(overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
})
