import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApi, putRollingIssue, type RollingIssue } from '../../src/github/github.ts'
import { type FakeGitHub, startFakeGitHub } from './fake-github.ts'
import { addIssue } from './fake-issue.ts'

const where = { owner: 'octo', repository: 'shop' }
const marker = '<!-- backproof alerts of shop orders -->'
const said = (over: Partial<RollingIssue> = {}): RollingIssue => ({
  ...{ marker, title: 'Backups of orders need attention', body: 'failed', comment: 'opened failed', open: true },
  labels: ['backproof', 'ops'],
  ...over,
})

let github: FakeGitHub
beforeEach(async () => {
  github = await startFakeGitHub()
})
afterEach(() => github[Symbol.asyncDispose]())
const put = async (issue: RollingIssue, known?: number) =>
  putRollingIssue(
    await openApi('good-token', github.url, { signal: new AbortController().signal }),
    where,
    issue,
    known,
  )

test('an issue is opened once, updated, closed, and opened again', async () => {
  const number = await put(said())
  expect(github.issues).toMatchObject([
    {
      number,
      title: 'Backups of orders need attention',
      state: 'open',
      labels: [{ name: 'backproof' }, { name: 'ops' }],
    },
  ])
  expect(await put(said({ body: 'failed, degraded', comment: 'opened degraded' }), number)).toBe(number)
  await put(said({ body: 'nothing', comment: 'closed', open: false }), number)
  expect(github.issues).toMatchObject([
    { state: 'closed', body: `${marker}\nnothing`, comments: ['opened degraded', 'closed'] },
  ])
  await put(said({ comment: 'opened again' }), number)
  expect(github.issues).toMatchObject([{ state: 'open', comments: ['opened degraded', 'closed', 'opened again'] }])
})

test('an issue whose number is not known is found among many, whatever its title is now', async () => {
  const number = await put(said())
  const [own] = github.issues
  if (own) own.title = 'renamed by a person'
  for (let n = 0; n < 150; n++) addIssue(github.issues, { title: 'other', labels: [{ name: 'backproof' }] })
  expect(await put(said({ comment: 'more' }))).toBe(number)
  expect(github.issues).toHaveLength(151)
})

test('an issue with the marker is left alone if a person wrote it, or if it is a pull request', async () => {
  const labels = [{ name: 'backproof' }]
  const user = { login: 'mallory', type: 'User' }
  const planted = addIssue(github.issues, { title: 'x', body: `${marker}\nplanted`, labels, user })
  const pull = addIssue(github.issues, { title: 'x', body: `${marker}\nplanted`, labels, pull_request: {} })
  const number = await put(said(), planted.number)
  expect([planted.number, pull.number]).not.toContain(number)
  expect(planted.comments).toEqual([])
})

test('an issue that has the marker further down is another one', async () => {
  addIssue(github.issues, { title: 'x', body: `quoted:\n${marker}`, labels: [{ name: 'backproof' }] })
  await put(said())
  expect(github.issues).toHaveLength(2)
})

test('an issue that was deleted is made anew', async () => {
  expect(await put(said(), 4711)).toBe(github.issues[0]?.number)
})

test('nothing is opened only to be closed', async () => {
  expect(await put(said({ open: false }))).toBeUndefined()
  expect(github.issues).toEqual([])
})

test('a refusal names the permission', async () => {
  github.trouble = () => ({ status: 403, message: 'Resource not accessible by integration' })
  await expect(put(said())).rejects.toMatchObject({
    code: 'github-failed',
    hint: 'Give the job permissions: { issues: write }.',
  })
})
