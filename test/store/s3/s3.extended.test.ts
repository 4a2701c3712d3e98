import { randomBytes } from 'node:crypto'
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { s3Store } from '../../../src/store/s3/s3.ts'
import { openStore, retryStore, type S3Options } from '../../../src/store/store.ts'
import { type BreakingProxy, startProxy } from '../../fault/proxy.ts'
import { buildMinio, type Minio, minioMissing, startMinio } from '../../server/minio.ts'
import { breaking, listAll, read, reject, storeContract, streaming } from '../contract.ts'

const never = new AbortController().signal
const large = randomBytes(20_000_000)

describe.skipIf(minioMissing)(`on MinIO ${minioMissing ?? ''}`, () => {
  let minio: Minio
  let client: S3Client
  let buckets = 0
  beforeAll(async () => {
    await buildMinio()
    minio = await startMinio()
    const { endpoint, region, accessKeyId, secretAccessKey } = minio
    client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
  }, 1_800_000)
  afterAll(async () => {
    client?.destroy()
    await minio?.[Symbol.asyncDispose]()
  })

  const optionsOf = async (more: Partial<S3Options> = {}, locked = false): Promise<S3Options> => {
    const bucket = `bucket-${++buckets}`
    await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: locked }))
    const { endpoint, region, accessKeyId, secretAccessKey } = minio
    return { kind: 's3', bucket, region, endpoint, accessKeyId, secretAccessKey, prefix: 'p', ...more }
  }
  const unfinished = async (bucket: string) =>
    (await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? []

  for (const checksums of ['auto', 'always'] as const) {
    let bucket: string
    storeContract(
      `MinIO, checksums: ${checksums}`,
      async () => {
        const options = await optionsOf({ checksums })
        bucket = options.bucket
        return { store: await openStore(options), end: async () => expect(await unfinished(bucket)).toEqual([]) }
      },
      { largeBytes: 18_000_000, manyObjects: 1_050 },
    )
  }

  test('a bit that flips in transit is noticed by the server, and the part is sent again', async () => {
    const proxy: BreakingProxy = await startProxy(minio)
    try {
      const options = await optionsOf({ endpoint: `http://127.0.0.1:${proxy.port}` })
      const store = await openStore(options)
      for (const body of [large, large.subarray(0, 1_000_000)]) {
        proxy.arm({ direction: 'up', afterBytes: 500_000, does: 'flip' })
        await store.put('k', streaming(body), { signal: never })
        expect((await read(store, 'k')).equals(body)).toBe(true)
      }
      expect(proxy.met).toHaveLength(2)
      const once = s3Store(options, { patience: { attempts: 1, firstMs: 1, longestMs: 1 } })
      proxy.arm({ direction: 'up', afterBytes: 500_000, does: 'flip' })
      await reject(once.put('k2', streaming(large), { signal: never }), 'store-unavailable', 'did not arrive')
      expect(await once.head('k2', never)).toBeUndefined()
    } finally {
      await proxy[Symbol.asyncDispose]()
    }
  })

  test('a wrong region is reported by name', async () => {
    const store = await openStore(await optionsOf({ region: 'us-west-2' }))
    const error = await reject(listAll(store, ''), 'store-missing', 'eu-north-1', 'us-west-2')
    expect(error).toMatchObject({ hint: expect.stringContaining('region: eu-north-1') })
    await reject(store.put('k', Buffer.from('x'), { signal: never }), 'store-missing', 'eu-north-1')
    await reject(store.head('k', never), 'store-missing', 'eu-north-1')
  })

  test('a bucket with object lock accepts uploads', async () => {
    for (const checksums of ['auto', 'always'] as const) {
      const store = await openStore(await optionsOf({ checksums }, true))
      await store.put('small', Buffer.from('x'), { signal: never })
      await store.put('large', streaming(large), { signal: never })
      expect((await listAll(store, '')).map(({ key }) => key)).toEqual(['large', 'small'])
    }
  })

  test('head reports until when an object is locked, and that a legal hold has no end', async () => {
    const options = await optionsOf({}, true)
    const store = await openStore(options)
    for (const key of ['free', 'locked', 'held']) await store.put(key, Buffer.from('x'), { signal: never })
    const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000)
    const at = (key: string) => ({ Bucket: options.bucket, Key: `p/${key}` })
    const retention = { Mode: 'GOVERNANCE', RetainUntilDate: until } as const
    await client.send(new PutObjectRetentionCommand({ ...at('locked'), Retention: retention }))
    await client.send(new PutObjectLegalHoldCommand({ ...at('held'), LegalHold: { Status: 'ON' } }))
    expect((await store.head('free', never))?.lockedUntil).toBeUndefined()
    expect((await store.head('locked', never))?.lockedUntil).toEqual(until)
    expect((await store.head('held', never))?.lockedUntil?.getUTCFullYear()).toBeGreaterThan(9999)
    await client.send(new PutObjectLegalHoldCommand({ ...at('held'), LegalHold: { Status: 'OFF' } }))
    expect((await store.head('held', never))?.lockedUntil).toBeUndefined()
  })

  test('an upload that fails, breaks or is cancelled leaves no unfinished parts', async () => {
    const proxy = await startProxy(minio)
    try {
      const options = await optionsOf({ endpoint: `http://127.0.0.1:${proxy.port}` })
      const patience = { attempts: 3, firstMs: 5, longestMs: 10 }
      const store = retryStore(s3Store(options, { idleMs: 2_000, patience }), patience)
      await expect(store.put('k', breaking(large, new Error('broke')), { signal: never })).rejects.toThrow('broke')
      const stop = new AbortController()
      setTimeout(() => stop.abort(), 300)
      await reject(store.put('k', breaking(large), { signal: stop.signal }), 'cancelled')
      proxy.breakEach({ direction: 'up', afterBytes: 300_000, does: 'reset' })
      await reject(store.put('k', streaming(large), { signal: never }), 'store-unavailable')
      proxy.breakEach(undefined)
      expect(await unfinished(options.bucket)).toEqual([])
      expect(await listAll(store, '')).toEqual([])
    } finally {
      await proxy[Symbol.asyncDispose]()
    }
  })
})
