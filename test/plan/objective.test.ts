import { expect, test } from 'vitest'
import { newlyBroken } from '../../src/plan/plan.ts'
import type { Policy, Source } from '../../src/policy/policy.ts'

const policy = { timezone: 'UTC' } as Policy
const now = new Date('2026-02-14T12:00:00Z')
const daily = {
  name: 'orders',
  schedule: '0 2 * * *',
  objectives: { rpoMs: 1_800_000 },
  verify: {},
} as unknown as Source
const logged = (everyMs: number) => ({ ...daily, pointInTime: { everyMs } }) as unknown as Source
const broken = (source: Source) => newlyBroken(undefined, { source, policy }, now).map(({ says }) => says)

test('an RPO that backups cannot meet is met by a log that is collected often enough', () => {
  expect(broken(daily)).toEqual([expect.stringMatching(/backups are up to/)])
  expect(broken(logged(900_000))).toEqual([])
  expect(broken(logged(3_600_000))).toEqual([expect.stringMatching(/pieces of its log are up to/)])
})
