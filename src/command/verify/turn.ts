import type { Entry, SourceCatalog } from '../../catalog/catalog.ts'
import { inTurn } from '../../plan/plan.ts'
import { type Source, serverOf } from '../../policy/policy.ts'
import { allCopies, nearestCopies } from '../copy/nearest.ts'
import type { Project } from '../project/project.ts'
import type { Findings } from '../project/session.ts'
import { type ProofRequest, prove } from './prove.ts'

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

/** Proves a backup once this machine has room for it, beside other sources. */
export async function proveSeated(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  entry: Entry,
  request: ProofRequest,
): Promise<Findings> {
  const { seats, world } = project
  const isRestore = request.level === 'restore'
  // A throw-away server is as much work as what goes into it; those of one server's sources come one after the other.
  using _server = await seats.server(isRestore ? serverOf(source) : undefined, world.signal)
  using _heavy = await seats.heavy(isRestore ? Number.POSITIVE_INFINITY : entry.bytes, world.signal)
  return prove(project, source, catalog, entry, request)
}

/** Checks these backups, every copy of each. */
export async function checkSeated(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  ids: readonly string[],
): Promise<Findings> {
  const found: Findings[] = []
  for (const entry of catalog.entries.filter(({ id }) => ids.includes(id))) {
    const stores = allCopies(project.policy, entry)
    found.push(await proveSeated(project, source, catalog, entry, { level: 'check', stores, copies: 'all' }))
  }
  return {
    proofs: found.flatMap(({ proofs = [] }) => proofs),
    failures: found.flatMap(({ failures = [] }) => failures),
  }
}
