import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  labelsOf,
  openApi,
  type PullRequest,
  pullRequestOf,
  putStickyComment,
  readFileAt,
} from '../../src/github/github.ts'
import { Problem } from '../../src/problem.ts'
import { add, type FakeGitHub, head, pullRequestEvent, startFakeGitHub } from './fake-github.ts'

const marker = '<!-- backproof plan of shop -->'
const pull = pullRequestOf(pullRequestEvent()) as PullRequest

let github: FakeGitHub
beforeEach(async () => {
  github = await startFakeGitHub()
})
afterEach(() => github[Symbol.asyncDispose]())
const signal = new AbortController().signal
const api = async (token = 'good-token') => openApi(token, github.url, { signal })

describe('an event', () => {
  test('gives the repository and commits of a pull request, and whether it comes from a fork', () => {
    expect(pull).toEqual({
      owner: 'octo',
      repository: 'shop',
      number: 7,
      base: 'b'.repeat(40),
      head: { repository: 'octo/shop', ref: 'change', commit: head },
      fork: false,
    })
    expect(pullRequestOf(pullRequestEvent({ fork: true }))?.fork).toBe(true)
    expect(pullRequestOf({ repository: {}, ref: 'refs/heads/main' })).toBeUndefined()
  })

  test('counts as one from a fork if the fork was deleted', () => {
    const event = pullRequestEvent() as { pull_request: { head: unknown } }
    event.pull_request.head = { sha: 'c', ref: 'change', repo: null }
    expect(pullRequestOf(event)?.fork).toBe(true)
  })
})

describe('the sticky comment', () => {
  test('is created once and replaced from then on', async () => {
    const first = await putStickyComment(await api(), pull, marker, 'one')
    expect(await putStickyComment(await api(), pull, marker, 'two')).toBe(first)
    expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\ntwo`])
  })

  test('is not rewritten if nothing changed', async () => {
    await putStickyComment(await api(), pull, marker, 'one')
    await putStickyComment(await api(), pull, marker, 'one')
    expect(github.asked.filter((line) => line.startsWith('PATCH'))).toEqual([])
  })

  test('is found on a later page', async () => {
    for (let i = 0; i < 250; i++) add(github.comments, `talk ${i}`)
    add(github.comments, `${marker}\nold`)
    await putStickyComment(await api(), pull, marker, 'new')
    expect(github.comments).toHaveLength(251)
    expect(github.comments.at(-1)?.body).toBe(`${marker}\nnew`)
  })

  test('is never a comment of another user with the same marker', async () => {
    add(github.comments, `${marker}\nplanted`, { login: 'mallory', type: 'User' })
    await putStickyComment(await api(), pull, marker, 'mine')
    expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\nplanted`, `${marker}\nmine`])
  })
})

describe('a refusal by GitHub', () => {
  test('names the permission that is missing', async () => {
    github.trouble = (method) =>
      method === 'POST' ? { status: 403, message: 'Resource not accessible by integration' } : undefined
    await expect(putStickyComment(await api(), pull, marker, 'one')).rejects.toMatchObject({
      code: 'github-failed',
      message: expect.stringContaining('403'),
      hint: 'Give the job permissions: { pull-requests: write }.',
    })
  })

  test('reports when the rate limit ends', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000000' }
    github.trouble = () => ({ status: 403, message: 'API rate limit exceeded', headers })
    await expect(labelsOf(await api(), pull)).rejects.toMatchObject({
      code: 'github-failed',
      hint: expect.stringContaining('2026-09-21 14:13 UTC'),
    })
  })

  test('never shows a bad token', async () => {
    const refused = await labelsOf(await api('ghs_secret'), pull).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'github-failed', hint: expect.stringContaining('github-token') })
    expect(String(refused)).not.toContain('ghs_secret')
  })
})

describe('a service that accepts and never answers', () => {
  /** Open until the test ends; `asked` once a request waits. */
  async function silent() {
    const asked = Promise.withResolvers<void>()
    const server = createServer(() => asked.resolve())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      asked: asked.promise,
      async [Symbol.asyncDispose]() {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      },
    }
  }

  test('costs the time limit of one request', async () => {
    await using service = await silent()
    await expect(labelsOf(await openApi('t', service.url, { signal, timeoutMs: 50 }), pull)).rejects.toMatchObject({
      code: 'github-failed',
      message: expect.stringMatching(/^GitHub refused to list the labels of the pull request: [^\d]*timeout$/),
      hint: 'Run the job again.',
    })
  })

  test('does not delay a cancelled run', async () => {
    await using service = await silent()
    const cancel = new AbortController()
    const labels = labelsOf(await openApi('t', service.url, { signal: cancel.signal }), pull)
    await service.asked
    cancel.abort(new Problem('cancelled', 'the job was cancelled'))
    await expect(labels).rejects.toMatchObject({ code: 'cancelled' })
  })
})

test('labels are read in their current state', async () => {
  github.labels = ['bug', 'backup-plan-approved']
  expect(await labelsOf(await api(), pull)).toEqual(['bug', 'backup-plan-approved'])
})

test('a file of the base branch is read, or reported as missing', async () => {
  github.files.set(`.github/backup-policy.yml@${pull.base}`, 'version: 1\n')
  expect(await readFileAt(await api(), pull, '.github/backup-policy.yml', pull.base)).toBe('version: 1\n')
  expect(await readFileAt(await api(), pull, 'other.yml', pull.base)).toBeUndefined()
})
