import { z } from 'zod'
import { isProblem } from '../problem.ts'
import { listFolders, type Store } from '../store/store.ts'
import type { Duration } from '../time/time.ts'
import { mapAtOnce } from './each.ts'
import { purgeAt, readTrash, type TrashMark } from './mark/trash.ts'
import { inKey, objectName, parseObjectName } from './object-name.ts'
import { encodeRecord, parseRecord, readObject } from './record.ts'

export interface WitnessOptions {
  /** By the purging policy: for backups, and for copies that only this store gives up. */
  readonly graceOf: (scope: TrashMark['scope']) => Duration
  readonly now: Date
  /** Names this run; no other has it. */
  readonly runId: string
  readonly signal: AbortSignal
}

const schema = z.object({
  marks: z.record(z.string(), z.object({ trashedAt: z.iso.datetime(), foundAt: z.iso.datetime(), run: z.string() })),
})
type Marks = z.infer<typeof schema>['marks']

/**
 * Finds the marks whose grace period is over, and records them in the store (docs/format.md) for later runs. Returns
 * the ids that an earlier run also found: a single run, whose clock may be wrong, purges nothing. Call it under the
 * source's lease. If killed before or after its one write, it has purged nothing, and the next run continues from what
 * it finds.
 */
export async function witnessExpired(
  store: Store,
  source: string,
  { graceOf, now, runId, signal }: WitnessOptions,
): Promise<ReadonlySet<string>> {
  const key = objectName.expired(source)
  const earlier = await readFound(store, key, signal)
  const found: Marks = {}
  const before = new Set<string>()
  const listed = await listFolders(store, inKey(source), ['trash'], () => true, signal)
  const ids = listed.flatMap(({ key }) => {
    const name = parseObjectName(source, key)
    return name?.kind === 'trash' ? [name.id] : []
  })
  const marks = await mapAtOnce(ids, async (id) => ({ id, mark: await readTrash(store, source, id, signal) }))
  for (const { id, mark } of marks) {
    if (!mark || purgeAt(mark, graceOf(mark.scope)) > now) continue
    const known = earlier[id]
    // Brought back and deleted anew, it is another mark.
    const same = known?.trashedAt === mark.at.toISOString() ? known : undefined
    if (same && same.run !== runId) before.add(id)
    found[id] = same ?? { trashedAt: mark.at.toISOString(), foundAt: now.toISOString(), run: runId }
  }
  if (JSON.stringify(found) === JSON.stringify(earlier)) return before
  if (Object.keys(found).length === 0) await store.remove([key], signal)
  else await store.put(key, encodeRecord({ version: 1, marks: found }), { signal, fromReserve: true })
  return before
}

/** Takes away what runs have found, once no mark is left: called when marks were removed. */
export async function forgetExpired(store: Store, source: string, signal: AbortSignal): Promise<void> {
  const key = objectName.expired(source)
  let known = false
  for await (const stored of store.list(objectName.folder(source, 'trash'), signal)) {
    if (stored.key !== key) return
    known = true
  }
  if (known) await store.remove([key], signal)
}

/** Nothing where it is not there, or does not read: then no run has found anything. */
async function readFound(store: Store, key: string, signal: AbortSignal): Promise<Marks> {
  try {
    return parseRecord(schema, await readObject(store, key, signal))?.marks ?? {}
  } catch (error) {
    if (!isProblem(error, 'object-missing', 'object-damaged', 'object-archived')) throw error
    return {}
  }
}
