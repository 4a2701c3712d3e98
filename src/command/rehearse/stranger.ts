import { Problem } from '../../problem.ts'
import type { World } from '../../world.ts'

/** Whose checkout these run: someone with the right to push to this repository, or what was approved into the queue. */
const own = ['pull_request', 'push', 'workflow_dispatch', 'merge_group']

/**
 * A migration that nobody has merged sees production data, so whoever wrote it must be able to push to this repository. Of
 * other events nobody knows whose code was checked out: a comment, or the end of another workflow, may be about a fork's pull request. (One of
 * a fork itself is `foreign`, and refused before.)
 * @throws Problem untrusted
 */
export function refuseStrangers({ env, footing }: Pick<World, 'env' | 'footing'>): void {
  const event = env['GITHUB_EVENT_NAME'] ?? ''
  if (env['GITHUB_ACTIONS'] !== 'true' || footing.judgement.kind === 'trusted' || own.includes(event)) return
  throw new Problem(
    'untrusted',
    `a migration is not rehearsed on the event ${event}: whose code was checked out is not known`,
    {
      hint: 'Run it on pull_request, from a branch of this repository: workflows-examples/migration-rehearsal.yml.',
    },
  )
}
