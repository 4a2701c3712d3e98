import { Problem } from '../problem.ts'
import type { Judgement } from './judge.ts'

/**
 * What a command would do, as far as trust goes.
 * - `nothing`: it looks at no store and no source.
 * - `compare`: it compares two files of policies that were named.
 * - `review`: it compares a pull request's policy with that of its base branch.
 * - `read`: it reads what a policy names, and writes nothing.
 * - `act`: it writes into stores, deletes, restores, or takes a source's data.
 */
export type Demand = 'nothing' | 'compare' | 'review' | 'read' | 'act'

/** The whole table: why a demand is refused to a judgement; undefined: it is allowed. */
export function refusal(command: string, demand: Demand, judgement: Judgement): Problem | undefined {
  if (demand === 'nothing' || demand === 'compare' || judgement.kind === 'trusted') return undefined
  if (judgement.kind === 'unmerged') {
    if (demand !== 'act') return undefined
    return refused(
      `${command} follows only the policy that is merged: ${judgement.because}`,
      'Let the job run on the default branch, by schedule, push or workflow_dispatch, with the commit of the run checked out by actions/checkout without ref:, where git is installed.',
    )
  }
  if (demand === 'review' && judgement.from === 'fork') return undefined
  const { because, from } = judgement
  if (demand === 'review') {
    return refused(
      from === 'target'
        ? 'a plan does not run in a pull_request_target workflow: it would show a fork the secrets'
        : because,
      'Use on: pull_request; a fork then gets the half of the plan that needs no secret.',
    )
  }
  return refused(
    `${command} is refused: ${because}`,
    from === 'fork'
      ? 'Only `backproof plan` runs for a fork, without any store. Leave this step out where github.event.pull_request.head.repo.full_name is not github.repository.'
      : 'Let the job run on the default branch, by schedule, push or workflow_dispatch, and check nothing else out.',
  )
}

const refused = (message: string, hint: string) => new Problem('untrusted', message, { hint })
