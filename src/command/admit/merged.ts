import { openApi, readBranch, readFileAt } from '../../github/github.ts'
import { Problem } from '../../problem.ts'
import { blobAt, type Judgement, type PolicyFile } from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import { mergedPaths, readPolicy } from '../project/policy-file.ts'

type Unmerged = Extract<Judgement, { kind: 'unmerged' }>

/**
 * The policy that is merged, for a run that may not follow its own: from git's objects where they are here, else from
 * GitHub. Throws `usage` where there is none, `github-failed` where GitHub does not give it.
 */
export async function readMerged(world: World, { merged, because }: Unmerged, policy?: string): Promise<PolicyFile> {
  if (merged.kind === 'here') return readPolicy(world, policy)
  if (merged.kind === 'unknown') {
    throw new Problem('untrusted', `a policy that is not merged may read nothing: ${because}`, {
      hint: 'Run the job on the default branch.',
    })
  }
  const repository = repositoryOf(world)
  const api = await openGitHub(world)
  const { root, paths } = await mergedPaths(world, policy)
  const commit = merged.kind === 'commit' ? merged.commit : await readBranch(api, repository, merged.branch)
  for (const path of paths) {
    const blob = await blobAt(root, commit, path)
    const text = blob.kind === 'blob' ? blob.bytes.toString('utf8') : await readFileAt(api, repository, path, commit)
    if (text === undefined) continue
    world.log.info(`the policy comes from commit ${commit.slice(0, 12)}, which is merged: ${because}`)
    return { path, text }
  }
  throw new Problem('usage', `commit ${commit.slice(0, 12)}, which is merged, has no policy at ${paths.join(' or ')}`, {
    hint: `A policy counts once it is merged: ${because}.`,
  })
}

async function openGitHub({ env, signal }: World) {
  const token = env['BACKPROOF_GITHUB_TOKEN'] || env['GITHUB_TOKEN'] || ''
  if (token === '') {
    throw new Problem('github-failed', 'the policy that is merged cannot be read from GitHub without a token', {
      hint: 'Give the step env: { GITHUB_TOKEN: "${{ github.token }}" }, or the action github-token, and the job permissions: { contents: read }.',
    })
  }
  return openApi(token, env['GITHUB_API_URL'] ?? 'https://api.github.com', { signal })
}

function repositoryOf({ env }: World): { readonly owner: string; readonly repository: string } {
  const [owner = '', repository = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  return { owner, repository }
}
