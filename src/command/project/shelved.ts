import { parseObjectName, readLogName, sourceOfFolder } from '../../catalog/catalog.ts'
import { isFailure } from '../../problem.ts'
import type { Project, SourceStores } from './project.ts'

/**
 * All sources that the stores have backups of, whether the policy has them or not, with these stores; and the stores that
 * could not be listed. Lists every object of every store: for a person who asks, not for each run.
 */
export async function shelvedSources(project: Project): Promise<{
  readonly shelves: readonly SourceStores[]
  readonly unread: readonly { readonly store: string; readonly message: string }[]
}> {
  const { world, policy } = project
  const found = new Map<string, Set<string>>()
  const unread: { store: string; message: string }[] = []
  for (const store of Object.keys(policy.stores)) {
    using _ = world.log.progress({ what: `looking for backups in ${store}` })
    try {
      const place = await project.place(store)
      for await (const { key } of place.store.list('', world.signal)) {
        const name = sourceOfFolder(key.slice(0, Math.max(0, key.indexOf('/')))) ?? ''
        // The log of a source is shown with it.
        if (readLogName(name) || found.get(name)?.has(store) || parseObjectName(name, key)?.kind !== 'manifest')
          continue
        found.set(name, (found.get(name) ?? new Set()).add(store))
      }
    } catch (error) {
      if (!isFailure(error)) throw error
      unread.push({ store, message: error.message })
    }
  }
  const shelves = [...found].map(([name, stores]) => ({ name, stores: [...stores] }))
  return { shelves: shelves.sort((a, b) => (a.name < b.name ? -1 : 1)), unread }
}
