import { createHash } from 'node:crypto'
import type { Source } from '../../policy/policy.ts'
import { countDue, lastDue, nextDue } from './cron.ts'

/** A number from a name, the same on every machine and in every version. */
export function hashOf(name: string): number {
  return createHash('sha256').update(name).digest().readUIntBE(0, 6)
}

/** By how many milliseconds the source's ticks are put off: from 0 up to its jitter, and always the same. */
export function putOffMs({ name, jitterMs = 0 }: Pick<Source, 'name' | 'jitterMs'>): number {
  return jitterMs <= 0 ? 0 : hashOf(name) % (jitterMs + 1)
}

/** When the backups of a source are due: the schedule's ticks, each delayed by the source's own part of its jitter. */
export interface Ticks {
  last(now: Date): Date | undefined
  next(after: Date): Date | undefined
  /** Ticks after one time and up to another, counted to a limit. */
  count(after: Date, until: Date, limit: number): number
}

/** The ticks of a line in the zone, delayed by the source's part of its jitter. */
export function ticksOf(source: Pick<Source, 'name' | 'jitterMs'>, line: string, timezone: string): Ticks {
  const offMs = putOffMs(source)
  const earlier = (at: Date) => new Date(at.getTime() - offMs)
  const later = (at: Date | undefined) => at && new Date(at.getTime() + offMs)
  return {
    last: (now) => later(lastDue(line, timezone, earlier(now))),
    next: (after) => later(nextDue(line, timezone, earlier(after))),
    count: (after, until, limit) => countDue(line, timezone, earlier(after), earlier(until), limit),
  }
}
