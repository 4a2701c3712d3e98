import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../../src/store/store.ts'
import { breaking, listAll, read, reject, storeContract, streaming } from '../contract.ts'

const never = new AbortController().signal

storeContract('directory', async () => {
  const path = await mkdtemp(join(tmpdir(), 'store-'))
  return {
    store: await openStore({ kind: 'directory', path: join(path, 'made/by/put') }),
    end: async () => {
      expect(await readdir(join(path, 'made/by/put/.backproof'))).toEqual(['lock', 'reserve'])
      await rm(path, { recursive: true, force: true })
    },
  }
})

describe('a directory store', () => {
  let path: string
  let store: Store
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'store-'))
    store = await openStore({ kind: 'directory', path })
  })
  afterEach(async () => {
    await rm(path, { recursive: true, force: true })
  })
  const put = (key: string) => store.put(key, Buffer.from(key), { signal: never })
  /** A process of its own that puts. */
  const write = (options: ForkOptions, key: string, how: string, value: string, etag = '') =>
    fork(join(import.meta.dirname, 'writer.ts'), [path, key, how, value, etag], {
      execArgv: [],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      ...options,
    })
  const say = async (child: ChildProcess) => (await text(child.stdout as Readable)).trim()

  test('can be read by its owner only', async () => {
    const made = join(path, 'made')
    await (await openStore({ kind: 'directory', path: made })).put('a/b', Buffer.from('x'), { signal: never })
    const modes = await Promise.all(
      ['', 'a', 'a/b', '.backproof'].map(async (at) => (await stat(join(made, at))).mode & 0o777),
    )
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o700])
  })

  test('follows no symbolic link below its root', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'))
    try {
      await writeFile(join(outside, 'secret'), 'secret')
      await symlink(outside, join(path, 'way'))
      await symlink(join(outside, 'secret'), join(path, 'file'))
      for (const key of ['way/secret', 'way/new/deep', 'file']) {
        await reject(store.get(key, { signal: never }), 'store-failed', key, 'symbolic link')
        await reject(store.head(key, never), 'store-failed', key, 'symbolic link')
        await reject(put(key), 'store-failed', key, 'symbolic link')
        await reject(store.remove([key], never), 'store-failed', key, 'symbolic link')
      }
      await reject(listAll(store, ''), 'store-failed', 'symbolic link')
      await reject(listAll(store, 'way/'), 'store-failed', 'symbolic link')
      expect(await readdir(outside)).toEqual(['secret'])
    } finally {
      await rm(outside, { recursive: true })
    }
  })

  test('can itself be behind a symbolic link', async () => {
    await symlink(path, `${path}-link`)
    try {
      const linked = await openStore({ kind: 'directory', path: `${path}-link` })
      await put('k')
      expect((await read(linked, 'k')).toString()).toBe('k')
    } finally {
      await rm(`${path}-link`)
    }
  })

  test('keeps room free, and reports how much there is and how much is needed', async () => {
    const minFreeBytes = 2 ** 60
    const full = await openStore({ kind: 'directory', path, minFreeBytes })
    for (const body of [Buffer.from('12345'), streaming(Buffer.alloc(200_000))])
      await reject(full.put('k', body, { signal: never }), 'store-full', 'k', 'are free', 'min-free keeps')
    expect(await listAll(store, '')).toEqual([])
    await reject(full.put('k', Buffer.from('12345'), { signal: never }), 'store-full', ' are needed')
  })

  test('allows writes that make room even in the reserved room', async () => {
    const full = await openStore({ kind: 'directory', path, minFreeBytes: 2 ** 60 })
    await full.put('lease', Buffer.from('mine'), { signal: never, fromReserve: true })
    expect((await read(full, 'lease')).toString()).toBe('mine')
    await reject(full.put('k', Buffer.from('12345'), { signal: never }), 'store-full')
  })

  test('fails with a store error if its lock cannot be taken', async () => {
    await put('lease')
    await mkdir(join(path, '.backproof/lock'))
    const { etag } = (await store.head('lease', never)) ?? { etag: '' }
    const replace = store.put('lease', Buffer.from('x'), { signal: never, ifMatch: etag })
    await reject(replace, 'store-failed', 'cannot be locked', path)
    expect((await read(store, 'lease')).toString()).toBe('lease')
  })

  test('is blank until something is stored in it', async () => {
    const missing = await openStore({ kind: 'directory', path: join(path, 'missing') })
    expect(await missing.blank?.(never)).toBe(true)
    expect(await store.blank?.(never)).toBe(true)
    await mkdir(join(path, 'lost+found'))
    expect(await store.blank?.(never)).toBe(true)
    await put('k')
    await store.remove(['k'], never)
    expect(await store.blank?.(never)).toBe(false)
    const file = await openStore({ kind: 'directory', path: join(path, '.backproof/lock') })
    await writeFile(join(path, '.backproof/lock'), '')
    expect(await file.blank?.(never)).toBe(false)
  })

  test('treats an empty file in place of its own directory as a mistake, and creates the directory', async () => {
    const path = await mkdtemp(join(tmpdir(), 'store-'))
    await writeFile(join(path, '.backproof'), '')
    const store = await openStore({ kind: 'directory', path })
    await store.put('k', Buffer.from('x'), { signal: never })
    expect((await readdir(join(path, '.backproof'))).sort()).toEqual(['reserve'])
    await rm(path, { recursive: true, force: true })
  })

  test('removes the remains of crashed puts, and leaves those that could be in progress', async () => {
    const temporary = join(path, '.backproof')
    await mkdir(temporary)
    for (const name of ['old.tmp', 'new.tmp']) await writeFile(join(temporary, name), 'half')
    const longAgo = Date.now() / 1000 - 25 * 3600
    await utimes(join(temporary, 'old.tmp'), longAgo, longAgo)
    await put('k')
    expect(await readdir(temporary)).toEqual(['new.tmp', 'reserve'])
    expect((await listAll(store, '')).map(({ key }) => key)).toEqual(['k'])
  })

  test('leaves no empty directory behind', async () => {
    await put('a/b/c/d')
    await put('a/e')
    await store.remove(['a/b/c/d'], never)
    expect(await readdir(join(path, 'a'))).toEqual(['e'])
    await store.remove(['a/e'], never)
    expect(await readdir(path)).toEqual(['.backproof'])
  })

  test('accepts puts beside a remover that deletes the directories', async () => {
    let done = false
    const remover = (async () => {
      while (!done) await store.remove(['d/e/other'], never)
    })()
    for (let i = 0; i < 100; i++) {
      await put('d/e/k')
      expect((await read(store, 'd/e/k')).toString()).toBe('d/e/k')
      await store.remove(['d/e/k'], never)
    }
    done = true
    await remover
  })

  test('reports a file that shrank during the read', async () => {
    await store.put('k', Buffer.alloc(5_000_000), { signal: never })
    const stream = await store.get('k', { signal: never })
    await truncate(join(path, 'k'), 1_000_000)
    await reject(buffer(stream), 'object-damaged', 'k', 'instead of 5000000')
  })

  test('reports that its path is a file, and does not treat it as an empty store', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'backproof-file-')), 'store')
    await writeFile(path, 'a file')
    const store = await openStore({ kind: 'directory', path })
    await expect(Array.fromAsync(store.list('', new AbortController().signal))).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('there is a file'),
    })
    await rm(dirname(path), { recursive: true })
  })

  test.runIf(process.platform === 'linux')('fails at once if it can never exist, and is not empty', async () => {
    const store = await openStore({ kind: 'directory', path: '/proc/b/c' })
    const refused = { code: 'store-failed', message: expect.stringContaining('/proc/b/c') }
    const startedAt = performance.now()
    await expect(store.put('k', Buffer.from('v'), { signal: never })).rejects.toMatchObject(refused)
    await expect(listAll(store, '')).rejects.toMatchObject(refused)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(await listAll(await openStore({ kind: 'directory', path: join(path, 'not/yet') }), '')).toEqual([])
  })

  test('reports that it cannot write', async () => {
    await chmod(path, 0o500)
    // Root may write everywhere, so it becomes nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    expect(await say(write(nobody, 'k', 'ifAbsent', 'x'))).toBe('store-denied')
    await chmod(path, 0o700)
  })

  test('only one of many processes that put the same key succeeds', async () => {
    const first = await put('lease')
    const names = ['p1', 'p2', 'p3', 'p4']
    const matching = await Promise.all(names.map((name) => say(write({}, 'lease', 'ifMatch', name, first.etag))))
    expect(matching.toSorted()).toEqual(['store-changed', 'store-changed', 'store-changed', 'stored'])
    expect((await readFile(join(path, 'lease'))).toString()).toBe(names[matching.indexOf('stored')])
    await store.remove(['lease'], never)
    const absent = await Promise.all(names.map((name) => say(write({}, 'lease', 'ifAbsent', name))))
    expect(absent.toSorted()).toEqual(['store-exists', 'store-exists', 'store-exists', 'stored'])
  })

  test('a killed process leaves no visible object, and no lock', async () => {
    const before = await put('lease')
    for (const how of ['hang', 'lock']) {
      const child = write({}, 'lease', how, 'x')
      await new Promise((resolve) => child.stdout?.once('data', resolve))
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    }
    expect(await listAll(store, '')).toEqual([before])
    expect((await readdir(join(path, '.backproof'))).filter((name) => name.endsWith('.tmp'))).toHaveLength(1)
    await store.put('lease', Buffer.from('next'), { signal: never, ifMatch: before.etag })
    await expect(store.put('k', breaking(Buffer.alloc(9), new Error('broke')), { signal: never })).rejects.toThrow(
      'broke',
    )
  })
})
