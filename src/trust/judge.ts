import type { CommitProof } from './checkout.ts'
import { type Payload, starterOf } from './event.ts'

/** All that a judgement rests on; gathered once. */
export interface Evidence extends Payload {
  /** GITHUB_ACTIONS: the program runs in a workflow. */
  readonly runner: boolean
  /** GITHUB_EVENT_NAME, GITHUB_REF, GITHUB_SHA. */
  readonly event: string
  readonly ref: string
  readonly commit: string
  readonly policy: CommitProof
}

/** Where the merged policy is: what lies here, at a commit, or at the tip of the default branch. */
type MergedPlace =
  | { readonly kind: 'here' }
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'tip'; readonly branch: string }
  | { readonly kind: 'unknown' }

/**
 * Who set the policy that lies here, and what may be done by it.
 * - `trusted`: a person at their own machine; or the default branch, shown by its commit, for an event that only people
 *   who may write to the repository (or GitHub's clock) start.
 * - `unmerged`: the repository's own, but not merged, or an event that anybody starts: nothing is written, and what is
 *   read goes by the merged policy.
 * - `foreign`: another's, or unknown whose. Nothing is read or written: two files may be compared.
 */
export type Judgement =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'unmerged'; readonly because: string; readonly merged: MergedPlace }
  | { readonly kind: 'foreign'; readonly because: string; readonly from: 'fork' | 'target' | 'event' }

export function judge(evidence: Evidence): Judgement {
  const { runner, event, ref, commit, defaultBranch: branch, policy, pull } = evidence
  if (!runner) return { kind: 'trusted' }
  const tip: MergedPlace = branch === undefined ? { kind: 'unknown' } : { kind: 'tip', branch }
  const starter = starterOf(event)
  if (event === 'pull_request_target') {
    return foreign('a pull_request_target workflow has the secrets, and a stranger starts it', 'target')
  }
  if (starter === 'pull') {
    if (!pull) return foreign(`the event of this ${event} workflow does not tell of a pull request`, 'event')
    if (pull.fork) return foreign('the pull request comes from a fork', 'fork')
    const merged: MergedPlace =
      branch !== undefined && pull.baseBranch === branch ? { kind: 'commit', commit: pull.base } : tip
    return { kind: 'unmerged', because: 'the pull request is not merged', merged }
  }
  const onDefault = branch !== undefined && branchOf(ref) === branch
  if (starter === 'anybody') {
    const started = `anybody may start a workflow by ${event || 'an event without a name'}`
    if (!onDefault) return foreign(`${started}, and ${nameOf(ref)} is not the default branch`, 'event')
    if (policy.kind === 'unshown') return foreign(`${started}, and ${policy.why}`, 'event')
    return { kind: 'unmerged', because: started, merged: { kind: 'here' } }
  }
  if (!onDefault) {
    const is = branch === undefined ? 'the default branch is not known' : `it is not the default branch, ${branch}`
    return { kind: 'unmerged', because: `the policy is that of ${nameOf(ref)}: ${is}`, merged: tip }
  }
  if (policy.kind === 'shown') return { kind: 'trusted' }
  return { kind: 'unmerged', because: policy.why, merged: { kind: 'commit', commit } }
}

const foreign = (because: string, from: Extract<Judgement, { kind: 'foreign' }>['from']): Judgement => ({
  kind: 'foreign',
  because,
  from,
})

/** Of a tag of the same name, undefined. */
const branchOf = (ref: string) => /^refs\/heads\/(.+)$/.exec(ref)?.[1]

function nameOf(ref: string): string {
  const [, kind, name] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? []
  if (name === undefined) return ref || 'an unknown branch'
  return kind === 'tags' ? `the tag ${name}` : name
}
