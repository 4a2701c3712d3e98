import { z } from 'zod'
import { type Duration, durationMs } from '../policy/policy.ts'
import { isProblem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { objectName } from './object-name.ts'
import { parseRecord, readObject } from './record.ts'

/** A trash marker (docs/format.md). */
export interface TrashMark {
  readonly at: Date
  /** Nothing is removed before it. */
  readonly purgeAfter: Date
  /** `copy`: this store gives its copy up, and the backup itself stays. */
  readonly scope: 'backup' | 'copy'
}

const distantFuture = new Date(8.64e15)
const schema = z.object({
  trashedAt: z.iso.datetime(),
  purgeAfter: z.iso.datetime(),
  scope: z.enum(['backup', 'copy']).optional(),
})

/** An unreadable marker still means "deleted", but nothing is purged because of it. */
export function parseTrash(bytes: Uint8Array): TrashMark {
  const mark = parseRecord(schema, bytes)
  if (!mark) return { at: distantFuture, purgeAfter: distantFuture, scope: 'backup' }
  return { at: new Date(mark.trashedAt), purgeAfter: new Date(mark.purgeAfter), scope: mark.scope ?? 'backup' }
}

/** The JSON of a marker; with `copy`, of one store's copy alone. */
export function trashMark(at: Date, grace: Duration, because: readonly string[], scope?: 'copy') {
  const purgeAfter = new Date(at.getTime() + durationMs(grace))
  return { trashedAt: at, purgeAfter, because, ...(scope ? { scope } : {}) }
}

/**
 * Whether what was marked so, the backup or one copy of it, goes at this moment. Asked again right before it does: marks
 * need no lease, and it may have been brought back, deleted anew, or held.
 */
export async function goesNow(
  store: Store,
  source: string,
  id: string,
  scope: TrashMark['scope'],
  now: Date,
  signal: AbortSignal,
): Promise<boolean> {
  const mark = await readTrash(store, source, id, signal)
  if (mark?.scope !== scope || mark.purgeAfter > now) return false
  return !(await store.head(objectName.hold(source, id), signal))
}

/** The marker as the store has it now, past every cache; undefined = there is none. */
export async function readTrash(
  store: Store,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<TrashMark | undefined> {
  try {
    return parseTrash(await readObject(store, objectName.trash(source, id), signal))
  } catch (error) {
    if (isProblem(error, 'object-missing')) return undefined
    if (isProblem(error, 'object-damaged')) return parseTrash(new Uint8Array())
    throw error
  }
}
