import { type Api, call, statusOf } from './api.ts'
import type { MergeGroup, PullRequest } from './event.ts'

/** Of a pull request, or of a job. */
export type Repository = Pick<PullRequest, 'owner' | 'repository'>

/** The commit at the tip of a branch; a tag of the same name does not count. Throws `github-failed`. */
export async function readBranch(api: Api, { owner, repository: repo }: Repository, branch: string): Promise<string> {
  const { data } = await call(`read the tip of ${branch}`, 'contents: read', () =>
    api.git.getRef({ owner, repo, ref: `heads/${branch}` }),
  )
  return data.object.sha
}

/** A file of the repository as it was at a commit; undefined if it was not there. */
export async function readFileAt(
  api: Api,
  pull: Repository,
  path: string,
  commit: string,
): Promise<string | undefined> {
  return call(`read ${path} of the base branch`, 'contents: read', async () => {
    try {
      const where = { owner: pull.owner, repo: pull.repository, path, ref: commit }
      const { data } = await api.repos.getContent({ ...where, mediaType: { format: 'raw' } })
      // The raw format answers with the text itself, or its bytes, whatever the types say; of a folder with a list.
      const text: unknown = data
      if (text instanceof ArrayBuffer) return Buffer.from(text).toString('utf8')
      return typeof text === 'string' ? text : undefined
    } catch (error) {
      if (statusOf(error) === 404) return undefined
      throw error
    }
  })
}

/** Throws `github-failed` unless the commit is seen: only then is a file that is not found known to be missing. */
export async function requireCommit(api: Api, pull: PullRequest, commit: string): Promise<void> {
  await call('read the base branch', 'contents: read', () =>
    api.git.getCommit({ owner: pull.owner, repo: pull.repository, commit_sha: commit }),
  )
}

/** The pull request that a merge queue's group ends with. Throws `github-failed`. */
export async function askPull(
  api: Api,
  owner: string,
  repo: string,
  group: MergeGroup,
): Promise<PullRequest | undefined> {
  const ask = () => api.pulls.get({ owner, repo, pull_number: group.number })
  const { data } = await call('read the pull request of the merge queue', 'pull-requests: read', ask)
  return group.pull(data)
}

/** GitHub lists at most this many files of a pull request. */
const mostFiles = 3000

/**
 * Where the first of these files was before the pull request moved it; where it is new, the first of `left` that the pull
 * request takes away. undefined: neither.
 */
export async function earlierPath(
  api: Api,
  pull: PullRequest,
  paths: readonly string[],
  left: readonly string[],
): Promise<string | undefined> {
  return call('list the files of the pull request', 'pull-requests: read', async () => {
    const query = { owner: pull.owner, repo: pull.repository, pull_number: pull.number, per_page: 100 }
    const removed = new Set<string>()
    for (let page = 1; page <= mostFiles / query.per_page; page++) {
      const { data } = await api.pulls.listFiles({ ...query, page })
      for (const { filename, status, previous_filename: previous } of data) {
        if (status === 'renamed' && previous !== undefined && paths.includes(filename)) return previous
        if (status === 'removed') removed.add(filename)
      }
      if (data.length < query.per_page) break
    }
    return left.find((path) => removed.has(path))
  })
}
