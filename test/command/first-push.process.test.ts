import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeRepository, onMain, type Repository } from '../trust/repository.ts'
import { long, openPullRequest, type PullRequest, path, planOf } from './pull-request.ts'

let pull: PullRequest
let repository: Repository
let before: string
beforeEach(async () => {
  pull = await openPullRequest()
  const { office, github } = pull
  // A repository that has never heard of backups: no policy on its default branch, nothing in its stores.
  github.files.clear()
  for (const store of ['a', 'b']) await rm(office.path(store), { recursive: true })
  await rm(office.world.cacheDirectory, { recursive: true, force: true })
  await rm(office.path(path))
  repository = await makeRepository(office.world.cwd)
  await repository.write('README.md', 'a new repository\n')
  before = await repository.commit('README.md')
  github.branches.set('main', before)
  await office.write(path, long)
})
afterEach(() => pull[Symbol.asyncDispose]())

test('the first policy of a repository is planned in its pull request, refuses to act before it is merged, and acts after it', async () => {
  const { office, github } = pull
  const { json, codes, markdown } = await planOf(office)
  expect(json.notes).toContainEqual(expect.stringContaining(`The base branch has no ${path}`))
  expect(codes).toEqual([])
  expect(markdown).toContain('everything in this one is new')

  // What reads says what is missing, and until when.
  const event = { GITHUB_REPOSITORY: 'octo/shop', GITHUB_API_URL: github.url, GITHUB_TOKEN: 'good-token' }
  const branch = await repository.commit(path)
  const onBranch = {
    ...onMain(office.world.cwd, branch),
    ...event,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/add-backups',
  }
  office.env({ ...onBranch, GITHUB_TOKEN: '' })
  await expect(office.run('gate')).rejects.toMatchObject({
    code: 'github-failed',
    hint: expect.stringContaining('GITHUB_TOKEN'),
  })
  office.env(onBranch)
  await expect(office.run('run')).rejects.toMatchObject({
    code: 'untrusted',
    message:
      'run follows only the policy that is merged: the policy is that of add-backups: it is not the default branch, main',
    hint: expect.stringMatching(/^Let the job run on the default branch/),
  })
  await expect(office.run('gate')).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/, which is merged, has no policy at .*backup-policy\.yml/),
    hint: expect.stringMatching(/^A policy counts once it is merged/),
  })
  expect((await office.catalog()).entries).toEqual([])

  // The push that merges it is the first that backs up, and its proof follows.
  office.env({ ...onMain(office.world.cwd, branch), ...event, GITHUB_EVENT_NAME: 'push' })
  const run = await office.run('run')
  expect(run.problems).toEqual([])
  expect(run.ids).toHaveLength(1)
  expect((await office.catalog()).entries[0]?.copies).toEqual(['a', 'b'])
  expect((await office.run('gate', { 'max-age': '1h' })).problems).toEqual([])
})
