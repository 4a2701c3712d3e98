import { type CacheState, cacheStates } from './cache.ts'
import { type FaultKind, faultKinds } from './fault.ts'
import type { Random } from './random.ts'

/** What may happen in a world at all. */
export interface Climate {
  readonly faults: readonly FaultKind[]
  readonly caches: readonly CacheState[]
  readonly deaths: boolean
  readonly rot: boolean
  /** The most that a clock is wrong by. */
  readonly skewMs: number
}

/**
 * Of all that the product promises to live through each world has a part: one fault may keep what another would do from
 * happening, as a clock that was wrong once forbids every deletion for days.
 */
export function drawClimate(random: Random): Climate {
  return {
    faults: random.chance(0.2) ? [] : random.some(faultKinds, 0.7),
    caches: random.chance(0.2) ? ['shared'] : cacheStates,
    deaths: random.chance(0.7),
    rot: random.chance(0.6),
    skewMs: random.chance(0.5) ? 0 : 20 * 86_400_000,
  }
}
