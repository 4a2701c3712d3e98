import type { Entry, SourceCatalog } from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { type Finding, isFailure, isProblem } from '../../problem.ts'
import type { Project } from '../project/project.ts'
import { proveCopy } from '../verify/prove.ts'

/** What an object that was to be copied can be that speaks against the copy that it is of. */
const ofCopy = ['object-damaged', 'object-missing', 'manifest-damaged'] as const

/** Whether a copy that was read as a source has shown itself as damaged. */
export function speaksAgainstCopy(error: unknown): boolean {
  return isProblem(error, ...ofCopy)
}

/**
 * Records damage of a copy that was found during other work. A full check of it is stored as a proof like any other,
 * unless the findings of one are given. So readers skip the copy, and the next run heals it. Returns the records that
 * could not be written.
 */
export async function recordDamage(
  project: Project,
  source: SourceCommon,
  catalog: SourceCatalog,
  entry: Entry,
  store: string,
  tried?: readonly Finding[],
): Promise<readonly unknown[]> {
  const startedAt = project.world.now()
  // With all that a check looks at: one that passes after all answers for no more than it has seen.
  const request = { source, catalog, entry, level: 'check', store, startedAt, first: true } as const
  try {
    const { unwritten } = await proveCopy(project, tried ? { ...request, tried } : request)
    return unwritten
  } catch (error) {
    if (!isFailure(error)) throw error
    return [error]
  }
}
