import type { Entry } from '../../src/catalog/catalog.ts'
import type { Retention } from '../../src/policy/policy.ts'
import { isProblem } from '../../src/problem.ts'
import { type DecideOptions, decide } from '../../src/retain/retain.ts'
import { entry } from './entry.ts'

/** Decided at 2026-03-01, in UTC. */
export const run = (entries: readonly Entry[], retention: Retention, options: Partial<DecideOptions> = {}) =>
  decide(entries, retention, { now: new Date('2026-03-01T00:00:00Z'), timezone: 'UTC', ...options })

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
  try {
    run(entries, retention, options)
  } catch (error) {
    if (isProblem(error, 'retention-refused')) return error.message
    throw error
  }
  return undefined
}
