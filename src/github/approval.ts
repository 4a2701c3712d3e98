import { type Api, call } from './api.ts'
import type { PullRequest } from './event.ts'

/** Who put a label on, and when, by GitHub's own clock. */
export interface Labelling {
  readonly at: Date
  readonly by: string
}

const pageSize = 100

/** The last time that the label was put on the pull request; undefined: no such event is known. In capitals or not. */
export async function lastLabelling(api: Api, pull: PullRequest, label: string): Promise<Labelling | undefined> {
  return call('list the events of the pull request', 'pull-requests: read', async () => {
    const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: pageSize }
    let last: Labelling | undefined
    for (let page = 1; page <= 100; page++) {
      const { data } = await api.issues.listEvents({ ...query, page })
      for (const event of data) {
        const named = 'label' in event ? event.label?.name : undefined
        if (event.event !== 'labeled' || named?.toLowerCase() !== label.toLowerCase()) continue
        const at = new Date(event.created_at)
        if (!last || at >= last.at) last = { at, by: event.actor?.login ?? 'unknown' }
      }
      if (data.length < pageSize) break
    }
    return last
  })
}

/**
 * When the pull request's head commit came to its branch, by GitHub's own clock: a commit's dates are whatever its author
 * wrote. undefined: the branch's last hundred changes do not say.
 */
export async function headPushedAt(api: Api, { head }: PullRequest): Promise<Date | undefined> {
  const { repository, ref, commit } = head
  const [owner, repo] = repository?.split('/') ?? []
  if (!owner || !repo) return undefined
  return call(`list what was pushed to ${repository}`, 'contents: read', async () => {
    const query = { owner, repo, ref: `refs/heads/${ref}`, per_page: pageSize }
    const { data } = await api.repos.listActivities(query)
    const times = data.filter(({ after }) => after === commit).map(({ timestamp }) => new Date(timestamp))
    return times.sort((a, b) => b.getTime() - a.getTime())[0]
  })
}

/** Who approved this run last, where an environment of it asks for that; undefined: nobody did. */
export async function runApprover(
  api: Api,
  { owner, repo, run }: { readonly owner: string; readonly repo: string; readonly run: number },
): Promise<string | undefined> {
  return call('list who approved this run', 'actions: read', async () => {
    const { data } = await api.actions.getReviewsForRun({ owner, repo, run_id: run })
    return data.findLast(({ state }) => state === 'approved')?.user.login
  })
}
