import type { Entry, SourceCatalog } from '../../catalog/catalog.ts'
import { inTurn } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { allCopies, nearestCopies } from '../copy/nearest.ts'
import type { Project } from '../project/project.ts'
import type { ProofRequest } from './prove.ts'

/** What a proof by schedule reads: of a restore the nearest copy, of a read each in its turn, or all. */
export function requestDue(
  { policy, world }: Project,
  source: Source,
  catalog: SourceCatalog,
  entry: Entry,
  level: 'read' | 'restore',
): ProofRequest {
  if (level === 'restore') return { level, copies: 'first' }
  if (source.verify.copies === 'all') return { level, stores: allCopies(policy, entry), copies: 'all' }
  return { level, stores: inTurn(nearestCopies(policy, entry), catalog, world.now()), copies: 'first' }
}
