import { cacheStates } from './cache.ts'
import type { Climate } from './episode.ts'
import { faultKinds } from './fault.ts'

/** Everything that the product promises to live through. */
export const climate: Climate = {
  faults: faultKinds,
  caches: cacheStates,
  deaths: true,
  rot: true,
  skewMs: 20 * 86_400_000,
}
