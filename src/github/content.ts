import { type Api, call, statusOf } from './api.ts'
import type { PullRequest } from './event.ts'

/** A file of the repository as it was at a commit; undefined if it was not there. */
export async function readFileAt(
  api: Api,
  pull: PullRequest,
  path: string,
  commit: string,
): Promise<string | undefined> {
  return call(`read ${path} of the base branch`, 'contents: read', async () => {
    try {
      const where = { owner: pull.owner, repo: pull.repository, path, ref: commit }
      const { data } = await api.repos.getContent({ ...where, mediaType: { format: 'raw' } })
      // The raw format answers with the text itself, whatever the types say.
      return String(data)
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
