import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerIssue, type FakeIssue } from './fake-issue.ts'

interface Comment {
  readonly id: number
  body: string
  readonly user: { readonly login: string; readonly type: string }
  readonly html_url: string
}

/** What a request is answered with instead; undefined: as GitHub would. */
export type Trouble = (
  method: string,
  path: string,
) => { status: number; message: string; headers?: Record<string, string> } | undefined

export interface FakeGitHub extends AsyncDisposable {
  readonly url: string
  readonly comments: Comment[]
  readonly issues: FakeIssue[]
  labels: string[]
  /** When the labels were put on, and when the head was pushed to its branch. */
  labelledAt: string
  pushedAt: string
  /** Files by "path@commit". */
  readonly files: Map<string, string>
  /** Commits at the tips of branches. */
  readonly branches: Map<string, string>
  /** Of the text of a file. */
  contentType: string
  /** What the pull request does to files. */
  changed: readonly { readonly filename: string; readonly status: string; readonly previous_filename?: string }[]
  /** Reviews of the environments of run 7. */
  approvals: readonly { readonly state: 'approved' | 'rejected'; readonly user: { readonly login: string } }[]
  trouble: Trouble
  /** "GET /repos/octo/shop/issues/7/comments?page=2" */
  readonly asked: string[]
}

/** The parts of GitHub's REST API that a plan uses, over http, as its reference describes them. */
export async function startFakeGitHub(): Promise<FakeGitHub> {
  const comments: Comment[] = []
  const issues: FakeIssue[] = []
  const files = new Map<string, string>()
  const branches = new Map([['main', 'b'.repeat(40)]])
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://github')
    const { method = 'GET' } = request
    asked.push(`${method} ${url.pathname}${url.search}`)
    const answer = (status: number, value: unknown, headers: Record<string, string> = {}) => {
      const json = typeof value !== 'string'
      response.writeHead(status, { 'content-type': json ? 'application/json' : 'text/plain', ...headers })
      response.end(json ? JSON.stringify(value) : value)
    }
    const trouble = fake.trouble(method, url.pathname)
    if (trouble) return answer(trouble.status, { message: trouble.message }, trouble.headers ?? {})
    if (request.headers.authorization !== 'token good-token') return answer(401, { message: 'Bad credentials' })
    if (url.pathname === '/user') return answer(403, { message: 'Resource not accessible by integration' })
    const issue = await answerIssue(issues, { method, url, body: () => jsonOf(request) })
    if (issue) return answer(issue.status, issue.value)
    const content = /^\/repos\/octo\/shop\/contents\/(.+)$/.exec(url.pathname)
    if (content) {
      const text = files.get(`${decodeURIComponent(content[1] ?? '')}@${url.searchParams.get('ref')}`)
      const type = { 'content-type': fake.contentType }
      return text === undefined ? answer(404, { message: 'Not Found' }) : answer(200, text, type)
    }
    const branch = /^\/repos\/octo\/shop\/git\/ref\/heads\/(.+)$/.exec(decodeURIComponent(url.pathname))?.[1]
    if (branch !== undefined) {
      const sha = branches.get(branch)
      return sha ? answer(200, { ref: `refs/heads/${branch}`, object: { sha } }) : answer(404, { message: 'Not Found' })
    }
    const commit = /^\/repos\/octo\/shop\/git\/commits\/([0-9a-f]{40})$/.exec(url.pathname)
    if (commit) return answer(200, { sha: commit[1] })
    if (url.pathname === '/repos/octo/shop/issues/7/labels')
      return answer(
        200,
        fake.labels.map((name) => ({ name })),
      )
    const size = Number(url.searchParams.get('per_page') ?? 30)
    const page = Number(url.searchParams.get('page') ?? 1)
    const ofPage = (all: readonly unknown[]) => all.slice((page - 1) * size, page * size)
    if (url.pathname === '/repos/octo/shop/pulls/7/files') return answer(200, ofPage(fake.changed))
    if (url.pathname === '/repos/octo/shop/issues/7/events')
      return answer(200, ofPage(fake.labels.map((name) => labelEvent(name, fake.labelledAt))))
    if (/^\/repos\/(octo|mallory)\/shop\/activity$/.test(url.pathname))
      return answer(200, url.searchParams.get('ref') === 'refs/heads/change' ? [push(fake.pushedAt)] : [])
    if (url.pathname === '/repos/octo/shop/actions/runs/7/approvals') return answer(200, fake.approvals)
    if (url.pathname === '/repos/octo/shop/pulls/7') return answer(200, pullRequestOf())
    if (url.pathname === '/repos/octo/shop/issues/7/comments') {
      if (method === 'POST') return answer(201, add(comments, await bodyOf(request)))
      return answer(200, ofPage(comments))
    }
    const one = /^\/repos\/octo\/shop\/issues\/comments\/(\d+)$/.exec(url.pathname)
    const known = comments.find(({ id }) => id === Number(one?.[1]))
    if (method !== 'PATCH' || !known) return answer(404, { message: 'Not Found' })
    known.body = await bodyOf(request)
    answer(200, known)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeGitHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    issues,
    labels: [],
    labelledAt: '2026-03-02T11:00:00Z',
    pushedAt: '2026-03-02T10:00:00Z',
    files,
    branches,
    contentType: 'application/vnd.github.raw+json; charset=utf-8',
    changed: [],
    approvals: [],
    trouble: () => undefined,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return fake
}

export function add(comments: Comment[], body: string, user = { login: 'github-actions[bot]', type: 'Bot' }): Comment {
  const id = comments.length + 1
  const comment = { id, body, user, html_url: `https://github.test/octo/shop/pull/7#issuecomment-${id}` }
  comments.push(comment)
  return comment
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return (await jsonOf(request))['body'] as string
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
}

/** The head of the pull request. */
export const head = 'c'.repeat(40)

const labelEvent = (name: string, at: string) => ({
  id: 1,
  event: 'labeled',
  actor: { login: 'ann' },
  created_at: at,
  label: { name, color: 'ededed' },
})
const push = (timestamp: string) => ({
  id: 1,
  before: '0'.repeat(40),
  after: head,
  ref: 'refs/heads/change',
  timestamp,
})

const repository = { name: 'shop', full_name: 'octo/shop', owner: { login: 'octo' }, default_branch: 'main' }
const pullRequestOf = (from = 'octo/shop') => ({
  number: 7,
  base: { sha: 'b'.repeat(40), ref: 'main' },
  head: { sha: head, ref: 'change', repo: { full_name: from } },
})

/** A `pull_request` event's payload. */
export function pullRequestEvent(over: { readonly fork?: boolean } = {}): object {
  return { action: 'synchronize', repository, pull_request: pullRequestOf(over.fork ? 'mallory/shop' : undefined) }
}

/** The payload of a `merge_group` event, of a queue in which the pull request is the last. */
export function mergeGroupEvent(): object {
  const ref = `refs/heads/gh-readonly-queue/main/pr-7-${'b'.repeat(40)}`
  return {
    action: 'checks_requested',
    repository,
    merge_group: { base_ref: 'refs/heads/main', base_sha: 'b'.repeat(40), head_ref: ref, head_sha: 'd'.repeat(40) },
  }
}
