import { Problem } from '../../src/problem.ts'
import type { Store } from '../../src/store/store.ts'
import type { Shop } from '../command/shop.ts'

/** A process that dies, or meets a fault, at one of its calls to any store. */
export interface Death {
  readonly nth: number
  /** "before call 7". */
  readonly what: string
  /** Around every store of the process. */
  wrap(store: Store): Store
  readonly met: boolean
  /** Whether the call that it met changes the store. */
  readonly changes: boolean
}

/**
 * A death at every call to a store, one after the other: whoever asks for the next has run the last. The first that is not met is
 * the end. Nothing of a process that dies before a call is in a store but what its earlier calls did: so that is the process that
 * died after the call before it, too.
 */
export function* deaths(): Generator<Death> {
  for (let nth = 1; ; nth++) {
    const death = endAt(nth, 'before', 'all')
    yield death
    if (!death.met) return
  }
}

/**
 * A fault at every call to a store, and the process goes on: before it is carried out, and of a call that changes something also
 * after it was. Of one that only reads that is the same.
 */
export function* faults(): Generator<Death> {
  for (let nth = 1; ; nth++) {
    const fault = endAt(nth, 'before', 'one')
    yield fault
    if (!fault.met) return
    if (fault.changes) yield endAt(nth, 'after', 'one')
  }
}

function endAt(nth: number, when: 'before' | 'after', which: 'all' | 'one'): Death {
  let calls = 0
  let dead = false
  let changes = false
  const gone = () => new Problem('store-unavailable', which === 'all' ? 'the process is dead' : 'a fault of the test')
  const call = async <T>(kind: 'reads' | 'changes', body: () => Promise<T>): Promise<T> => {
    if (dead && which === 'all') throw gone()
    calls += 1
    if (calls !== nth) return body()
    dead = true
    changes = kind === 'changes'
    if (when === 'after') await body()
    throw gone()
  }
  // The page for strangers: nothing is decided by it, and a failure of it is a warning.
  const callOf = async <T>(key: string, kind: 'reads' | 'changes', body: () => Promise<T>): Promise<T> => {
    if (!key.startsWith('RECOVERY')) return call(kind, body)
    if (dead && which === 'all') throw gone()
    return body()
  }
  return {
    nth,
    what: `${when} call ${nth}`,
    get met() {
      return dead
    },
    get changes() {
      return changes
    },
    wrap: (store) => ({
      where: store.where,
      put: (key, body, options) => callOf(key, 'changes', () => store.put(key, body, options)),
      get: (key, options) => callOf(key, 'reads', () => store.get(key, options)),
      head: (key, signal) => callOf(key, 'reads', () => store.head(key, signal)),
      remove: (keys, signal) => call('changes', () => store.remove(keys, signal)),
      async *list(prefix, signal) {
        await call('reads', async () => {})
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
