import { expect, test } from 'vitest'
import { openShop, policyOf } from './shop.ts'

test('plan --against refuses a file that is not a policy instead of treating it as an empty one', async () => {
  await using shop = await openShop()
  await shop.run('backup')
  await shop.file('old.yml', 'sources: {}\n')
  await expect(shop.run('plan', { against: 'old.yml' })).rejects.toMatchObject({
    code: 'policy-invalid',
    message: expect.stringContaining('in old.yml: line 1: version is missing'),
  })
  await shop.file('old.yml', policyOf(shop.path('data')))
  expect((await shop.run('plan', { against: 'old.yml' })).problems).toEqual([])
})
