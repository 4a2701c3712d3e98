import { objectName, parseObjectName, readObject } from '../../catalog/catalog.ts'
import { isProblem, Problem } from '../../problem.ts'
import type { Store } from '../../store/store.ts'

/**
 * Copies what decides over a backup and stands beside it, proofs, tags and a hold: what one store knows must not end with that
 * store. Throws `role-refused` where this role may write no hold or tag: the one that only backs up must not.
 */
export async function handOver(
  from: Store,
  to: readonly Store[],
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const hold = objectName.hold(source, id)
  const keys = (await from.head(hold, signal)) ? [hold] : []
  // By who lifted a hold nothing is decided: no copy waits for a role that may write it.
  for (const folder of ['proofs', 'tags'])
    for await (const { key } of from.list(objectName.folder(source, folder, id), signal))
      if (parseObjectName(source, key)?.kind !== 'undoing') keys.push(key)
  for (const key of keys) {
    for (const store of to) {
      if (await store.head(key, signal)) continue
      const bytes = await readObject(from, key, signal)
      await forPrune(`${id} is held or tagged, and is waiting to be copied to ${store.where}`, key, () =>
        store.put(key, bytes, { signal }),
      )
    }
  }
}

/** What the role that only backs up must not write is left to the one that prunes: gives what to do instead of a bare refusal. */
export async function forPrune<T>(what: string, key: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isProblem(error, 'store-denied')) throw error
    throw new Problem('role-refused', `${what}: this role may not write ${key}`, {
      hint: 'Run `backproof prune --apply` with the prune role, or wait for the workflow that does.',
      cause: error,
    })
  }
}
