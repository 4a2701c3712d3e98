import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import type { World } from '../world.ts'

/**
 * Deleting by a policy that nobody has merged is refused on a runner, unless the branch is named once more.
 * @throws Problem `retention-refused`.
 */
export async function requireDefaultBranch(world: World, meant: string | undefined): Promise<void> {
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
  // A step may have checked out another branch than the one that the job runs for.
  const found = await checkedOut(world.cwd)
  if (branch !== undefined && ref === `refs/heads/${branch}` && (found ?? branch) === branch) return
  const name = found === undefined || found === branch ? named : found
  if (meant !== undefined && meant === name) return
  const is = branch === undefined ? 'the default branch is not known' : `it is not the default branch, ${branch}`
  throw new Problem('retention-refused', `nothing is deleted by the policy of ${name || 'an unknown branch'}: ${is}`, {
    hint: `Let the job run on the default branch; if this one is meant, say from-branch: ${name}.`,
  })
}

/** The branch that is checked out in a folder; undefined where that is a single commit, or no repository. */
async function checkedOut(folder: string): Promise<string | undefined> {
  try {
    const head = await readFile(join(folder, '.git', 'HEAD'), 'utf8')
    return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
