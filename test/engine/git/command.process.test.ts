import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProgram, type Project } from '../../command/program.ts'
import { keys, policyOf } from '../../command/shop.ts'
import { git, makeRepository, seed } from './fixture.ts'
import { type GitServer, serveGit, token, user } from './server.ts'

let project: Project
let folder: string
let server: GitServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-test-'))
  await seed(join(folder, 'shop'))
  server = await serveGit(folder)
  project = await openProgram({ stores: ['a'] })
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const policy = (lines: string) =>
  project.write(
    'backup-policy.yml',
    `${policyOf(project.path('data'), { stores: ['a'] }).replace(/sources:.*/s, '')}sources:\n  code:\n    engine: git\n${lines}`,
  )

test('a repository is backed up by its URL, proven and restored, and its token appears nowhere', async () => {
  await policy(
    '    url: ${SHOP_URL}\n    verify: { assert: [{ required: [main, v1.0] }, { count-of: main, min: 2 }] }\n',
  )
  const SHOP_URL = `http://${user}:${encodeURIComponent(token)}@127.0.0.1:${server.port}/shop/.git`
  const said: string[] = []
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await project.run(args, { SHOP_URL, BACKPROOF_SECRET_KEY: keys.secret })
    said.push(stdout, stderr)
    expect(code, stderr).toBe(0)
    return stdout
  }
  await run('doctor')
  await run('backup')
  await run('verify', '--level', 'read')
  expect(await run('verify', '--level', 'restore')).toMatch(/\d+ commits equal/)
  await run('list')
  await run('report')
  await run('show', '--id', (await project.catalog('code')).entries[0]?.id ?? '')
  expect(await run('restore', '--source', 'code', '--into', './restored.git')).toMatch(/\d+ commits equal/)
  const refs = (path: string) => git(path, 'for-each-ref', '--format=%(objectname) %(refname)')
  expect(refs(project.path('restored.git'))).toBe(refs(join(folder, 'shop')))
  expect(await readFile(project.path('restored.git/config'), 'utf8')).not.toContain('127.0.0.1')
  for (const form of [token, encodeURIComponent(token)]) expect(said.join('\n')).not.toContain(form)
})

test('a restore never goes into the repository that was backed up', async () => {
  await policy(`    path: ${join(folder, 'shop')}\n`)
  const run = (...args: string[]) => project.run(args, { BACKPROOF_SECRET_KEY: keys.secret })
  expect((await run('backup')).code).toBe(0)
  const { code, stderr } = await run('restore', '--source', 'code', '--into', join(folder, 'shop'))
  expect(code).not.toBe(0)
  expect(stderr).toContain('source')
  await makeRepository(join(folder, 'other'))
})
