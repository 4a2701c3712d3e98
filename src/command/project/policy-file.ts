import { readFile, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { isProblem, Problem } from '../../problem.ts'
import { type PolicyFile, rootOf } from '../../trust/trust.ts'
import { reasonOf } from '../../words/words.ts'
import type { World } from '../../world.ts'

/** Where to look for a policy, in this order. */
export const defaultPaths = ['.github/backup-policy.yml', 'backup-policy.yml'] as const

/**
 * The policy's file: the one that was named by the option, or the first of the usual places. Throws `usage` where there is
 * none, or none that may be read.
 */
export async function readPolicy(
  world: World,
  said: string | undefined,
  option: 'policy' | 'against' = 'policy',
): Promise<PolicyFile> {
  const paths = said ? [said] : defaultPaths
  for (const path of paths) {
    try {
      const file = pathFrom(world.cwd, path)
      await refuseLeadingOut(world, file, path)
      return { path, text: await readFile(file, 'utf8') }
    } catch (error) {
      if (isProblem(error)) throw error
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw new Problem('usage', `the policy ${path} cannot be read: ${reasonOf(error)}`, {
        hint: 'Let this user read the file, or name another with --policy FILE.',
        cause: error,
      })
    }
  }
  throw new Problem('usage', `there is no policy at ${paths.join(' or ')} in ${world.cwd}`, {
    hint:
      option === 'against'
        ? 'Name the earlier policy with --against FILE; git show main:.github/backup-policy.yml > old.yml gives you one.'
        : 'Name it with --policy FILE (in a workflow, check the repository out first), or write one as docs/policy.md shows.',
  })
}

/**
 * What cannot be read as a policy is shown in part: on a runner, a link in a commit must not show another file of
 * the machine.
 */
async function refuseLeadingOut({ cwd, env }: World, file: string, path: string): Promise<void> {
  if (env['GITHUB_ACTIONS'] !== 'true' || isOutside(cwd, file)) return
  if (!isOutside(await realpath(cwd), await realpath(file))) return
  throw new Problem('usage', `the policy ${path} is a link to a place outside ${cwd}`, {
    hint: 'Put the file itself there.',
  })
}

/** True unless the path is the folder itself or below it; both absolute, links not followed. */
export function isOutside(folder: string, file: string): boolean {
  const way = relative(folder, file)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}

/** A path of the policy or of an option, from the directory that the program was started in. */
export function pathFrom(cwd: string, path: string): string {
  return isAbsolute(path) ? path : join(cwd, path)
}

/** Where the merged branch has the policy, from the top of the repository and in the order in which it would be looked for. */
export async function mergedPaths(
  world: World,
  policy: string | undefined,
): Promise<{ readonly root: string; readonly paths: readonly string[] }> {
  const folder = policy === undefined ? world.cwd : dirname(pathFrom(world.cwd, policy))
  const root = (await rootOf(folder)) ?? world.cwd
  const files = (policy === undefined ? defaultPaths : [policy]).map((path) => pathFrom(world.cwd, path))
  if (!files.some((file) => isOutside(root, file))) return { root, paths: files.map((file) => relative(root, file)) }
  throw new Problem('usage', `the policy ${policy} is not in the repository, so no part of it is merged`, {
    hint: 'Name a file in the repository with --policy, or the earlier policy with --against.',
  })
}
