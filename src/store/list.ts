import type { Found, Store } from './contract.ts'

/**
 * What a store has below these folders of one folder. Where each answer is a round trip, all is asked for at once, which is one
 * answer for most sources; of one that has more than an answer can hold, folder by folder, without its data. Of what is `bare`
 * the key is enough. `isLong`: it is known that one answer does not hold it.
 */
export async function listFolders(
  store: Store,
  parent: string,
  folders: readonly string[],
  bare: (key: string) => boolean,
  signal: AbortSignal,
  options: { readonly isLong?: boolean } = {},
): Promise<readonly Found[]> {
  const prefixes = folders.map((folder) => `${parent}/${folder}/`)
  if (store.survey) {
    const found: Found[] = []
    for await (const piece of store.survey(prefixes, bare, signal)) found.push(...piece)
    return found
  }
  const asksOnce = store.page !== undefined && !options.isLong
  const all = asksOnce ? await firstPage(store, `${parent}/`, store.page, signal) : undefined
  if (all) return all.filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)))
  return (await Promise.all(prefixes.map((prefix) => listed(store, prefix, signal)))).flat()
}

async function listed(store: Store, prefix: string, signal: AbortSignal): Promise<readonly Found[]> {
  const found: Found[] = []
  for await (const stored of store.list(prefix, signal)) found.push({ key: stored.key, stored })
  return found
}

/** undefined: there is more than that. */
async function firstPage(
  store: Store,
  prefix: string,
  page: number,
  signal: AbortSignal,
): Promise<readonly Found[] | undefined> {
  const found: Found[] = []
  for await (const stored of store.list(prefix, signal)) {
    if (found.length === page) return undefined
    found.push({ key: stored.key, stored })
  }
  return found
}
