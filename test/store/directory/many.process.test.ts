import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { directoryStore } from '../../../src/store/directory/directory.ts'
import { Scout } from '../../../src/store/directory/scout.ts'
import type { Found, Store } from '../../../src/store/store.ts'
import { listAll, reject } from '../contract.ts'

const signal = new AbortController().signal
let root: string
let store: Store
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'backproof-many-'))
  store = directoryStore({ kind: 'directory', path: root })
})
afterEach(() => rm(root, { recursive: true, force: true }))

const put = (...keys: readonly string[]) =>
  store.putAll?.(
    keys.map((key) => ({ key, bytes: Buffer.from(key) })),
    { signal },
  )

async function surveyed(folders: readonly string[], bare: (key: string) => boolean = () => false): Promise<Found[]> {
  return (await Array.fromAsync(store.survey?.(folders, bare, signal) ?? [])).flat()
}

test('many concurrent puts all arrive whole, and leave nothing temporary', async () => {
  const keys = Array.from({ length: 300 }, (_, i) => `a/trash/${String(i).padStart(3, '0')}.json`)
  await put(...keys, 'a/other/x')
  expect((await listAll(store, 'a/')).map(({ key }) => key)).toEqual(['a/other/x', ...keys])
  for (const key of keys.slice(0, 3)) expect(String((await store.read?.(key, 1000, signal))?.bytes)).toBe(key)
  expect((await readdir(join(root, '.backproof'))).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('many concurrent puts replace existing objects, as a single put does', async () => {
  await store.put('a/trash/1', Buffer.from('before'), { signal })
  await put('a/trash/1')
  expect(String((await store.read?.('a/trash/1', 1000, signal))?.bytes)).toBe('a/trash/1')
})

test('a symbolic link in the way of one of many puts is refused, and nothing temporary is left', async () => {
  await mkdir(join(root, 'a/trash'), { recursive: true })
  await writeFile(join(root, 'outside'), 'mine')
  await symlink(join(root, 'outside'), join(root, 'a/trash/2'))
  await reject(Promise.resolve(put('a/trash/1', 'a/trash/2')), 'store-failed', 'symbolic link')
  expect((await readdir(join(root, '.backproof'))).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('nothing is put after the run is cancelled', async () => {
  const objects = [{ key: 'a/trash/1', bytes: Buffer.from('x') }]
  await reject(Promise.resolve(store.putAll?.(objects, { signal: AbortSignal.abort() })), 'cancelled')
  expect(await listAll(store, '')).toEqual([])
})

test('a survey finds the same as a listing of each folder, and inspects only keys that are not bare', async () => {
  const keys = ['a/holds/1', 'a/proofs/1/x.passed', 'a/proofs/1/y', 'a/proofs/1-2/z', 'a/proofs/1.json', 'a/tags/9/t']
  await put(...keys, 'a/data/1/part', 'ab/holds/1')
  const folders = ['a/tags/', 'a/proofs/', 'a/holds/', 'a/none/', 'none/proofs/', 'a/data/1/']
  const listed = (await Promise.all(folders.map((folder) => listAll(store, folder)))).flat()
  expect(await surveyed(folders)).toEqual(listed.map((stored) => ({ key: stored.key, stored })))
  const bare = await surveyed(folders, (key) => key.endsWith('.passed'))
  expect(bare.filter(({ stored }) => stored === undefined)).toEqual([{ key: 'a/proofs/1/x.passed' }])
})

test('a survey of a store that does not exist is empty, and one through a symbolic link is refused', async () => {
  await put('b/keys/1')
  await symlink(join(root, 'b'), join(root, 'a'))
  await symlink(join(root, 'b/keys'), join(root, 'b/tags'))
  for (const folder of ['a/keys/', 'b/tags/']) await reject(surveyed([folder]), 'store-failed', 'symbolic link')
  await rm(root, { recursive: true })
  expect(await surveyed(['a/keys/'])).toEqual([])
})

test('a small object is not read through a symbolic link, nor beyond the requested size', async () => {
  await put('a/one', 'a/two')
  await symlink(join(root, 'a/one'), join(root, 'a/link'))
  await reject(Promise.resolve(store.read?.('a/link', 1000, signal)), 'store-failed', 'symbolic link')
  await reject(Promise.resolve(store.read?.('a/one', 3, signal)), 'object-damaged', 'larger than 3 bytes')
  expect(await store.read?.('a/none', 1000, signal)).toBeUndefined()
})

test('a survey of hundreds of folders finds the same as a listing of them, and refuses the link among them', async () => {
  const keys = Array.from({ length: 200 }, (_, i) => [`a/proofs/${i}/x.passed`, `a/proofs/${i}/y`]).flat()
  await put(...keys, 'a/keys/1')
  await mkdir(join(root, 'a/proofs/empty'))
  const listed = await listAll(store, 'a/proofs/')
  expect(listed).toHaveLength(400)
  const expected = listed.map((stored) => ({ key: stored.key, stored }))
  expect(await surveyed(['a/proofs/', 'a/keys/'])).toEqual([
    ...expected,
    { key: 'a/keys/1', stored: expect.anything() },
  ])
  const bare = await surveyed(['a/proofs/'], (key) => key.endsWith('.passed'))
  expect(bare).toEqual(expected.map((one) => (one.key.endsWith('.passed') ? { key: one.key } : one)))
  await symlink(join(root, 'a/keys/1'), join(root, 'a/proofs/150/z'))
  await reject(surveyed(['a/proofs/']), 'store-failed', 'symbolic link')
})

test('a survey of hundreds of folders fails where the file system does, and ends when it is cancelled', async () => {
  await put(...Array.from({ length: 200 }, (_, i) => `a/proofs/${i}/x`))
  const stop = new AbortController()
  const going = async () => {
    for await (const _ of store.survey?.(['a/proofs/'], () => false, stop.signal) ?? []) stop.abort()
  }
  await reject(going(), 'cancelled')
  const scout = new Scout()
  const long = join(root, 'a'.repeat(300))
  await expect(scout.list([root, long], signal)).rejects.toMatchObject({ code: 'ENAMETOOLONG', syscall: 'scandir' })
  await expect(scout.look([long], signal)).rejects.toMatchObject({ code: 'ENAMETOOLONG', syscall: 'lstat' })
  expect(await scout.look([root, join(root, 'none'), join(root, 'a/proofs/0/x')], signal)).toEqual([
    undefined,
    undefined,
    expect.objectContaining({ size: 12n }),
  ])
})
