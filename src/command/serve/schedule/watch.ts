import type { SourcePlan } from './due.ts'

/** When something happens: by the calendar, and by a clock that nobody sets. */
export interface Instant {
  readonly wallMs: number
  readonly monotonicMs: number
}

/** What the scheduler remembers of one source. All of it may be forgotten at any time: the stores know what is due. */
export interface Watch {
  /** It need not be looked at before, by the calendar; absent: look at once. */
  readonly lookAtMs?: number
  /** Jobs started in a row for the same work, and when the last one ended: what does not get done is tried more rarely. */
  readonly tries: number
  readonly endedMs?: number
  /** When its schedule fires next, as it was when the first of those jobs was started. */
  readonly nextMs?: number
}

export const unwatched: Watch = { tries: 0 }

/** 1, 2, 4, 8, then 15 minutes. */
const longestPauseMs = 15 * 60_000
export const pauseMs = (tries: number): number =>
  tries === 0 ? 0 : Math.min(60_000 * 2 ** (tries - 1), longestPauseMs)

/** Whether a source has to be looked at now. Pure. */
export function mayBeDue(watch: Watch, now: Instant): boolean {
  // A schedule that fires is new work, however often the last has failed.
  if (watch.tries > 0 && watch.nextMs !== undefined && now.wallMs >= watch.nextMs) return true
  if (watch.endedMs !== undefined && now.monotonicMs - watch.endedMs < pauseMs(watch.tries)) return false
  return watch.lookAtMs === undefined || now.wallMs >= watch.lookAtMs
}

/** After `plan` was asked. `start`: a job is started now. Pure. */
export function afterPlan(
  watch: Watch,
  { due, nextMs }: Omit<SourcePlan, 'source'>,
  now: Instant,
): { readonly start: boolean; readonly watch: Watch } {
  const next = nextMs === undefined ? {} : { nextMs }
  if (due.length === 0) return { start: false, watch: { tries: 0, lookAtMs: nextMs ?? Number.POSITIVE_INFINITY } }
  const isNew = watch.tries === 0 || (watch.nextMs !== undefined && now.wallMs >= watch.nextMs)
  return { start: true, watch: isNew ? { tries: 1, ...next } : { ...watch, tries: watch.tries + 1 } }
}

/** After a job of this source has ended, whoever asked for it: what is due now must be looked at. Pure. */
export function afterJob({ lookAtMs: _, ...watch }: Watch, now: Instant): Watch {
  return watch.tries === 0 ? watch : { ...watch, endedMs: now.monotonicMs }
}

/** More than a correction of a clock: it was set, or the machine slept. Then all that was worked out by it is void. */
const jumpMs = 30_000
export function jumped(before: Instant, now: Instant): boolean {
  const drift = now.wallMs - before.wallMs - (now.monotonicMs - before.monotonicMs)
  return Math.abs(drift) > jumpMs
}

/** Milliseconds to the next tick: ticks are at whole multiples of the interval, so that a schedule is met as it fires. */
export function untilTick(wallMs: number, everyMs: number): number {
  return everyMs - (wallMs % everyMs)
}
