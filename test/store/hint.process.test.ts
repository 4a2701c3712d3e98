import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { directoryProblem } from '../../src/store/directory/problem.ts'
import { checkKey } from '../../src/store/key.ts'
import { type StoreCode, storeProblem } from '../../src/store/problem.ts'
import { type Call, s3Problem } from '../../src/store/s3/problem.ts'
import { memoryStore } from '../../src/store/store.ts'
import { end, fail } from '../fault/s3-stand-in.ts'
import { listAll, read } from './contract.ts'
import { standing } from './s3/standing.ts'

const never = new AbortController().signal
const s = standing()

/** A sentence that says what to do. */
const sentence = /^[A-Z].{15,}\.?$/
const hinted = (error: unknown, what: string) => {
  expect(error, what).toMatchObject({ name: 'Problem', hint: expect.stringMatching(sentence) })
  expect((error as { message: string }).message, what).not.toMatch(/undefined|\[object/)
}

const calls: readonly Call[] = [
  'PutObject',
  'GetObject',
  'HeadObject',
  'ListObjectsV2',
  'DeleteObject',
  'DeleteObjects',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
]
const statuses = [
  200, 206, 301, 304, 307, 308, 400, 401, 402, 403, 404, 405, 408, 409, 411, 412, 413, 416, 418, 423, 429,
].concat([451, 499, 500, 501, 502, 503, 504, 507, 509, 520, 522, 529])

/** Codes of S3 and of services that speak it. */
const names = `AccessDenied AccountProblem AllAccessDisabled AuthorizationHeaderMalformed BadDigest BucketAlreadyExists
ConditionalRequestConflict CredentialsProviderError EntityTooLarge EntityTooSmall ExpiredToken ExpiredTokenException
IllegalLocationConstraintException IncompleteBody InsufficientStorage InternalError InvalidAccessKeyId InvalidArgument
InvalidBucketName InvalidDigest InvalidObjectState InvalidPart InvalidPartOrder InvalidRange InvalidRequest InvalidSecurity
InvalidStorageClass InvalidToken KMS.DisabledException KMS.NotFoundException MalformedXML MethodNotAllowed MissingContentLength
MissingContentMD5 NoSuchBucket NoSuchKey NoSuchUpload NotFound NotImplemented OperationAborted PermanentRedirect
PreconditionFailed QuotaExceeded RequestExpired RequestTimeout RequestTimeTooSkewed ServiceUnavailable SignatureDoesNotMatch
SlowDown TemporaryRedirect TokenRefreshRequired TooManyRequests UnexpectedContent XAmzContentChecksumMismatch
XAmzContentSHA256Mismatch XMinioStorageFull SomethingElse`.split(/\s+/)

const network =
  `ENOTFOUND ECONNREFUSED ECONNRESET ETIMEDOUT EPIPE EHOSTUNREACH ENETUNREACH EAI_AGAIN EADDRNOTAVAIL ECONNABORTED
ERR_INVALID_URL ERR_TLS_CERT_ALTNAME_INVALID CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN
UNABLE_TO_VERIFY_LEAF_SIGNATURE EPROTO ERR_SSL_WRONG_VERSION_NUMBER TimeoutError AbortError UND_ERR_SOCKET EMFILE Unknown`.split(
    /\s+/,
  )

const errnos = `EACCES EAGAIN EBADF EBADMSG EBUSY EDQUOT EEXIST EFBIG EILSEQ EINTR EINVAL EIO EISDIR ELOOP EMFILE EMLINK
ENAMETOOLONG ENFILE ENODEV ENOENT ENOLCK ENOMEM ENOSPC ENOTCONN ENOTDIR ENOTEMPTY ENOTSUP ENXIO EPERM EREMOTEIO EROFS ESTALE
ETIMEDOUT ETXTBSY EUCLEAN EXDEV`.split(/\s+/)

describe('a failure of a store has a hint', () => {
  const place = { key: 'k', where: 's3://b/p', bucket: 'b', region: 'eu-north-1' }

  test('for every S3 answer to every call', () => {
    let walked = 0
    for (const call of calls)
      for (const status of statuses)
        for (const name of ['', 'UnknownError', ...names]) {
          const error = Object.assign(new Error('because of it'), { name, $metadata: { httpStatusCode: status } })
          hinted(s3Problem(error, { ...place, call }), `${call} ${status} ${name}`)
          walked += 1
        }
    expect(walked).toBeGreaterThan(15_000)
  })

  test('for every network error', () => {
    for (const call of calls)
      for (const code of network)
        for (const error of [
          Object.assign(new Error('it broke'), { code }),
          Object.assign(new Error('it broke'), { name: code }),
          Object.assign(new AggregateError([Object.assign(new Error('it broke'), { code })]), { message: '' }),
          code,
          undefined,
        ])
          hinted(s3Problem(error, { ...place, call }), `${call} ${code}`)
  })

  test('for every file system error in every call', () => {
    for (const call of ['put', 'get', 'head', 'list', 'remove'])
      for (const code of errnos) {
        const error = Object.assign(new Error(`${code}: it broke, open 'x'`), { code, syscall: 'open' })
        hinted(directoryProblem(error, call, 'k', 'directory /backups'), `${call} ${code}`)
      }
  })

  test('for every failure that a real store can have', async () => {
    const large = randomBytes(18_000_000)
    const memory = memoryStore()
    await memory.put('k', Buffer.from('x'), { signal: never })
    const failing: (() => Promise<unknown>)[] = [
      () => memory.get('none', { signal: never }),
      () => memory.get('k', { range: { start: 7 }, signal: never }),
      () => memory.put('k', Buffer.from('y'), { ifAbsent: true, signal: never }),
      () => memory.put('k', Buffer.from('y'), { ifMatch: 'other', signal: never }),
      async () => checkKey('../x', 'here'),
    ]
    for (const [i, call] of failing.entries()) hinted(await call().catch((error) => error), `memory ${i}`)

    for (const status of [200, 301, 403, 404, 412, 416, 429, 500, 501, 503, 507]) {
      s.server.trouble = (asked, response) =>
        Boolean(asked.call === 'HeadObject' ? end(response, status) : fail(response, status, ''))
      const store = s.open()
      for (const call of [
        () => read(store, 'k'),
        () => listAll(store, ''),
        () => store.put('k', Buffer.from('x'), { signal: never }),
        () => store.put('k', Buffer.from('x'), { signal: never, ifAbsent: true }),
        () => store.put('k', large, { signal: never }),
        () => store.remove(['k', 'l'], never),
      ]) {
        const outcome = await call().then(
          () => undefined,
          (error) => error,
        )
        if (outcome !== undefined) hinted(outcome, `${status}`)
      }
    }
  })

  test('from the one function that creates all of them', async () => {
    for (const file of await readdir('src/store', { recursive: true })) {
      if (!file.endsWith('.ts')) continue
      const text = await readFile(join('src/store', file), 'utf8')
      // Elsewhere a failure is only said again, or is a mistake of the policy.
      if (['problem.ts', 'retry.ts', 'limit.ts', 's3/session.ts'].includes(file)) continue
      expect(text, file).not.toContain('new Problem(')
    }
    const codes: readonly StoreCode[] = ['store-failed', 'store-unavailable', 'object-missing', 'object-damaged']
    for (const code of codes) hinted(storeProblem(code, 'x'), code)
  })
})
