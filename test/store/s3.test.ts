import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { retryStore } from '../../src/store/retry.ts'
import { s3Store } from '../../src/store/s3.ts'
import type { S3Options } from '../../src/store/store.ts'
import { type Asked, end, fail, listing, type S3StandIn, startS3StandIn, type Trouble } from '../fault/s3-stand-in.ts'
import { breaking, listAll, read, reject, storeContract, streaming } from './contract.ts'

const never = new AbortController().signal
const quick = { attempts: 4, firstMs: 1, longestMs: 2 }
const large = randomBytes(18_000_000)

let server: S3StandIn
beforeEach(async () => {
  server = await startS3StandIn()
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
})

const secrets = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI', sessionToken: 'the-session-token' }
const open = (options: Partial<S3Options> = {}, idleMs = 5_000, uniformParts = false) =>
  retryStore(
    s3Store(
      { kind: 's3', bucket: 'b', region: 'eu-north-1', prefix: 'p', endpoint: server.endpoint, ...secrets, ...options },
      { idleMs, patience: quick, uniformParts },
    ),
    quick,
  )

/** The trouble that happens to the first `times` calls of this kind. */
const first =
  (call: string, times: number, trouble: (asked: Asked, response: Parameters<Trouble>[1]) => unknown): Trouble =>
  (asked, response) => {
    if (asked.call !== call || server.count(call) > times) return false
    trouble(asked, response)
    return true
  }
