import { join } from 'node:path'
import { type CacheFile, openCache, type Place, rememberedManifests, samePlace } from '../../../catalog/catalog.ts'
import { type Policy, requireSet, type StoreConfig } from '../../../policy/policy.ts'
import { isProblem, Problem } from '../../../problem.ts'
import { type Limit, limitStore, openStore, type Store } from '../../../store/store.ts'
import { suggest } from '../../../words/words.ts'
import type { World } from '../../../world.ts'
import { refuseOwnCheckout } from '../../admit/own-checkout.ts'
import { locationOf } from './location.ts'
import { storeOptions } from './option.ts'

/** How long stores are waited for: commands that only show what there is answer within seconds. */
export type Patience = 'full' | 'short'

export interface StoreFailure {
  readonly store: string
  readonly problem: Problem
}

export interface FoundPlaces {
  readonly places: readonly Place[]
  readonly failed: readonly StoreFailure[]
}

/** The stores of a policy, each opened once, and their caches. */
export class OpenStores {
  readonly #world: World
  readonly #policy: Policy
  readonly #patience: Patience
  readonly #opened = new Map<string, Promise<Place>>()
  readonly #locations = new Map<string, string>()
  readonly #caches = new Map<Store, Promise<CacheFile>>()

  constructor(world: World, policy: Policy, patience: Patience) {
    this.#world = world
    this.#policy = policy
    this.#patience = patience
  }

  async place(name: string): Promise<Place> {
    const found = await this.#openOnce(name)
    this.#claim(name)
    return found
  }

  async places({ stores }: { readonly stores: readonly string[] }): Promise<FoundPlaces> {
    const failed: StoreFailure[] = []
    const found: Place[] = []
    // Side by side: one that hangs costs its own time limit, and not that of the others as well.
    await Promise.allSettled(stores.map((name) => this.#openOnce(name)))
    for (const name of stores) {
      try {
        found.push(await this.place(name))
      } catch (error) {
        if (!isProblem(error)) throw error
        failed.push({ store: name, problem: error })
      }
    }
    return { places: found, failed }
  }

  cache(store: Store): Promise<CacheFile> {
    const opening = this.#caches.get(store) ?? openCache(this.#world.cacheDirectory, store)
    this.#caches.set(store, opening)
    return opening
  }

  #openOnce(name: string): Promise<Place> {
    const opening = this.#opened.get(name) ?? this.#open(name)
    this.#opened.set(name, opening)
    return opening
  }

  async #open(name: string): Promise<Place> {
    const world = this.#world
    const config = requireStore(this.#policy, name)
    requireSet(config)
    if (!world.openStore) await refuseOwnCheckout(world, config)
    const options = storeOptions(config, world.cwd)
    const limit = limitOf(world, config, this.#patience)
    const store = limitStore(await (world.openStore?.(name, options) ?? openStore(options, limit.idleMs)), limit)
    await refuseUnmounted(world, store)
    return { name, store }
  }

  /** After it has answered: a look at a path of a file system that hangs would hang all of this. */
  #claim(name: string): void {
    const location = locationOf(storeOptions(requireStore(this.#policy, name), this.#world.cwd))
    const other = this.#locations.get(location) ?? name
    if (other !== name) throw samePlace(name, other)
    this.#locations.set(location, name)
  }
}

/** Throws `usage` where the policy has no such store. */
export function requireStore({ path, stores }: Policy, name: string): StoreConfig {
  const config = Object.hasOwn(stores, name) ? stores[name] : undefined
  if (config) return config
  throw new Problem('usage', `${path} has no store ${name}`, { hint: suggest(name, Object.keys(stores)) })
}

/**
 * A directory that has nothing at all, where backups are known to have been, is one whose disk is not mounted: it must
 * neither pass for an empty store nor be filled.
 */
async function refuseUnmounted({ cacheDirectory, signal }: World, store: Store): Promise<void> {
  if (!(await store.blank?.(signal))) return
  const known = await rememberedManifests(cacheDirectory, store)
  if (known === 0) return
  const path = store.where.replace(/^directory /, '')
  throw new Problem(
    'store-missing',
    `${store.where} is empty, although ${known} ${known === 1 ? 'backup is' : 'backups are'} known to be there`,
    {
      hint: `Mount its disk. If it was emptied on purpose, run \`mkdir -p ${join(path, '.backproof')}\`.`,
    },
  )
}

const shortIdleMs = 10_000

/** Of one store in one run; a twelfth of its time limit, and ten seconds at least, where a person waits for an answer. */
function limitOf({ monotonicMs, signal }: World, { kind, timeoutMs }: StoreConfig, patience: Patience): Limit {
  const idleMs = patience === 'full' ? timeoutMs : Math.min(timeoutMs, Math.max(shortIdleMs, timeoutMs / 12))
  // Node has a few threads for all file systems, and one that hangs keeps those that wait for it.
  return { idleMs, monotonicMs, cancel: signal, ...(kind === 'directory' ? { atOnce: 4 } : {}) }
}
