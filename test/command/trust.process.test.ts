import { cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import { type FakeGitHub, startFakeGitHub } from '../github/fake-github.ts'
import { makeRepository, onMain, type Repository } from '../trust/repository.ts'
import { type Office, officePolicy, openOffice } from './small-office.ts'

const path = 'backup-policy.yml'
const long = officePolicy('{ keep: { last: 9 } }')
const short = officePolicy('{ keep: { last: 1 }, min-keep: 1, grace: 1d }')

let office: Office
let repository: Repository
let github: FakeGitHub
let ids: readonly string[]
let merged: string
beforeEach(async () => {
  office = await openOffice()
  github = await startFakeGitHub()
  ids = await office.backups(3)
  repository = await makeRepository(office.world.cwd)
  await office.write(path, short)
  await office.write('event.json', JSON.stringify({ repository: { default_branch: 'main' } }))
  merged = await repository.commit(path)
  on(merged)
})
afterEach(async () => {
  await office[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
})

/** A job of the default branch at this commit, but for what is said otherwise. */
function on(commit: string, over: Readonly<Record<string, string>> = {}): void {
  office.env({
    ...onMain(office.world.cwd, commit),
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_PATH: office.path('event.json'),
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_TOKEN: 'good-token',
    ...over,
  })
}

const marked = async () => (await office.catalog()).entries.filter(({ trashed }) => trashed).map(({ id }) => id)

async function expectRefused(why: string, options: Options = {}): Promise<void> {
  const refused = await office.refused('prune', { apply: true, ...options })
  expect(refused).toMatchObject({ code: 'untrusted', message: expect.stringContaining(why) })
  expect(await marked()).toEqual([])
}

describe('the default branch at the commit of the run', () => {
  test.each([
    ['schedule', {}],
    ['workflow_dispatch', {}],
    ['push', {}],
    ['repository_dispatch', {}],
  ])('may delete on %s', async (event, over) => {
    on(merged, { GITHUB_EVENT_NAME: event, ...over })
    expect((await office.run('prune', { apply: true })).deleted).toHaveLength(2)
  })

  test('may delete in a checkout of only its last commit, whose objects are packed', async () => {
    for (let i = 0; i < 40; i++) await repository.write(`docs/${i}.md`, `${'words '.repeat(200)}${i}`)
    await repository.write(path, `${await office.read(path)}# one more line\n`)
    const head = await repository.commit('docs', path)
    await repository.git('clone', '--quiet', '--depth=1', `file://${office.world.cwd}`, office.path('shallow'))
    await rm(office.path('.git'), { recursive: true })
    await rename(office.path('shallow/.git'), office.path('.git'))
    await repository.git('repack', '-a', '-d', '-f', '--quiet')
    on(head)
    expect((await office.run('prune', { apply: true })).deleted).toHaveLength(2)
  })

  test('may delete if the repository is checked out into a folder of the workspace', async () => {
    await repository.git('clone', '--quiet', '--no-local', office.world.cwd, office.path('shop'))
    await rm(office.path('.git'), { recursive: true })
    expect((await office.run('prune', { apply: true, policy: `shop/${path}` })).deleted).toHaveLength(2)
  })
})

describe('a policy that cannot be shown to be that commit', () => {
  test('does not delete if it was changed in the workspace', async () => {
    await office.write(path, `${short}# changed\n`)
    await expectRefused(`${path} is not that of commit ${merged.slice(0, 12)}`)
  })

  test("does not delete if a fork's branch called main was checked out for the default branch", async () => {
    const fork = await makeRepository(office.path('fork'))
    await fork.write(path, short.replace('last: 1', 'last: 2'))
    await fork.commit(path)
    await rm(office.path('.git'), { recursive: true })
    await rename(office.path('fork/.git'), office.path('.git'))
    await repository.git('checkout', '--quiet', '--force', 'main')
    expect(await repository.git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main')
    await expectRefused('is not in this checkout')
  })

  test('does not delete without .git', async () => {
    await rm(office.path('.git'), { recursive: true })
    await expectRefused('there is no .git')
  })

  test('does not delete in a second checkout', async () => {
    const other = await makeRepository(office.path('theirs'))
    await other.write(path, short)
    await other.commit(path)
    await expectRefused('is not in this checkout', { policy: `theirs/${path}` })
  })

  test('does not delete in a folder of the checkout where the commit has none', async () => {
    await mkdir(office.path('deep'))
    await cp(office.path(path), office.path(`deep/${path}`))
    await expectRefused(`has no deep/${path}`, { policy: `deep/${path}` })
  })

  test.each([
    ['the file', 'real.yml', path, path],
    ['a folder on its way', 'real', 'linked', `linked/${path}`],
  ])('does not delete behind a link, which is %s', async (what, to, from, policy) => {
    await rm(office.path(from), { force: true })
    await repository.write(what === 'the file' ? to : join(to, path), short)
    await symlink(to, office.path(from))
    const head = await repository.commit('.')
    on(head)
    await expectRefused('is a link', { policy })
  })

  test('does not delete if it is a link in the commit and a file in the workspace', async () => {
    await rm(office.path(path))
    await symlink('elsewhere.yml', office.path(path))
    const head = await repository.commit(path)
    await rm(office.path(path))
    await writeFile(office.path(path), 'elsewhere.yml')
    on(head)
    await expectRefused(`${path} is a link in commit`)
  })

  test('does not delete in a worktree', async () => {
    await repository.git('worktree', 'add', '--quiet', '--detach', office.path('worktree'))
    await expectRefused('is a worktree', { policy: `worktree/${path}` })
  })

  test('does not delete in a submodule', async () => {
    const other = await makeRepository(office.path('../other-of-the-office'))
    try {
      await other.write(path, short)
      await other.commit(path)
      await repository.git('submodule', 'add', '--quiet', other.folder, 'module')
      on(await repository.commit('.'))
      await expectRefused('is a worktree, a submodule', { policy: `module/${path}` })
    } finally {
      await rm(other.folder, { recursive: true })
    }
  })

  test('does not delete outside the workspace', async () => {
    on(merged, { GITHUB_WORKSPACE: office.path('work') })
    await mkdir(office.path('work'))
    await expectRefused('is not in the workspace of this job')
  })

  test('does not delete if its object was replaced with another', async () => {
    const blob = await repository.git('rev-parse', `${merged}:${path}`)
    const wrong = short.replace('last: 1', 'last: 2')
    await repository.write('wrong.yml', wrong)
    const other = await repository.git('hash-object', '-w', 'wrong.yml')
    const at = (id: string) => office.path(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
    await rm(at(blob))
    await cp(at(other), at(blob))
    await office.write(path, wrong)
    await expectRefused('is not what its name says')
  })

  test('does not delete at another commit of the default branch', async () => {
    await office.write(path, `${short}# later\n`)
    await repository.commit(path)
    await expectRefused(`is not that of commit ${merged.slice(0, 12)}`)
  })
})

describe('another branch', () => {
  test.each([
    ['a branch', { GITHUB_REF: 'refs/heads/feature/shorter' }, 'feature/shorter: it is not the default branch, main'],
    ['a tag that is called like the default branch', { GITHUB_REF: 'refs/tags/main' }, 'the tag main'],
    ['a merge queue', { GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-7', GITHUB_EVENT_NAME: 'merge_group' }, ''],
  ])('%s does not delete, and reads use the merged policy', async (_, over, why) => {
    on(merged, { GITHUB_EVENT_NAME: 'push', ...over })
    await expectRefused(why)
    github.branches.set('main', 'c'.repeat(40))
    github.files.set(`${path}@${'c'.repeat(40)}`, long.replaceAll('./data', office.path('data')))
    const { json } = await office.run('prune')
    expect(json).toMatchObject({ sources: [{ retention: { deleted: [] } }] })
  })

  test.each([
    ['dev', 'the policy is that of dev: it is not the default branch, main'],
    ['main/../dev', 'it is not the default branch, main'],
  ])('a schedule on %s, where GitHub runs none, is not trusted', async (branch, why) => {
    on(merged, { GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: `refs/heads/${branch}` })
    await expectRefused(why)
  })

  test.each(['push', 'schedule'])('an unknown default branch does not allow deletion on %s', async (event) => {
    await office.write('event.json', JSON.stringify({ schedule: '0 2 * * *' }))
    on(merged, { GITHUB_EVENT_NAME: event })
    await expectRefused('the default branch is not known')
  })

  test('a saved plan does not bypass the check', async () => {
    await office.run('plan', { save: 'plan.json' })
    on(merged, { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/feature/shorter' })
    expect((await office.refused('prune', { plan: 'plan.json' })).code).toBe('untrusted')
  })
})

test('a person at their own machine may do everything, whatever is checked out', async () => {
  office.env({ GITHUB_ACTIONS: '' })
  await rm(office.path('.git'), { recursive: true })
  expect((await office.run('prune', { apply: true })).deleted).toHaveLength(2)
})

test('a missing policy is reported as missing', async () => {
  await rm(office.path(path))
  expect((await office.refused('backup')).code).toBe('usage')
})

const marks: readonly CommandName[] = ['delete', 'undelete', 'hold', 'unhold']
test.each(marks)('%s is refused off the default branch', async (command) => {
  on(merged, { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/feature/shorter' })
  expect((await office.refused(command, { id: [ids[0] ?? ''] })).code).toBe('untrusted')
  expect(await marked()).toEqual([])
})
