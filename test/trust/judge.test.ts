import { describe, expect, test } from 'vitest'
import { type Demand, type Evidence, judge, refusal } from '../../src/trust/trust.ts'

const shown = { kind: 'shown', text: 'version: 1' } as const
const unshown = { kind: 'unshown', why: 'there is no .git' } as const
const main: Evidence = {
  runner: true,
  event: 'push',
  ref: 'refs/heads/main',
  commit: 'a'.repeat(40),
  defaultBranch: 'main',
  policy: shown,
}
const base = 'b'.repeat(40)
const pull = { base, baseBranch: 'main', fork: false }

const cases: readonly (readonly [string, Partial<Evidence>, string, unknown?])[] = [
  ['a person at their own machine', { runner: false, policy: unshown }, 'trusted'],
  ['a push to the default branch', {}, 'trusted'],
  ['a schedule of the default branch', { event: 'schedule' }, 'trusted'],
  [
    'a schedule of another branch, on which GitHub runs none',
    { event: 'schedule', ref: 'refs/heads/dev' },
    'unmerged',
    { kind: 'tip', branch: 'main' },
  ],
  ['a schedule of a tag', { event: 'schedule', ref: 'refs/tags/main' }, 'unmerged', { kind: 'tip', branch: 'main' }],
  [
    'a schedule whose event does not tell of the repository, though its ref may be called main',
    { event: 'schedule', defaultBranch: undefined as never },
    'unmerged',
    { kind: 'unknown' },
  ],
  [
    'the default branch without its own policy',
    { policy: unshown },
    'unmerged',
    { kind: 'commit', commit: 'a'.repeat(40) },
  ],
  ['another branch', { ref: 'refs/heads/dev' }, 'unmerged', { kind: 'tip', branch: 'main' }],
  ['a tag called main', { ref: 'refs/tags/main' }, 'unmerged', { kind: 'tip', branch: 'main' }],
  [
    'a branch called refs/heads/main',
    { ref: 'refs/heads/refs/heads/main' },
    'unmerged',
    { kind: 'tip', branch: 'main' },
  ],
  ['a push, where no default branch is known', { defaultBranch: undefined as never }, 'unmerged', { kind: 'unknown' }],
  [
    'a merge queue',
    { event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7' },
    'unmerged',
    { kind: 'tip', branch: 'main' },
  ],
  ['a pull request', { event: 'pull_request', pull }, 'unmerged', { kind: 'commit', commit: base }],
  [
    'a pull request to another branch',
    { event: 'pull_request', pull: { ...pull, baseBranch: 'dev' } },
    'unmerged',
    { kind: 'tip', branch: 'main' },
  ],
  [
    'a pull request that calls its ref main',
    { event: 'pull_request', pull, ref: 'refs/heads/main' },
    'unmerged',
    { kind: 'commit', commit: base },
  ],
  ['a pull request from a fork', { event: 'pull_request', pull: { ...pull, fork: true } }, 'foreign'],
  ['a pull request of which nothing is told', { event: 'pull_request' }, 'foreign'],
  ['pull_request_target, whatever is checked out', { event: 'pull_request_target', pull }, 'foreign'],
  ['issue_comment with the merged policy', { event: 'issue_comment' }, 'unmerged', { kind: 'here' }],
  ['issue_comment with another', { event: 'issue_comment', policy: unshown }, 'foreign'],
  ['workflow_run of another branch', { event: 'workflow_run', ref: 'refs/heads/dev' }, 'foreign'],
  ['an event without a name', { event: '', policy: unshown }, 'foreign'],
]

for (const [name, over, kind, merged] of cases) {
  test(name, () => {
    const judgement = judge({ ...main, ...over })
    expect(judgement.kind).toBe(kind)
    if (judgement.kind === 'unmerged') expect(judgement.merged).toEqual(merged)
  })
}

describe('what is allowed', () => {
  const demands: readonly Demand[] = ['nothing', 'compare', 'review', 'read', 'act']
  const allowed = (over: Partial<Evidence>) => {
    const judgement = judge({ ...main, ...over })
    return demands.filter((demand) => refusal('run', demand, judgement) === undefined)
  }
  test.each([
    ['trusted', {}, demands],
    ['unmerged', { ref: 'refs/heads/dev' }, ['nothing', 'compare', 'review', 'read']],
    ['a fork', { event: 'pull_request', pull: { ...pull, fork: true } }, ['nothing', 'compare', 'review']],
    ['pull_request_target', { event: 'pull_request_target' }, ['nothing', 'compare']],
    ["a stranger's event", { event: 'issue_comment', policy: unshown }, ['nothing', 'compare']],
  ] as const)('%s', (_, over, expected) => {
    expect(allowed(over)).toEqual(expected)
  })

  test('a refusal gives the reason, and what to do', () => {
    const problem = refusal('delete', 'act', judge({ ...main, policy: unshown }))
    expect(problem?.code).toBe('untrusted')
    expect(problem?.message).toBe('delete follows only the policy that is merged: there is no .git')
    expect(problem?.hint).toMatch(/^Let the job run on the default branch, .*\.$/)
  })
})
