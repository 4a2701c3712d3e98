import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import { reasonOf } from '../words/words.ts'

/**
 * Who can start a workflow by an event. `own`: whoever may write to the repository, or GitHub's clock. `pull`: whoever
 * opened a pull request, with its code checked out. `anybody`: strangers, or what strangers began; also every event that
 * is not known here.
 */
export type Starter = 'own' | 'pull' | 'anybody'

const own = [
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'push',
  'create',
  'release',
  'deployment',
  'merge_group',
]
const pull = ['pull_request', 'pull_request_review', 'pull_request_review_comment']

export function starterOf(event: string): Starter {
  return own.includes(event) ? 'own' : pull.includes(event) ? 'pull' : 'anybody'
}

/** What the payload says, as far as trust rests on it. */
export interface Payload {
  readonly defaultBranch?: string
  readonly pull?: {
    /** Commit and name of the branch that it is to be merged into. */
    readonly base: string
    readonly baseBranch: string | undefined
    /** True where the head is in another repository. */
    readonly fork: boolean
  }
}

const repository = z.object({ repository: z.object({ default_branch: z.string().min(1) }) })
const pullRequest = z.object({
  repository: z.object({ full_name: z.string() }),
  pull_request: z.object({
    base: z.object({ sha: z.string(), ref: z.string().optional() }),
    head: z.object({ repo: z.object({ full_name: z.string() }).nullish() }),
  }),
})

export function parsePayload(payload: unknown): Payload {
  const defaultBranch = repository.safeParse(payload).data?.repository.default_branch
  const { data } = pullRequest.safeParse(payload)
  return {
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
    ...(data
      ? {
          pull: {
            base: data.pull_request.base.sha,
            baseBranch: data.pull_request.base.ref,
            // A deleted fork has no repository any more.
            fork: data.pull_request.head.repo?.full_name !== data.repository.full_name,
          },
        }
      : {}),
  }
}

/** The event's payload; undefined where there is none. Throws `usage` for one that is not JSON. */
export async function readEvent(path: string | undefined): Promise<unknown> {
  if (!path) return undefined
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    // What is in it may be anybody's words, and of any length.
    const wrong = cause instanceof SyntaxError ? 'is not JSON' : `cannot be read: ${reasonOf(cause)}`
    throw new Problem('usage', `the event of this workflow, the file GITHUB_EVENT_PATH (${path}), ${wrong}`, {
      hint: 'The runner sets GITHUB_EVENT_PATH and writes the file: take out of the workflow what sets the one or changes the other.',
      cause,
    })
  }
}
