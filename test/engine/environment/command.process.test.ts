import { spawnSync } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProgram, type Project } from '../../command/program.ts'
import { keys, policyOf } from '../../command/shop.ts'
import { makeRepository, onMain } from '../../trust/repository.ts'

const secret = "it's a s3cret\nof two lines"
const env = { API_KEY: secret, SHOP_TOKEN: 'token-0123456789', BACKPROOF_SECRET_KEY: keys.secret }

let project: Project
beforeEach(async () => {
  project = await openProgram({ stores: ['a'] })
  const policy = policyOf(project.path('data'), { stores: ['a'] }).replace(/sources:.*/s, '')
  const lines = 'sources:\n  secrets:\n    engine: environment\n    variables: [API_KEY, "SHOP_*"]\n'
  await project.write('backup-policy.yml', policy + lines)
})
afterEach(() => project[Symbol.asyncDispose]())

test('an environment is backed up, proven and restored, and appears only in the restored file', async () => {
  const said: string[] = []
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await project.run(args, env)
    said.push(stdout, stderr)
    expect(code, stderr).toBe(0)
    return stdout
  }
  await run('doctor')
  await run('backup')
  await run('verify', '--level', 'read')
  expect(await run('verify', '--level', 'restore')).toContain('2 secrets equal')
  await run('show', '--json', '--id', (await project.catalog('secrets')).entries[0]?.id ?? '')
  await run('report')
  await run('restore', '--source', 'secrets', '--into', './restored.env')
  expect((await stat(project.path('restored.env'))).mode & 0o7777).toBe(0o600)
  const load = '. "$1"; printf %s "$API_KEY$SHOP_TOKEN"'
  const shell = spawnSync('/bin/sh', ['-c', load, 'sh', project.path('restored.env')], { env: {} })
  expect(shell.stdout.toString()).toBe(secret + env.SHOP_TOKEN)
  for (const value of ["it's a s3cret", 'of two lines', env.SHOP_TOKEN]) expect(said.join('\n')).not.toContain(value)
  // Nor is it in any object of the store.
  const stored = (await readdir(project.path('a'), { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  for (const { parentPath, name } of stored)
    expect((await readFile(join(parentPath, name))).includes('s3cret'), name).toBe(false)
})

test('a workflow masks every value before it prints anything else', async () => {
  const repository = await makeRepository(project.folder)
  const commit = await repository.commit('backup-policy.yml')
  const { code, stderr, stdout } = await project.run(['backup'], { ...env, ...onMain(project.folder, commit) })
  expect(code, stderr).toBe(0)
  const log = stdout + stderr
  const masks = [...log.matchAll(/^::add-mask::(.*)$/gm)].map((found) => found[1])
  expect(masks).toEqual(expect.arrayContaining([env.SHOP_TOKEN]))
  expect(log.replace(/^::add-mask::.*$/gm, '')).not.toContain(env.SHOP_TOKEN)
})

test('a name without a value fails the backup and the doctor', async () => {
  const { API_KEY: _, ...without } = env
  for (const command of ['backup', 'doctor']) {
    const { code, stdout, stderr } = await project.run([command], without)
    expect(code).toBe(2)
    expect(stdout + stderr).toContain('API_KEY has no value here')
  }
  expect((await project.catalog('secrets')).entries).toEqual([])
})
