import { expect } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import type { Retention } from '../../src/policy/policy.ts'
import { type DecideOptions, decide } from '../../src/retain/retain.ts'
import { decided } from './decided.ts'
import { entry } from './entry.ts'

const march = { now: new Date('2026-03-01T00:00:00Z'), timezone: 'UTC' }

/** Decided at 2026-03-01, in UTC. */
export const run = (entries: readonly Entry[], retention: Retention, options: Partial<DecideOptions> = {}) =>
  decided(entries, retention, { ...march, ...options })

/** "keep 02-14 09:00: reason; reason" */
export const lines = (entries: readonly Entry[], retention: Retention, options: Partial<DecideOptions> = {}) =>
  run(entries, retention, options).decisions.map(
    ({ entry, keep, because }) => `${keep ? 'keep' : 'delete'} ${entry.id.slice(12)}: ${because.join('; ')}`,
  )

/** Four backups, a day between them, newest last. */
export const days = ['2026-02-10 02:00', '2026-02-11 02:00', '2026-02-12 02:00', '2026-02-13 02:00'].map((at) =>
  entry(at),
)

/** What retention refuses with; undefined: it decides. */
export function refusal(entries: readonly Entry[], retention: Retention, options: Partial<DecideOptions> = {}) {
  const made = decide(entries, retention, { ...march, ...options })
  if (!('refused' in made)) return undefined
  expect(made.refused).toMatchObject({ code: 'retention-refused', hint: expect.any(String) })
  return made.refused.message
}
