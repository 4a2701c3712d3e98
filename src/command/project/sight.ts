import { isProblem } from '../../problem.ts'
import type { PolicyFile } from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import type { Review } from '../plan/pull-request.ts'
import { makeProject, type Project } from './project.ts'
import { type MergedProject, openWithin, withPlaceholders } from './within.ts'

/** Which stores a comparison of two policies may read. */
export type Sight =
  /** All that either names: a person asks, at their own machine. */
  | { readonly kind: 'all' }
  /** What the merged policy names; `merged` is undefined where there is none. */
  | { readonly kind: 'merged'; readonly merged: MergedProject | undefined }
  | { readonly kind: 'none'; readonly because: string }

export interface Compared {
  readonly before: PolicyFile | undefined
  readonly after: PolicyFile | undefined
}

export type Opener = (world: World, file: PolicyFile) => Project

export async function sightOf(
  world: World,
  options: Options,
  { before, after }: Compared,
  review: Review | undefined,
  notes: string[],
): Promise<Sight> {
  const { judgement, policy } = world.footing
  if (judgement.kind === 'foreign') return { kind: 'none', because: judgement.because }
  if (judgement.kind === 'trusted') {
    // In a workflow what lies here is the merged policy, and the other may be anybody's.
    return policy && after
      ? { kind: 'merged', merged: { file: after, project: makeProject(world, after, []) } }
      : { kind: 'all' }
  }
  if (!review) return { kind: 'none', because: judgement.because }
  const isBase = judgement.merged.kind === 'commit' && judgement.merged.commit === review.pull.base
  const file = isBase ? before : await mergedFile(world, options, notes)
  return { kind: 'merged', merged: file && openMerged(world, file) }
}

/** The default branch's policy, where the pull request goes to another branch, or onto others of a merge queue. */
async function mergedFile(world: World, { policy }: Options, notes: string[]): Promise<PolicyFile | undefined> {
  const { judgement } = world.footing
  if (judgement.kind !== 'unmerged') return undefined
  const { readMerged } = await import('../admit/merged.ts')
  try {
    return await readMerged(world, judgement, policy)
  } catch (error) {
    if (!isProblem(error, 'github-failed', 'usage')) throw error
    notes.push(`No store is read, because the merged policy is not known: ${error.message}.`)
    return undefined
  }
}

/** Where the merged policy cannot be parsed, nothing that it names is known. */
function openMerged(world: World, file: PolicyFile): MergedProject | undefined {
  try {
    return { file, project: makeProject({ ...world, log: { ...world.log, fault: () => {} } }, file, []) }
  } catch (error) {
    if (!isProblem(error, 'policy-invalid')) throw error
    return undefined
  }
}

/** Opens each of the two as far as may be seen. */
export function openerOf(world: World, sight: Sight, { before, after }: Compared): Opener {
  if (sight.kind === 'all') return (own, file) => makeProject(own, file, [])
  if (sight.kind === 'merged') return (own, file) => openWithin(own, file, [before, after], sight.merged)
  const { env } = withPlaceholders(world, [before, after])
  return (own, file) => makeProject({ ...own, env }, file, [])
}
