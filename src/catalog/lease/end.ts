import { isProblem } from '../../problem.ts'
import type { Store } from '../../store/store.ts'
import { lookAtLease } from './object.ts'

/** A lease that this run has written. */
export interface OwnLease {
  readonly store: Store
  readonly key: string
  readonly holder: string
  /** Fires when the run is cancelled. */
  readonly signal: AbortSignal
  /** The bytes that say that it is given back. */
  readonly free: () => Uint8Array
}

/**
 * Releases a lease by a conditional write, not by a removal: a removal could take away a successor's lease. It does so
 * even while space is short, because an unreleased lease keeps the next run away. If the store fails, or was given up,
 * it tries once more anyway. Never throws an error of the store: a lease that is not released expires. `looked`:
 * whether the lease was seen to be ours a moment ago.
 */
export async function giveBack(own: OwnLease, etag: string, looked = false): Promise<void> {
  const { store, key, free } = own
  try {
    await store.put(key, free(), { ifMatch: etag, looked, signal: AbortSignal.timeout(30_000), fromReserve: true })
  } catch (error) {
    if (!isProblem(error)) throw error
    // Changed by a renewal of ours, perhaps, whose answer was lost.
    if (isProblem(error, 'store-unavailable', 'store-changed', 'cancelled')) await giveBackLate(own)
  }
}

const lateMs = 3_000
const cancelledMs = 1_000

/** One try within a few seconds, whatever this run makes of the store, of what is there and ours: what hangs is left behind. */
export async function giveBackLate({ store, key, holder, signal, free }: OwnLease): Promise<void> {
  const limitMs = signal.aborted ? cancelledMs : lateMs
  const last = store.parting ?? store
  const late = AbortSignal.timeout(limitMs)
  const tried = async () => {
    const there = await lookAtLease(last, key, late)
    if (there?.lease?.holder !== holder) return
    await last.put(key, free(), { ifMatch: there.stored.etag, signal: late, fromReserve: true })
  }
  const trying = tried().catch((error: unknown) => {
    if (!isProblem(error)) throw error
  })
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([trying, over])
  clearTimeout(timer)
  trying.catch(() => {}) // left behind: whatever it ends with, nobody waits for it any more
}
