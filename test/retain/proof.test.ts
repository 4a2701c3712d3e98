import { describe, expect, test } from 'vitest'
import { entry, proof, rules } from './entry.ts'
import { run } from './say.ts'

const last = rules({ last: 1 })

describe('a proof that a wrong clock has dated in the future', () => {
  const later = proof('restore', '2026-03-02 00:00')
  const broken = proof('read', '2026-02-12 03:00', 'data')
  const then = new Date('2026-03-02T00:00:00Z')

  test('lifts no freeze until then', () => {
    const entries = [
      entry('2026-02-13 02:00', { proofs: [later] }),
      entry('2026-02-12 02:00', { proofs: [broken] }),
      entry('2026-02-11 02:00'),
    ]
    expect(run(entries, last).decisions.every((made) => made.keep)).toBe(true)
    expect(run(entries, last).frozen).toMatch(/^the read of orders-2026-02-12T02:00 failed/)
    expect(run(entries, last, { now: then }).frozen).toBeUndefined()
  })

  test('heals no backup until then', () => {
    const entries = [entry('2026-02-12 02:00', { proofs: [later, broken] })]
    expect(run(entries, last).decisions[0]?.because.join()).toMatch(/its read failed .*: fills no slot/)
    expect(run(entries, last, { now: then }).decisions[0]?.because[0]).toBe('last: 1 of 1')
  })
})

test('a failed proof that names no failure speaks against the backup all the same', () => {
  const failed = { ...proof('read', '2026-02-12 03:00', 'data'), findings: [] }
  const entries = [
    entry('2026-02-12 02:00', { proofs: [failed] }),
    entry('2026-02-11 02:00'),
    entry('2026-02-10 02:00'),
  ]
  expect(run(entries, last).frozen).toMatch(/^the read of orders-2026-02-12T02:00 failed/)
})
