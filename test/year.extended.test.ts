import { expect, test } from 'vitest'
import { live } from './shipped.ts'

test('a year of the shipped policy and workflows, by their own commands, has no red tick', {
  // Some 19,000 commands, each a few hundredths of a second: more than twice that on a busy machine.
  timeout: 3_600_000,
}, async () => {
  const { reds, ran, store } = await live(365)
  expect(reds.slice(0, 5)).toEqual([])
  expect(ran).toBeGreaterThan(1800)
  const manifests = [...store.objects.keys()].filter((key) => key.includes('/manifests/'))
  expect(manifests.length).toBeGreaterThanOrEqual(7 + 1 + 11)
  expect(manifests.length).toBeLessThanOrEqual(7 + 4 + 12 + 12)
})
