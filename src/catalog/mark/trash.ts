import { z } from 'zod'
import { leastGraceMs } from '../../policy/policy.ts'
import { isProblem } from '../../problem.ts'
import type { Store } from '../../store/store.ts'
import { type Duration, durationMs } from '../../time/time.ts'
import { objectName } from '../object-name.ts'
import { parseRecord, readStored } from '../record.ts'

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

/**
 * An unreadable marker still means "deleted", but it never causes a purge. `writtenAt` is the store's own time: with a
 * slow clock or a forged time, a mark would be past its grace period at once.
 */
export function parseTrash(bytes: Uint8Array, writtenAt?: Date): TrashMark {
  const mark = parseRecord(schema, bytes)
  if (!mark) return { at: distantFuture, purgeAfter: distantFuture, scope: 'backup' }
  const said = new Date(mark.trashedAt)
  const at = writtenAt && writtenAt.getTime() - said.getTime() > clockMs ? writtenAt : said
  return { at, purgeAfter: new Date(mark.purgeAfter), scope: mark.scope ?? 'backup' }
}

/** Clocks that differ by less agree. */
export const clockMs = 3_600_000

/**
 * When what was marked so may be removed: after the longer of the grace period that it was marked with and the one of the
 * policy that removes it, which is a day at least where the backup itself goes.
 */
export function purgeAt(
  { at, purgeAfter, scope }: Pick<TrashMark, 'at' | 'purgeAfter'> & Partial<TrashMark>,
  grace: Duration,
): Date {
  const floorMs = scope === 'copy' ? 0 : leastGraceMs
  const least = at.getTime() + Math.max(durationMs(grace), floorMs)
  return new Date(Math.min(Math.max(purgeAfter.getTime(), least), distantFuture.getTime()))
}

/** The JSON of a marker; with the scope `copy`, of one store's copy alone; `by` is the person, where one marks. */
export function trashMark(
  at: Date,
  grace: Duration,
  because: readonly string[],
  more: { readonly scope?: 'copy'; readonly by?: string } = {},
) {
  const purgeAfter = new Date(at.getTime() + durationMs(grace))
  return { trashedAt: at, purgeAfter, because, ...more }
}

/**
 * Whether the marked backup, or copy, is to be removed now. Checked again right before the removal: marks need no
 * lease, and it may have been brought back, deleted again, or held.
 */
export async function goesNow(
  store: Store,
  source: string,
  id: string,
  { scope, grace, now }: { readonly scope: TrashMark['scope']; readonly grace: Duration; readonly now: Date },
  signal: AbortSignal,
): Promise<boolean> {
  const mark = await readTrash(store, source, id, signal)
  if (mark?.scope !== scope || purgeAt(mark, grace) > now) return false
  return !(await store.head(objectName.hold(source, id), signal))
}

/** The marker as the store has it now, past every cache; undefined = there is none. */
export async function readTrash(
  store: Store,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<TrashMark | undefined> {
  const key = objectName.trash(source, id)
  try {
    const there = await readStored(store, key, signal)
    return there && parseTrash(there.bytes, there.stored.writtenAt)
  } catch (error) {
    if (isProblem(error, 'object-missing')) return undefined
    if (isProblem(error, 'object-damaged')) return parseTrash(new Uint8Array())
    throw error
  }
}
