import { Problem } from '../../src/problem.ts'
import type { Store } from '../../src/store/store.ts'
import type { Shop } from '../command/shop.ts'

/** A process that dies at one of its calls to any store, before or after it is carried out. */
export interface Death {
  /** Around every store of the process. */
  wrap(store: Store): Store
  readonly calls: number
  readonly met: boolean
}

/** From the nth call on (1 is the first), nothing that the process does reaches a store any more. */
export function dieAt(nth: number, when: 'before' | 'after'): Death {
  return endAt(nth, when, 'all')
}

/** The nth call alone fails, before or after it is carried out; the process goes on. */
export function failAt(nth: number, when: 'before' | 'after'): Death {
  return endAt(nth, when, 'one')
}

function endAt(nth: number, when: 'before' | 'after', which: 'all' | 'one'): Death {
  let calls = 0
  let dead = false
  const gone = () => new Problem('store-unavailable', which === 'all' ? 'the process is dead' : 'a fault of the test')
  const call = async <T>(body: () => Promise<T>): Promise<T> => {
    if (dead && which === 'all') throw gone()
    calls += 1
    if (calls !== nth) return body()
    dead = true
    if (when === 'after') await body()
    throw gone()
  }
  return {
    get calls() {
      return calls
    },
    get met() {
      return dead
    },
    wrap: (store) => ({
      where: store.where,
      put: (key, body, options) => call(() => store.put(key, body, options)),
      get: (key, options) => call(() => store.get(key, options)),
      head: (key, signal) => call(() => store.head(key, signal)),
      remove: (keys, signal) => call(() => store.remove(keys, signal)),
      async *list(prefix, signal) {
        await call(async () => {})
        yield* store.list(prefix, signal)
      },
      // A look that decides nothing, and whose failure is a warning.
      folders: async (signal) => {
        if (dead && which === 'all') throw gone()
        return (await store.folders?.(signal)) ?? []
      },
    }),
  }
}

/** What the shop's stores hold now, and its time; to be put back. */
export function remember(shop: Shop): () => void {
  const kept = Object.entries(shop.stores).map(([name, store]) => [name, new Map(store.objects)] as const)
  const at = shop.world.now().toISOString()
  return () => {
    shop.wrap(undefined)
    shop.at(at)
    for (const [name, objects] of kept) {
      shop.stores[name]?.objects.clear()
      for (const [key, bytes] of objects) shop.stores[name]?.objects.set(key, bytes)
    }
  }
}
