import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Health } from '../../../src/judge/judge.ts'
import { fingerprint } from '../../../src/seal/seal.ts'
import { otherKeys as fresh, keys as old, openShop, policyOf, type Shop } from '../shop.ts'

const day = 86_400_000

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await policy(old.recipient)
})
afterEach(() => shop[Symbol.asyncDispose]())

const policy = (recipient: string, every = '90d') =>
  shop.policy(
    policyOf(shop.path('data')).replace(
      /recipients: .*/,
      `recipients:\n    - ${recipient} # Ida, in the safe\n  rotate-every: ${every}`,
    ),
  )
const ages = async () => {
  const { findings } = (await shop.run('report')).json as Health
  return findings.filter(({ code }) => code === 'key-rotation-due')
}

test('a key that is in use for longer than the policy allows is a finding, until it is replaced', async () => {
  await shop.run('run')
  const name = `.keys/${fingerprint(old.recipient)}.json`
  const said = (store: string) => JSON.parse(String(shop.stores[store]?.objects.get(name)))
  const { since } = said('b')
  expect(said('a')).toEqual(said('b'))
  shop.world.advance(89 * day)
  await shop.run('run')
  expect(await ages()).toEqual([])
  shop.world.advance(day)
  expect(await ages()).toMatchObject([
    { level: 'warning', message: expect.stringContaining(`${fingerprint(old.recipient)} (Ida, in the safe)`) },
  ])
  // One store that lost what it knew, or that somebody dated anew, does not make the key younger.
  shop.stores['a']?.objects.delete(name)
  expect(await ages()).toHaveLength(1)
  const ran = await shop.run('run')
  expect(JSON.stringify(ran.json)).toContain('is due to be replaced')
  expect(said('a')).toMatchObject({ since })
  await policy(fresh.recipient)
  expect(await ages()).toEqual([])
  await shop.run('run')
  shop.world.advance(90 * day)
  expect(await ages()).toMatchObject([{ message: expect.stringContaining(fingerprint(fresh.recipient)) }])
})

test('what is dated in the future, or is not a record, says nothing of the age of a key, and is named', async () => {
  await shop.run('run')
  shop.world.advance(100 * day)
  const name = `.keys/${fingerprint(old.recipient)}.json`
  const far = { version: 1, recipient: fingerprint(old.recipient), since: '2999-01-01T00:00:00.000Z' }
  shop.stores['a']?.objects.set(name, Buffer.from(JSON.stringify(far)))
  expect(await ages()).toHaveLength(1)
  shop.stores['b']?.objects.set(name, Buffer.from('['))
  expect(await ages()).toEqual([])
  const { findings } = (await shop.run('report')).json as Health
  const told = findings.map(({ message }) => message).filter((message) => message.includes(name))
  expect(told.join('\n')).toMatch(/dated in the future/)
})
