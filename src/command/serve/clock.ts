import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../../world.ts'

/** Time as the server sees it; tests have one of their own. */
export interface Clock {
  readonly now: () => Date
  /** Runs on where the other is set. */
  readonly monotonicMs: () => number
  /** Resolves after so many milliseconds, or as soon as the signal fires. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export function realClock({ now, monotonicMs }: Pick<World, 'now' | 'monotonicMs'>): Clock {
  return {
    now,
    monotonicMs,
    async sleep(ms, signal) {
      await pause(ms, undefined, { signal }).catch(() => undefined)
    },
  }
}
