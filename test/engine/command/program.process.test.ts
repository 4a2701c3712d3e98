import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProgram, type Project } from '../../command/program.ts'
import { keys, policyOf } from '../../command/shop.ts'
import { makeRepository, onMain } from '../../trust/repository.ts'
import { password, shopLines } from './fixture.ts'

let project: Project
let env: Readonly<Record<string, string>>
beforeEach(async () => {
  project = await openProgram({ stores: ['a'] })
  env = { SHOP: project.path('shop'), SHOP_PASSWORD: password, BACKPROOF_SECRET_KEY: keys.secret }
  await mkdir(project.path('shop'))
  await writeFile(project.path('shop/orders'), 'order 1\norder 2\n')
  await writeFile(project.path('shop/customers'), 'customer 1\n')
})
afterEach(() => project[Symbol.asyncDispose]())

const policy = (lines: string) =>
  project.write(
    'backup-policy.yml',
    `${policyOf(project.path('data'), { stores: ['a'] }).replace(/sources:.*/s, '')}sources:\n  legacy:\n    engine: command\n${lines.replace(/^(?=.)/gm, '    ')}`,
  )

test('programs from the policy dump, prove and restore, and their secrets appear nowhere', async () => {
  const asserted =
    'verify: { assert: [{ count-of: orders, min: 2 }, { required: [customers] }, { command: "wc -l < $BACKPROOF_TARGET/orders", equals: 2 }] }\n'
  await policy(shopLines + asserted)
  const said: string[] = []
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await project.run(args, env)
    said.push(stdout, stderr)
    expect(code, stderr).toBe(0)
    return stdout
  }
  expect(await run('doctor')).toContain('which would run dump:')
  await run('backup')
  await run('verify', '--level', 'read')
  expect(await run('verify', '--level', 'restore')).toContain('3 rows equal')
  await run('report')
  await run('restore', '--source', 'legacy', '--into', './restored')
  expect(await readFile(project.path('restored/orders'), 'utf8')).toBe('order 1\norder 2\n')
  const again = await project.run(['restore', '--source', 'legacy', '--into', './restored'], env)
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is not empty')])
  await run('restore', '--source', 'legacy', '--into', './restored', '--overwrite', './restored')
  for (const text of said) expect(text.replaceAll(`= ${password}`, '')).not.toContain(password)
})

test('a proof fails if the restored data differs from the facts of the source', async () => {
  await policy(shopLines.replace('{ print > table }', '!/order 2/ { print > table }'))
  expect((await project.run(['backup'], env)).code).toBe(0)
  const { code, stdout, stderr } = await project.run(['verify', '--level', 'restore'], env)
  expect(code).toBe(4)
  expect(stdout + stderr).toContain('orders has 1 rows, the dump had 2')
})

const marking = (file: string) =>
  ['dump', 'restore', 'facts', 'check'].map((role) => `${role}: echo ${role} >> ${file}; exit 1\n`).join('')

test('read-only commands never start a program, and neither does the doctor', async () => {
  await policy(shopLines)
  expect((await project.run(['backup'], env)).code).toBe(0)
  const ran = project.path('ran')
  await policy(`tools: host\nmin-size: 1B\n${marking(ran)}schedule: "* * * * *"\n`)
  for (const args of [
    ['schema'],
    ['plan'],
    ['list'],
    ['report'],
    ['gate'],
    ['verify', '--level', 'read'],
    ['doctor'],
  ]) {
    const { stderr } = await project.run(args, env)
    expect(existsSync(ran), `${args.join(' ')}: ${stderr}`).toBe(false)
  }
  // It is no accident: a backup does.
  expect((await project.run(['backup'], env)).code).toBe(1)
  expect(await readFile(ran, 'utf8')).toBe('facts\n')
})

test('programs of a policy that is not merged are never started, whatever the command', async () => {
  await policy(shopLines)
  expect((await project.run(['backup'], env)).code).toBe(0)
  const repository = await makeRepository(project.folder)
  const base = await repository.commit('backup-policy.yml')
  const ran = project.path('ran')
  await policy(`tools: host\nmin-size: 1B\n${marking(ran)}schedule: "* * * * *"\n`)
  const head = await repository.commit('backup-policy.yml')
  for (const fork of [false, true]) {
    const event = join(project.folder, '.git', 'pull.json')
    const shop = { full_name: 'octo/shop', default_branch: 'main' }
    const from = { sha: head, repo: { full_name: fork ? 'mallory/shop' : 'octo/shop' } }
    await writeFile(
      event,
      JSON.stringify({ repository: shop, pull_request: { base: { sha: base, ref: 'main' }, head: from } }),
    )
    const here = {
      ...onMain(project.folder, head),
      GITHUB_EVENT_PATH: event,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REPOSITORY: 'octo/shop',
    }
    for (const args of [['run'], ['doctor'], ['verify', '--level', 'restore']]) {
      const { code, stdout, stderr } = await project.run(args, { ...env, ...here })
      expect(code, args.join(' ')).toBe(2)
      expect(stdout + stderr).toContain(fork ? 'is refused' : 'follows only the policy that is merged')
    }
    await project.run([fork ? 'plan' : 'report'], { ...env, ...here })
    expect(existsSync(ran), `fork: ${fork}`).toBe(false)
  }
})
