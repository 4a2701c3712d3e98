import type { Entry } from '../catalog/catalog.ts'

/** One way to keep backups, walked from the newest to the oldest. */
export interface Rule {
  /** The reason to keep the entry, or undefined. Called once for each entry, newest first. */
  keep(entry: Entry, isOldest: boolean): string | undefined
  /** Why the entry that was just refused is not kept. */
  refused(entry: Entry): string
}

export interface BucketOptions {
  /** "daily" or "within-daily 30d". */
  readonly name: string
  /** Infinity = no limit. */
  readonly slots: number
  /** Only what is younger than this instant falls into the bucket. */
  readonly after?: Date
  /** The name of the entry's period. */
  readonly period: (entry: Entry) => string
}

/** restic's bucket: the newest backup of each period takes a slot; where slots remain, the oldest of all is kept too. */
export function bucket({ name, slots, after, period }: BucketOptions): Rule {
  let used = 0
  let last: { readonly name: string; readonly id: string } | undefined
  const afterMs = after?.getTime() ?? Number.NEGATIVE_INFINITY
  const outside = (entry: Entry) => entry.startedAt.getTime() <= afterMs
  return {
    keep(entry, isOldest) {
      if (used >= slots || outside(entry)) return undefined
      const at = period(entry)
      const isNewest = at !== last?.name
      if (!isNewest && !isOldest) return undefined
      used += 1
      last = { name: at, id: entry.id }
      const count = slots === Number.POSITIVE_INFINITY ? '' : ` (${used} of ${slots})`
      return `${name}: ${isNewest ? `newest of ${at}` : 'oldest of all, and slots remain'}${count}`
    },
    refused(entry) {
      if (outside(entry)) return `older than ${name}`
      const at = period(entry)
      if (last?.name === at) return `${name} keeps ${last.id} for ${at}`
      return `${name} is full (${used} of ${slots})`
    },
  }
}
