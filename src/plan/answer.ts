import { ticksBetween } from './cron/tick.ts'

/** How many ticks of a schedule something else that ticks answers before the next one is due. */
export interface TickAnswers {
  readonly ticks: number
  readonly missed: number
}

const lookMs = 35 * 24 * 3_600_000

/**
 * Of the schedule's ticks in the coming weeks, those after which none of the other lines (in UTC, as GitHub's are) ticks before
 * the schedule's next: each is a backup, or a proof, that nobody makes. Pure.
 */
export function answered(line: string, timezone: string, callers: readonly string[], now: Date): TickAnswers {
  const until = new Date(now.getTime() + lookMs)
  const due = ticksBetween(line, timezone, now, until).map((at) => at.getTime())
  const calls = callers.flatMap((caller) => ticksBetween(caller, 'UTC', now, until).map((at) => at.getTime()))
  const sorted = calls.sort((a, b) => a - b)
  let [at, missed] = [0, 0]
  for (const [index, tick] of due.entries()) {
    const next = due[index + 1]
    if (next === undefined) break
    while (at < sorted.length && (sorted[at] ?? 0) < tick) at += 1
    if ((sorted[at] ?? Number.POSITIVE_INFINITY) >= next) missed += 1
  }
  return { ticks: Math.max(due.length - 1, 0), missed }
}
