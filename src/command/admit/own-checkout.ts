import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { StoreConfig } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import type { World } from '../../world.ts'
import { isOutside, pathFrom } from '../project/policy-file.ts'

/**
 * What lies in the checkout of a commit that nobody has merged was put there by that commit: a backup, too.
 * @throws Problem `untrusted` for a directory of this workspace.
 */
export async function refuseOwnCheckout({ footing, env, cwd }: World, config: StoreConfig): Promise<void> {
  const workspace = env['GITHUB_WORKSPACE']
  if (config.kind !== 'directory' || footing.judgement.kind === 'trusted' || !workspace) return
  const path = pathFrom(cwd, config.path)
  if (isOutside(resolve(workspace), path) && isOutside(await realOf(workspace), await realOf(path))) return
  throw new Problem('untrusted', `directory ${config.path} is in the checkout of a commit that is not merged`, {
    hint: 'Put a store that a gate or a plan reads outside the workspace.',
  })
}

/** Where the path leads, as far as there is anything. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error
    return join(await realOf(dirname(path)), basename(path))
  }
}
