import { type Api, call, statusOf } from './api.ts'
import { isOurs } from './comment.ts'
import type { Repository } from './content.ts'

/** What a source's issue is to say. */
export interface RollingIssue {
  /** An HTML comment: the first line of the issue's text, by which it is found again. */
  readonly marker: string
  readonly title: string
  readonly body: string
  /** What has changed: a comment, which notifies people. */
  readonly comment: string
  readonly open: boolean
  readonly labels: readonly [string, ...string[]]
}

const permission = 'issues: write'

/**
 * Brings the one issue with this marker up to date: opens it (again) or closes it, with a comment of what has changed. Nothing is
 * made only to be closed. Only an issue of the same author is touched, whatever its title: anybody could write the marker. Gives
 * its number; undefined: there is none, and none was needed.
 */
export async function putRollingIssue(
  api: Api,
  where: Repository,
  issue: RollingIssue,
  known: number | undefined,
): Promise<number | undefined> {
  const repo = { owner: where.owner, repo: where.repository }
  const { marker, title, comment, open, labels } = issue
  const body = `${marker}\n${issue.body}`.slice(0, 65_000)
  const found =
    (known && (await readIssue(api, where, known, marker))) || (await findIssue(api, where, marker, labels[0]))
  if (!found) {
    if (!open) return undefined
    return call('open the issue of an alert', permission, async () => {
      const { data } = await api.issues.create({
        ...repo,
        title,
        body: `${body}\n\n${comment}`.slice(0, 65_000),
        labels: [...labels],
      })
      return data.number
    })
  }
  const { number } = found
  await call('update the issue of an alert', permission, async () => {
    await api.issues.createComment({ ...repo, issue_number: number, body: comment.slice(0, 65_000) })
    const state = open ? { state: 'open' as const } : { state: 'closed' as const, state_reason: 'completed' as const }
    await api.issues.update({ ...repo, issue_number: number, body, ...state })
  })
  return number
}

interface Issue {
  readonly number: number
  readonly body?: string | null | undefined
  readonly user: { readonly login: string; readonly type?: string | undefined } | null
  readonly pull_request?: unknown
}

async function readIssue(api: Api, where: Repository, number: number, marker: string): Promise<Issue | undefined> {
  return call('read the issue of an alert', permission, async () => {
    try {
      const { data } = await api.issues.get({ owner: where.owner, repo: where.repository, issue_number: number })
      return (await isIt(api, data, marker)) ? data : undefined
    } catch (error) {
      // It was deleted, or moved to another repository.
      if (statusOf(error) === 404 || statusOf(error) === 410) return undefined
      throw error
    }
  })
}

/** Through every page, newest first, open or closed. */
async function findIssue(api: Api, where: Repository, marker: string, label: string): Promise<Issue | undefined> {
  return call('list the issues of alerts', permission, async () => {
    const query = { owner: where.owner, repo: where.repository, labels: label, state: 'all', per_page: 100 } as const
    for (let page = 1; page <= 100; page++) {
      const { data } = await api.issues.listForRepo({ ...query, page })
      for (const issue of data) if (await isIt(api, issue, marker)) return issue
      if (data.length < query.per_page) return undefined
    }
    return undefined
  })
}

async function isIt(api: Api, issue: Issue, marker: string): Promise<boolean> {
  const [first] = (issue.body ?? '').split(/\r?\n/, 1)
  return first === marker && !issue.pull_request && (await isOurs(api, issue.user))
}
