import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import { openStore } from '../../../src/store/store.ts'
import { breaking, listAll } from '../contract.ts'

const never = new AbortController().signal
/** Directories that were opened, which is done to sync them alone; how that fails; whether the disk lets nothing be removed. */
const disk = vi.hoisted(() => ({ opened: [] as string[], sync: undefined as string | undefined, readOnly: false }))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    open: async (path: string, flags: string, mode: number) => {
      if (flags === 'r') disk.opened.push(path)
      const file = await real.open(path, flags, mode)
      const failure = Object.assign(new Error(`${disk.sync}: fsync`), { code: disk.sync, syscall: 'fsync' })
      if (flags === 'r' && disk.sync) file.sync = () => Promise.reject(failure)
      return file
    },
    unlink: (path: string) => {
      if (!disk.readOnly) return real.unlink(path)
      const error = Object.assign(new Error(`EROFS: read-only file system, unlink '${path}'`), { code: 'EROFS' })
      return Promise.reject(Object.assign(error, { syscall: 'unlink' }))
    },
  }
})

let path: string
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'store-'))
  disk.readOnly = false
  disk.sync = undefined
})
afterEach(() => rm(path, { recursive: true, force: true }))

describe('a directory store on a disk', () => {
  const synced = async (work: () => Promise<unknown>) => {
    disk.opened.length = 0
    await work()
    return disk.opened.map((directory) => relative(path, directory))
  }
  const body = Buffer.from('x')

  test('syncs every new directory above its object, and the first one that existed before', async () => {
    const store = await openStore({ kind: 'directory', path: join(path, 'made/store') })
    expect(await synced(() => store.put('a/b/k', body, { signal: never }))).toEqual([
      'made/store/a/b',
      'made/store/a',
      'made/store',
      'made',
      '',
    ])
    expect(await synced(() => store.put('a/b/k2', body, { signal: never }))).toEqual(['made/store/a/b'])
    expect(await synced(() => store.put('a/c/k', body, { signal: never }))).toEqual(['made/store/a/c', 'made/store/a'])
    // Another process made these, and may have died before it came to sync them.
    const other = await openStore({ kind: 'directory', path: join(path, 'made/store') })
    expect(await synced(() => other.put('a/b/k3', body, { signal: never }))).toEqual([
      'made/store/a/b',
      'made/store/a',
      'made/store',
    ])
  })

  test('works without a sync of directories, but not if such a sync fails', async () => {
    const store = await openStore({ kind: 'directory', path })
    disk.sync = 'EINVAL'
    await store.put('a/k', body, { signal: never })
    disk.sync = 'EIO'
    await expect(store.put('a/l', body, { signal: never })).rejects.toMatchObject({ code: 'store-failed' })
  })

  test('reports a file system that becomes read-only, and the first failure, with a store error', async () => {
    const store = await openStore({ kind: 'directory', path })
    const broken = new Problem('dump-incomplete', 'the dump broke', { cause: new Error('exit 1') })
    await store.put('other', body, { signal: never })
    disk.readOnly = true
    const refused = store.remove(['other'], never)
    await expect(refused).rejects.toMatchObject({
      code: 'store-denied',
      hint: expect.stringMatching(/mounted read-only/),
    })
    await expect(store.put('k', breaking(Buffer.alloc(9), broken), { signal: never })).rejects.toBe(broken)
    expect(String((broken.cause as Error).cause)).toContain('EROFS')
    expect(await listAll(store, '')).toMatchObject([{ key: 'other' }])
  })
})
