import type { Source } from '../policy/policy.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import { formatDuration } from '../report/report.ts'

/** A signal that fires with the run's own, or once the time is over; then its reason is the Problem that says so. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal
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
    expired = new Problem(code, `${what} took longer than ${formatDuration(ms)}, and was ended`, { hint })
    timer.abort(expired)
  }
  const timeout = setTimeout(stop, Math.min(ms, longestMs))
  return {
    signal: AbortSignal.any([cancel, timer.signal]),
    get expired() {
      return expired
    },
    [Symbol.dispose]: () => clearTimeout(timeout),
  }
}
