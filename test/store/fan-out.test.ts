import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { memoryStore, putEverywhere, type Store } from '../../src/store/store.ts'
import { breaking, reject, streaming } from './contract.ts'

const never = new AbortController().signal
const large = randomBytes(5_000_000)

const failing = (after: number): Store => ({
  ...memoryStore('failing'),
  async put(key, body) {
    let bytes = 0
    for await (const chunk of body as Readable) {
      bytes += chunk.length
      if (bytes >= after) break
    }
    throw new Problem('store-denied', `put ${key}: access denied`)
  },
})

describe('putEverywhere', () => {
  test('sends every byte to every store', async () => {
    const stores = [memoryStore('a'), memoryStore('b'), memoryStore('c')]
    const outcomes = await putEverywhere(stores, 'k', streaming(large), { signal: never })
    expect(outcomes.map(({ kind, store }) => [kind, store])).toEqual(stores.map((store) => ['stored', store]))
    for (const store of stores) expect(store.objects.get('k')?.equals(large)).toBe(true)
  })

  test('continues with the others if a store fails', async () => {
    for (const after of [0, 1, 2_000_000, large.length]) {
      const good = memoryStore('good')
      const outcomes = await putEverywhere([failing(after), good], 'k', streaming(large), { signal: never })
      expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'stored'])
      expect(outcomes[0]).toMatchObject({ problem: { code: 'store-denied' } })
      expect(good.objects.get('k')?.equals(large)).toBe(true)
    }
  })

  test('refills a buffer only once every store is done with it', async () => {
    const keeping = memoryStore('keeping')
    /** Is done with a buffer as soon as it has it; or only once the next has come. */
    const letting = (late: boolean): Store => ({
      ...memoryStore('letting'),
      async put(key, body, o) {
        const all: Buffer[] = []
        let before: Buffer | undefined
        for await (const chunk of body as Readable) {
          all.push(Buffer.from(chunk))
          if (late && before) o.spent?.(before)
          if (!late) o.spent?.(chunk)
          before = chunk
        }
        return keeping.put(`${key}-${late}`, Buffer.concat(all), { signal: o.signal })
      },
    })
    const spent: Buffer[] = []
    const options = { signal: never, spent: (chunk: Buffer) => void spent.push(chunk) }
    const chunks = [1, 2, 3].map((n) => Buffer.alloc(1000, n))
    await putEverywhere([letting(false), letting(true)], 'k', Readable.from(chunks), options)
    // Of the last the late one never said so.
    expect(spent).toEqual(chunks.slice(0, 2))
    spent.length = 0
    await putEverywhere([letting(false), keeping], 'k', Readable.from(chunks), options)
    await putEverywhere([letting(false), failing(1)], 'k', Readable.from(chunks), options)
    expect(spent.length).toBeLessThan(3)
    expect(spent).not.toContain(chunks[0])
    spent.length = 0
    await putEverywhere([letting(false)], 'k', Readable.from(chunks), options)
    expect(spent).toEqual(chunks)
  })

  test('destroys the body if every store has failed', async () => {
    const body = breaking(large)
    const outcomes = await putEverywhere([failing(1), failing(1_000_000)], 'k', body, { signal: never })
    expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed'])
    expect(body.destroyed).toBe(true)
  })

  test('leaves nothing anywhere if the body errors', async () => {
    const stores = [memoryStore('a'), memoryStore('b')]
    const broken = new Error('the dump broke')
    await expect(putEverywhere(stores, 'k', breaking(large, broken), { signal: never })).rejects.toBe(broken)
    for (const store of stores) expect(store.objects.size).toBe(0)
  })

  test('leaves nothing anywhere after a signal, even in a store that was done', async () => {
    const stop = new AbortController()
    const quick = memoryStore('quick')
    const slow: Store = {
      ...memoryStore('slow'),
      put: async (key, body, { signal }) => {
        for await (const _ of body as Readable);
        // The other store has finished: now a person presses the button.
        await expect.poll(() => quick.objects.size, { timeout: 20_000 }).toBe(1)
        stop.abort()
        signal.throwIfAborted()
        return { key, bytes: 0, etag: '' }
      },
    }
    await reject(putEverywhere([quick, slow], 'k', streaming(large), { signal: stop.signal }), 'cancelled')
    expect(quick.objects.size).toBe(0)
  })

  test('reports why everything was stopped, even if a store that was done refuses the removal', async () => {
    const stop = new AbortController()
    const denied = new Problem('store-denied', 'remove k: access denied')
    const memory = memoryStore('quick')
    const quick: Store = { ...memory, remove: () => Promise.reject(denied) }
    const slow: Store = {
      ...memoryStore('slow'),
      put: async (key, body, { signal }) => {
        for await (const _ of body as Readable);
        await expect.poll(() => memory.objects.size, { timeout: 20_000 }).toBe(1)
        stop.abort(new Problem('cancelled', 'cancelled by SIGTERM'))
        signal.throwIfAborted()
        return { key, bytes: 0, etag: '' }
      },
    }
    const put = putEverywhere([quick, slow], 'k', streaming(large), { signal: stop.signal })
    await expect(put).rejects.toMatchObject({
      code: 'cancelled',
      cause: { message: expect.stringContaining('could not be removed again from memory quick'), cause: denied },
    })
  })

  test('stops a body that hangs on a signal', async () => {
    const stop = new AbortController()
    const body = breaking(large)
    const stores = [memoryStore('a'), memoryStore('b')]
    const put = putEverywhere(stores, 'k', body, { signal: stop.signal })
    setTimeout(() => stop.abort(), 20)
    await reject(put, 'cancelled')
    expect(body.destroyed).toBe(true)
    for (const store of stores) expect(store.objects.size).toBe(0)
  })

  test('runs at the pace of the slowest store', async () => {
    let given = 0
    let taken = 0
    let ahead = 0
    const body = Readable.from(
      (function* () {
        for (let i = 0; i < 200; i++) {
          given += 100_000
          yield Buffer.alloc(100_000)
        }
      })(),
    )
    const slow: Store = {
      ...memoryStore('slow'),
      async put(key, stream) {
        for await (const chunk of stream as Readable) {
          taken += chunk.length
          ahead = Math.max(ahead, given - taken)
          await new Promise((done) => setImmediate(done))
        }
        return { key, bytes: taken, etag: '' }
      },
    }
    const outcomes = await putEverywhere([memoryStore('quick'), slow], 'k', body, { signal: never })
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'stored'])
    // The body's own read-ahead (16 chunks) and a few between.
    expect(ahead).toBeLessThan(25 * 100_000)
  })

  test('fails a store that reports fewer stored bytes', async () => {
    const short: Store = {
      ...memoryStore('short'),
      async put(key, stream) {
        for await (const _ of stream as Readable);
        return { key, bytes: 7, etag: '' }
      },
    }
    const outcomes = await putEverywhere([short], 'k', streaming(large), { signal: never })
    expect(outcomes[0]).toMatchObject({ kind: 'failed', problem: { code: 'store-failed' } })
  })
})
