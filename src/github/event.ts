import { z } from 'zod'

/** What a pull request's event says, as far as a plan needs it. */
export interface PullRequest {
  readonly owner: string
  readonly repository: string
  readonly number: number
  /** Commit of the base branch that the pull request is compared with. */
  readonly base: string
  readonly head: Head
  /** True where the head is in another repository: such a run has no secrets. */
  readonly fork: boolean
  /** The label that this event put on, with the head before whoever did it. */
  readonly labelled?: string
}

/** The commit that a pull request proposes, and the branch that it is on. */
interface Head {
  /** "octo/shop"; undefined: deleted. */
  readonly repository: string | undefined
  readonly ref: string
  readonly commit: string
}

const repositoryShape = z.object({ name: z.string(), owner: z.object({ login: z.string() }), full_name: z.string() })
const pullShape = z.object({
  number: z.number().int().positive(),
  base: z.object({ sha: z.string() }),
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
})
const event = z.object({
  action: z.string().optional(),
  label: z.object({ name: z.string() }).optional(),
  repository: repositoryShape,
  pull_request: pullShape,
})

/** The pull request of a `pull_request` event's payload; undefined for any other event. */
export function pullRequestOf(payload: unknown): PullRequest | undefined {
  const { data } = event.safeParse(payload)
  if (!data) return undefined
  const { repository, pull_request, action, label } = data
  const labelled = action === 'labeled' && label ? { labelled: label.name } : {}
  return { ...describe(repository, pull_request), ...labelled }
}

function describe(repository: z.infer<typeof repositoryShape>, pull: z.infer<typeof pullShape>): PullRequest {
  const { sha: commit, ref, repo } = pull.head
  return {
    owner: repository.owner.login,
    repository: repository.name,
    number: pull.number,
    base: pull.base.sha,
    head: { repository: repo?.full_name, ref, commit },
    // A deleted fork has no repository any more.
    fork: repo?.full_name !== repository.full_name,
  }
}

/** A merge queue's group: the pull request at its end, and the commit that it is put on top of. */
export interface MergeGroup {
  readonly number: number
  readonly base: string
  /** The pull request, as GitHub answers when it is asked for its number. undefined: that is no pull request. */
  pull(answer: unknown): PullRequest | undefined
}

const group = z.object({
  repository: repositoryShape,
  merge_group: z.object({
    base_sha: z.string(),
    // gh-readonly-queue/main/pr-104-0123...: the only place that names the pull request.
    head_ref: z.string().regex(/\/pr-\d+-[0-9a-f]{40}$/),
  }),
})

/** The group of a `merge_group` event's payload; undefined for any other event. */
export function mergeGroupOf(payload: unknown): MergeGroup | undefined {
  const { data } = group.safeParse(payload)
  if (!data) return undefined
  const { repository, merge_group } = data
  const base = merge_group.base_sha
  return {
    number: Number(/\/pr-(\d+)-[0-9a-f]{40}$/.exec(merge_group.head_ref)?.[1]),
    base,
    pull(answer) {
      const pull = pullShape.safeParse(answer).data
      return pull && { ...describe(repository, pull), base }
    },
  }
}
