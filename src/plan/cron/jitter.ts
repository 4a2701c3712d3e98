import { createHash } from 'node:crypto'
import type { Source } from '../../policy/policy.ts'
import { countDue, lastDue, nextDue } from './cron.ts'
import { ticksBetween } from './tick.ts'

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

/** When any backup of a source is due: full ones, and the increments between them; undefined: never by itself. */
export function backupTicks(
  source: Pick<Source, 'name' | 'jitterMs' | 'schedule' | 'increments'>,
  timezone: string,
): Ticks | undefined {
  if (source.schedule === undefined) return undefined
  const full = ticksOf(source, source.schedule, timezone)
  if (!source.increments) return full
  const between = ticksOf(source, source.increments.schedule, timezone)
  const offMs = putOffMs(source)
  const lines = [source.schedule, source.increments.schedule]
  return {
    last: (now) => later(full.last(now), between.last(now)),
    next: (after) => earlier(full.next(after), between.next(after)),
    count(after, until, limit) {
      const [from, to] = [new Date(after.getTime() - offMs), new Date(until.getTime() - offMs)]
      // Of years no exact number is asked for.
      const most = Math.min(limit, full.count(after, until, limit) + between.count(after, until, limit))
      if (most >= limit) return limit
      return new Set(lines.flatMap((line) => ticksBetween(line, timezone, from, to).map((at) => at.getTime()))).size
    },
  }
}

export function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other
  return one < other ? one : other
}

function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other
  return one > other ? one : other
}
