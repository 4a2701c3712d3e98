import { dirname } from 'node:path'
import { Problem } from '../problem.ts'
import type { World } from '../world.ts'
import { type Checkout, checkoutOf } from './checkout.ts'
import { pathFrom } from './policy-file.ts'

/**
 * Deleting by a policy that nobody has merged is refused on a runner, unless the branch is named once more. `policy` is the
 * path of the policy's file: the repository that it is in counts, wherever the program was started.
 * @throws Problem `retention-refused`.
 */
export async function requireDefaultBranch(world: World, policy: string, meant: string | undefined): Promise<void> {
  const { env } = world
  if (env['GITHUB_ACTIONS'] !== 'true') return
  // Only here: what speaks to GitHub would make every prune start slowly.
  const [{ defaultBranchOf }, { readEvent }] = await Promise.all([
    import('../github/github.ts'),
    import('./pull-request.ts'),
  ])
  const ref = env['GITHUB_REF'] ?? ''
  const named = ref.replace(/^refs\/(heads|tags|pull)\//, '')
  // GitHub runs a schedule on the default branch only, and tells such a run little of the repository.
  const scheduled = env['GITHUB_EVENT_NAME'] === 'schedule' ? named : undefined
  const branch = defaultBranchOf(await readEvent(world)) ?? scheduled
  // A step may have checked out something else than the job runs for.
  const other = strayOf(await checkoutOf(dirname(pathFrom(world.cwd, policy))), branch, env['GITHUB_SHA'])
  if (branch !== undefined && ref === `refs/heads/${branch}` && other === undefined) return
  const name = other ?? named
  if (meant !== undefined && meant === name) return
  const is = branch === undefined ? 'the default branch is not known' : `it is not the default branch, ${branch}`
  throw new Problem('retention-refused', `nothing is deleted by the policy of ${name || 'an unknown branch'}: ${is}`, {
    hint: `Let the job run on the default branch; if this one is meant, say from-branch: ${name}.`,
  })
}

/** The branch or the commit that is checked out, where it is neither the branch nor the commit of the job. */
function strayOf(found: Checkout | undefined, branch: string | undefined, sha: string | undefined): string | undefined {
  if (found === undefined || (found.branch ?? branch) !== branch) return found?.branch
  // A pull request's head is checked out as a commit, also in a job that runs for the default branch.
  return found.commit === undefined || found.commit === sha ? undefined : found.commit
}
