import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { s3Store } from '../../../src/store/s3/s3.ts'
import { type S3StandIn, startS3StandIn } from '../../fault/s3-stand-in.ts'
import { secrets } from './standing.ts'

const signal = new AbortController().signal
let aws: S3StandIn
let other: S3StandIn
beforeAll(async () => {
  aws = await startS3StandIn({ page: 1000, md5: true })
  other = await startS3StandIn()
})
beforeEach(() => {
  for (const { asked } of [aws, other]) asked.length = 0
})
afterAll(async () => {
  await aws[Symbol.asyncDispose]()
  await other[Symbol.asyncDispose]()
})

const open = ({ endpoint }: S3StandIn) =>
  s3Store({ kind: 's3', bucket: 'b', region: 'auto', prefix: 'p', endpoint, ...secrets })
const calls = ({ asked }: S3StandIn) => asked.map(({ call }) => call)

describe('requests of one call', () => {
  test('do not look up a put whose etag is the MD5 of its bytes, but any other', async () => {
    const stored = await open(aws).put('k', Buffer.from('hello'), { signal })
    expect([calls(aws), stored.bytes]).toEqual([['PutObject'], 5])
    await open(other).put('k', Buffer.from('hello'), { signal })
    expect(calls(other)).toEqual(['PutObject', 'HeadObject'])
  })

  test('look up a put whose etag is the MD5 of other bytes, and refuse it', async () => {
    aws.trouble = ({ call }, response) => {
      if (call !== 'PutObject') return false
      response.writeHead(200, { etag: '"00000000000000000000000000000000"' })
      response.end()
      return true
    }
    await expect(open(aws).put('lost', Buffer.from('hello'), { signal })).rejects.toMatchObject({
      code: 'store-unavailable',
    })
    aws.trouble = undefined
    expect(calls(aws).slice(0, 2)).toEqual(['PutObject', 'HeadObject'])
  })

  test('send a conditional put at once if the caller has just looked, and rely on the condition alone', async () => {
    const store = open(aws)
    await store.put('k', Buffer.from('one'), { signal })
    aws.asked.length = 0
    const put = store.put('k', Buffer.from('two'), { signal, ifAbsent: true, looked: true })
    await expect(put).rejects.toMatchObject({ code: 'store-exists' })
    expect(calls(aws)).toEqual(['PutObject'])
    aws.asked.length = 0
    await expect(store.put('k', Buffer.from('two'), { signal, ifAbsent: true })).rejects.toMatchObject({
      code: 'store-exists',
    })
    expect(calls(aws)).toEqual(['HeadObject'])
  })

  test('read a small object with its etag in one call, a missing one as undefined, and a larger one as damaged', async () => {
    const store = open(aws)
    const { etag } = await store.put('k', Buffer.from('hello'), { signal })
    aws.asked.length = 0
    const whole = await store.read?.('k', 100, signal)
    expect([whole?.stored.etag, Buffer.from(whole?.bytes ?? []).toString()]).toEqual([etag, 'hello'])
    expect(calls(aws)).toEqual(['GetObject'])
    expect(await store.read?.('none', 100, signal)).toBeUndefined()
    await expect(store.read?.('k', 4, signal)).rejects.toMatchObject({ code: 'object-damaged' })
  })
})
