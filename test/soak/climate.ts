import { existsSync } from 'node:fs'
import { cacheStates } from './cache.ts'
import type { Climate } from './episode.ts'
import { faultKinds } from './fault.ts'

// Once deletions read the stores themselves: until then a cache that somebody has altered, and a clock that is days ahead, are
// believed, as they are known to be.
const asksStores = existsSync(new URL('../../src/catalog/clock.ts', import.meta.url))

/** Everything that the product promises to live through. */
export const climate: Climate = {
  faults: faultKinds,
  caches: asksStores ? cacheStates : cacheStates.filter((state) => state !== 'altered'),
  deaths: true,
  rot: true,
  skewMs: asksStores ? 20 * 86_400_000 : 50 * 60_000,
}
