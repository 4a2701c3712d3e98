import type { SourceCatalog } from '../../catalog/catalog.ts'
import { scheduleHealth } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import type { Project } from './project.ts'

/** That nothing calls `run` any more, where the stores tell so, and what to type. */
export function scheduleWarnings(
  { policy }: Pick<Project, 'policy'>,
  source: Source,
  catalog: SourceCatalog | undefined,
  now: Date,
): readonly string[] {
  const health = catalog && scheduleHealth(source, catalog, { now, timezone: policy.timezone })
  return health?.state === 'silent' ? [`${health.message}. ${health.hint}`] : []
}
