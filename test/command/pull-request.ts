import type { Comparison } from '../../src/judge/judge.ts'
import { type FakeGitHub, pullRequestEvent, startFakeGitHub } from '../github/fake-github.ts'
import { type Office, officePolicy, openOffice } from './small-office.ts'

export const path = 'backup-policy.yml'
export const base = 'b'.repeat(40)
/** The base branch's policy, and that of the pull request, which keeps less. */
export const long = officePolicy('{ keep: { last: 9 } }', { rest: 'plan: { max-deletions: 1, label: deletes-ok }\n' })
export const short = long
  .replace('last: 9 }', 'last: 1 }, min-keep: 1')
  .replace('max-deletions: 1', 'max-deletions: 99')

export interface PullRequest extends AsyncDisposable {
  readonly office: Office
  readonly github: FakeGitHub
  /** Of three backups, newest first. */
  readonly ids: readonly string[]
}

/** An office in a workflow of a pull request that shortens retention, with a GitHub of its own. */
export async function openPullRequest(event: { readonly fork?: boolean } = {}): Promise<PullRequest> {
  const [office, github] = await Promise.all([openOffice(), startFakeGitHub()])
  const ids = await office.backups(3)
  await office.write('event.json', JSON.stringify(pullRequestEvent(event)))
  await office.write(path, short)
  github.files.set(`${path}@${base}`, long.replaceAll('./data', office.path('data')))
  office.env({
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_EVENT_PATH: office.path('event.json'),
    GITHUB_TOKEN: 'good-token',
  })
  return {
    office,
    github,
    ids,
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      await github[Symbol.asyncDispose]()
    },
  }
}

export async function planOf(office: Office, options = {}) {
  const { json, problems, markdown = '' } = await office.run('plan', options)
  return { json: json as Comparison, codes: problems.map((one) => (one as { code: string }).code), markdown }
}

export const changes = ({ sources }: Comparison) =>
  sources.flatMap((source) => source.changes.map(({ id, change }) => `${change} ${id}`))
