import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Comparison } from '../../src/judge/judge.ts'
import { type FakeGitHub, pullRequestEvent, startFakeGitHub } from '../github/fake-github.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type Job, type Phase, startJob } from './run-action.ts'
import { makeSmallShop, policyPath, readJson, type SmallShop } from './small-shop.ts'

// Outside of the workspace: what lies in there would be the pull request's own.
const lines = (keep: string) => `stores: { disk: { directory: { path: ../temp/backups } } }
plan: { max-deletions: 1 }
sources:
  app:
    engine: sqlite
    path: ./app.sqlite
    schedule: "0 2 * * *"
    retention: { keep: { ${keep} }, min-keep: 1, manual: rules }
`
const base = 'b'.repeat(40)

let job: Job
let shop: SmallShop
let github: FakeGitHub
const made: string[] = []
beforeAll(async () => {
  job = await startJob({ action: await bundle() })
  github = await startFakeGitHub()
  shop = await makeSmallShop(job.workspace)
  const policyAt = async (keep: string) => shop.policy(lines(keep))
  await policyAt('last: 9')
  for (let i = 0; i < 3; i++) {
    const { main } = await job.step({ inputs: { command: 'backup' }, env: shop.secret })
    made.unshift(...(JSON.parse(main.outputs['ids'] ?? '[]') as string[]))
  }
  github.files.set(`${policyPath}@${base}`, await readFile(shop.path(policyPath), 'utf8'))
  await policyAt('last: 1')
  await writeFile(join(job.temporary, 'pull.json'), JSON.stringify(pullRequestEvent()))
  await writeFile(join(job.temporary, 'fork.json'), JSON.stringify(pullRequestEvent({ fork: true })))
}, bundleTimeoutMs)
afterEach(() => {
  github.trouble = () => undefined
  github.labels = []
})
afterAll(async () => {
  await job[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
})

/** The plan's step of a pull request's workflow. */
async function plan(event = 'pull', name = 'pull_request'): Promise<{ main: Phase; json: Comparison }> {
  const { main, post } = await job.step({
    inputs: { command: 'plan', 'github-token': 'good-token' },
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: join(job.temporary, `${event}.json`),
      GITHUB_REF: 'refs/pull/7/merge',
    },
  })
  expect([post.code, post.output]).toEqual([0, ''])
  return { main, json: await readJson<Comparison>(main.outputs['report'] ?? '') }
}

describe('a pull request that shortens retention', () => {
  test('gets one comment, a summary, and a check that fails', async () => {
    const { main, json } = await plan()
    expect([main.code, main.outputs['status']]).toEqual([1, 'failed'])
    expect(json.sources[0]?.changes.map(({ id, change }) => `${change} ${id}`)).toEqual([
      `newly-deleted ${made[1]}`,
      `newly-deleted ${made[2]}`,
    ])
    expect(json.sources[0]?.outlook?.after.months).toHaveLength(12)
    expect(github.comments.map(({ body }) => body.split('\n')[0])).toEqual(['<!-- backproof plan of shop -->'])
    expect(github.comments[0]?.body).toContain(`<code>${made[2]}</code>`)
    expect(main.summary).toContain('newly deletes **2 backups**')
    expect(main.commands.filter(({ name }) => name === 'error').at(-1)?.value).toContain('backup-plan-approved')
  })

  test('has its comment replaced by the next run, and passes once the label is set', async () => {
    github.labels = ['backup-plan-approved']
    const { main, json } = await plan()
    expect([main.code, main.outputs['status'], json.override]).toEqual([
      0,
      'succeeded',
      expect.objectContaining({ label: 'backup-plan-approved' }),
    ])
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.body).toContain('Approved by the label <code>backup-plan-approved</code>')
  })

  test('deletes nothing, whatever its workflow sets', async () => {
    const { main } = await job.step({
      inputs: { command: 'prune', apply: 'true' },
      env: {
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: join(job.temporary, 'pull.json'),
        GITHUB_REF: 'refs/pull/7/merge',
      },
    })
    expect([main.code, main.outputs['deleted']]).toEqual([1, '[]'])
    expect(main.summary).toContain('prune follows only the policy that is merged: the pull request is not merged')
  })
})

describe('a refusal by GitHub', () => {
  test('is named in the summary if it concerns the comment, and the plan ends as usual', async () => {
    github.labels = ['backup-plan-approved']
    github.trouble = (method) =>
      method === 'PATCH' ? { status: 403, message: 'Resource not accessible by integration' } : undefined
    const [comment] = github.comments
    if (comment) comment.body = '<!-- backproof plan of shop -->\nold'
    const { main } = await plan()
    expect(main.code).toBe(0)
    expect(main.summary).toContain('pull-requests: write')
    expect(main.summary).toContain('newly deletes **2 backups**')
    expect(github.comments[0]?.body).toContain('old')
  })

  test('fails the check at the rate limit, because no label can be read', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000000' }
    github.trouble = (_, path) =>
      path.includes('/contents/') ? undefined : { status: 403, message: 'API rate limit exceeded', headers }
    const { main } = await plan()
    expect(main.code).toBe(1)
    expect(main.summary).toContain('run the job again after 2026-09-21')
  })
})

test('a pull request from a fork gets only the half of the plan that needs no store', async () => {
  const before = github.comments.map(({ body }) => body)
  const { main, json } = await plan('fork')
  expect([main.code, json.basis, json.sources[0]?.changes]).toEqual([0, 'offline', []])
  expect(main.summary).toContain('comes from a fork')
  expect(main.summary).toContain('a year ahead')
  expect(github.comments.map(({ body }) => body)).toEqual(before)
})

test('pull_request_target is refused', async () => {
  const { main } = await plan('pull', 'pull_request_target')
  expect(main.code).toBe(1)
  expect(main.summary).toContain('does not run in a pull_request_target workflow')
})
