import type { Store, Stored } from '../../src/store/store.ts'

/** A real store whose clock is that of the test's world: what else would disagree with its days deletes nothing. */
export function byClock(store: Store, now: () => Date): Store {
  const written = new Map<string, Date>()
  const dated = (stored: Stored): Stored => {
    const writtenAt = written.get(stored.key)
    return writtenAt === undefined ? stored : { ...stored, writtenAt }
  }
  return {
    ...store,
    where: store.where,
    async put(key, body, options) {
      const stored = await store.put(key, body, options)
      written.set(key, now())
      return dated(stored)
    },
    get: (key, options) => store.get(key, options),
    head: async (key, signal) => {
      const stored = await store.head(key, signal)
      return stored && dated(stored)
    },
    async *list(prefix, signal) {
      for await (const stored of store.list(prefix, signal)) yield dated(stored)
    },
    ...(store.read && {
      read: async (key, maxBytes, signal) => {
        const there = await store.read?.(key, maxBytes, signal)
        return there && { ...there, stored: dated(there.stored) }
      },
    }),
    ...(store.putAll && {
      putAll: async (objects, options) => {
        await store.putAll?.(objects, options)
        for (const { key } of objects) written.set(key, now())
      },
    }),
    ...(store.survey && {
      survey: async function* (folders, bare, signal) {
        for await (const piece of store.survey?.(folders, bare, signal) ?? [])
          yield piece.map(({ key, stored }) => ({ key, ...(stored && { stored: dated(stored) }) }))
      },
    }),
    remove: (keys, signal) => store.remove(keys, signal),
    time: async () => now(),
  }
}
