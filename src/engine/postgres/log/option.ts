import type { PointInTime } from '../../../policy/policy.ts'

/** What a policy says of the log of a source. */
export interface LogOptions {
  /**
   * `auto`: a slot keeps the log on the server until it is stored, where the server limits how much that may be; `unlimited`: even
   * where it does not, so that a schedule that stops fills the server's disk; `none`: only what wal_keep_size says is kept.
   */
  readonly slot: 'auto' | 'unlimited' | 'none'
  /** A finding where the slot keeps more than so many bytes. */
  readonly maxSlotLag?: number
}

export function logOptions(pointInTime: PointInTime | undefined): LogOptions {
  return pointInTime === undefined
    ? { slot: 'auto' }
    : { slot: pointInTime.slot, maxSlotLag: pointInTime.maxSlotLagBytes }
}
