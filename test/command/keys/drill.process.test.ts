import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Health } from '../../../src/judge/judge.ts'
import { fingerprint } from '../../../src/seal/seal.ts'
import { codesOf, openShop, otherKeys, keys as pair, policyOf, type Shop } from '../shop.ts'

const day = 86_400_000
const folder = `.keys/${fingerprint(pair.recipient)}/`

let shop: Shop
const policy = (signers = false) =>
  shop.policy(policyOf(shop.path('data'), { signers }).replace(/(recipients: .*)/, '$1\n  drill-every: 180d'))
const drill = (env: Record<string, string> = {}, options = {}) =>
  shop.run('keys', { words: ['drill'], ...options }, { env: { ...shop.env, ...env } })
const overdue = async () => {
  const { findings } = (await shop.run('report')).json as Health
  return findings.filter(({ code }) => code === 'key-drill-overdue').map(({ message }) => message)
}
const records = (store: string) => shop.objects(store).filter((key) => key.startsWith(folder))

describe('keys drill', () => {
  beforeEach(async () => {
    shop = await openShop()
    await policy()
    await shop.run('backup')
  })
  afterEach(() => shop[Symbol.asyncDispose]())

  test('keeps in every store that a key opened the newest backups, which answers the policy for so long', async () => {
    await shop.run('run')
    shop.world.advance(180 * day)
    expect(await overdue()).toEqual([expect.stringContaining('nobody has shown so far')])
    const result = await drill()
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({ keys: [{ outcome: 'passed', opened: [{ source: 'files' }] }] })
    expect([records('a').length, records('b').length]).toEqual([1, 1])
    expect(await overdue()).toEqual([])
    shop.world.advance(180 * day)
    expect(await overdue()).toEqual([expect.stringContaining('nobody has shown since')])
  })

  test('keeps nothing of a key that does not open one, or is not of the policy', async () => {
    const wrong = await drill({ BACKPROOF_SECRET_KEY: otherKeys.secret })
    expect(codesOf(wrong)).toEqual(['key-wrong', 'key-wrong'])
    expect(shop.objects('a').filter((key) => /^\.keys\/[0-9a-f]+\//.test(key))).toEqual([])
    const part = shop.objects('a').find((key) => key.includes('/data/') && key.endsWith('facts.json')) ?? ''
    shop.stores['a']?.objects.set(part, Buffer.from('rot'))
    expect(codesOf(await drill())).toEqual(['object-damaged'])
    expect(records('a')).toEqual([])
    await expect(drill({}, { source: ['files'] })).rejects.toMatchObject({ code: 'usage' })
  })
})

test('where the policy names signers, a drill that none of them has signed does not count', async () => {
  shop = await openShop({ signers: true })
  await policy(true)
  await shop.run('run')
  await shop.run('backup')
  shop.world.advance(181 * day)
  await drill()
  expect(await overdue()).toEqual([])
  for (const store of ['a', 'b'])
    for (const key of records(store)) {
      const record = JSON.parse(String(shop.stores[store]?.objects.get(key)))
      const forged = { ...record, opened: [{ ...record.opened[0], source: 'other' }] }
      shop.stores[store]?.objects.set(key, Buffer.from(JSON.stringify(forged)))
    }
  expect(await overdue()).toHaveLength(1)
  await expect(drill({ BACKPROOF_SIGNING_KEY: '' })).rejects.toMatchObject({ code: 'key-missing' })
  await shop[Symbol.asyncDispose]()
})
