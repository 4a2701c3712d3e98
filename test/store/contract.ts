import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProblemCode } from '../../src/problem.ts'
import type { Store, Stored } from '../../src/store/store.ts'
import { breaking, streaming } from './breaking.ts'

export interface Subject {
  readonly store: Store
  readonly end: () => Promise<void>
}

export interface ContractOptions {
  /** Bytes of the largest body: more than three parts where a store uploads in parts. */
  readonly largeBytes?: number
  /** Objects in the listing that must be whole; more than one page where a store has pages. */
  readonly manyObjects?: number
  /** A service that keeps objects as files, and fails at removing an object where it has a folder of objects. */
  readonly refusesFolders?: boolean
  /** A service that sorts by UTF-16, which is noticed only beyond U+FFFF: in no key of ours. */
  readonly sortsByUtf16?: boolean
}

const never = new AbortController().signal

export const reject = async (promise: Promise<unknown>, code: ProblemCode, ...mentions: string[]) => {
  const error = await promise.then(
    (value) => expect.unreachable(`resolved with ${JSON.stringify(value)} instead of ${code}`),
    (error) => error,
  )
  expect(error, String(error.stack)).toMatchObject({ name: 'Problem', code })
  for (const mention of mentions) expect(error.message).toContain(mention)
  return error as Error
}

export const listAll = async (store: Store, prefix: string): Promise<Stored[]> => {
  const all: Stored[] = []
  for await (const stored of store.list(prefix, never)) all.push(stored)
  return all
}

export const read = async (store: Store, key: string): Promise<Buffer> =>
  buffer(await store.get(key, { signal: never }))

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export { breaking, streaming }

