import { spawnSync } from 'node:child_process'
import { chmod, link, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { EnvironmentTarget } from '../../../src/engine/environment/target.ts'
import { engineContract } from '../contract.ts'
import { hold, plainBackup } from '../memory.ts'
import { bench } from '../step.ts'
import { awkward, fileFixture, never, sourceOf, variablesFixture } from './fixture.ts'

const environment = await engineOf('environment')

engineContract('environment, variables', environment, variablesFixture)
engineContract('environment, a file', environment, fileFixture)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'environment-test-'))
})
afterEach(() => rm(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

type Source = ReturnType<typeof sourceOf>
async function dump(source: Source) {
  await using live = await environment.open(source, bench, never)
  return await hold(live.dump())
}
const into = (name: string) => new EnvironmentTarget(at(name), never)
const all = { overwrite: false, only: [] }

/** What a shell has in these variables once it has read the file, each ended by NUL. */
function loaded(file: string, names: readonly string[]): Buffer {
  const show = names.map((name) => `printf '%s\\0' "$${name}"`).join('; ')
  const ran = spawnSync('/bin/sh', ['-c', `set -eu; . "$1"; ${show}`, 'sh', file], { env: {} })
  expect(ran.stderr.toString()).toBe('')
  return ran.stdout
}

test('a failed restore of an environment removes the folders that it made, and no others', async () => {
  const held = await dump(sourceOf('variables: [API_KEY]', awkward))
  // The unfinished file beside it has a longer name than the file system takes.
  const failed = into(`new/deep/${'x'.repeat(250)}`).restore(plainBackup(held), all)
  await expect(failed).rejects.toMatchObject({ code: 'restore-failed' })
  expect(await readdir(folder)).toEqual([])
})

describe('variables', () => {
  test('come back byte for byte in a shell that sources the file', async () => {
    const held = await dump(sourceOf('variables: [API_KEY, "SHOP_*"]', awkward))
    await into('restored.env').restore(plainBackup(held), all)
    const names = ['API_KEY', 'SHOP_EMPTY', 'SHOP_LINES', 'SHOP_QUOTES', 'SHOP_UTF8']
    const expected = names.map((name) => Buffer.from(`${awkward[name]}\0`))
    expect(loaded(at('restored.env'), names)).toEqual(Buffer.concat(expected))
    expect(await readFile(at('restored.env'), 'utf8')).not.toContain('not taken')
  })

  test('are kept byte for byte if they are not UTF-8, by a process that was started with them', async () => {
    const script = `
      import { engineOf } from './src/engine/engine.ts'
      import { hold, plainBackup } from './test/engine/memory.ts'
      import { sourceOf, never } from './test/engine/environment/fixture.ts'
      import { bench } from './test/engine/step.ts'
      const engine = await engineOf('environment')
      const live = await engine.open(sourceOf('variables: [RAW]', process.env), bench, never)
      const backup = plainBackup(await hold(live.dump()))
      const target = await engine.target(process.argv[1], { tools: { kind: 'host' } }, bench, never)
      await target.restore(backup, { overwrite: false, only: [] })`
    const raw = Buffer.from([0x61, 0xff, 0xfe, 0x27, 0x0a, 0xc3, 0x28])
    // Only a shell can start a process with such an environment.
    const octal = [...raw].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
    const run = `RAW="$(printf '${octal}x')"; RAW="\${RAW%x}"; export RAW; exec "$1" --input-type=module -e "$2" "$3"`
    const ran = spawnSync('/bin/sh', ['-c', run, 'sh', process.execPath, script, at('raw.env')], {
      env: { LC_ALL: 'C' },
    })
    expect(ran.stderr.toString()).toBe('')
    expect(loaded(at('raw.env'), ['RAW'])).toEqual(Buffer.concat([raw, Buffer.of(0)]))
  })

  test('are refused and not shown if they are not UTF-8 and their bytes are not known', async () => {
    const source = sourceOf('variables: [RAW]', { RAW: 'abc\ufffddef' })
    const error = await environment.open(source, bench, never).catch((reason: Error) => reason)
    expect(error).toMatchObject({ code: 'source-failed', message: expect.stringContaining('RAW is not UTF-8') })
    expect(String((error as Error).message)).not.toContain('def')
  })

  test.each([
    ['that is not set', {}, 'MISSING has no value here'],
    ['that is empty, as a secret of GitHub that does not exist', { MISSING: '' }, 'MISSING has no value here'],
  ])('fail the backup with a name %s', async (_, env, message) => {
    await expect(environment.open(sourceOf('variables: [MISSING]', env), bench, never)).rejects.toMatchObject({
      code: 'secret-missing',
      message: expect.stringContaining(message),
    })
  })

  test('fail the backup if a prefix matches none of them', async () => {
    const source = sourceOf('variables: [API_KEY, "NONE_*"]', awkward)
    await expect(environment.open(source, bench, never)).rejects.toMatchObject({
      code: 'secret-missing',
      message: expect.stringContaining('NONE_* has no value here'),
    })
  })

  test('are never matched by a pattern if they belong to this program or the runner', () => {
    const env = {
      BACKPROOF_SIGNING_KEY: 'rsgn1',
      BACKPROOF_CACHE: '/c',
      GITHUB_TOKEN: 't',
      INPUT_A: 'x',
      'INPUT_SECRET-KEY': 'y',
    }
    const source = sourceOf('variables: ["BACKPROOF_*", "GITHUB_*", "I*"]', env)
    expect(source.variables.map(({ name }) => name)).toEqual(['BACKPROOF_CACHE'])
  })

  test('cannot be guessed from facts or from the length of the part, and no two backups can be linked', async () => {
    const source = sourceOf('variables: [API_KEY]', { API_KEY: 'short' })
    const [one, two] = [await dump(source), await dump(source)]
    const long = await dump(sourceOf('variables: [API_KEY]', { API_KEY: 'a much longer value than before' }))
    expect(one.facts.objects).not.toEqual(two.facts.objects)
    expect(JSON.stringify(one.facts)).not.toContain('short')
    expect(one.facts.sizeBytes).toBe(long.facts.sizeBytes)
    // Only who has the part has the key.
    const key = one.parts.get('environment')?.subarray(0, 32).toString('hex') ?? ''
    expect(JSON.stringify(one.facts)).not.toContain(key)
    expect(JSON.stringify(source)).not.toContain('short')
  })

  test('differ in their facts if one comes back with another value', async () => {
    const held = await dump(sourceOf('variables: [API_KEY]', awkward))
    const target = into('restored.env')
    await target.restore(plainBackup(held), all)
    expect((await target.facts(held.facts)).objects).toEqual(held.facts.objects)
    await chmod(at('restored.env'), 0o600)
    const text = await readFile(at('restored.env'), 'utf8')
    await writeFile(at('restored.env'), text.replace('s3cret', 'S3cret'))
    expect((await target.facts(held.facts)).objects).not.toEqual(held.facts.objects)
  })
})

describe('the restored file', () => {
  test('can be read by its owner only, whatever it replaces', async () => {
    const held = await dump(sourceOf('variables: [API_KEY]', awkward))
    await into('new.env').restore(plainBackup(held), all)
    await writeFile(at('old.env'), 'old', { mode: 0o644 })
    await into('old.env').restore(plainBackup(held), { ...all, overwrite: true })
    for (const name of ['new.env', 'old.env']) expect((await stat(at(name))).mode & 0o7777).toBe(0o600)
    expect((await readdir(folder)).sort()).toEqual(['new.env', 'old.env'])
  })

  test('is never a terminal, a pipe, a link or anything else that is not a file', async () => {
    const held = await dump(sourceOf('variables: [API_KEY]', awkward))
    await writeFile(at('log.txt'), 'log')
    await symlink(at('log.txt'), at('link'))
    await link(at('log.txt'), at('hard'))
    for (const overwrite of [false, true])
      for (const path of ['/dev/null', '/dev/stdout', at('link'), folder])
        await expect(
          new EnvironmentTarget(path, never).restore(plainBackup(held), { ...all, overwrite }),
        ).rejects.toMatchObject({ code: 'target-refused' })
    // Another name of a file is a name of its own once it is replaced.
    await into('hard').restore(plainBackup(held), { ...all, overwrite: true })
    expect(await readFile(at('log.txt'), 'utf8')).toBe('log')
  })
})

describe('a file of secrets', () => {
  test('comes back byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256))
    await writeFile(at('secrets'), bytes)
    await into('back').restore(plainBackup(await dump(sourceOf(`path: ${at('secrets')}`))), all)
    expect(await readFile(at('back'))).toEqual(bytes)
  })

  test.each<readonly [string, () => Promise<unknown>, string]>([
    ['that is not there', async () => undefined, 'cannot read'],
    ['that is empty', () => writeFile(at('secrets'), ''), 'is empty'],
    ['that is a folder', async () => (await import('node:fs/promises')).mkdir(at('secrets')), 'is not a regular file'],
  ])('%s is a failure', async (_, prepare, message) => {
    await prepare()
    await expect(environment.open(sourceOf(`path: ${at('secrets')}`), bench, never)).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining(message),
    })
  })
})
