import { readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Options } from '../../src/command/option.ts'
import { keys, openShop, otherKeys, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ stores: ['a'] })
  const said = shop.path('said')
  const hook = (what: string) => `{ command: 'echo ${what} >> ${said}' }`
  const recovery = `recovery: { before-restore: ${hook('stopped')}, after-restore: ${hook('started')} }`
  {
    using db = new DatabaseSync(shop.path('shop.sqlite'))
    db.exec('create table orders (id integer primary key); insert into orders values (null)')
  }
  await shop.file('uploads/photo', 'a photo')
  await shop.file('full/there', 'x')
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}] }
sources:
  shop: { engine: sqlite, path: ${shop.path('shop.sqlite')}, ${recovery} }
  uploads: { engine: files, paths: [${shop.path('uploads')}], ${recovery} }
`)
  await shop.run('backup')
})
afterEach(() => shop[Symbol.asyncDispose]())

const said = () => readFile(shop.path('said'), 'utf8').catch(() => '')

test.each<[string, string, Options, Record<string, string>]>([
  ['target-refused', 'an SQLite file that holds something', { source: ['shop'], into: 'full/there' }, {}],
  ['target-refused', 'a folder that holds something', { source: ['uploads'], into: 'full' }, {}],
  ['usage', 'tables of an SQLite database', { source: ['shop'], into: 'new', only: ['orders'] }, {}],
  ['key-missing', 'no secret key', { source: ['shop'], into: 'new' }, { BACKPROOF_SECRET_KEY: '' }],
  ['key-wrong', 'a wrong key', { source: ['shop'], into: 'new' }, { BACKPROOF_SECRET_KEY: otherKeys.secret }],
])(
  'a restore that is refused (%s) for %s stops no application, and is recorded as failed',
  async (code, _, options, env) => {
    await expect(shop.run('restore', options, { env: { ...shop.env, ...env } })).rejects.toMatchObject({ code })
    expect(await said()).toBe('')
    const { json } = await shop.run('restore', { status: true })
    expect(json).toMatchObject({ restores: [{ state: 'failed', error: { code }, hooks: {} }] })
    const [shown] = (json as { restores: { finish?: string }[] }).restores
    expect(shown?.finish).toBeUndefined()
  },
)

test('a restore that is admitted runs both hooks', async () => {
  expect((await shop.run('restore', { source: ['shop'], into: 'new/shop.sqlite' })).problems).toEqual([])
  expect(await said()).toBe('stopped\nstarted\n')
})
