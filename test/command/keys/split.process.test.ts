import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprint } from '../../../src/seal/seal.ts'
import { openShop, keys as pair, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

const split = async (options = {}) =>
  (await shop.run('keys', { words: ['split'], ...options })).json as { readonly texts: readonly string[] }
const given = (text: string) => ({ env: { ...shop.env, BACKPROOF_SECRET_KEY: text } })
const joining = (text: string) => shop.run('keys', { words: ['join'] }, given(text))

describe('shares of the secret key', () => {
  test('open a backup in place of the key', async () => {
    await shop.run('backup')
    const { texts } = await split()
    expect(texts).toHaveLength(3)
    const into = await mkdtemp(join(tmpdir(), 'backproof-shares-'))
    await rm(into, { recursive: true })
    const restored = await shop.run('restore', { source: ['files'], into }, given(`${texts[2]} ${texts[0]}`))
    expect(restored.problems).toEqual([])
    await rm(into, { recursive: true })
    await expect(shop.run('restore', { source: ['files'], into }, given(texts[1] ?? ''))).rejects.toMatchObject({
      code: 'key-missing',
      message: expect.stringContaining(`1 of the 2 shares that the key ${fingerprint(pair.recipient)} needs is given`),
    })
  })

  test('are put together again, from the environment or a terminal', async () => {
    const { texts } = await split({ shares: '4', threshold: '3' })
    expect((await joining(texts.slice(1).join(' '))).json).toMatchObject({ secret: pair.secret })
    const typed = [...texts.slice(0, 3), '']
    const asked = await shop.run('keys', { words: ['join'] }, { env: {}, ask: async () => typed.shift() ?? '' })
    expect(asked.json).toMatchObject({ secret: pair.secret, fingerprint: fingerprint(pair.recipient) })
  })

  test('are neither made nor joined where a log would keep them, nor out of nothing', async () => {
    for (const word of ['split', 'join'])
      await expect(
        shop.run('keys', { words: [word] }, { env: { ...shop.env, GITHUB_ACTIONS: 'true' } }),
      ).rejects.toMatchObject({ code: 'usage' })
    await expect(joining(pair.secret)).rejects.toMatchObject({ code: 'key-missing' })
    await expect(split({ threshold: '4' })).rejects.toMatchObject({ code: 'usage' })
  })
})
