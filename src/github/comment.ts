import { type Api, call, statusOf } from './api.ts'
import type { PullRequest } from './event.ts'

/** GitHub's limit of a comment's body, in characters. */
export const commentMaxLength = 65_536

/**
 * Posts the body as the one comment with this marker (an HTML comment on its first line), or replaces that comment's body.
 * Gives its address. Only a comment of the same author is touched: anybody could write the marker.
 */
export async function putStickyComment(api: Api, pull: PullRequest, marker: string, body: string): Promise<string> {
  const where = { owner: pull.owner, repo: pull.repository }
  const text = `${marker}\n${body}`
  const known = await findComment(api, pull, marker)
  if (known?.body === text) return known.url
  return call('write the comment of the plan', 'pull-requests: write', async () => {
    const { data } = known
      ? await api.issues.updateComment({ ...where, comment_id: known.id, body: text })
      : await api.issues.createComment({ ...where, issue_number: pull.number, body: text })
    return data.html_url
  })
}

interface ExistingComment {
  readonly id: number
  readonly body: string
  readonly url: string
}

/** Looks through every page: a long discussion must not make a second comment. */
async function findComment(api: Api, pull: PullRequest, marker: string): Promise<ExistingComment | undefined> {
  return call('list the comments of the pull request', 'pull-requests: write', async () => {
    const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: 100 }
    for (let page = 1; page <= 100; page++) {
      const { data } = await api.issues.listComments({ ...query, page })
      for (const { id, body = '', user, html_url: url } of data) {
        if (body.startsWith(marker) && (await isOurs(api, user))) return { id, body, url }
      }
      if (data.length < query.per_page) return undefined
    }
    return undefined
  })
}

/** A workflow's own token is a bot and may not ask who it is; a person's token is known by its login. */
export async function isOurs(
  api: Api,
  user: { readonly login: string; readonly type?: string | undefined } | null,
): Promise<boolean> {
  if (!user) return false
  return user.type === 'Bot' || user.login === (await loginOf(api))
}

async function loginOf(api: Api): Promise<string> {
  try {
    return (await api.users.getAuthenticated()).data.login
  } catch (error) {
    if (statusOf(error) === 401 || statusOf(error) === 403) return ''
    throw error
  }
}

/** The pull request's labels as they are now: the event's own are those of when it began. */
export async function labelsOf(api: Api, pull: PullRequest): Promise<readonly string[]> {
  return call('list the labels of the pull request', 'pull-requests: read', async () => {
    const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: 100 }
    const { data } = await api.issues.listLabelsOnIssue(query)
    return data.map(({ name }) => name)
  })
}
