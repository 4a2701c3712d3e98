import { formatBytes } from '../../words/words.ts'
import type { StoreHealth } from '../health/contract.ts'
import type { Observation } from './contract.ts'

/** Room that swings about the limit must not open and close an alert each time: it is over where a tenth more is free. */
const margin = 1.1

/**
 * Whether a store is nearly full. `limit`: bytes that are to be free; true: what min-free keeps, and one more backup of
 * each source. undefined: it does not tell how much is free. Pure.
 */
export function observeStore({ store, room, findings }: StoreHealth, limit: true | number): Observation | undefined {
  const rule = 'storage-low'
  if (!room) return undefined
  const { freeBytes, minFreeBytes = 0 } = room
  if (limit !== true) {
    if (freeBytes < limit) {
      const message = `${formatBytes(freeBytes)} are free in ${store}, less than ${formatBytes(limit)}`
      return { rule, kind: 'holds', message, hint: 'Make room on its file system, or let retention keep less.' }
    }
    return freeBytes < limit * margin ? { rule, kind: 'unknown' } : { rule, kind: 'clear' }
  }
  const low = findings.find(({ code }) => code === 'storage-low')
  if (low) return { rule, kind: 'holds', message: low.message, ...(low.hint ? { hint: low.hint } : {}) }
  return freeBytes < minFreeBytes * margin ? { rule, kind: 'unknown' } : { rule, kind: 'clear' }
}
