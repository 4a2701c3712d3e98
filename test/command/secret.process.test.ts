import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeRepository, onMain } from '../trust/repository.ts'
import { openProgram, type Project, secretEnv } from './program.ts'
import { keys } from './shop.ts'

let project: Project
beforeEach(async () => {
  project = await openProgram({ stores: ['a'] })
})
afterEach(() => project[Symbol.asyncDispose]())

const printed = `recipient  ${keys.recipient}\nsecret     ${keys.secret}\nsigner     ${keys.signer}\nsigning    ${keys.signing}\n\nPut the recipient into the policy (encryption.recipients). Keep the secret where the backups are not.\n`

describe('BACKPROOF_SECRET_KEY_FILE', () => {
  test.each([
    ['the text of keys generate', printed],
    ['its JSON', `${JSON.stringify(keys, null, 2)}\n`],
    ['keys alone', `# the office\n${keys.secret}\n`],
  ])('accepts %s, and masks only the keys', async (_, content) => {
    await project.write('keys.txt', content)
    await project.run(['backup', '--tag', 'recipient'])
    const repository = await makeRepository(project.folder)
    const commit = await repository.commit('backup-policy.yml')
    const env = { ...onMain(project.folder, commit), BACKPROOF_SECRET_KEY_FILE: 'keys.txt' }
    const { code, stderr, stdout } = await project.run(['verify'], env)
    expect(code, stderr).toBe(0)
    expect(`${stdout}${stderr}`).not.toContain('***')
    const masks = [...stderr.matchAll(/^::add-mask::(.*)$/gm)].map((found) => found[1])
    expect(masks).toContain(keys.secret)
    for (const mask of masks) expect([keys.secret, keys.signing]).toContain(mask)
  })

  test('is named if a key in it is mistyped, and the key is not shown', async () => {
    await project.run(['backup'])
    await project.write('keys.txt', printed.replace(keys.secret, keys.secret.slice(0, -4)))
    const { code, stderr } = await project.run(['verify'], { BACKPROOF_SECRET_KEY_FILE: 'keys.txt' })
    expect(code).toBe(2)
    expect(stderr).toContain('secret key is truncated')
    expect(stderr).not.toContain(keys.secret.slice(0, -4))
  })
})

describe('a target', () => {
  test('is refused for files if it is the address of a database, and its password is never shown', async () => {
    const { stdout } = await project.run(['backup', '--json'])
    const id = JSON.parse(stdout).ids?.[0] ?? JSON.parse(stdout).sources[0].backup.id
    const env = { ...secretEnv, TARGET: 'postgres://admin:hunter2-of-orders@db/orders' }
    for (const args of [
      ['--into', '${TARGET}'],
      ['--into', 'mysql://admin:hunter2-of-orders@db/orders'],
      [
        '--into',
        'postgres://admin:hunter2-of-orders@db/p@th',
        '--overwrite',
        'postgres://admin:hunter2-of-orders@db/x',
      ],
      ['--into', './out', '--overwrite', '${TARGET}'],
      ['--into', './out', '--overwrite', 'postgres://admin:hunter2-of-orders@db/orders'],
    ]) {
      const { code, stdout, stderr } = await project.run(['restore', '--id', id, ...args], env)
      expect(code, stderr).toBe(2)
      expect(`${stdout}${stderr}`).not.toContain('hunter2-of-orders')
    }
    expect(await project.run(['restore', '--id', id, '--into', '${TARGET}'], env)).toMatchObject({
      stderr: expect.stringContaining('--into is the address of a server, but this is a backup of files'),
    })
  })

  test('in a policy is refused if a variable makes it the address of a database', async () => {
    const policy = await readFile(project.path('backup-policy.yml'), 'utf8')
    await writeFile(project.path('backup-policy.yml'), policy.replace('path: ./a', 'path: "${DISK}"'))
    const { code, stderr } = await project.run(['list'], { DISK: 'postgres://admin:hunter2-of-orders@db/orders' })
    expect(code).toBe(2)
    expect(stderr).toContain('stores.a.directory.path is the address of a server, not a path')
    expect(stderr).not.toContain('hunter2-of-orders')
  })
})

describe('tags', () => {
  test('are refused before the dump if there are more than 100', async () => {
    const tags = Array.from({ length: 101 }, (_, index) => ['--tag', `t${index}`]).flat()
    const { code, stderr } = await project.run(['backup', ...tags])
    expect(code).toBe(2)
    expect(stderr).toBe('error: 101 tags were given for one backup\n  A backup has at most 100 tags.\n')
    expect((await project.run(['backup', ...tags.slice(2), '--tag', 't1'])).code).toBe(0)
  })
})
