import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { objectName, parseObjectName, parseTime } from './object-name.ts'

const dayMs = 24 * 3600_000

/** Objects of one id that no manifest covers: what a killed run left. */
export interface Leftover {
  readonly id: string
  readonly keys: readonly string[]
  readonly bytes: number
}

/**
 * What may be swept from a store: everything of an id without a manifest, once the id is older than a day. Call it
 * under the source's lease: a backup under way looks the same. Throws `store-failed` if the listing was not all: then one
 * without a manifest may have one.
 */
export async function leftovers(
  store: Store,
  source: string,
  now: Date,
  signal: AbortSignal,
): Promise<readonly Leftover[]> {
  const committed = new Set<string>()
  const found = new Map<string, { keys: string[]; bytes: number }>()
  for await (const { key, bytes } of store.list(`${source}/`, signal)) {
    const name = parseObjectName(source, key)
    if (!name || name.kind === 'lease' || name.kind === 'run') continue
    if (name.kind === 'manifest') committed.add(name.id)
    else {
      const group = found.get(name.id) ?? { keys: [], bytes: 0 }
      group.keys.push(key)
      group.bytes += bytes
      found.set(name.id, group)
    }
  }
  const left = [...found].flatMap(([id, group]) => {
    const startedAt = parseTime(id.slice(source.length + 1))
    const old = startedAt !== undefined && now.getTime() - startedAt.getTime() > dayMs
    return old && !committed.has(id) ? [{ id, ...group }] : []
  })
  for (const { id } of left) {
    const key = objectName.manifest(source, id)
    if (await store.head(key, signal))
      throw new Problem('store-failed', `list ${source}/*: it left out ${key}, which is there, in ${store.where}`, {
        hint: 'Nothing is swept: what this store lists cannot be relied on.',
      })
  }
  return left
}

/** Days for which run records are kept: every reading of the catalog lists them all. */
const runDays = 90

/** Names of the run records of a source that are older than 90 days. */
export async function staleRuns(
  store: Store,
  source: string,
  now: Date,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const stale: string[] = []
  for await (const { key } of store.list(`${source}/runs/`, signal)) {
    const name = parseObjectName(source, key)
    if (name?.kind === 'run' && now.getTime() - name.at.getTime() > runDays * dayMs) stale.push(key)
  }
  return stale
}

/**
 * Removes one backup from one store for good: manifest first, so that it never looks whole without being so; data next
 * to last; the trash marker at the very end, so that a killed purge is taken up again.
 */
export async function purge(store: Store, source: string, id: string, signal: AbortSignal): Promise<void> {
  await store.remove([objectName.manifest(source, id)], signal)
  await store.remove([objectName.signature(source, id)], signal)
  await store.remove([objectName.key(source, id)], signal)
  for (const prefix of [`${source}/data/${id}/`, `${source}/proofs/${id}/`]) {
    const keys: string[] = []
    for await (const { key } of store.list(prefix, signal)) keys.push(key)
    await store.remove(keys, signal)
  }
  await store.remove([objectName.hold(source, id), objectName.trash(source, id)], signal)
}