const unavailable = (_: Asked, response: Parameters<Trouble>[1]) => fail(response, 503, 'SlowDown')
const hangUp = (_: Asked, response: Parameters<Trouble>[1]) => response.destroy()

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
      .update(server.objects.get('p/k')?.body ?? '')
      .digest('hex')
  const digest = createHash('sha256').update(large).digest('hex')

  test('below one part is one call; from one part on, parts of 8 MiB', async () => {
    await open().put('k', Readable.from([Buffer.alloc(8 * 2 ** 20 - 1)]), { signal: never })
    expect(server.asked.map(({ call }) => call)).toEqual(['PutObject', 'HeadObject'])
    await open().put('k', streaming(large), { signal: never })
    const parts = server.asked.filter(({ call }) => call === 'UploadPart')
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
    ['UploadPart', (_: Asked, response: Parameters<Trouble>[1]) => fail(response, 400, 'BadDigest')],
    ['CompleteMultipartUpload', unavailable],
    ['CompleteMultipartUpload', hangUp],
    [
      'CompleteMultipartUpload',
      // S3 says 200 first, and thinks about it afterwards.
      (_: Asked, response: Parameters<Trouble>[1]) => fail(response, 200, 'InternalError'),
    ],
    ['HeadObject', unavailable],
  ] as const)('goes on after trouble with %s', async (call, trouble) => {
    server.trouble = first(call, 2, trouble)
    const { bytes } = await open().put('k', streaming(large), { signal: never, ifAbsent: false })
    expect(bytes).toBe(large.length)
    expect(server.count(call)).toBeGreaterThan(2)
    expect(stored()).toBe(digest)
    expect(server.uploads.size).toBe(0)
  })

  test.each(['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'])(
    'that fails for good at %s leaves nothing',
    async (call) => {
      for (const [trouble, code] of [
        [unavailable, 'store-unavailable'],
        [(_: Asked, response: Parameters<Trouble>[1]) => fail(response, 403, 'AccessDenied'), 'store-denied'],
      ] as const) {
        server.trouble = first(call, 1_000, trouble)
        const body = streaming(large)
        await reject(open().put('k', body, { signal: never }), code, 'k', 's3://b/p', call)
        expect(body.destroyed).toBe(true)
        expect(server.uploads.size).toBe(0)
        expect(server.objects.size).toBe(0)
      }
    },
  )

  test('whose abort fails says so', async () => {
    server.trouble = (asked, response) =>
      asked.call === 'AbortMultipartUpload' && Boolean(fail(response, 403, 'AccessDenied'))
    const broken = new Error('the dump broke')
    await expect(open().put('k', breaking(large, broken), { signal: never })).rejects.toBe(broken)
    expect(broken.cause).toMatchObject({ code: 'store-failed' })
    expect(String(broken.cause)).toContain('unfinished parts are left')
    expect(server.uploads.size).toBe(1)
  })

  test.each([1, large.length])('of %d bytes whose answer was lost is found to be there', async (bytes) => {
    const call = bytes === 1 ? 'PutObject' : 'CompleteMultipartUpload'
    // Carried out, and then the connection breaks.
    server.trouble = (asked, response) => {
      if (asked.call === call && server.count(call) === 1) response.end = (() => response.destroy()) as never
      return false
    }
    const result = await open().put('k', streaming(large.subarray(0, bytes)), { signal: never, ifAbsent: true })
    expect(result.bytes).toBe(bytes)
    expect(server.count(call)).toBeGreaterThanOrEqual(1)
    expect(server.objects.size).toBe(1)
  })

  test('that another overtakes is refused at the end, and leaves theirs', async () => {
    for (const bytes of [1, large.length]) {
      server.objects.clear()
      server.trouble = (asked) => {
        if (/^(PutObject|CompleteMultipartUpload)$/.test(asked.call))
          server.objects.set('p/k', { body: Buffer.from('theirs'), etag: 'theirs', meta: {} })
        return false
      }
      const put = open().put('k', streaming(large.subarray(0, bytes)), { signal: never, ifAbsent: true })
      await reject(put, 'store-exists', 'k')
      expect(server.objects.get('p/k')?.etag).toBe('theirs')
      expect(server.uploads.size).toBe(0)
    }
  })

  test('under a condition works where conditions are not known', async () => {
    server.trouble = (asked, response) =>
      asked.headers['if-none-match'] !== undefined && Boolean(fail(response, 501, 'NotImplemented'))
    for (const bytes of [1, large.length]) {
      server.objects.clear()
      const put = () => open().put('k', streaming(large.subarray(0, bytes)), { signal: never, ifAbsent: true })
      expect((await put()).bytes).toBe(bytes)
      await reject(put(), 'store-exists')
    }
  })

  test('of which the store kept less is an error, and removed', async () => {
    server.trouble = (asked) => {
      if (asked.call === 'HeadObject') {
        const there = server.objects.get('p/k')
        if (there) server.objects.set('p/k', { ...there, body: there.body.subarray(1) })
      }
      return false
    }
    await reject(open().put('k', Buffer.from('abc'), { signal: never }), 'store-failed', '3 bytes', '2')
    expect(server.objects.size).toBe(0)
  })

  test('that stalls becomes an error', async () => {
    server.trouble = (asked) => asked.call === 'UploadPart'
    await reject(open({}, 100).put('k', streaming(large), { signal: never }), 'store-unavailable', 'no progress')
    expect(server.uploads.size).toBe(0)
  })

  test('carries storage class, encryption and, where asked, S3 checksums', async () => {
    const options = {
      storageClass: 'STANDARD_IA',
      encryption: { type: 'aws:kms', keyId: 'the-key' },
      checksums: 'always',
    } as const
    await open(options).put('k', Buffer.from('abc'), { signal: never })
    await open(options).put('k', streaming(large), { signal: never })
    for (const { call, headers } of server.asked) {
      if (call === 'PutObject' || call === 'CreateMultipartUpload')
        expect(headers).toMatchObject({
          'x-amz-storage-class': 'STANDARD_IA',
          'x-amz-server-side-encryption': 'aws:kms',
          'x-amz-server-side-encryption-aws-kms-key-id': 'the-key',
        })
      if (call === 'PutObject' || call === 'UploadPart') expect(headers['x-amz-checksum-sha256']).toHaveLength(44)
    }
    expect(server.asked.find(({ call }) => call === 'CompleteMultipartUpload')?.body.toString()).toContain(
      '<ChecksumSHA256>',
    )
    expect(server.unsigned).toEqual([])
  })

  test('has no S3 checksums off AWS, which some services refuse', async () => {
    await open().put('k', Buffer.from('abc'), { signal: never })
    await open().put('k', streaming(large), { signal: never })
    await open().remove(['k', 'k2'], never)
    for (const { headers } of server.asked) expect(Object.keys(headers).join(' ')).not.toMatch(/checksum|trailer/)
    expect(server.asked.at(-1)?.headers['content-md5']).toHaveLength(24)
  })

  test('keeps to the parts that there may be', async () => {
    expect((await open({ maxParts: 2 }).put('k', streaming(large), { signal: never })).bytes).toBe(large.length)
    expect(server.count('UploadPart') + server.count('PutObject')).toBeLessThanOrEqual(2)
  })

  test('that needs more parts is an error, and leaves nothing', async () => {
    const put = open({ maxParts: 1 }, 5_000, true).put('k', streaming(large), { signal: never })
    await reject(put, 'store-failed', 'more than 1 parts')
    expect(server.objects.size + server.uploads.size).toBe(0)
  })
})

