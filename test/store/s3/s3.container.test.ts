import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { s3Store } from '../../../src/store/s3/s3.ts'
import { memoryStore, openStore, putEverywhere, retryStore, type S3Options } from '../../../src/store/store.ts'
import { type BreakingProxy, startProxy } from '../../fault/proxy.ts'
import { dockerMissing } from '../../server/docker.ts'
import { type S3, type S3User, s3Image, startS3 } from '../../server/s3.ts'
import { breaking, listAll, read, reject, storeContract, streaming } from '../contract.ts'

const never = new AbortController().signal
const missing = await dockerMissing(s3Image)

const reader: S3User = {
  accessKeyId: 'BACKPROOFTESTREADER1',
  secretAccessKey: 'reads/only',
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }],
  },
}

const optionsOf = async (s3: S3, more: Partial<S3Options> = {}): Promise<S3Options> => ({
  kind: 's3',
  bucket: await s3.bucket(),
  region: s3.region,
  prefix: 'backups/shop',
  endpoint: s3.endpoint,
  accessKeyId: s3.accessKeyId,
  secretAccessKey: s3.secretAccessKey,
  ...more,
})

describe.skipIf(missing)(`on a real server ${missing ?? ''}`, () => {
  storeContract(
    'S3',
    async () => {
      const s3 = await startS3()
      return { store: await openStore(await optionsOf(s3)), end: async () => s3[Symbol.asyncDispose]() }
    },
    { largeBytes: 30_000_000, manyObjects: 1_050 },
  )

  storeContract(
    'S3 with its checksums, encryption and a storage class',
    async () => {
      const s3 = await startS3()
      const more = { checksums: 'always', encryption: { type: 'AES256' }, storageClass: 'STANDARD_IA' } as const
      return { store: await openStore(await optionsOf(s3, more)), end: async () => s3[Symbol.asyncDispose]() }
    },
    { largeBytes: 18_000_000 },
  )

  describe('S3', () => {
    let s3: S3
    let proxy: BreakingProxy
    beforeAll(async () => {
      s3 = await startS3({ users: [reader] })
      proxy = await startProxy(s3)
    })
    afterAll(async () => {
      await proxy?.[Symbol.asyncDispose]()
      await s3?.[Symbol.asyncDispose]()
    })
    const large = randomBytes(20_000_000)

    test('reports a wrong key, a wrong secret, and a denied call by name', async () => {
      const options = await optionsOf(s3)
      const wrongSecret = await openStore({ ...options, secretAccessKey: 'not the secret' })
      await reject(wrongSecret.head('k', never), 'store-denied', 'signature', options.bucket)
      await reject(wrongSecret.put('k', Buffer.from('x'), { signal: never }), 'store-denied', 'signature')
      const wrongKey = await openStore({ ...options, accessKeyId: 'BACKPROOFTESTNOBODY1' })
      await reject(listAll(wrongKey, ''), 'store-denied', 'access key')
      const reading = await openStore({ ...options, ...reader })
      expect(await listAll(reading, '')).toEqual([])
      const denied = await reject(reading.put('k', Buffer.from('x'), { signal: never }), 'store-denied', 'PutObject k')
      expect(denied).toMatchObject({ hint: expect.stringContaining('s3:PutObject') })
      const large = await reject(reading.put('k', streaming(randomBytes(9_000_000)), { signal: never }), 'store-denied')
      expect(large).toMatchObject({ hint: expect.stringContaining('s3:PutObject') })
      await reject(reading.remove(['k'], never), 'store-denied', 'k')
      await reject(reading.remove(['k', 'k2'], never), 'store-denied', 'k')
    })

    test('reports that the bucket does not exist', async () => {
      const store = await openStore({ ...(await optionsOf(s3)), bucket: 'no-such-bucket' })
      await reject(listAll(store, ''), 'store-missing', 'no-such-bucket')
      await reject(store.head('k', never), 'store-missing', 'no-such-bucket')
      await reject(store.get('k', { signal: never }), 'store-missing', 'no-such-bucket')
      await reject(store.put('k', Buffer.from('x'), { signal: never }), 'store-missing', 'no-such-bucket')
      await reject(store.put('k', streaming(large), { signal: never }), 'store-missing', 'no-such-bucket')
      await reject(store.remove(['k', 'k2'], never), 'store-missing', 'no-such-bucket')
    })

    test.each(['reset', 'end', 'stall'] as const)('survives a network that breaks: %s', async (does) => {
      const endpoint = `http://127.0.0.1:${proxy.port}`
      const patience = { attempts: 5, firstMs: 10, longestMs: 50 }
      const store = retryStore(s3Store(await optionsOf(s3, { endpoint }), { idleMs: 3_000, patience }), patience)
      const before = proxy.met.length
      proxy.arm({ direction: 'up', afterBytes: 9_000_000, does }, { direction: 'up', afterBytes: 1_000_000, does })
      const put = await store.put('k', streaming(large), { signal: never, ifAbsent: true })
      expect(put.bytes).toBe(large.length)
      proxy.arm({ direction: 'down', afterBytes: 5_000_000, does }, { direction: 'down', afterBytes: 5_000_000, does })
      expect((await read(store, 'k')).equals(large)).toBe(true)
      expect(proxy.met.length - before).toBe(4)
    })

    test('receives one body together with another store, and nothing if the body breaks', async () => {
      const store = await openStore(await optionsOf(s3))
      const memory = memoryStore()
      const outcomes = await putEverywhere([store, memory], 'k', streaming(large), { signal: never })
      expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'stored'])
      expect((await read(store, 'k')).equals(large)).toBe(true)
      const broken = new Error('the dump broke')
      const put = putEverywhere([store, memory], 'k2', breaking(large, broken), { signal: never })
      await expect(put).rejects.toBe(broken)
      expect(await store.head('k2', never)).toBeUndefined()
    })
  })
})
