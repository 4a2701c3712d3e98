import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import type { Store } from '../../store/store.ts'
import { parseRecord, readObject } from '../record.ts'

const schema = z.object({
  holder: z.string().max(500),
  acquiredAt: z.iso.datetime(),
  /** Absent: by an earlier version, which renewed it more rarely. */
  renewedAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime(),
})

/** What `lease.json` says. */
export type LeaseObject = z.infer<typeof schema>

/** undefined: it cannot be parsed, or is in an archive class, so nobody can renew it, and it covers nothing. */
export async function readLease(store: Store, key: string, signal: AbortSignal): Promise<LeaseObject | undefined> {
  try {
    return parseRecord(schema, await readObject(store, key, signal))
  } catch (error) {
    if (!isProblem(error, 'object-damaged', 'object-archived')) throw error
    return undefined
  }
}
