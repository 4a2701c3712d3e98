import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import { readKeyFile } from '../../src/command/project/key-file.ts'
import { keys, openShop, otherKeys, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ defaults: '  schedule: "0 2 * * *"\n  retention: { keep: { last: 9 } }', secret: false })
})
afterEach(() => shop[Symbol.asyncDispose]())

const given = (env: Readonly<Record<string, string>>) => ({ env: { ...shop.world.env, ...env } })
const plain = { colour: false, width: 300 }

describe('a key that is given but cannot be used', () => {
  test('is reported even if nothing due needs it, fails the run, and does not stop a backup', async () => {
    const garbage = given({ BACKPROOF_SECRET_KEY: 'garbage-that-is-no-key' })
    for (const made of [1, 0]) {
      const result = await shop.run('run', {}, garbage)
      expect(result.ids).toHaveLength(made)
      expect(exitCodeOf(result.problems)).toBe(2)
      expect(result.json).toMatchObject({ status: 'failed', problems: [{ code: 'key-invalid' }] })
      expect(result.text(plain)).toContain('secret key does not start with rsec1 (key-invalid)')
      expect(result.told).toEqual(result.problems)
    }
    expect(shop.world.lines).toContainEqual(
      expect.stringMatching(/^error: secret key does not start with rsec1\. Copy/),
    )
    expect(JSON.stringify(shop.world.lines)).not.toContain('garbage-that-is-no-key')
  })

  test.each(['list', 'plan', 'report', 'prune'] as const)(
    'is reported by %s, which still shows everything',
    async (command) => {
      const result = await shop.run(command, {}, given({ BACKPROOF_SIGNING_KEY: 'rsgn1short' }))
      expect(result.problems).toMatchObject([{ code: 'key-invalid', message: expect.stringContaining('signing key') }])
      expect(result.text(plain)).not.toBe('')
    },
  )

  test('is reported once by a command that needs it', async () => {
    await shop.run('backup')
    const result = await shop.run('verify', {}, given({ BACKPROOF_SECRET_KEY: 'garbage' }))
    expect(result.problems).toMatchObject([{ code: 'key-invalid' }])
  })

  test('is ignored by a command that uses no key', async () => {
    expect((await shop.run('schema', {}, given({ BACKPROOF_SECRET_KEY: 'garbage' }))).problems).toEqual([])
  })
})

describe('two secret keys, one in a variable and one in a file', () => {
  const both = () =>
    given({ BACKPROOF_SECRET_KEY: otherKeys.secret, BACKPROOF_SECRET_KEY_FILE: shop.path('secret.key') })
  const refusal = { code: 'key-invalid', message: expect.stringContaining('are both set') }
  beforeEach(() => writeFile(shop.path('secret.key'), keys.secret, { mode: 0o600 }))

  test.each([['split'], ['kit'], ['join'], ['rotate']])('are taken by keys %s for a mistake', async (word) => {
    await expect(shop.run('keys', { words: [word], html: 'kit.html' }, both())).rejects.toMatchObject(refusal)
  })

  test('do not stop a backup, which needs neither', async () => {
    const made = await shop.run('backup', {}, both())
    expect(made.ids).toHaveLength(1)
    expect(made.problems).toMatchObject([refusal])
  })
})

describe('a file of secret keys', () => {
  const warned = async (mode: number) => {
    const path = shop.path('secret.key')
    await writeFile(path, keys.secret)
    await chmod(path, mode)
    const said: string[] = []
    await readKeyFile(path, (message) => void said.push(message.replaceAll(path, 'FILE')))
    return said
  }

  test.skipIf(process.platform === 'win32')(
    'causes a warning with the command to run if others may read it',
    async () => {
      expect(await warned(0o600)).toEqual([])
      expect(await warned(0o400)).toEqual([])
      const one = (who: string, mode: string) => [
        `other users of ${who} may read the secret key in FILE (its mode is ${mode}): run \`chmod 600 FILE\``,
      ]
      expect(await warned(0o644)).toEqual(one('this machine', '644'))
      expect(await warned(0o666)).toEqual(one('this machine', '666'))
      expect(await warned(0o640)).toEqual(one('its group', '640'))
      await shop.run('backup')
      for (const command of ['verify', 'doctor'] as const) {
        shop.world.lines.length = 0
        const result = await shop.run(command, {}, given({ BACKPROOF_SECRET_KEY_FILE: 'secret.key' }))
        expect(result.problems).toEqual([])
        expect(shop.world.lines.filter((line) => line.includes('chmod 600'))).toHaveLength(1)
      }
    },
  )

  test('must be a regular file or a pipe of at most 64 KiB', async () => {
    await writeFile(shop.path('long.key'), `${'#'.repeat(65_536)}\n`)
    for (const [path, says] of [
      ['/dev/zero', '/dev/zero is neither a file nor a pipe'],
      [shop.path('.'), 'is neither a file nor a pipe'],
      [shop.path('long.key'), 'is longer than 64 KiB'],
    ] as const)
      await expect(readKeyFile(path, () => {})).rejects.toMatchObject({
        code: 'key-invalid',
        message: expect.stringContaining(says),
      })
    await expect(readKeyFile(shop.path('none'), () => {})).rejects.toMatchObject({ code: 'key-missing' })
    const result = await shop.run('run', {}, given({ BACKPROOF_SECRET_KEY_FILE: '/dev/zero' }))
    expect(result.problems).toMatchObject([{ message: expect.stringContaining('/dev/zero is neither') }])
  })

  test('may be a pipe, which returns its text only once', async () => {
    for (let i = 0; i < 2; i++) await shop.run('backup')
    const pipe = shop.path('pipe')
    await promisify(execFile)('mkfifo', [pipe])
    const written = writeFile(pipe, `${keys.secret}\n`)
    const ids = (await shop.catalog()).entries.map(({ id }) => id)
    const result = await shop.run('verify', { id: ids }, given({ BACKPROOF_SECRET_KEY_FILE: pipe }))
    await written
    expect(result.problems).toEqual([])
    expect(result.ids).toEqual(ids)
  })
})
