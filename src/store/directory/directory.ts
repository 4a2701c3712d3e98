import { randomUUID } from 'node:crypto'
import { constants, type FileHandle, link, open, readdir, rename, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { cancelled, noteAlso, stopIfAborted } from '../../problem.ts'
import { chunksOf, resolveRange } from '../body.ts'
import type { PutOptions, Store, Stored } from '../contract.ts'
import { checkKey, reserved as reservedName } from '../key.ts'
import { storeProblem } from '../problem.ts'
import { putBatch } from './batch.ts'
import { mustNotBeFile, removeEmpty, syncDirectory } from './folder.ts'
import { checkLinks } from './link.ts'
import { withLock } from './lock.ts'
import { makeFolders } from './make.ts'
import { directoryProblem, unlessGone } from './problem.ts'
import { fileStream } from './read.ts'
import { halfReserveBytes, isFull, keepReserve, makeTemporary, overwrite, spendReserve } from './reserve.ts'
import { checkRoom, recheckBytes, roomIn } from './room.ts'
import { Scout } from './scout.ts'
import { survey } from './survey.ts'
import { sweepTemporary } from './sweep.ts'
import { etagOf, foldersOf, statOf, storedOf, walk } from './walk.ts'
import { readWhole } from './whole.ts'

export interface DirectoryOptions {
  readonly kind: 'directory'
  /** Made (mode 0700) by the first put if it is not there. */
  readonly path: string
  /** Bytes that must stay free on its file system: a put that would go below is `store-full`. Default 0. */
  readonly minFreeBytes?: number
}

/**
 * Objects as files (mode 0600). A put writes a temporary file under `.backproof/`, syncs it, and renames or links it
 * into place, so that a reader sees all of it or nothing, also after a crash. `ifAbsent` is atomic among processes by
 * link(2); `ifMatch` by a lock among conditional puts. A key cannot be both an object and the beginning of another.
 */
export function directoryStore(options: DirectoryOptions): Store {
  const root = resolve(options.path)
  const where = `directory ${root}`
  const minFreeBytes = options.minFreeBytes ?? 0
  const temporary = join(root, reservedName)
  const scout = new Scout()
  let swept = false
  /** The room for what makes room is there, or could not be had. */
  let reserved = false
  /** Directories whose entries are known to be on the disk, and the highest that this store made an entry in. */
  const synced = new Set<string>()
  let highest = root
  const missing = (key: string) => storeProblem('object-missing', `get ${key}: there is no such object in ${where}`)
  const changed = (key: string) => storeProblem('store-changed', `put ${key}: it was changed by another, in ${where}`)
  const fail = (error: unknown, call: string, key: string, signal?: AbortSignal): never => {
    throw directoryProblem(error, call, key, where, signal)
  }

  const write = async (
    file: FileHandle,
    key: string,
    body: Parameters<Store['put']>[1],
    { signal, pace, spent }: PutOptions,
  ) => {
    let bytes = 0
    let checkAt = recheckBytes
    for await (const chunk of chunksOf(body, signal, pace)) {
      for (let at = 0; at < chunk.length; pace?.beat()) at += (await file.write(chunk, at)).bytesWritten
      bytes += chunk.length
      spent?.(chunk)
      if (bytes < checkAt) continue
      checkAt = bytes + recheckBytes
      await checkRoom(root, where, key, 0, minFreeBytes)
    }
    stopIfAborted(signal)
    await file.sync()
    return bytes
  }

  const place = async (from: string, key: string, o: PutOptions) => {
    const to = join(root, key)
    const locked = (body: () => Promise<void>) => withLock(join(temporary, 'lock'), where, o.signal, body)
    if (o.ifMatch !== undefined) {
      return locked(async () => {
        const there = await statOf(to)
        if (!there || etagOf(there) !== o.ifMatch) throw changed(key)
        await rename(from, to)
      })
    }
    if (!o.ifAbsent) return rename(from, to)
    const exists = () => storeProblem('store-exists', `put ${key}: it is there already, in ${where}`)
    try {
      await link(from, to)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EEXIST') throw exists()
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
      // A file system without hard links.
      return locked(async () => {
        if (await statOf(to)) throw exists()
        await rename(from, to)
      })
    }
    await unlink(from)
  }

  const commit = async (from: string, key: string, o: PutOptions) => {
    const parent = dirname(join(root, key))
    for (let attempt = 1; ; attempt++) {
      await checkLinks(root, key, where, 'put')
      // One that hung for so long that it was given up must not appear after all.
      stopIfAborted(o.signal)
      let first: string | undefined
      try {
        first = await makeFolders(parent, 0o700)
        await place(from, key, o)
      } catch (error) {
        // Another process removed the last object of this directory, and the directory, in between.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' && attempt < 100) continue
        throw error
      }
      return syncUp(parent, first)
    }
  }

  /** The object's entry, and those of the directories above it: whoever made them may not have come to it. */
  const syncUp = async (parent: string, made: string | undefined) => {
    for (let at = parent; ; at = dirname(at)) {
      const fresh = made !== undefined && at.length >= dirname(made).length
      if (at === parent || fresh || !synced.has(at)) await syncDirectory(at).catch(unlessGone)
      synced.add(at)
      if (at === highest || at === dirname(at)) return
    }
  }

  const prepare = async (fromReserve: PutOptions['fromReserve'] = false) => {
    const made = await makeTemporary(temporary)
    if (made !== undefined && dirname(made).length < highest.length) highest = dirname(made)
    // What makes room looks each time: a prune that has made it, and writes nothing else, makes the reserve anew.
    if (!reserved) reserved = (await keepReserve(temporary, minFreeBytes)) || !fromReserve
  }

  const needRoom = (key: string, bytes: number, fromReserve: PutOptions['fromReserve'] = false) =>
    checkRoom(root, where, key, fromReserve ? 0 : bytes, fromReserve ? 0 : minFreeBytes)

  const attempt = async (key: string, body: Parameters<Store['put']>[1], o: PutOptions): Promise<Stored> => {
    await needRoom(key, body instanceof Uint8Array ? body.byteLength : 0, o.fromReserve)
    const name = join(temporary, `${randomUUID()}.tmp`)
    const file = await open(name, 'wx', 0o600)
    try {
      let stored: Stored
      try {
        if (!swept) await sweepTemporary(temporary, await file.stat())
        swept = true
        const bytes = await write(file, key, body, o)
        stored = { ...storedOf(key, await file.stat({ bigint: true })), bytes }
      } finally {
        await file.close()
      }
      await commit(name, key, o)
      return stored
    } catch (error) {
      // A disk that fails may not even let go of it: it is swept after a day, and what failed first is what is told.
      await unlink(name).catch((also) => noteAlso(error, also))
      throw error
    }
  }

  /** Gives the room back step by step, down to so many bytes of it, until the object fits; undefined: it does not. */
  const spending = async (leastBytes: number, key: string, body: Uint8Array, o: PutOptions) => {
    while (await spendReserve(temporary, leastBytes)) {
      reserved = false
      try {
        return await attempt(key, body, o)
      } catch (error) {
        if (!isFull(error)) throw error
      }
    }
    return undefined
  }

  /** Takes no room at all. undefined: the file system has none for that either. */
  const overwriting = async (key: string, body: Uint8Array, ifMatch: string, o: PutOptions) => {
    const path = join(root, key)
    await checkLinks(root, key, where, 'put')
    return withLock(join(temporary, 'lock'), where, o.signal, async () => {
      const there = await statOf(path)
      if (!there || etagOf(there) !== ifMatch) throw changed(key)
      await overwrite(path, body)
      const now = await statOf(path)
      if (!now) throw changed(key)
      return { ...storedOf(key, now), bytes: body.byteLength }
    })
  }

  /**
   * On a disk without a free byte: by the room that was kept for this. A lease can be written over, so that it leaves the
   * second half, too, to what has no other way.
   */
  const fromReserve = async (key: string, body: Uint8Array, o: PutOptions, full: unknown): Promise<Stored> => {
    const half = await spending(halfReserveBytes, key, body, o)
    if (half) return half
    if (o.ifMatch !== undefined) return overwriting(key, body, o.ifMatch, o)
    const rest = o.fromReserve === 'half' ? undefined : await spending(0, key, body, o)
    if (rest) return rest
    throw full
  }

  return {
    where,
    async put(key, body, o) {
      checkKey(key, where)
      try {
        stopIfAborted(o.signal)
        await prepare(o.fromReserve)
        const spends = Boolean(o.fromReserve) && body instanceof Uint8Array
        return await attempt(key, body, o).catch((error) => {
          if (spends && isFull(error)) return fromReserve(key, body, o, error)
          throw error
        })
      } catch (error) {
        if (body instanceof Uint8Array) return fail(error, 'put', key, o.signal)
        if (body.errored && body.errored === error) throw error
        body.destroy()
        return fail(error, 'put', key, o.signal)
      }
    },

    async putAll(objects, o) {
      for (const { key } of objects) checkKey(key, where)
      const [first] = objects
      if (!first) return
      try {
        stopIfAborted(o.signal)
        await prepare(o.fromReserve)
        const bytes = objects.reduce((sum, one) => sum + one.bytes.byteLength, 0)
        await needRoom(first.key, bytes, o.fromReserve)
        const makeParent = (parent: string) => makeFolders(parent, 0o700)
        await putBatch({ root, where, temporary, makeParent, syncUp }, objects, o)
      } catch (error) {
        // No room for all at once, or another process has removed a directory that was empty: one by one it may go.
        if (!isFull(error) && (error as NodeJS.ErrnoException).code !== 'ENOENT')
          fail(error, 'put', first.key, o.signal)
        for (const { key, bytes } of objects) await this.put(key, bytes, o)
      }
    },

    async get(key, { range, signal }) {
      checkKey(key, where)
      stopIfAborted(signal)
      try {
        await checkLinks(root, key, where, 'get')
        const file = await open(join(root, key), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
        try {
          const there = await file.stat()
          if (!there.isFile()) throw missing(key)
          const { start, end } = resolveRange(range, there.size, `${key} in ${where}`)
          return fileStream(file, start, end, `${key} in ${where}`, signal)
        } catch (error) {
          await file.close()
          throw error
        }
      } catch (error) {
        return fail(error, 'get', key, signal)
      }
    },

    async read(key, maxBytes, signal) {
      checkKey(key, where)
      stopIfAborted(signal)
      try {
        return await readWhole(root, key, where, maxBytes)
      } catch (error) {
        return fail(error, 'get', key, signal)
      }
    },

    async head(key, signal) {
      checkKey(key, where)
      stopIfAborted(signal)
      try {
        await checkLinks(root, key, where, 'head')
        const there = await statOf(join(root, key))
        return there && storedOf(key, there)
      } catch (error) {
        return fail(error, 'head', key, signal)
      }
    },

    async *list(prefix, signal) {
      try {
        if (prefix !== '') checkKey(`${prefix}-`, where)
        const from = prefix.slice(0, prefix.lastIndexOf('/') + 1)
        await mustNotBeFile(root, where)
        if (from !== '') await checkLinks(root, `${from}-`, where, 'list')
        for await (const stored of walk(root, from, where)) {
          if (signal.aborted) throw cancelled(signal)
          if (stored.key.startsWith(prefix)) yield stored
        }
      } catch (error) {
        fail(error, 'list', `${prefix}*`, signal)
      }
    },

    async *survey(folders, bare, signal) {
      try {
        for (const folder of folders) checkKey(`${folder}-`, where)
        yield* survey({ root, where, folders, bare, scout, signal })
      } catch (error) {
        fail(error, 'list', `${folders[0] ?? ''}*`, signal)
      }
    },

    lockless: true,

    room: (signal) => roomIn(root).catch((error) => fail(error, 'list', '*', signal)),
    async blank(signal) {
      stopIfAborted(signal)
      try {
        return (await readdir(root)).every((name) => name === 'lost+found')
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code
        // A file in its place: the first listing says so.
        return code === 'ENOENT' || (code !== 'ENOTDIR' && fail(error, 'list', '*', signal))
      }
    },

    async folders(signal) {
      stopIfAborted(signal)
      try {
        await mustNotBeFile(root, where)
        return await foldersOf(root)
      } catch (error) {
        return fail(error, 'list', '*', signal)
      }
    },

    async remove(keys, signal) {
      for (const key of keys) {
        checkKey(key, where)
        stopIfAborted(signal)
        try {
          await checkLinks(root, key, where, 'remove')
          if (await statOf(join(root, key))) await unlink(join(root, key)).catch(unlessGone)
          await removeEmpty(root, dirname(join(root, key)))
        } catch (error) {
          fail(error, 'remove', key, signal)
        }
      }
    },
  }
}
