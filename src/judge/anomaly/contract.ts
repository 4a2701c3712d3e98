import type { Entry } from '../../catalog/catalog.ts'

/** One number of a backup that is unlike those before it. */
export interface Anomaly {
  /** "size", "sealed size", "compression", "duration", or what is counted: "rows". */
  readonly measure: string
  readonly kind: 'size' | 'counts' | 'compression' | 'duration'
  readonly value: number
  /** Of the backups before it; `spread`: one robust standard deviation. */
  readonly usual: { readonly center: number; readonly spread: number; readonly over: number }
  /** "size 412 MiB; usual 1.9 GiB ± 40 MiB over 21 backups" */
  readonly message: string
}

export interface UnusualBackup {
  readonly entry: Entry
  /** Never empty; what is worst first. */
  readonly anomalies: readonly Anomaly[]
  /** Nothing is deleted until it is acknowledged. */
  readonly freezes: boolean
}

export interface AnomalyVerdict {
  /** Of the newest backup. `short`: too few before it; `none`: there is no backup, or nothing is compared. */
  readonly newest: 'usual' | 'unusual' | 'acknowledged' | 'short' | 'none'
  /** How many backups the newest is compared with, and how many it takes. */
  readonly history: { readonly has: number; readonly needs: number }
  /** That nobody has acknowledged, newest first. */
  readonly unusual: readonly UnusualBackup[]
}
