import { expect, test } from 'vitest'
import { entry, proof, rules } from './entry.ts'
import { run } from './say.ts'

const last = rules({ last: 1 })

test('a failed proof that names no failure still counts against the backup', () => {
  const failed = { ...proof('read', '2026-02-12 03:00', 'data'), findings: [] }
  const entries = [
    entry('2026-02-12 02:00', { proofs: [failed] }),
    entry('2026-02-11 02:00'),
    entry('2026-02-10 02:00'),
  ]
  expect(run(entries, last).frozen).toMatch(/^the read of orders-2026-02-12T02:00 failed/)
})
