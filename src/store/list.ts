import type { Store, Stored } from './contract.ts'

/**
 * What a store has below these folders of one folder. Where each answer is a round trip, all is asked for at once, which is one
 * answer for most sources; of one that has more than an answer can hold, folder by folder, without its data.
 */
export async function listFolders(
  store: Store,
  parent: string,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<readonly Stored[]> {
  const prefixes = folders.map((folder) => `${parent}/${folder}/`)
  const all = store.page === undefined ? undefined : await firstPage(store, `${parent}/`, store.page, signal)
  if (all) return all.filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)))
  return (await Promise.all(prefixes.map((prefix) => Array.fromAsync(store.list(prefix, signal))))).flat()
}

/** undefined: there is more than that. */
async function firstPage(
  store: Store,
  prefix: string,
  page: number,
  signal: AbortSignal,
): Promise<readonly Stored[] | undefined> {
  const found: Stored[] = []
  for await (const stored of store.list(prefix, signal)) {
    if (found.length === page) return undefined
    found.push(stored)
  }
  return found
}
