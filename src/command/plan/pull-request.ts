import {
  type Api,
  askPull,
  commentMaxLength,
  earlierPath,
  headPushedAt,
  labelsOf,
  lastLabelling,
  mergeGroupOf,
  openApi,
  type PullRequest,
  pullRequestOf,
  putStickyComment,
  readFileAt,
  requireCommit,
} from '../../github/github.ts'
import type { Approval, Comparison } from '../../judge/judge.ts'
import { isProblem, Problem } from '../../problem.ts'
import { commentMarker, renderComment, renderUnread } from '../../report/report.ts'
import { type PolicyFile, readEvent } from '../../trust/trust.ts'
import { formatTime } from '../../words/words.ts'
import type { World } from '../../world.ts'

/** The pull request that a workflow runs for, and the way to GitHub. */
export interface Review {
  readonly pull: PullRequest
  readonly api: Api
  /** False for a merge queue's group: its pull request has the comment of its own last run. */
  readonly comments: boolean
}

/** undefined outside of a `pull_request` or `merge_group` workflow. Throws `usage` for `pull_request_target`, which gives a fork the secrets. */
export async function openReview(world: World): Promise<Review | undefined> {
  const event = world.env['GITHUB_EVENT_NAME']
  if (event === 'pull_request_target') {
    throw new Problem(
      'usage',
      'a plan does not run in a pull_request_target workflow: it would show a fork the secrets',
      {
        hint: 'Use on: pull_request; a fork then gets the half of the plan that needs no secret.',
      },
    )
  }
  if (event !== 'pull_request' && event !== 'merge_group') return undefined
  const payload = await readEvent(world.env['GITHUB_EVENT_PATH'])
  const token = world.env['BACKPROOF_GITHUB_TOKEN'] || world.env['GITHUB_TOKEN'] || ''
  if (token === '')
    throw new Problem(
      'secret-missing',
      `the ${event} event of this workflow needs a token for GitHub, and none is set`,
      {
        hint: 'Give the step env: { GITHUB_TOKEN: "${{ github.token }}" }, or the action github-token; to compare without GitHub, run `backproof plan --against OLD_POLICY`.',
      },
    )
  const url = world.env['GITHUB_API_URL'] ?? 'https://api.github.com'
  const api = await openApi(token, url, { signal: world.signal })
  const group = event === 'merge_group' ? mergeGroupOf(payload) : undefined
  const [owner = '', repository = ''] = (world.env['GITHUB_REPOSITORY'] ?? '').split('/')
  const pull = group ? await askPull(api, owner, repository, group) : pullRequestOf(payload)
  if (pull) return { pull, api, comments: event === 'pull_request' }
  const lacks =
    event === 'merge_group'
      ? "names no pull request: `plan` needs the base commit of the group and a branch of GitHub's merge queue (gh-readonly-queue/.../pr-NUMBER-...)"
      : 'does not name its pull request, base commit and head commit'
  throw new Problem('usage', `the ${event} event of this workflow, in the file GITHUB_EVENT_PATH, ${lacks}`, {
    hint: 'Leave GITHUB_EVENT_PATH and GITHUB_EVENT_NAME as the runner sets them; to compare elsewhere, run `backproof plan --against OLD_POLICY`.',
  })
}

/**
 * The policy as the base branch has it, at the first of these paths, or where the pull request moves it from; undefined if it
 * surely has none. `left`: where a policy may have been that another one takes the place of.
 */
export async function readBase(
  { api, pull }: Review,
  paths: readonly string[],
  left: readonly string[],
): Promise<PolicyFile | undefined> {
  const read = async (path: string) => {
    const text = await readFileAt(api, pull, path, pull.base)
    return text === undefined ? undefined : { path: `${path} (base branch)`, text }
  }
  for (const path of paths) {
    const found = await read(path)
    if (found) return found
  }
  // GitHub answers like this, too, to whoever may not read the repository.
  await requireCommit(api, pull, pull.base)
  const earlier = await earlierPath(api, pull, paths, left)
  return earlier === undefined ? undefined : await read(earlier)
}

/**
 * The approval by a label, in capitals or not, as on GitHub. It covers the commit that it saw: one that is pushed later needs
 * the label anew. undefined: there is none; what cannot be found out is a note, and means none.
 */
export async function approvalOf(
  { api, pull }: Review,
  label: string,
  timezone: string,
  notes: string[],
): Promise<Approval | undefined> {
  const same = (one: string) => one.toLowerCase() === label.toLowerCase()
  const labels = await tolerate(notes, () => labelsOf(api, pull))
  if (!labels?.some(same)) return undefined
  const put = await tolerate(notes, () => lastLabelling(api, pull, label))
  if (!put) {
    notes.push(`It is not known who added the label ${label} and when, so it approves nothing.`)
    return undefined
  }
  const commit = pull.head.commit
  const approval = { label, commit, at: put.at.toISOString(), by: put.by }
  if (pull.labelled !== undefined && same(pull.labelled)) return approval
  const pushed = await tolerate(notes, () => headPushedAt(api, pull))
  if (pushed && put.at > pushed) return approval
  const when = pushed ? `was pushed at ${formatTime(pushed, timezone)}, after it` : 'was pushed at an unknown time'
  notes.push(
    `The label ${label} was added at ${formatTime(put.at, timezone)}, and commit ${commit.slice(0, 12)} ${when}: remove the label and add it again to approve this commit.`,
  )
  return undefined
}

/** Posts the comparison; what GitHub refuses is said in the summary, and the plan itself stands. */
export async function postComment(
  { api, pull, comments }: Review,
  comparison: Comparison,
  notes: string[],
): Promise<void> {
  if (!comments) return
  const marker = commentMarker(comparison.project)
  const body = renderComment(comparison, commentMaxLength - marker.length - 1)
  await tolerate(notes, () => putStickyComment(api, pull, marker, body))
}

/** Replaces the comment where there is nothing to compare, because the pull request's policy cannot be parsed. */
export async function postUnread(
  { api, pull, comments }: Review,
  project: string,
  why: string,
  notes: string[],
): Promise<void> {
  if (!comments) return
  await tolerate(notes, () => putStickyComment(api, pull, commentMarker(project), renderUnread(project, why)))
}

/** What GitHub refuses is a note; the plan itself goes on. */
export async function tolerate<T>(notes: string[], body: () => Promise<T>): Promise<T | undefined> {
  try {
    return await body()
  } catch (error) {
    if (!isProblem(error, 'github-failed')) throw error
    notes.push(`${error.message}. ${error.hint ?? ''}`)
    return undefined
  }
}
