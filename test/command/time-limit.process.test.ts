import { access } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limitMs, sayLimit } from '../../src/command/project/time-limit.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ stores: ['a'], source: '    verify: { timeout: 1s }\n' })
  await shop.run('backup')
  // The archive never comes.
  shop.wrap((store) => faultyStore(store, [{ call: 'get', key: '/files.tar', does: 'stall' }]))
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('a proof that hangs', () => {
  test.each(['check', 'read', 'restore'])(
    'is ended in time by %s, and recorded as a failure of the environment',
    async (level) => {
      const began = performance.now()
      const result = await shop.run('verify', { level })
      expect(performance.now() - began).toBeLessThan(10_000)
      expect(codesOf(result)).toEqual(['sandbox-failed'])
      expect((result.problems[0] as Error).message).toMatch(/failed: it took longer than 1.0 s, and was stopped$/)
      const [entry] = (await shop.catalog()).entries
      const proof = entry?.proofs.find((one) => one.level === level)
      expect(proof).toMatchObject({ outcome: 'failed', findings: [{ level: 'failure', blame: 'env' }] })
      shop.wrap(undefined)
      // It says nothing against the backup: nothing is frozen.
      expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    },
  )
})

describe('a restore that hangs', () => {
  test('is ended in time, and leaves nothing behind', async () => {
    await expect(shop.run('restore', { into: 'out' })).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringMatching(/^the restore of files-.* took longer than 1\.0 s, and was stopped$/),
    })
    await expect(shop.run('restore', { raw: 'raw' })).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringMatching(/ took longer than 1\.0 s, and was stopped$/),
    })
    await expect(access(shop.path('raw'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(shop.run('restore', { into: 'out', timeout: 'soon' })).rejects.toMatchObject({ code: 'usage' })
    shop.wrap(undefined)
    expect((await shop.run('restore', { into: 'out', timeout: '1h' })).problems).toEqual([])
  })
})

describe('the time limit of a restore', () => {
  test('is not printed if the restore is refused or finishes at once', async () => {
    shop.wrap(undefined)
    await shop.file('full/other.txt', 'here before')
    await expect(shop.run('restore', { into: 'full' })).rejects.toMatchObject({ code: 'target-refused' })
    expect((await shop.run('restore', { into: 'out' })).problems).toEqual([])
    expect(shop.world.lines.join('\n')).not.toMatch(/timeout|longer than/)
  })

  test('is printed after the restore has run for ten seconds', () => {
    vi.useFakeTimers()
    try {
      const said: string[] = []
      using _ = sayLimit({ ms: 6 * 3600_000 }, (text) => void said.push(text))
      vi.advanceTimersByTime(9_000)
      expect(said).toEqual([])
      vi.advanceTimersByTime(60_000)
      expect(said).toEqual([
        expect.stringMatching(/^this restore is stopped if it takes longer than 6 h; .*--timeout 24h$/),
      ])
    } finally {
      vi.useRealTimers()
    }
  })
})

test('the limit is the one in the policy, or four times the objective, or six hours', () => {
  const verify = { size: {}, assertions: [] }
  expect(limitMs({ verify: { ...verify, timeoutMs: 5 }, objectives: { rtoMs: 10 } })).toBe(5)
  expect(limitMs({ verify, objectives: { rtoMs: 10 } })).toBe(40)
  expect(limitMs({ verify, objectives: {} })).toBe(6 * 3600_000)
  expect(limitMs(undefined)).toBe(6 * 3600_000)
})
