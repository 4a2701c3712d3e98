import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openShop, policyOf, type Shop } from './shop.ts'

let shop: Shop
let id = ''
beforeEach(async () => {
  shop = await openShop()
  id = (await shop.run('backup')).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('restore --raw', () => {
  test('writes every part decrypted, readable only by this user', async () => {
    const { json, problems } = await shop.run('restore', { id: [id], raw: 'parts' })
    expect(problems).toEqual([])
    const { parts } = (await shop.catalog()).entries[0]?.manifest ?? { parts: [] }
    expect(await readdir(shop.path('parts'))).toEqual(['facts.json', 'files.tar'])
    for (const { name, plainBytes } of parts) {
      const { size, mode } = await stat(join(shop.path('parts'), name))
      expect({ name, size, mode: mode & 0o777 }).toEqual({ name, size: plainBytes, mode: 0o600 })
    }
    expect((await readFile(shop.path('parts/files.tar'))).includes('one\none\n')).toBe(true)
    expect(JSON.parse(await readFile(shop.path('parts/facts.json'), 'utf8'))).toMatchObject({ engine: 'files' })
    expect(json).toMatchObject({
      id,
      store: 'a',
      into: shop.path('parts'),
      compared: '2 parts, each matching its digest',
    })
  })

  test('writes an SQLite database that can be opened', async () => {
    const database = new DatabaseSync(shop.path('app.sqlite'))
    database.exec('create table word (text); insert into word values (1), (2)')
    database.close()
    const policy = policyOf(shop.path('data')).replace('files:\n    engine: files', 'app:\n    engine: sqlite')
    await shop.policy(policy.replace(/paths: .*/, `path: ${shop.path('app.sqlite')}`))
    await shop.run('backup')
    await shop.run('restore', { source: ['app'], raw: 'parts' })
    const opened = new DatabaseSync(shop.path('parts/database.sqlite'))
    expect(opened.prepare('select count(*) as n from word').get()?.['n']).toBe(2)
    opened.close()
  })

  test('never writes into a folder that is not empty, nor into a store, and cannot be combined with --into', async () => {
    await mkdir(shop.path('full'))
    await writeFile(shop.path('full/mine'), 'mine')
    await expect(shop.run('restore', { id: [id], raw: 'full' })).rejects.toMatchObject({ code: 'target-refused' })
    expect(await readdir(shop.path('full'))).toEqual(['mine'])
    await expect(shop.run('restore', { id: [id], raw: './a/x' })).rejects.toMatchObject({ code: 'target-refused' })
    for (const other of [{ into: 'out' }, { only: ['x'] }, { overwrite: ['out'] }])
      await expect(shop.run('restore', { id: [id], raw: 'parts', ...other })).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('restore', { id: [id], raw: 's3://bucket/x' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('leaves nothing behind from a damaged copy', async () => {
    const key = shop.objects('a').find((name) => name.endsWith('/files.tar')) ?? ''
    const bytes = Buffer.from(shop.stores['a']?.objects.get(key) ?? '')
    bytes[100] = (bytes[100] ?? 0) ^ 1
    shop.stores['a']?.objects.set(key, bytes)
    await expect(shop.run('restore', { id: [id], store: 'a', raw: 'parts' })).rejects.toMatchObject({
      code: 'object-damaged',
    })
    await expect(readdir(shop.path('parts'))).rejects.toMatchObject({ code: 'ENOENT' })
    // Without a store named the next copy serves, and the one that was passed over is told.
    const { json, text } = await shop.run('restore', { id: [id], raw: 'parts' })
    const passedOver = expect.stringMatching(/^the copy in a cannot be used: /)
    expect(json).toMatchObject({ store: 'b', findings: [{ level: 'warning', blame: 'copy', message: passedOver }] })
    expect(text({ colour: false, width: 300 })).toMatch(/^warning: the copy in a cannot be used: /m)
  })
})
