import { zonedText } from '../time/time.ts'
import { type Entry, standing } from './entry.ts'
import { clockMs } from './mark/trash.ts'

/** What a store says of the time, when the lease in it was taken. */
export interface ClockEvidence {
  readonly store: string
  /** When the lease was written: by our clock, and by the store's own where it tells. */
  readonly oursAt: Date
  readonly theirsAt?: Date
  /** When the run before took the lease, by its own clock. */
  readonly previousAt?: Date
}

/**
 * Why the time here is not to be relied on: it is more than an hour from a store's own, or what others have written is more
 * than an hour ahead of it. undefined: nothing speaks against it. Pure.
 */
export function clockFault(
  evidence: readonly ClockEvidence[],
  entries: readonly Entry[],
  { now, timezone }: { readonly now: Date; readonly timezone: string },
): string | undefined {
  const text = (at: Date) => zonedText(at, timezone)
  for (const { store, oursAt, theirsAt, previousAt } of evidence) {
    const offMs = theirsAt ? oursAt.getTime() - theirsAt.getTime() : 0
    if (theirsAt && Math.abs(offMs) > clockMs)
      return `the clock here says ${text(oursAt)}, but the clock of ${store} says ${text(theirsAt)}`
    if (previousAt && isAhead(previousAt, now))
      return `a run wrote to ${store} at ${text(previousAt)} by its clock, but here it is ${text(now)}`
  }
  const ahead = entries.find((entry) => standing(entry, now) === 'future' && isAhead(entry.startedAt, now))
  return ahead && `${ahead.id} is dated in the future: here it is ${text(now)}`
}

/** Later than a clock that is right could have said. */
export const isAhead = (at: Date, now: Date): boolean => at.getTime() - now.getTime() > clockMs
