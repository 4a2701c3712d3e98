import type { RunRecord } from '../../catalog/catalog.ts'
import type { SourceHealth } from './contract.ts'

const dayMs = 86_400_000

/** Attempts to back up that have ended, newest first; one that is dated in the future neither hides others nor stands for them. */
export function attemptsOf(runs: readonly RunRecord[], now: Date): readonly RunRecord[] {
  return runs
    .filter(({ command, startedAt }) => command === 'backup' && startedAt <= now)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
}

/** How the attempts of so many days ended; no rate where there were none. Pure. */
export function rateOf(
  attempts: readonly RunRecord[],
  days: number,
  now: Date,
): SourceHealth['triggers']['success']['days7'] {
  const within = attempts.filter(({ startedAt }) => now.getTime() - startedAt.getTime() <= days * dayMs)
  const succeeded = within.filter(({ outcome }) => outcome === 'succeeded').length
  const failed = within.length - succeeded
  if (within.length === 0) return { succeeded, failed }
  return { succeeded, failed, rate: Math.round((succeeded / within.length) * 10_000) / 10_000 }
}
