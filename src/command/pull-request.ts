import { readFile } from 'node:fs/promises'
import {
  type Api,
  commentMaxLength,
  defaultBranchOf,
  labelsOf,
  openApi,
  type PullRequest,
  pullRequestOf,
  putStickyComment,
  readFileAt,
} from '../github/github.ts'
import { isProblem, Problem } from '../problem.ts'
import { type Comparison, commentMarker, renderComment } from '../report/report.ts'
import type { World } from '../world.ts'
import type { PolicyFile } from './project.ts'

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
  const pull = event === 'pull_request' ? pullRequestOf(await readEvent(world)) : undefined
  if (!pull) return undefined
  const token = world.env['RESTORABLE_GITHUB_TOKEN'] || world.env['GITHUB_TOKEN'] || ''
  return { pull, api: openApi(token, world.env['GITHUB_API_URL'] ?? 'https://api.github.com') }
}

/** The event's payload; undefined where there is none. */
async function readEvent(world: World): Promise<unknown> {
  const path = world.env['GITHUB_EVENT_PATH']
  return path ? JSON.parse(await readFile(path, 'utf8')) : undefined
}

/** The policy as the base branch has it; undefined if it has none. */
export async function readBase({ api, pull }: Review, path: string): Promise<PolicyFile | undefined> {
  const text = await readFileAt(api, pull, path, pull.base)
  return text === undefined ? undefined : { path: `${path} (base branch)`, text }
}

/** Whether the pull request has the approving label; a failure is a note, and means no. */
export async function isApproved({ api, pull }: Review, label: string, notes: string[]): Promise<boolean> {
  return (await tolerate(notes, () => labelsOf(api, pull)))?.includes(label) ?? false
}

/** Posts the comparison; what GitHub refuses is said in the summary, and the plan itself stands. */
export async function postComment({ api, pull }: Review, comparison: Comparison, notes: string[]): Promise<void> {
  const marker = commentMarker(comparison.project)
  const body = renderComment(comparison, commentMaxLength - marker.length - 1)
  await tolerate(notes, () => putStickyComment(api, pull, marker, body))
}

async function tolerate<T>(notes: string[], body: () => Promise<T>): Promise<T | undefined> {
  try {
    return await body()
  } catch (error) {
    if (!isProblem(error, 'github-failed')) throw error
    notes.push(`${error.message}. ${error.hint ?? ''}`)
    return undefined
  }
}

/**
 * Deleting by a policy that nobody has merged: refused on a runner, unless the branch is named once more.
 * @throws Problem `retention-refused`.
 */
export async function requireDefaultBranch(world: World, meant: string | undefined): Promise<void> {
  // GitHub runs a schedule on the default branch only.
  if (world.env['GITHUB_ACTIONS'] !== 'true' || world.env['GITHUB_EVENT_NAME'] === 'schedule') return
  const branch = defaultBranchOf(await readEvent(world))
  const ref = world.env['GITHUB_REF'] ?? ''
  if (branch !== undefined && ref === `refs/heads/${branch}`) return
  const name = ref.replace(/^refs\/(heads|tags|pull)\//, '')
  if (meant !== undefined && meant === name) return
  throw new Problem(
    'retention-refused',
    `nothing is deleted by the policy of ${name || 'an unknown branch'}: it is not the default branch${branch ? `, ${branch}` : ''}`,
    {
      hint: `Let the job run on the default branch; if this branch is meant, say from-branch: ${name}.`,
    },
  )
}
