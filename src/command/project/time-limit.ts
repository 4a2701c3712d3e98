import type { Source } from '../../policy/policy.ts'
import { Problem, type ProblemCode } from '../../problem.ts'
import { formatDuration } from '../../words/words.ts'

/** A signal that fires with the run's own, or once the time is over; then its reason is the Problem that says so. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal
  readonly ms: number
  /** The time is over, and not the run cancelled. */
  readonly expired: Problem | undefined
}

const otherwiseMs = 6 * 3600_000
// What a timer takes; longer is as good as no limit.
const longestMs = 2 ** 31 - 1

/** How long a proof or a restore of a source may take: as the policy says, else four times its objective, else six hours. */
export function limitMs(source: Pick<Source, 'verify' | 'objectives'> | undefined): number {
  const { rtoMs } = source?.objectives ?? {}
  return source?.verify.timeoutMs ?? (rtoMs === undefined ? otherwiseMs : 4 * rtoMs)
}

/** Begins now. `what`: "the restore of orders-..."; `code`: of the Problem once it is over. */
export function startLimit(cancel: AbortSignal, ms: number, what: string, code: ProblemCode, hint: string): TimeLimit {
  const timer = new AbortController()
  let expired: Problem | undefined
  const stop = () => {
    if (cancel.aborted) return
    expired = new Problem(code, `${what} took longer than ${formatDuration(ms)}, and was stopped`, { hint })
    timer.abort(expired)
  }
  const timeout = setTimeout(stop, Math.min(ms, longestMs))
  return {
    signal: AbortSignal.any([cancel, timer.signal]),
    ms,
    get expired() {
      return expired
    },
    [Symbol.dispose]: () => clearTimeout(timeout),
  }
}

const saidAfterMs = 10_000

/** Tells whoever waits for a restore how long it may take. One that is refused, or done, within seconds needs no such word. */
export function sayLimit({ ms }: Pick<TimeLimit, 'ms'>, say: (message: string) => void): Disposable {
  const text = `this restore is stopped if it takes longer than ${formatDuration(ms)}; to allow more, run it again with --timeout 24h`
  const timeout = setTimeout(() => say(text), saidAfterMs)
  return { [Symbol.dispose]: () => clearTimeout(timeout) }
}
