import { readFile } from 'node:fs/promises'
import {
  type Api,
  commentMaxLength,
  earlierPath,
  labelsOf,
  openApi,
  type PullRequest,
  pullRequestOf,
  putStickyComment,
  readFileAt,
  requireCommit,
} from '../github/github.ts'
import { isProblem, Problem } from '../problem.ts'
import { type Comparison, commentMarker, renderComment, renderUnread } from '../report/report.ts'
import type { World } from '../world.ts'
import type { PolicyFile } from './policy-file.ts'

/** The pull request that a workflow runs for, and the way to GitHub. */
export interface Review {
  readonly pull: PullRequest
  readonly api: Api
}

/** undefined outside of a `pull_request` workflow. Throws `usage` for `pull_request_target`, which gives a fork the secrets. */
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
  if (event !== 'pull_request') return undefined
  const pull = pullRequestOf(await readEvent(world))
  if (!pull)
    throw new Problem('usage', 'the event of this workflow, GITHUB_EVENT_PATH, does not tell of a pull request')
  const token = world.env['RESTORABLE_GITHUB_TOKEN'] || world.env['GITHUB_TOKEN'] || ''
  const url = world.env['GITHUB_API_URL'] ?? 'https://api.github.com'
  return { pull, api: openApi(token, url, { signal: world.signal }) }
}

/** The event's payload; undefined where there is none. */
export async function readEvent(world: World): Promise<unknown> {
  const path = world.env['GITHUB_EVENT_PATH']
  return path ? JSON.parse(await readFile(path, 'utf8')) : undefined
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

/** Whether the pull request has the approving label, in capitals or not, as on GitHub; a failure is a note, and means no. */
export async function isApproved({ api, pull }: Review, label: string, notes: string[]): Promise<boolean> {
  const labels = await tolerate(notes, () => labelsOf(api, pull))
  return labels?.some((one) => one.toLowerCase() === label.toLowerCase()) ?? false
}

/** Posts the comparison; what GitHub refuses is said in the summary, and the plan itself stands. */
export async function postComment({ api, pull }: Review, comparison: Comparison, notes: string[]): Promise<void> {
  const marker = commentMarker(comparison.project)
  const body = renderComment(comparison, commentMaxLength - marker.length - 1)
  await tolerate(notes, () => putStickyComment(api, pull, marker, body))
}

/** Replaces the comment where there is nothing to compare, because the pull request's policy does not read. */
export async function postUnread({ api, pull }: Review, project: string, why: string, notes: string[]): Promise<void> {
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
