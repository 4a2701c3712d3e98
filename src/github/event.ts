import { z } from 'zod'

/** What a pull request's event says, as far as a plan needs it. */
export interface PullRequest {
  readonly owner: string
  readonly repository: string
  readonly number: number
  /** Commit of the base branch that the pull request is compared with. */
  readonly base: string
  /** True where the head is in another repository: such a run has no secrets. */
  readonly fork: boolean
}

const pull = z.object({
  repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }), full_name: z.string() }),
  pull_request: z.object({
    number: z.number().int().positive(),
    base: z.object({ sha: z.string() }),
    head: z.object({ repo: z.object({ full_name: z.string() }).nullish() }),
  }),
})

/** The pull request of a `pull_request` event's payload; undefined for any other event. */
export function pullRequestOf(payload: unknown): PullRequest | undefined {
  const { data } = pull.safeParse(payload)
  if (!data) return undefined
  const { repository, pull_request } = data
  return {
    owner: repository.owner.login,
    repository: repository.name,
    number: pull_request.number,
    base: pull_request.base.sha,
    // A deleted fork has no repository any more.
    fork: pull_request.head.repo?.full_name !== repository.full_name,
  }
}

/** The name of the repository's default branch, as the event says; undefined where it does not. */
export function defaultBranchOf(payload: unknown): string | undefined {
  return z.object({ repository: z.object({ default_branch: z.string() }) }).safeParse(payload).data?.repository
    .default_branch
}
