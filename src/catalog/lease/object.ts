import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import type { Store, Stored } from '../../store/store.ts'
import { parseRecord, readStored } from '../record.ts'

const schema = z.object({
  holder: z.string().max(500),
  acquiredAt: z.iso.datetime(),
  /** Absent: by an earlier version, which renewed it more rarely. */
  renewedAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime(),
})

/** What `lease.json` says. */
export type LeaseObject = z.infer<typeof schema>

/**
 * The object and its parsed content. The content is undefined if it cannot be parsed, or if the object is in an archive
 * class: then nobody can renew it, and it protects nothing.
 */
export interface LeaseThere {
  readonly stored: Stored
  readonly lease: LeaseObject | undefined
}

/** In one call where the store has one for it; undefined: there is no such object. */
export async function lookAtLease(store: Store, key: string, signal: AbortSignal): Promise<LeaseThere | undefined> {
  try {
    const there = await readStored(store, key, signal)
    return there && { stored: there.stored, lease: parseRecord(schema, there.bytes) }
  } catch (error) {
    if (!isProblem(error, 'object-damaged', 'object-archived')) throw error
    const stored = await store.head(key, signal)
    return stored && { stored, lease: undefined }
  }
}

/** Who is at work under this lease; undefined: nobody, or it is free, or has run out. */
export function holderIn(there: LeaseThere | undefined, now: Date): LeaseObject | undefined {
  const lease = there?.lease
  if (!lease || Date.parse(lease.expiresAt) <= now.getTime()) return undefined
  return Date.parse(lease.expiresAt) === Date.parse(lease.acquiredAt) ? undefined : lease
}
