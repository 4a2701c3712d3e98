import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import { s3Store } from '../../../src/store/s3/s3.ts'
import { memoryStore, putEverywhere, retryStore } from '../../../src/store/store.ts'
import { fail, type RecordedCall, startS3StandIn } from '../../fault/s3-stand-in.ts'
import { breaking, reject, storeContract, streaming } from '../contract.ts'
import { denied, hangUp, secrets, standing, unavailable } from './standing.ts'

const never = new AbortController().signal
const large = randomBytes(18_000_000)
const s = standing()
const { open, first } = s

storeContract(
  's3 (stand-in)',
  async () => {
    const own = await startS3StandIn()
    const options = {
      kind: 's3',
      bucket: 'b',
      region: 'auto',
      prefix: 'p/q',
      endpoint: own.endpoint,
      ...secrets,
    } as const
    return {
      store: retryStore(s3Store(options)),
      end: async () => {
        expect(own.uploads.size, 'unfinished uploads').toBe(0)
        expect(own.unsigned, 'bodies without their own SHA-256').toEqual([])
        expect(own.count('AbortMultipartUpload')).toBeGreaterThan(0)
        await own[Symbol.asyncDispose]()
      },
    }
  },
  { largeBytes: large.length },
)

describe('an upload to S3', () => {
  const stored = () =>
    createHash('sha256')
      .update(s.server.objects.get('p/k')?.body ?? '')
      .digest('hex')
  const digest = createHash('sha256').update(large).digest('hex')

  test('is one call below one part, and has parts of 8 MiB from one part on', async () => {
    await open().put('k', Readable.from([Buffer.alloc(8 * 2 ** 20 - 1)]), { signal: never })
    expect(s.server.asked.map(({ call }) => call)).toEqual(['PutObject', 'HeadObject'])
    await open().put('k', streaming(large), { signal: never })
    const parts = s.server.asked.filter(({ call }) => call === 'UploadPart')
    const sizes = parts.map(({ query, body }) => [Number(query.get('partNumber')), body.length])
    const part = 8 * 2 ** 20
    expect(sizes.toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
      [1, part],
      [2, part],
      [3, large.length - 2 * part],
    ])
    expect(stored()).toBe(digest)
  })

  test.each([
    ['CreateMultipartUpload', unavailable],
    ['CreateMultipartUpload', hangUp],
    ['UploadPart', unavailable],
    ['UploadPart', hangUp],
    ['UploadPart', (_: RecordedCall, response: ServerResponse) => fail(response, 400, 'BadDigest')],
    ['CompleteMultipartUpload', unavailable],
    ['CompleteMultipartUpload', hangUp],
    [
      'CompleteMultipartUpload',
      // S3 says 200 first, and thinks about it afterwards.
      (_: RecordedCall, response: ServerResponse) => fail(response, 200, 'InternalError'),
    ],
    ['HeadObject', unavailable],
  ] as const)('continues after trouble with %s', async (call, trouble) => {
    s.server.trouble = first(call, 2, trouble)
    const { bytes } = await open().put('k', streaming(large), { signal: never, ifAbsent: false })
    expect(bytes).toBe(large.length)
    expect(s.server.count(call)).toBeGreaterThan(2)
    expect(stored()).toBe(digest)
    expect(s.server.uploads.size).toBe(0)
  })

  test.each(['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'])(
    'leaves nothing if it fails for good at %s',
    async (call) => {
      for (const [trouble, code] of [
        [unavailable, 'store-unavailable'],
        [denied, 'store-denied'],
      ] as const) {
        s.server.trouble = first(call, 1_000, trouble)
        const body = streaming(large)
        await reject(open().put('k', body, { signal: never }), code, 'k', 's3://b/p', call)
        expect(body.destroyed).toBe(true)
        expect(s.server.uploads.size).toBe(0)
        expect(s.server.objects.size).toBe(0)
      }
    },
  )

  test('reports that its abort failed', async () => {
    s.server.trouble = (asked, response) =>
      asked.call === 'AbortMultipartUpload' && Boolean(fail(response, 403, 'AccessDenied'))
    const broken = new Error('the dump broke')
    await expect(open().put('k', breaking(large, broken), { signal: never })).rejects.toBe(broken)
    expect(broken.cause).toMatchObject({ code: 'store-failed' })
    expect(String(broken.cause)).toContain('unfinished parts are left')
    expect(s.server.uploads.size).toBe(1)
  })

  test('fails alone, not with the other stores, if its credentials expire on the way', async () => {
    // The parts that were sent cannot be taken back either.
    s.server.trouble = (asked, response) =>
      /^(UploadPart|AbortMultipartUpload)$/.test(asked.call) && Boolean(fail(response, 403, 'ExpiredToken'))
    const good = memoryStore('good')
    const outcomes = await putEverywhere([open(), good], 'k', streaming(large), { signal: never })
    expect(outcomes).toMatchObject([{ kind: 'failed', problem: { code: 'store-denied' } }, { kind: 'stored' }])
    const [failed] = outcomes
    expect(failed?.kind === 'failed' && failed.problem).toBeInstanceOf(Problem)
    expect(s.server.count('AbortMultipartUpload')).toBeGreaterThan(0)
    expect(good.objects.get('k')?.equals(large)).toBe(true)
  })

  test.each([1, large.length])('is found complete after %d bytes if its answer was lost', async (bytes) => {
    const call = bytes === 1 ? 'PutObject' : 'CompleteMultipartUpload'
    // Carried out, and then the connection breaks.
    s.server.trouble = (asked, response) => {
      if (asked.call === call && s.server.count(call) === 1) response.end = (() => response.destroy()) as never
      return false
    }
    const result = await open().put('k', streaming(large.subarray(0, bytes)), { signal: never, ifAbsent: true })
    expect(result.bytes).toBe(bytes)
    expect(s.server.count(call)).toBeGreaterThanOrEqual(1)
    expect(s.server.objects.size).toBe(1)
  })

  test('is refused at the end if another overtakes it, and leaves the other object', async () => {
    for (const bytes of [1, large.length]) {
      s.server.objects.clear()
      s.server.trouble = (asked) => {
        if (/^(PutObject|CompleteMultipartUpload)$/.test(asked.call))
          s.server.objects.set('p/k', { body: Buffer.from('theirs'), etag: 'theirs', meta: {} })
        return false
      }
      const put = open().put('k', streaming(large.subarray(0, bytes)), { signal: never, ifAbsent: true })
      await reject(put, 'store-exists', 'k')
      expect(s.server.objects.get('p/k')?.etag).toBe('theirs')
      expect(s.server.uploads.size).toBe(0)
    }
  })

  test('works with ifAbsent if the service does not support conditions', async () => {
    s.server.trouble = (asked, response) =>
      asked.headers['if-none-match'] !== undefined && Boolean(fail(response, 501, 'NotImplemented'))
    for (const bytes of [1, large.length]) {
      s.server.objects.clear()
      const put = () => open().put('k', streaming(large.subarray(0, bytes)), { signal: never, ifAbsent: true })
      expect((await put()).bytes).toBe(bytes)
      await reject(put(), 'store-exists')
    }
  })

  test('is an error if the store kept fewer bytes, and is removed', async () => {
    s.server.trouble = (asked) => {
      if (asked.call === 'HeadObject') {
        const there = s.server.objects.get('p/k')
        if (there) s.server.objects.set('p/k', { ...there, body: there.body.subarray(1) })
      }
      return false
    }
    await reject(open().put('k', Buffer.from('abc'), { signal: never }), 'store-failed', '3 bytes', '2')
    expect(s.server.objects.size).toBe(0)
  })

  test('is an error if it stalls', async () => {
    s.server.trouble = (asked) => asked.call === 'UploadPart'
    await reject(open({}, 100).put('k', streaming(large), { signal: never }), 'store-unavailable', 'no progress')
    expect(s.server.uploads.size).toBe(0)
  })

  test('carries storage class, encryption and, if requested, S3 checksums', async () => {
    const options = {
      storageClass: 'STANDARD_IA',
      encryption: { type: 'aws:kms', keyId: 'the-key' },
      checksums: 'always',
    } as const
    await open(options).put('k', Buffer.from('abc'), { signal: never, data: true })
    await open(options).put('k', streaming(large), { signal: never, data: true })
    for (const { call, headers } of s.server.asked) {
      if (call === 'PutObject' || call === 'CreateMultipartUpload')
        expect(headers).toMatchObject({
          'x-amz-storage-class': 'STANDARD_IA',
          'x-amz-server-side-encryption': 'aws:kms',
          'x-amz-server-side-encryption-aws-kms-key-id': 'the-key',
        })
      if (call === 'PutObject' || call === 'UploadPart') expect(headers['x-amz-checksum-sha256']).toHaveLength(44)
    }
    expect(s.server.asked.find(({ call }) => call === 'CompleteMultipartUpload')?.body.toString()).toContain(
      '<ChecksumSHA256>',
    )
    expect(s.server.unsigned).toEqual([])
  })

  test('uses the storage class for data only, as other objects must be readable at any time', async () => {
    const archive = open({ storageClass: 'DEEP_ARCHIVE' })
    await archive.put('lease.json', Buffer.from('abc'), { signal: never })
    await archive.put('manifest.json', streaming(large), { signal: never })
    await archive.put('data', streaming(large), { signal: never, data: true })
    const classes = s.server.asked
      .filter(({ call }) => call === 'PutObject' || call === 'CreateMultipartUpload')
      .map(({ key, headers }) => [key, headers['x-amz-storage-class']])
    expect(classes).toEqual([
      ['p/lease.json', undefined],
      ['p/manifest.json', undefined],
      ['p/data', 'DEEP_ARCHIVE'],
    ])
  })

  test('works in parts if the service changes the etag after completion, by the mark and the size', async () => {
    s.server.trouble = (asked) => {
      const there = s.server.objects.get('p/k')
      if (asked.call === 'HeadObject' && there) s.server.objects.set('p/k', { ...there, etag: 'another-2' })
      return false
    }
    const stored = await open().put('k', streaming(large), { signal: never })
    expect(stored).toMatchObject({ bytes: large.length, etag: 'another-2' })
    s.server.trouble = (asked) => {
      const there = s.server.objects.get('p/k')
      if (asked.call === 'HeadObject' && there) s.server.objects.set('p/k', { ...there, etag: 'another-2', meta: {} })
      return false
    }
    // Without our mark nobody knows whose it is: the etags are named.
    await reject(open().put('k', streaming(large), { signal: never }), 'store-changed', 'changed its etag', 'another-2')
  })

  test('has no S3 checksums outside AWS, as some services refuse them', async () => {
    await open().put('k', Buffer.from('abc'), { signal: never })
    await open().put('k', streaming(large), { signal: never })
    await open().remove(['k', 'k2'], never)
    for (const { headers } of s.server.asked) expect(Object.keys(headers).join(' ')).not.toMatch(/checksum|trailer/)
    expect(s.server.asked.at(-1)?.headers['content-md5']).toHaveLength(24)
  })

  test('respects the maximum number of parts', async () => {
    expect((await open({ maxParts: 2 }).put('k', streaming(large), { signal: never })).bytes).toBe(large.length)
    expect(s.server.count('UploadPart') + s.server.count('PutObject')).toBeLessThanOrEqual(2)
  })

  test('is an error if it needs more parts, and leaves nothing', async () => {
    const put = open({ maxParts: 1 }, 5_000, true).put('k', streaming(large), { signal: never })
    await reject(put, 'store-failed', 'more than 1 parts')
    expect(s.server.objects.size + s.server.uploads.size).toBe(0)
  })
})
