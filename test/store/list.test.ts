import { expect, test } from 'vitest'
import { listFolders, memoryStore, type Store } from '../../src/store/store.ts'

const signal = new AbortController().signal

/** A store whose answers are pages of so many objects, and the prefixes that it was asked for. */
async function paged(keys: readonly string[], page: number | undefined) {
  const inner = memoryStore()
  for (const key of keys) await inner.put(key, Buffer.from(key), { signal })
  const asked: string[] = []
  const store: Store = {
    ...inner,
    ...(page === undefined ? {} : { page }),
    list(prefix, signal) {
      asked.push(prefix)
      return inner.list(prefix, signal)
    },
  }
  const listed = await listFolders(store, 'a', ['keys', 'manifests'], () => false, signal)
  return { asked, keys: listed.map(({ key }) => key) }
}

const keys = ['a/data/1/x', 'a/keys/1', 'a/keysake/1', 'a/lease.json', 'a/manifests/1', 'ab/keys/1']

test('a folder that fits into one answer is listed once, and only the requested subfolders are returned', async () => {
  expect(await paged(keys, 5)).toEqual({ asked: ['a/'], keys: ['a/keys/1', 'a/manifests/1'] })
})

test('a folder that exceeds one answer is listed whole, subfolder by subfolder', async () => {
  expect(await paged(keys, 4)).toEqual({
    asked: ['a/', 'a/keys/', 'a/manifests/'],
    keys: ['a/keys/1', 'a/manifests/1'],
  })
})

test('a store whose listing costs no round trip is listed by subfolders only', async () => {
  expect(await paged(keys, undefined)).toEqual({
    asked: ['a/keys/', 'a/manifests/'],
    keys: ['a/keys/1', 'a/manifests/1'],
  })
})
