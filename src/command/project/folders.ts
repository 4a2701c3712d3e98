import type { Store } from '../../store/store.ts'

/** Names of the folders on top of a store. */
export async function foldersOf(store: Store, signal: AbortSignal): Promise<readonly string[]> {
  if (store.folders) return store.folders(signal)
  const names = new Set<string>()
  for await (const { key } of store.list('', signal)) if (key.includes('/')) names.add(key.slice(0, key.indexOf('/')))
  return [...names]
}
