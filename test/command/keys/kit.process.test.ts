import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprint } from '../../../src/seal/seal.ts'
import { pdfText } from '../../report/document/pdf-text.ts'
import { openShop, otherKeys, keys as pair, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

const kit = (options = {}, env = {}) =>
  shop.run('keys', { words: ['kit'], ...options }, { env: { ...shop.env, ...env } })
const bare = (text: string) => text.replaceAll(/\s/g, '')

describe('the recovery kit', () => {
  test('has the key, what it opens and how it is used, on a page that only its owner may read', async () => {
    await writeFile(shop.path('kit.html'), 'an earlier one, for all to read', { mode: 0o644 })
    const result = await kit({ html: 'kit.html', pdf: 'kit.pdf' })
    for (const name of ['kit.html', 'kit.pdf']) expect((await stat(shop.path(name))).mode & 0o777).toBe(0o600)
    const page = await readFile(shop.path('kit.html'), 'utf8')
    const { solid: printed } = await pdfText(await readFile(shop.path('kit.pdf')))
    for (const text of [page, printed]) {
      expect(bare(text)).toContain(pair.secret)
      for (const part of [
        fingerprint(pair.recipient),
        'RECOVERY/open-backup.py',
        `directory ${shop.path('b')}`,
        'files',
      ])
        expect(bare(text)).toContain(bare(part))
    }
    expect(page).toMatch(/<svg[^>]*viewBox/)
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
    const said = `${result.text({ colour: false, width: 100 })}${JSON.stringify(result.json)}`
    expect(said).not.toContain(pair.secret.slice(6, 20))
  })

  test('says where the policy does not seal to the key, and is made without a policy, too', async () => {
    await kit({ html: 'kit.html' }, { BACKPROOF_SECRET_KEY: otherKeys.secret })
    expect(await readFile(shop.path('kit.html'), 'utf8')).toContain('NOT sealed to it')
    await rm(shop.path('backup-policy.yml'))
    await kit({ html: 'kit.html' })
    expect(await readFile(shop.path('kit.html'), 'utf8')).toContain('No policy was at hand')
    await expect(kit({ html: 'kit.html', policy: 'gone.yml' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('is of one key, needs a file, and is made in no workflow', async () => {
    await expect(kit()).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('--pdf') })
    const two = { BACKPROOF_SECRET_KEY: `${pair.secret} ${otherKeys.secret}` }
    await expect(kit({ pdf: 'kit.pdf' }, two)).rejects.toMatchObject({ code: 'usage' })
    await expect(kit({ pdf: 'kit.pdf' }, { GITHUB_ACTIONS: 'true' })).rejects.toMatchObject({ code: 'usage' })
    await expect(kit({ pdf: 'no/such/folder/kit.pdf' })).rejects.toMatchObject({ code: 'usage' })
  })
})
