import { z } from 'zod'
import { isProblem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { readObject } from './commit.ts'
import { objectName } from './object-name.ts'

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
  try {
    const mark = schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return { at: new Date(mark.trashedAt), purgeAfter: new Date(mark.purgeAfter), scope: mark.scope ?? 'backup' }
  } catch {
    return { at: distantFuture, purgeAfter: distantFuture, scope: 'backup' }
  }
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