describe('a download from S3', () => {
  test.each([
    ['the connection breaks', (response: Parameters<Trouble>[1]) => response.destroy()],
    ['bytes stop coming', () => {}],
  ] as const)('goes on when %s', async (_, stop) => {
    await open().put('k', large, { signal: never })
    let troubles = 0
    server.trouble = (asked, response) => {
      if (asked.call !== 'GetObject' || ++troubles > 3) return false
      const [, from] = /^bytes=(\d+)/.exec(asked.headers.range ?? '') ?? [undefined, '0']
      const rest = large.subarray(Number(from))
      const etag = `"${server.objects.get('p/k')?.etag}"`
      const range = { 'content-range': `bytes ${from}-${large.length - 1}/${large.length}` }
      response.writeHead(asked.headers.range ? 206 : 200, { etag, 'content-length': rest.length, ...range })
      response.write(rest.subarray(0, 1_000_000), () => stop(response))
      return true
    }
    expect((await read(open({}, 300), 'k')).equals(large)).toBe(true)
    expect(troubles).toBe(4)
    const resumed = server.asked.filter(({ headers }) => headers.range !== undefined)
    expect(resumed.length).toBeGreaterThan(2)
    for (const { headers } of resumed) expect(headers['if-match']).toBe(`"${server.objects.get('p/k')?.etag}"`)
  })

  test('that never gets on is an error', async () => {
    await open().put('k', large, { signal: never })
    server.trouble = (asked, response) => {
      if (asked.call !== 'GetObject') return false
      response.writeHead(asked.headers.range ? 206 : 200, {
        etag: 'x',
        'content-length': large.length,
        'content-range': `bytes 0-${large.length - 1}/${large.length}`,
      })
      response.flushHeaders()
      setImmediate(() => response.destroy())
      return true
    }
    await reject(read(open(), 'k'), 'store-unavailable', 'GetObject k', 's3://b/p')
  })

  test('of an object that is replaced meanwhile is an error', async () => {
    await open().put('k', large, { signal: never })
    const { body, etag } = server.objects.get('p/k') ?? expect.unreachable()
    server.trouble = first('GetObject', 1, (_, response) => {
      response.writeHead(200, { etag: `"${etag}"`, 'content-length': body.length })
      response.write(body.subarray(0, 1_000), () => response.destroy())
      server.objects.set('p/k', { body: Buffer.from('new'), etag: 'new', meta: {} })
    })
    await reject(read(open(), 'k'), 'store-changed', 'replaced while it was read')
  })

  test('that answers a range with something else is an error', async () => {
    await open().put('k', large, { signal: never })
    server.trouble = first('GetObject', 9, (_, response) => end(response, 200, { etag: 'x' }, large))
    const range = { start: 1_000 }
    await reject(open().get('k', { range, signal: never }).then(buffer), 'store-failed', 'asked for bytes from 1000')
  })
})

describe('a listing of S3', () => {
  const put = async (count: number) => {
    for (let i = 0; i < count; i++) await open().put(`k${i}`, Buffer.from('x'), { signal: never })
  }
  const page = (truncated: boolean, token?: string, from = 0) =>
    listing([...server.objects].slice(from, from + 2), truncated, token)

  test('has every page', async () => {
    await put(8)
    expect((await listAll(open(), '')).map(({ key }) => key)).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7'])
    expect(server.count('ListObjectsV2')).toBe(3)
  })

  test.each([
    ['says that there is more, and not where', () => page(true), 'not where'],
    ['has the same token again', (n: number) => page(true, 'again', n * 2), 'circle'],
    ['gives the same page again', (n: number) => page(true, `t${n}`), 'not in order'],
    ['says another number than it has', () => page(false).replace('<KeyCount>2', '<KeyCount>3'), 'says 3 keys'],
    ['has keys of others', () => page(false).replace('<Key>p/', '<Key>q/'), 'outside'],
  ] as const)('that %s is an error, never short', async (_, answer, because) => {
    await put(6)
    let pages = 0
    server.trouble = (asked, response) =>
      asked.call === 'ListObjectsV2' && Boolean(end(response, 200, {}, answer(pages++)))
    await reject(listAll(open(), ''), 'store-failed', because, 's3://b/p')
  })

  test('goes on after trouble, without giving anything twice', async () => {
    await put(8)
    server.trouble = (asked, response) =>
      asked.call === 'ListObjectsV2' && server.count(asked.call) === 2 && Boolean(fail(response, 500, 'InternalError'))
    expect((await listAll(open(), '')).map(({ key }) => key)).toHaveLength(8)
  })

  test('that breaks for good is an error', async () => {
    await put(8)
    server.trouble = (asked, response) => asked.query.has('continuation-token') && Boolean(unavailable(asked, response))
    await reject(listAll(open(), ''), 'store-unavailable', 'tried 4 times')
  })
})

