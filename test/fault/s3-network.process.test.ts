import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { s3Store } from '../../src/store/s3/s3.ts'
import { memoryStore, putEverywhere, retryStore, type Store } from '../../src/store/store.ts'
import { breaking, listAll, read, reject, streaming } from '../store/contract.ts'
import { type BreakingProxy, type NetworkFault, startProxy } from './proxy.ts'
import { type S3StandIn, startS3StandIn } from './s3-stand-in.ts'

const never = new AbortController().signal
// Two more than any test breaks: a machine that is busy for a second breaks one too.
const quick = { attempts: 6, firstMs: 1, longestMs: 2 }
const large = randomBytes(20_000_000)

let server: S3StandIn
let proxy: BreakingProxy
let store: Store
beforeEach(async () => {
  server = await startS3StandIn()
  proxy = await startProxy(server)
  const endpoint = `http://127.0.0.1:${proxy.port}`
  const options = { kind: 's3', bucket: 'b', region: 'auto', endpoint, accessKeyId: 'a', secretAccessKey: 's' } as const
  store = retryStore(s3Store(options, { idleMs: 1_000, patience: quick }), quick)
})
afterEach(async () => {
  await proxy[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const does = ['reset', 'end', 'stall'] as const
const clean = () =>
  expect({ objects: server.objects.size, uploads: server.uploads.size }).toEqual({ objects: 0, uploads: 0 })

describe('an S3 store over a network that breaks', () => {
  test.each(does)('completes an upload: %s', async (does) => {
    const faults: NetworkFault[] = [500_000, 9_000_000].map((afterBytes) => ({ direction: 'up', afterBytes, does }))
    proxy.arm(...faults)
    await store.put('k', streaming(large), { signal: never, ifAbsent: true })
    expect(proxy.met).toEqual(faults)
    expect(server.objects.get('k')?.body.equals(large)).toBe(true)
    expect(server.uploads.size).toBe(0)
  })

  test.each(does)('completes an upload whose answers are lost: %s', async (does) => {
    // The first hundreds of bytes down are the answers to the first calls.
    const faults: NetworkFault[] = [10, 300, 10].map((afterBytes) => ({ direction: 'down', afterBytes, does }))
    proxy.arm(...faults)
    await store.put('k', streaming(large), { signal: never, ifAbsent: true })
    expect(proxy.met).toEqual(faults)
    expect(server.objects.get('k')?.body.equals(large)).toBe(true)
  })

  test.each(does)('completes a download: %s', async (does) => {
    server.objects.set('k', { body: large, etag: 'etag', meta: {} })
    const faults: NetworkFault[] = [100, 3_000_000, 7_000_000].map((afterBytes) => ({
      direction: 'down',
      afterBytes,
      does,
    }))
    proxy.arm(...faults)
    expect((await read(store, 'k')).equals(large)).toBe(true)
    expect(proxy.met).toEqual(faults)
  })

  test.each(does)('completes small calls: %s', async (does) => {
    const fault = (direction: 'up' | 'down'): NetworkFault => ({ direction, afterBytes: 20, does })
    for (const direction of ['up', 'down'] as const) {
      for (const call of [
        () => store.put('k', Buffer.from('x'), { signal: never }),
        () => store.head('k', never),
        () => read(store, 'k'),
        () => listAll(store, ''),
        () => store.remove(['k', 'k2'], never),
        () => store.put('k', Buffer.from('x'), { signal: never, ifAbsent: true }),
      ]) {
        proxy.arm(fault(direction))
        await call()
      }
      server.objects.clear()
    }
    expect(proxy.met).toHaveLength(12)
  })

  test('fails loudly and leaves nothing if the network stays broken', async () => {
    for (const does of ['reset', 'stall'] as const) {
      proxy.breakEach({ direction: 'up', afterBytes: 300_000, does })
      await reject(store.put('k', streaming(large), { signal: never }), 'store-unavailable', 'UploadPart k')
      clean()
    }
    expect(proxy.met.length).toBeGreaterThanOrEqual(8)
  })

  test('aborts a cancelled upload', async () => {
    const stop = new AbortController()
    const put = store.put('k', breaking(large), { signal: stop.signal })
    await expect.poll(() => server.count('UploadPart'), { timeout: 20_000 }).toBeGreaterThan(0)
    proxy.arm({ direction: 'up', afterBytes: 10, does: 'reset' })
    stop.abort()
    await reject(put, 'cancelled')
    expect(proxy.met).toHaveLength(1)
    clean()
  })

  test('does not lose the other stores if it fails for good', async () => {
    proxy.breakEach({ direction: 'up', afterBytes: 300_000, does: 'reset' })
    const good = memoryStore('good')
    const outcomes = await putEverywhere([store, good], 'k', streaming(large), { signal: never })
    expect(outcomes).toMatchObject([{ kind: 'failed', problem: { code: 'store-unavailable' } }, { kind: 'stored' }])
    expect(good.objects.get('k')?.equals(large)).toBe(true)
    clean()
  })
})
