import { objectName, readObject } from '../catalog/catalog.ts'
import type { Store } from '../store/store.ts'

/** Copies what decides over a backup and stands beside it, proofs, tags and a hold: what one store knows must not end with that store. */
export async function handOver(
  from: Store,
  to: readonly Store[],
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const hold = objectName.hold(source, id)
  const keys = (await from.head(hold, signal)) ? [hold] : []
  for (const folder of ['proofs', 'tags'])
    for await (const { key } of from.list(`${source}/${folder}/${id}/`, signal)) keys.push(key)
  for (const key of keys) {
    for (const store of to) {
      if (await store.head(key, signal)) continue
      await store.put(key, await readObject(from, key, signal), { signal })
    }
  }
}