describe('removing from S3', () => {
  test('reports what could not be removed', async () => {
    const error = '<Error><Key>p/b</Key><Code>AccessDenied</Code><Message>locked</Message></Error>'
    server.trouble = first('DeleteObjects', 9, (_, response) =>
      end(response, 200, {}, `<DeleteResult>${error}</DeleteResult>`),
    )
    await reject(open().remove(['a', 'b'], never), 'store-denied', 'b', 'locked')
  })

  test.each([
    [400, 'MissingContentMD5'],
    [501, 'NotImplemented'],
  ] as const)('goes one by one where the service answers %d %s', async (status, code) => {
    for (const key of ['a', 'b', 'c']) await open().put(key, Buffer.from('x'), { signal: never })
    server.trouble = first('DeleteObjects', 9, (_, response) => fail(response, status, code))
    await open().remove(['a', 'b', 'c'], never)
    expect(server.objects.size).toBe(0)
    expect(server.count('DeleteObject')).toBe(3)
  })
})

describe('what S3 answers becomes a problem that says what to do', () => {
  test.each([
    [404, 'NoSuchBucket', 'store-missing', /bucket in the policy/],
    [403, 'AccessDenied', 'store-denied', /s3:GetObject/],
    [403, 'InvalidAccessKeyId', 'store-denied', /access-key-id/],
    [403, 'SignatureDoesNotMatch', 'store-denied', /secret-access-key/],
    [400, 'ExpiredToken', 'store-denied', /new credentials/],
    [301, 'PermanentRedirect', 'store-missing', /region: us-west-2/],
    [403, 'RequestTimeTooSkewed', 'store-unavailable', /clock/],
    [503, 'SlowDown', 'store-unavailable', undefined],
    [429, 'TooManyRequests', 'store-unavailable', undefined],
    [507, 'XMinioStorageFull', 'store-full', /quota/],
    [400, 'SomethingElse', 'store-failed', undefined],
  ] as const)('%d %s', async (status, name, code, hint) => {
    server.trouble = (asked, response) => {
      const more = `<AWSAccessKeyId>${secrets.accessKeyId}</AWSAccessKeyId><CanonicalRequest>x-amz-security-token:${secrets.sessionToken}</CanonicalRequest>`
      if (asked.call === 'HeadObject') return Boolean(end(response, status))
      return Boolean(fail(response, status, name, { 'x-amz-bucket-region': 'us-west-2' }, more))
    }
    const store = open()
    for (const call of [
      () => store.get('some/key', { signal: never }),
      () => store.head('some/key', never),
      () => listAll(store, 'some/key'),
      () => store.put('some/key', Buffer.from('x'), { signal: never }),
      () => store.remove(['some/key'], never),
    ]) {
      const error = await reject(call(), code, 'some/key', 's3://b/p')
      if (hint && name !== 'AccessDenied') expect(error).toMatchObject({ hint: expect.stringMatching(hint) })
      if (name === 'AccessDenied')
        expect(error).toMatchObject({ hint: expect.stringMatching(/Allow s3:\w+ .*on s3:\/\/b\/p/) })
      const everything = JSON.stringify([
        error,
        error.message,
        error.cause,
        String(error.cause),
        Object.entries(error.cause ?? {}),
      ])
      expect(everything).not.toContain(secrets.secretAccessKey)
      expect(everything).not.toContain(secrets.sessionToken)
    }
  })

  test('an answer that is not of S3', async () => {
    server.trouble = (_, response) => Boolean(end(response, 200, { 'content-type': 'text/html' }, '<html><p>Hello'))
    await reject(listAll(open(), ''), 'store-failed', 's3://b/p')
  })

  test('no server, no name, no address, half of a key', async () => {
    await reject(open({ endpoint: 'http://127.0.0.1:1' }).head('k', never), 'store-unavailable', 'HeadObject k')
    await reject(
      open({ endpoint: 'http://no-such-host.invalid' }).head('k', never),
      'store-unavailable',
      'HeadObject k',
    )
    expect(() => open({ endpoint: 'not an address' })).toThrow('not an address')
    const { secretAccessKey: _, ...half } = secrets
    const options = { kind: 's3', bucket: 'b', region: 'auto', endpoint: server.endpoint, ...half } as const
    expect(() => s3Store(options)).toThrow('one half')
  })
})