/** What every store promises. Each store runs it all. */
export function storeContract(name: string, open: () => Promise<Subject>, options: ContractOptions = {}): void {
  describe(`${name} keeps the store contract`, () => {
    let store: Store
    let end: () => Promise<void>
    beforeAll(async () => {
      ;({ store, end } = await open())
    })
    afterAll(async () => {
      await end?.()
    })
    const large = randomBytes(options.largeBytes ?? 3_000_000)

    test('stored bytes come back unchanged', async () => {
      for (const body of [Buffer.alloc(0), Buffer.from('x'), randomBytes(100_000)]) {
        const stored = await store.put('same/bytes', body, { signal: never })
        expect(stored).toMatchObject({ key: 'same/bytes', bytes: body.length })
        expect(sha(await read(store, 'same/bytes'))).toBe(sha(body))
        expect(await store.head('same/bytes', never)).toMatchObject(stored)
      }
    })

    test('the store reports the write time of an object by its own clock', async () => {
      const before = Date.now()
      // An answer to a put may leave it out; whoever asks is told.
      const put = await store.put('same/time', Buffer.from('x'), { signal: never })
      const writtenAt = (await store.head('same/time', never))?.writtenAt
      expect([undefined, writtenAt]).toContainEqual(put.writtenAt)
      // To the second, where it is told over HTTP.
      if (writtenAt) expect(Math.abs(writtenAt.getTime() - before)).toBeLessThan(60_000)
      expect((await listAll(store, 'same/time'))[0]?.writtenAt).toEqual(writtenAt)
    })

    test('streams come back unchanged, whatever size was expected', async () => {
      for (const expectedBytes of [undefined, 1, large.length, large.length * 10]) {
        const o = { signal: never, ...(expectedBytes === undefined ? {} : { expectedBytes }) }
        const stored = await store.put('same/stream', streaming(large), o)
        expect(stored.bytes).toBe(large.length)
        expect(await store.head('same/stream', never)).toMatchObject(stored)
        expect(sha(await read(store, 'same/stream'))).toBe(sha(large))
      }
    })

    test('an empty stream becomes an empty object', async () => {
      expect((await store.put('empty', Readable.from([]), { signal: never })).bytes).toBe(0)
      expect((await read(store, 'empty')).length).toBe(0)
    })

    test('a body is never modified', async () => {
      const bytes = Buffer.from('do not touch')
      await store.put('untouched', Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]), { signal: never })
      expect(bytes.toString()).toBe('do not touch')
    })

    test('a buffer can be refilled once the store is done with it', async () => {
      const bytes = randomBytes(options.largeBytes ?? 3_000_000)
      const chunks = function* () {
        for (let at = 0; at < bytes.length; at += 700_000) yield Buffer.from(bytes.subarray(at, at + 700_000))
      }
      const seen = new Set<Buffer>()
      const spent = (chunk: Buffer) => {
        expect(seen.has(chunk)).toBe(false)
        seen.add(chunk.fill(0))
      }
      await store.put('spent/k', Readable.from(chunks()), { signal: never, spent })
      expect(sha(await read(store, 'spent/k'))).toBe(sha(bytes))
    })

    test('the etag changes with the bytes', async () => {
      const etags = new Set<string>()
      for (const text of ['a', 'b', 'c', 'd'])
        etags.add((await store.put('etag', Buffer.from(text), { signal: never })).etag)
      expect(etags.size).toBe(4)
    })

    test('a missing object is an error of get, and undefined from head', async () => {
      await reject(store.get('no/such', { signal: never }), 'object-missing', 'no/such', store.where)
      expect(await store.head('no/such', never)).toBeUndefined()
      expect(await store.head('same', never)).toBeUndefined()
    })

    test('ranges are exact', async () => {
      const body = randomBytes(10_000)
      await store.put('range', body, { signal: never })
      const ranges = [{ start: 0 }, { start: 9_999 }, { start: 17, end: 18 }, { start: 5_000, end: 99_999 }] as const
      for (const range of ranges) {
        const bytes = await buffer(await store.get('range', { range, signal: never }))
        expect(bytes.equals(body.subarray(range.start, 'end' in range ? range.end : undefined))).toBe(true)
      }
      const empty = await store.get('range', { range: { start: 5, end: 5 }, signal: never })
      expect((await buffer(empty)).length).toBe(0)
      await reject(store.get('range', { range: { start: 10_000 }, signal: never }), 'store-failed', 'range')
    })

    test('ifAbsent writes once', async () => {
      await store.put('once/a', Buffer.from('first'), { signal: never, ifAbsent: true })
      const again = store.put('once/a', Buffer.from('second'), { signal: never, ifAbsent: true })
      await reject(again, 'store-exists', 'once/a', store.where)
      const streamed = store.put('once/a', streaming(large), { signal: never, ifAbsent: true })
      await reject(streamed, 'store-exists', 'once/a')
      expect((await read(store, 'once/a')).toString()).toBe('first')
    })

    test('only one of many concurrent puts with ifAbsent succeeds', async () => {
      const bodies = Array.from({ length: 8 }, (_, i) => Buffer.from(`writer ${i}`))
      const outcomes = await Promise.allSettled(
        bodies.map((body) => store.put('once/race', body, { signal: never, ifAbsent: true })),
      )
      const winners = outcomes.flatMap((outcome, i) => (outcome.status === 'fulfilled' ? [i] : []))
      expect(winners).toHaveLength(1)
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'store-exists' })
      expect((await read(store, 'once/race')).toString()).toBe(`writer ${winners[0]}`)
    })

    test('ifMatch replaces only the version that it names', async () => {
      const first = await store.put('match', Buffer.from('1'), { signal: never })
      const second = await store.put('match', Buffer.from('2'), { signal: never, ifMatch: first.etag })
      await reject(
        store.put('match', Buffer.from('3'), { signal: never, ifMatch: first.etag }),
        'store-changed',
        'match',
        store.where,
      )
      await reject(store.put('match-none', Buffer.from('3'), { signal: never, ifMatch: first.etag }), 'store-changed')
      expect(await store.head('match', never)).toMatchObject(second)
      expect((await read(store, 'match')).toString()).toBe('2')
    })

    test('only one of many concurrent puts with ifMatch succeeds', async () => {
      const { etag } = await store.put('match-race', Buffer.from('before'), { signal: never })
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, i) =>
          store.put('match-race', Buffer.from(`writer ${i}`), { signal: never, ifMatch: etag }),
        ),
      )
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'store-changed' })
    })

    test('a body that errors leaves nothing, and its error is returned', async () => {
      for (const bytes of [Buffer.from('a little'), large]) {
        const broken = Object.assign(new Error('the dump broke'), { code: 'ENOENT', syscall: 'open' })
        const put = store.put('broken/body', breaking(bytes, broken), { signal: never })
        await expect(put).rejects.toBe(broken)
        expect(await store.head('broken/body', never)).toBeUndefined()
      }
      expect(await listAll(store, 'broken/')).toEqual([])
    })

    test('a body that errors leaves the existing object', async () => {
      const before = await store.put('kept', Buffer.from('before'), { signal: never })
      const put = store.put('kept', breaking(large, new Error('the dump broke')), { signal: never })
      await expect(put).rejects.toThrow('the dump broke')
      expect(await store.head('kept', never)).toMatchObject(before)
    })

    test('a body that is closed before its end leaves nothing', async () => {
      const put = store.put('broken/closed', breaking(large, 'close'), { signal: never })
      await expect(put).rejects.toThrow()
      expect(await store.head('broken/closed', never)).toBeUndefined()
    })

    test('an aborted put leaves nothing, and destroys the body', async () => {
      for (const bytes of [Buffer.from('a little'), large]) {
        const stop = new AbortController()
        const body = breaking(bytes)
        const put = store.put('broken/cancelled', body, { signal: stop.signal })
        setTimeout(() => stop.abort(), 50)
        await reject(put, 'cancelled')
        expect(body.destroyed).toBe(true)
        expect(await store.head('broken/cancelled', never)).toBeUndefined()
      }
    })

    test('an aborted signal stops every call', async () => {
      const fired = AbortSignal.abort()
      await store.put('there', Buffer.from('x'), { signal: never })
      await reject(store.put('fired', Buffer.from('x'), { signal: fired }), 'cancelled')
      await reject(store.put('fired', streaming(large), { signal: fired }), 'cancelled')
      await reject(store.get('there', { signal: fired }), 'cancelled')
      await reject(store.head('there', fired), 'cancelled')
      await reject(store.remove(['there'], fired), 'cancelled')
      await reject(store.list('', fired)[Symbol.asyncIterator]().next(), 'cancelled')
      expect(await store.head('fired', never)).toBeUndefined()
      expect(await store.head('there', never)).toBeDefined()
    })

    test('a signal aborts a download', async () => {
      await store.put('download', streaming(large), { signal: never })
      const stop = new AbortController()
      const stream = await store.get('download', { signal: stop.signal })
      for await (const _ of stream.iterator({ destroyOnReturn: false })) break
      stop.abort()
      await reject(buffer(stream), 'cancelled')
    })

    test('a download can be abandoned', async () => {
      const stream = await store.get('download', { signal: never })
      stream.destroy()
      const other = await store.get('download', { signal: never })
      for await (const _ of other) break
      expect(other.destroyed).toBe(true)
    })

    test('a listing is complete, sorted by bytes, and limited to its prefix', async () => {
      const keys = ['l/a', 'l/a-b', 'l/a0', 'l/b/c', 'l/b/d', 'l/b-', 'l/B', 'l/é', 'l/\u{ff5e}']
      if (!options.sortsByUtf16) keys.push('l/\u{1f600}')
      for (const key of keys) await store.put(key, Buffer.from(key), { signal: never })
      await store.put('l2', Buffer.from('other'), { signal: never })
      const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      const listed = await listAll(store, 'l/')
      expect(listed.map(({ key }) => key)).toEqual(sorted)
      expect((await listAll(store, 'l/b')).map(({ key }) => key)).toEqual(['l/b-', 'l/b/c', 'l/b/d'])
      expect((await listAll(store, 'l/b/')).map(({ key }) => key)).toEqual(['l/b/c', 'l/b/d'])
      expect(await listAll(store, 'l/none/')).toEqual([])
      for (const stored of listed) expect(await store.head(stored.key, never)).toEqual(stored)
      expect((await listAll(store, '')).map(({ key }) => key)).toContain('l2')
    })

    test('each top folder is named once, whatever is below it', async () => {
      for (const key of ['top/a/1', 'top/a/2', 'tip/b', 'top.x/c', 'no-folder'])
        await store.put(key, Buffer.from('x'), { signal: never })
      const names = await store.folders?.(never)
      expect(names ?? ['tip', 'top', 'top.x']).toEqual(expect.arrayContaining(['tip', 'top', 'top.x']))
      expect(names).toEqual(names && [...new Set(names)].sort())
      expect(names ?? []).not.toContain('no-folder')
      await store.remove(['top/a/1', 'top/a/2', 'tip/b', 'top.x/c', 'no-folder'], never)
    })

    test('its room, where it can be told, is at least what is free', async () => {
      await store.put('room', Buffer.from('x'), { signal: never })
      const room = await store.room?.(never)
      if (room) expect(room.totalBytes).toBeGreaterThan(room.freeBytes)
      if (room) expect(room.freeBytes).toBeGreaterThan(0)
      await store.remove(['room'], never)
    })

    test('a removal is exact, and can be repeated', async () => {
      for (const key of ['r/a', 'r/b', 'r/ab']) await store.put(key, Buffer.from(key), { signal: never })
      await store.remove(['r/a', 'r/none'], never)
      await store.remove(['r/a'], never)
      await store.remove([], never)
      expect((await listAll(store, 'r/')).map(({ key }) => key)).toEqual(['r/ab', 'r/b'])
      if (!options.refusesFolders) await store.remove(['r'], never)
      expect(await listAll(store, 'r/')).toHaveLength(2)
      await store.remove(['r/ab', 'r/b'], never)
      await store.put('r', Buffer.from('now an object'), { signal: never })
    })

    test('keys that could escape from the store are refused', async () => {
      for (const key of ['', '/a', 'a/', '../a', 'a/../../b', 'a//b', '.', 'a/./b', 'a\0b', 'a\\b', '.backproof/x']) {
        await reject(store.put(key, Buffer.from('x'), { signal: never }), 'store-failed', store.where)
        await reject(store.get(key, { signal: never }), 'store-failed', store.where)
        await reject(store.remove([key], never), 'store-failed', store.where)
      }
    })

    test('many objects can be listed and removed', async () => {
      const count = options.manyObjects ?? 120
      const keys = Array.from({ length: count }, (_, i) => `many/${String(i).padStart(5, '0')}`)
      for (let at = 0; at < count; at += 20)
        await Promise.all(keys.slice(at, at + 20).map((key) => store.put(key, Buffer.from(key), { signal: never })))
      expect((await listAll(store, 'many/')).map(({ key }) => key)).toEqual(keys)
      await store.remove(keys.slice(1), never)
      expect((await listAll(store, 'many/')).map(({ key }) => key)).toEqual(keys.slice(0, 1))
    })
  })
}
