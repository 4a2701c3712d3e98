import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { s3Store } from '../../../src/store/s3/s3.ts'
import { end, fail, listing, type RecordedCall } from '../../fault/s3-stand-in.ts'
import { listAll, read, reject } from '../contract.ts'
import { secrets, standing, unavailable } from './standing.ts'

const never = new AbortController().signal
const large = randomBytes(18_000_000)
const s = standing()
const { open, first } = s

describe('a download from S3', () => {
  test.each([
    ['the connection breaks', (response: ServerResponse) => response.destroy()],
    ['bytes stop coming', () => {}],
  ] as const)('continues when %s', async (_, stop) => {
    await open().put('k', large, { signal: never })
    let troubles = 0
    s.server.trouble = (asked, response) => {
      if (asked.call !== 'GetObject' || ++troubles > 3) return false
      const [, from] = /^bytes=(\d+)/.exec(asked.headers.range ?? '') ?? [undefined, '0']
      const rest = large.subarray(Number(from))
      const etag = `"${s.server.objects.get('p/k')?.etag}"`
      const range = { 'content-range': `bytes ${from}-${large.length - 1}/${large.length}` }
      response.writeHead(asked.headers.range ? 206 : 200, { etag, 'content-length': rest.length, ...range })
      response.write(rest.subarray(0, 1_000_000), () => stop(response))
      return true
    }
    expect((await read(open({}, 300), 'k')).equals(large)).toBe(true)
    expect(troubles).toBeGreaterThanOrEqual(4)
    const resumed = s.server.asked.filter(({ headers }) => headers.range !== undefined)
    expect(resumed.length).toBeGreaterThan(2)
    for (const { headers } of resumed) expect(headers['if-match']).toBe(`"${s.server.objects.get('p/k')?.etag}"`)
  })

  test('is an error if it never makes progress', async () => {
    await open().put('k', large, { signal: never })
    s.server.trouble = (asked, response) => {
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

  test('is an error if its object is replaced meanwhile', async () => {
    await open().put('k', large, { signal: never })
    const { body, etag } = s.server.objects.get('p/k') ?? expect.unreachable()
    s.server.trouble = first('GetObject', 1, (_, response) => {
      response.writeHead(200, { etag: `"${etag}"`, 'content-length': body.length })
      response.write(body.subarray(0, 1_000), () => response.destroy())
      s.server.objects.set('p/k', { body: Buffer.from('new'), etag: 'new', meta: {} })
    })
    await reject(read(open(), 'k'), 'store-changed', 'replaced while it was read')
  })

  test('is an error if a range is answered with other bytes', async () => {
    await open().put('k', large, { signal: never })
    s.server.trouble = first('GetObject', 9, (_, response) => end(response, 200, { etag: 'x' }, large))
    const range = { start: 1_000 }
    await reject(open().get('k', { range, signal: never }).then(buffer), 'store-failed', 'asked for bytes from 1000')
  })
})

describe('a listing of S3', () => {
  const put = async (count: number) => {
    for (let i = 0; i < count; i++) await open().put(`k${i}`, Buffer.from('x'), { signal: never })
  }
  const page = (truncated: boolean, token?: string, from = 0) =>
    listing([...s.server.objects].slice(from, from + 2), truncated, token)

  test('contains every page', async () => {
    await put(8)
    expect((await listAll(open(), '')).map(({ key }) => key)).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7'])
    expect(s.server.count('ListObjectsV2')).toBe(3)
  })

  test.each([
    ['says that there is more, and not where', () => page(true), 'not where'],
    ['has the same token again', (n: number) => page(true, 'again', n * 2), 'circle'],
    ['gives the same page again', (n: number) => page(true, `t${n}`), 'not in order'],
    ['says another number than it has', () => page(false).replace('<KeyCount>2', '<KeyCount>3'), 'says 3 keys'],
    ['is nothing', () => '', 'whether it is all'],
    ['is a page for people', () => '<html><body>Sign in</body></html>', 'whether it is all'],
    ['has keys of others', () => page(false).replace('<Key>p/', '<Key>q/'), 'outside'],
  ] as const)('is an error if it %s, and never short', async (_, answer, because) => {
    await put(6)
    let pages = 0
    s.server.trouble = (asked, response) =>
      asked.call === 'ListObjectsV2' && Boolean(end(response, 200, {}, answer(pages++)))
    await reject(listAll(open(), ''), 'store-failed', because, 's3://b/p')
  })

  test('continues after trouble, without returning anything twice', async () => {
    await put(8)
    s.server.trouble = (asked, response) =>
      asked.call === 'ListObjectsV2' &&
      s.server.count(asked.call) === 2 &&
      Boolean(fail(response, 500, 'InternalError'))
    expect((await listAll(open(), '')).map(({ key }) => key)).toHaveLength(8)
  })

  test('is an error if it breaks for good', async () => {
    await put(8)
    s.server.trouble = (asked, response) =>
      asked.query.has('continuation-token') && Boolean(unavailable(asked, response))
    await reject(listAll(open(), ''), 'store-unavailable', 'tried 4 times')
  })
})

test('the clock of S3 is that of its own answers', async () => {
  s.server.trouble = (asked, response) => {
    if (asked.call !== 'ListObjectsV2') return false
    response.setHeader('date', 'Tue, 03 Mar 2026 12:00:05 GMT')
    return undefined
  }
  expect(await open().time?.(never)).toEqual(new Date('2026-03-03T12:00:05Z'))
})

describe('a removal from S3', () => {
  test('reports objects that could not be removed', async () => {
    const error = '<Error><Key>p/b</Key><Code>InternalError</Code><Message>broken</Message></Error>'
    s.server.trouble = first('DeleteObjects', 9, (_, response) =>
      end(response, 200, {}, `<DeleteResult>${error}</DeleteResult>`),
    )
    await reject(open().remove(['a', 'b'], never), 'store-unavailable', 'b', 'broken')
  })

  const denied = (asked: RecordedCall, response: ServerResponse) => {
    if (asked.call !== 'DeleteObjects') return false
    const errors = ['a', 'b', 'c'].map((key) => `<Error><Key>p/${key}</Key><Code>AccessDenied</Code></Error>`)
    return Boolean(end(response, 200, {}, `<DeleteResult>${errors.join('')}</DeleteResult>`))
  }

  test('removes one by one if the service refuses each object of a call for a right that a single removal does not need', async () => {
    for (const key of ['a', 'b', 'c']) await open().put(key, Buffer.from('x'), { signal: never })
    s.server.trouble = denied
    await open().remove(['a', 'b', 'c'], never)
    expect(s.server.objects.size).toBe(0)
  })

  test('is an error if an object is also refused alone', async () => {
    for (const key of ['a', 'b', 'c']) await open().put(key, Buffer.from('x'), { signal: never })
    s.server.trouble = (asked, response) =>
      denied(asked, response) ||
      (asked.call === 'DeleteObject' && asked.key.endsWith('b') && Boolean(fail(response, 403, 'AccessDenied')))
    await reject(open().remove(['a', 'b', 'c'], never), 'store-denied', 'DeleteObject b')
    expect([...s.server.objects.keys()]).toEqual([expect.stringMatching(/b$/), expect.stringMatching(/c$/)])
  })

  test.each([
    [400, 'MissingContentMD5'],
    [501, 'NotImplemented'],
  ] as const)('removes one by one if the service answers %d %s', async (status, code) => {
    for (const key of ['a', 'b', 'c']) await open().put(key, Buffer.from('x'), { signal: never })
    s.server.trouble = first('DeleteObjects', 9, (_, response) => fail(response, status, code))
    await open().remove(['a', 'b', 'c'], never)
    expect(s.server.objects.size).toBe(0)
    expect(s.server.count('DeleteObject')).toBe(3)
  })
})

describe('an S3 answer is reported with what to do', () => {
  test.each([
    [404, 'NoSuchBucket', 'store-missing', /bucket in the policy/],
    [403, 'AccessDenied', 'store-denied', /s3:GetObject/],
    [403, 'InvalidAccessKeyId', 'store-denied', /access-key-id/],
    [403, 'SignatureDoesNotMatch', 'store-denied', /secret-access-key/],
    [400, 'ExpiredToken', 'store-denied', /new credentials/],
    [301, 'PermanentRedirect', 'store-missing', /region: us-west-2/],
    [403, 'RequestTimeTooSkewed', 'store-unavailable', /clock/],
    [503, 'SlowDown', 'store-unavailable', /busy or limits requests/],
    [429, 'TooManyRequests', 'store-unavailable', /busy or limits requests/],
    [507, 'XMinioStorageFull', 'store-full', /quota/],
    [403, 'InvalidObjectState', 'object-archived', /archive nothing but data/],
    [400, 'SomethingElse', 'store-failed', /endpoint/],
  ] as const)('%d %s', async (status, name, code, hint) => {
    s.server.trouble = (asked, response) => {
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

  test('an answer that is not from S3 is reported', async () => {
    s.server.trouble = (_, response) => Boolean(end(response, 200, { 'content-type': 'text/html' }, '<html><p>Hello'))
    await reject(listAll(open(), ''), 'store-failed', 's3://b/p')
  })

  test('a missing server, name or address, or half of a key, is reported', async () => {
    // Of all requests to it, this is one problem: no key of any of them is named.
    const [head, list] = await Promise.all([
      reject(open({ endpoint: 'http://127.0.0.1:1' }).head('k', never), 'store-unavailable', 's3://b/p'),
      reject(listAll(open({ endpoint: 'http://127.0.0.1:1' }), 'app/holds/'), 'store-unavailable'),
    ])
    expect(list.message).toBe(head.message)
    expect(head).toMatchObject({ hint: expect.stringMatching(/^Does the server run/) })
    await reject(open({ endpoint: 'http://no-such-host.invalid' }).head('k', never), 'store-unavailable', 's3://b/p')
    expect(() => open({ endpoint: 'not an address' })).toThrow('not an address')
    const { secretAccessKey: _, ...half } = secrets
    const options = { kind: 's3', bucket: 'b', region: 'auto', endpoint: s.server.endpoint, ...half } as const
    expect(() => s3Store(options)).toThrow('one half')
  })
})

test('a put to S3 says what the object is for a browser only where it was asked to', async () => {
  await open().put('page', Buffer.from('x'), { signal: never, contentType: 'text/html; charset=utf-8' })
  await open().put('part', Buffer.from('x'), { signal: never })
  const [page, part] = s.server.asked.filter(({ call }) => call === 'PutObject')
  expect(page?.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  expect(part?.headers['content-type']).not.toContain('html')
  expect(part?.headers['cache-control']).toBeUndefined()
})
