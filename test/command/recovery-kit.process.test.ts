import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { version } from '../../src/world.ts'
import { keys, openShop, type Shop } from './shop.ts'

const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import cryptography, nacl']).status === 0,
)
const able = python !== undefined && spawnSync('zstd', ['--version']).status === 0

let shop: Shop
let folder: string
beforeEach(async () => {
  shop = await openShop()
  folder = mkdtempSync(join(tmpdir(), 'backproof-kit-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await shop[Symbol.asyncDispose]()
})

const text = (store: string, key: string) => String(shop.stores[store]?.objects.get(key))

test.skipIf(!able)(
  'whoever has a copy of a store and a secret key opens a backup with nothing but the store',
  async () => {
    const id = (await shop.run('backup')).ids?.[0] ?? ''
    await shop.run('run')
    for (const [key, bytes] of shop.stores['b']?.objects ?? []) {
      mkdirSync(dirname(join(folder, key)), { recursive: true })
      writeFileSync(join(folder, key), bytes)
    }
    const page = readFileSync(join(folder, 'RECOVERY.md'), 'utf8')
    expect(page).toContain('python3 open-backup.py')
    expect(page).not.toMatch(/\]\((?!RECOVERY\/format\.md|#|https:)/)
    const opened = join(folder, 'opened')
    const script = join(folder, 'RECOVERY', 'open-backup.py')
    const ran = spawnSync(python ?? '', [script, folder, id, opened], {
      env: { PATH: process.env['PATH'], BACKPROOF_SECRET_KEY: keys.secret },
      encoding: 'utf8',
    })
    expect([ran.status, ran.stderr]).toEqual([0, ''])
    const listed = spawnSync('tar', ['-xOf', join(opened, 'files.tar'), '--wildcards', '*/deep/two.txt'])
    expect(listed.stdout.toString()).toBe('two\n')
    for (const store of ['a', 'b'])
      for (const key of shop.stores[store]?.objects.keys() ?? [])
        if (key.startsWith('RECOVERY')) expect(text(store, key)).not.toContain(keys.secret)
  },
)

test('what somebody has altered is put back and told, and what is right is not written again', async () => {
  expect(JSON.stringify((await shop.run('run')).json)).not.toContain('RECOVERY.md')
  const good = text('a', 'RECOVERY/open-backup.py')
  shop.stores['a']?.objects.set('RECOVERY/open-backup.py', Buffer.from(good.replace('sys.exit', 'send')))
  const puts: string[] = []
  shop.wrap((store) => ({
    ...store,
    put: (key, body, options) => {
      if (key.startsWith('RECOVERY')) puts.push(key)
      return store.put(key, body, options)
    },
  }))
  expect(JSON.stringify((await shop.run('run')).json)).toContain(`RECOVERY.md in a was not as Backproof ${version}`)
  expect(puts).toEqual(['RECOVERY/open-backup.py'])
  expect(text('a', 'RECOVERY/open-backup.py')).toBe(good)
})

test('a store that refuses it is a warning that says what to allow, and no failure', async () => {
  shop.wrap((store) => ({
    ...store,
    put: (key, body, options) =>
      key.startsWith('RECOVERY')
        ? Promise.reject(new Problem('store-denied', 'put: access denied'))
        : store.put(key, body, options),
  }))
  const ran = await shop.run('run')
  expect(ran.problems).toEqual([])
  expect(JSON.stringify(ran.json)).toContain('let the role of this job write RECOVERY* there')
})
